"""Answer with one document in the representation that the client should have.

Step on the line: the last of a dereferencing request; the views have found what it is about.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Response, current_app, request

from server.dereferencing.choosing import NEGOTIATED, choose_representation
from server.dereferencing.framing import FRAMED_BEGIN
from server.dereferencing.link_header import (
    contents_links,
    document_links,
    join_links,
    to_link,
    to_uri,
)
from server.dereferencing.profiles import kept_profiles
from server.dereferencing.published_context import VOCABULARY
from server.dereferencing.relations import Relation
from server.describe import Document
from server.interface import DatasetLike
from server.kept import KEEP
from server.links import base_path, document_path
from server.negotiation import PAGE_OFFER, PROBLEM_OFFER, Offer
from server.paging import page_addresses, require_page
from server.problems import Gone, NotAcceptable, NotFound
from server.redirecting import with_query
from server.render import reader_languages, render_page, site_language
from server.saying.message import say
from server.saying.removal import to_removal
from server.serialization import DOCUMENT_OFFERS, FRAMED_OFFER, to_etag
from server.specifying.addresses import DIAGRAM, PROFILE, SPECIFICATION, address_of
from server.thesaurus.asking import remark_address
from server.thesaurus.pages import find_page, render_found, to_past

OFFERS = (*DOCUMENT_OFFERS, PAGE_OFFER)
"""What a document is offered in: data first, so that ``*/*`` gets Turtle."""


def answer(iri: str, asked: Offer | None, page: int) -> Response:
    """Return the document about an IRI.

    Args:
        iri: The canonical IRI.
        asked: The format that the address names by its suffix, which wins over ``Accept``;
            None to negotiate.
        page: Page of the links to the thing, for people.

    Raises:
        NotAcceptable: No format of ours satisfies the client (406).
        NotFound: Nothing is said of the IRI (404).
    """
    offer = asked or _wanted(*OFFERS)
    response = _page(iri, page) if offer.kind == "page" else _document(iri, offer)
    if asked is None:
        response.vary.update(NEGOTIATED)
        path = document_path(dataset().base, iri, offer.extension)
        response.headers["Content-Location"] = with_query(path, without=("iri",))
    return keep(response)


def answer_gone(gone: Mapping[str, Any], asked: Offer | None) -> Response:
    """Return 410 with the last description of a thing, in the format that the client wants.

    Shape:
        A client that names no format of data and no page gets the problem document.

    Args:
        gone: What the dataset remembers of the thing.
        asked: The format that the address names by its suffix; None to negotiate.

    Raises:
        Gone: The client wants no representation of the thing, only to be told (410).
    """
    problem = to_gone(gone)
    try:
        offer = asked or _wanted(PROBLEM_OFFER, *OFFERS)
    except NotAcceptable:
        offer = PROBLEM_OFFER
    if offer is PROBLEM_OFFER:
        raise problem
    if offer.kind == "page":
        shown = dataset().last_page(gone["iri"], languages=reader_languages())
        response = _render_page(gone["iri"], shown, gone) if shown else None
    else:
        document = dataset().last_document(gone["iri"], media_type=offer.format)
        response = _to_response(document, offer) if document else None
    if response is None:  # another generation has just taken over
        raise problem
    response.status_code = problem.status
    response.headers.update(problem.to_headers())
    response.headers["Cache-Control"] = "no-cache"
    if asked is None:
        response.vary.update(NEGOTIATED)
    return response


def to_gone(gone: Mapping[str, Any]) -> Gone:
    """Return the problem that something was removed, with all that is known of it."""
    iri, successor = gone["iri"], gone["successor"]
    links = [to_link(document_path(dataset().base, iri), "describedby")]
    if successor:
        links.append(to_link(successor, "successor-version"))
    fields = {name: gone[name] for name in ("iri", "removed", "reasons", "successor")}
    return Gone(to_removal(gone), links=", ".join(links), **fields)


def answer_file(body: bytes, offer: Offer) -> Response:
    """Return a file that is generated from the schemas, with its ETag; 304 when it is known."""
    response = Response(body, content_type=offer.content_type)
    response.vary.add("Accept")
    response.set_etag(to_etag(offer.media_type.encode() + body))
    response.make_conditional(request)
    return keep(response)


def keep(response: Response) -> Response:
    """Return an answer that this server may keep, and that a client asks after before reuse."""
    response.headers["Cache-Control"] = "no-cache"
    response.headers[KEEP] = "1"
    return response


def dataset() -> DatasetLike:
    """Return the dataset that this application answers from."""
    found: DatasetLike = current_app.extensions["dataset"]
    return found


def not_found(asked: str) -> NotFound:
    """Return the problem that nothing is said of what was asked."""
    return NotFound(say("document.none", asked=asked, site=base_path(dataset().base)))


def _document(iri: str, offer: Offer) -> Response:
    document = dataset().document(iri, media_type=offer.format)
    if document is None:
        raise not_found(iri)
    response = _to_response(document, offer)
    response.headers["Link"] = _links(iri, offer, document.relations)
    if document.modified:
        response.last_modified = datetime.fromtimestamp(document.modified, UTC)
    response.make_conditional(request)
    return response


def _to_response(document: Document, offer: Offer) -> Response:
    response = Response(document.body, content_type=offer.content_type)
    response.set_etag(_etag(document, offer))
    framed = offer.format == FRAMED_OFFER.format and document.body.startswith(FRAMED_BEGIN)
    if profiles := kept_profiles(document.relations, framed=framed):
        response.headers["Content-Profile"] = ", ".join(f"<{to_uri(p)}>" for p in profiles)
    return response


def _wanted(*offers: Offer) -> Offer:
    accept, profile = (request.headers.get(name, "") for name in ("Accept", "Accept-Profile"))
    return choose_representation(accept, profile, offers, dataset().base)


def _etag(document: Document, offer: Offer) -> str:
    """Return the entity tag of a document: of its bytes and of the name of its format.

    Source:
        RFC 9110, section 8.8.3 (no two representations of a resource have one strong tag).
    """
    return to_etag(f"{document.etag} {offer.media_type}".encode())


def _page(iri: str, page: int) -> Response:
    if found := find_page(dataset(), iri):
        response = render_found(dataset().base, iri, found)
        response.headers["Link"] = _links(iri, PAGE_OFFER, found["relations"])
        return response
    shown = dataset().page(iri, languages=reader_languages(), incoming_page=page)
    if shown is None:
        raise not_found(iri)
    require_page(shown["incoming"]["page"])
    if shown["citation"]:
        shown["past"] = to_past(dataset().base, dataset().history(iri))
    response = _render_page(iri, shown)
    response.headers["Link"] = _links(iri, PAGE_OFFER, shown["relations"])
    return response


def _render_page(
    iri: str, shown: Mapping[str, Any], gone: Mapping[str, Any] | None = None
) -> Response:
    base = dataset().base
    vocabulary = bool(shown["terms"])
    return render_page(
        "vocabulary.html" if vocabulary else "thing.html",
        status=410 if gone else 200,
        page=shown,
        repeated=_repeated(shown["terms"]),
        gone=gone,
        types={offer.extension: offer.media_type for offer in DOCUMENT_OFFERS},
        formats=[(o.extension, document_path(base, iri, o.extension)) for o in DOCUMENT_OFFERS],
        extras=_extras(base, document_path(base, iri), shown.get("relations", ())),
        own_address=base_path(base) + iri[len(base) :] if iri.startswith(f"{base}/") else iri,
        remark=remark_address(iri, shown["title"]["text"]) if shown["citation"] else "",
        incoming_addresses=page_addresses(shown["incoming"]["page"]),
    )


def _repeated(groups: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Return the titles that more than one term has: their names must tell them apart."""
    titles = Counter(term["title"]["text"] for group in groups for term in group["terms"])
    return frozenset(title for title, count in titles.items() if count > 1)


def _extras(base: str, vocabulary: str, relations: Iterable[Relation]) -> list[tuple[str, str]]:
    """Return what is beside a vocabulary: the files of ours, and the versions of any."""
    extras = [("versions", target) for kind, target in relations if kind == "version-history"]
    if vocabulary == f"{base_path(base)}{PROFILE}":
        language = site_language()
        return [
            ("specification", address_of(base, SPECIFICATION, language, "html")),
            ("diagram", address_of(base, DIAGRAM, language, "svg")),
            *extras,
        ]
    if vocabulary != f"{base_path(base)}/ns/{VOCABULARY}":
        return extras
    return [
        ("shapes", f"{vocabulary}/shapes"),
        ("context", f"{vocabulary}/context.jsonld"),
        ("specification", address_of(base, SPECIFICATION, site_language(), "html")),
        *extras,
    ]


def _links(iri: str, chosen: Offer, relations: Iterable[Relation]) -> str:
    found = dataset()
    links = document_links(found.base, iri, chosen, OFFERS, relations)
    return join_links([links, *contents_links(found.base, found.manifest, iri)])
