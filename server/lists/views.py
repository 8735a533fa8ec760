"""Answer with the lists: pages for people, collections in every format for programs.

Step on the line: views; each parses the request, asks the dataset and answers.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, request

from server.dereferencing.choosing import NEGOTIATED, choose_representation
from server.dereferencing.link_header import join_links, to_link
from server.dereferencing.relations import Relation
from server.describe import Document
from server.languages import choose_site_language
from server.links import base_path
from server.lists.describing import list_address
from server.negotiation import PAGE_OFFER, Offer, require_offer
from server.paging import page_addresses, page_number, require_page
from server.problems import NotFound
from server.redirecting import with_query
from server.render import reader_languages, render_page
from server.representations import dataset, keep
from server.saying.message import say
from server.serialization import DOCUMENT_OFFERS, to_etag

BLUEPRINT = Blueprint("lists", __name__)

OFFERS = (*DOCUMENT_OFFERS, PAGE_OFFER)
"""What a list is offered in: data first, so that ``*/*`` gets Turtle."""


@BLUEPRINT.get("/lijst", defaults={"suffix": ""})
@BLUEPRINT.get("/lijst.<suffix>")
def lists(suffix: str) -> Response:
    """Answer with the kinds of things, each with its number."""
    offer = _choose(suffix)
    if offer.kind == "page":
        overview = dataset().overview(languages=reader_languages())
        response = render_page("lists.html", overview=overview, **_formats(""))
        return _finish(response, "", offer, (), suffix)
    return _document("", offer, suffix)


@BLUEPRINT.get("/lijst/<key>", defaults={"suffix": ""})
@BLUEPRINT.get("/lijst/<key>.<suffix>")
def listing(key: str, suffix: str) -> Response:
    """Answer with the things of one kind by name, a page at a time."""
    offer = _choose(suffix)
    return _page(key, suffix) if offer.kind == "page" else _document(key, offer, suffix)


def _choose(suffix: str) -> Offer:
    if suffix:
        return require_offer(suffix, OFFERS)
    accept, profile = (request.headers.get(name, "") for name in ("Accept", "Accept-Profile"))
    return choose_representation(accept, profile, OFFERS, dataset().base)


def _page(key: str, suffix: str) -> Response:
    text, page = _text(), page_number()
    found = dataset().listing(key, languages=reader_languages(), page=page, text=text)
    if found is None:
        raise _none(key)
    require_page(found["page"])
    before, after = page_addresses(found["page"])
    relations = [("up", _path(""))]
    relations += [("prev", before)] if found["page"] > 1 else []
    relations += [("next", after)] if found["page"] < found["pages"] else []
    response = render_page(
        "list.html", listing=found, text=text, addresses=(before, after), **_formats(key)
    )
    return _finish(response, key, PAGE_OFFER, relations, suffix)


def _document(key: str, offer: Offer, suffix: str) -> Response:
    """Answer with the data of a list.

    Shape:
        In the order of the names in the language that the address asks for, Dutch if it asks
        for none: a program need not say what language it speaks.
    """
    asked = request.args.get("lang", "")
    document = dataset().list_document(
        key,
        page=page_number(),
        media_type=offer.format,
        text=_text() if key else "",
        language=choose_site_language(asked, "") if asked and key else "",
    )
    if document is None:
        raise _none(key)
    response = _finish(_to_response(document, offer), key, offer, document.relations, suffix)
    response.make_conditional(request)
    return response


def _to_response(document: Document, offer: Offer) -> Response:
    response = Response(document.body, content_type=offer.content_type)
    response.set_etag(to_etag(f"{document.etag} {offer.media_type}".encode()))
    if document.modified:
        response.last_modified = datetime.fromtimestamp(document.modified, UTC)
    return response


def _finish(
    response: Response, key: str, chosen: Offer, relations: Iterable[Relation], suffix: str
) -> Response:
    """Return an answer with its links, and with the address of its format where it was chosen."""
    alternates = [
        f'<{with_query(address)}>; rel="alternate"; type="{offer.media_type}"'
        for offer, address in _addresses(key)
        if offer.extension != chosen.extension
    ]
    own = list_address(dataset().base, key) + (f".{suffix}" if suffix else "")
    related = [
        to_link(own + target if target.startswith("?") else target, relation)
        for relation, target in relations
    ]
    response.headers["Link"] = join_links([*related, *alternates])
    if not suffix:
        response.vary.update(NEGOTIATED)
        response.headers["Content-Location"] = with_query(f"{_path(key)}.{chosen.extension}")
    return keep(response)


def _formats(key: str) -> dict[str, Any]:
    """Return where a page has its list in each format of data."""
    shown = [(offer, address) for offer, address in _addresses(key) if offer is not PAGE_OFFER]
    return {
        "formats": [(offer.extension, with_query(address)) for offer, address in shown],
        "types": {offer.extension: offer.media_type for offer, _ in shown},
    }


def _addresses(key: str) -> list[tuple[Offer, str]]:
    return [(offer, f"{_path(key)}.{offer.extension}") for offer in OFFERS]


def _path(key: str) -> str:
    return list_address(base_path(dataset().base), key)


def _text() -> str:
    return request.args.get("q", "").strip()


def _none(key: str) -> NotFound:
    return NotFound(say("list.none", key=key))
