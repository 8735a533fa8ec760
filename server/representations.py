"""Answer with one document in the representation that the client should have.

Step on the line: the last of a dereferencing request; the views have found what it is about.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from flask import Response, current_app, request

from server.dataset import DatasetLike
from server.describe import Document
from server.kept import KEEP
from server.links import base_path, document_path
from server.negotiation import GRAPH_ALIASES, PAGE_OFFER, Offer, choose_offer
from server.paging import page_addresses
from server.problems import NotFound
from server.render import reader_languages, render_page
from server.serialization import DOCUMENT_OFFERS, to_etag

OFFERS = (*DOCUMENT_OFFERS, PAGE_OFFER)
"""What a document is offered in: data first, so that ``*/*`` gets Turtle."""

_URI_SAFE = "/:?#[]@!$&'()*+,;=-._~%"


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
    offer = asked or choose_offer(request.headers.get("Accept", ""), OFFERS, GRAPH_ALIASES)
    response = _page(iri, page) if offer.kind == "page" else _document(iri, offer)
    if asked is None:
        response.vary.update(("Accept", "Accept-Language"))
        response.headers["Content-Location"] = document_path(dataset().base, iri, offer.extension)
    return keep(response)


def answer_file(body: bytes, offer: Offer) -> Response:
    """Return a file that is generated from the schemas, with its ETag; 304 when it is known."""
    response = Response(body, content_type=offer.content_type)
    response.vary.add("Accept")
    response.set_etag(to_etag(body))
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
    return NotFound(
        f"The graph says nothing of {asked}. Browse from {base_path(dataset().base)}/lijst, "
        f"or ask for an IRI of someone else with {base_path(dataset().base)}/doc?iri=…"
    )


def _document(iri: str, offer: Offer) -> Response:
    document = dataset().document(iri, media_type=offer.format)
    if document is None:
        raise not_found(iri)
    response = Response(document.body, content_type=offer.content_type)
    response.headers["Link"] = _links(iri, offer, document.licences)
    response.set_etag(_etag(document, offer))
    response.make_conditional(request)
    return response


def _etag(document: Document, offer: Offer) -> str:
    """Return the entity tag of a document: that of its bytes, and of a name for its format."""
    if offer.media_type == offer.format:
        return document.etag
    return to_etag(f"{document.etag} {offer.media_type}".encode())


def _page(iri: str, page: int) -> Response:
    shown = dataset().page(iri, languages=reader_languages(), incoming_page=page)
    if shown is None:
        raise not_found(iri)
    base = dataset().base
    vocabulary = bool(shown["terms"])
    response = render_page(
        "vocabulary.html" if vocabulary else "thing.html",
        page=shown,
        types={offer.extension: offer.media_type for offer in DOCUMENT_OFFERS},
        formats=[(o.extension, document_path(base, iri, o.extension)) for o in DOCUMENT_OFFERS],
        extras=_extras(document_path(base, iri)) if vocabulary else (),
        own_address=base_path(base) + iri[len(base) :] if iri.startswith(f"{base}/") else iri,
        incoming_addresses=page_addresses(shown["incoming"]["page"]),
    )
    response.headers["Link"] = _links(iri, PAGE_OFFER, _licences(shown["sources"]))
    return response


def _extras(vocabulary: str) -> tuple[tuple[str, str], ...]:
    return (("shapes", f"{vocabulary}/shapes.ttl"), ("context", f"{vocabulary}/context.jsonld"))


def _licences(sources: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(sorted({s["licence"]["iri"] for s in sources if s["licence"]}))


def _links(iri: str, chosen: Offer, licences: Iterable[str]) -> str:
    """Return the Link header.

    Source:
        RFC 8288; RFC 6892 (describes); RFC 6596 (canonical); RFC 4946 (license).
    """
    base = dataset().base
    origin = base[: len(base) - len(base_path(base))]
    links = [
        f'<{_uri(iri)}>; rel="describes"',
        f'<{_uri(origin + document_path(base, iri))}>; rel="canonical"',
    ]
    links += [
        f'<{document_path(base, iri, offer.extension)}>; rel="alternate"; type="{offer.media_type}"'
        for offer in OFFERS
        if offer.media_type != chosen.media_type
    ]
    links += [f'<{_uri(licence)}>; rel="license"' for licence in licences]
    return ", ".join(links)


def _uri(iri: str) -> str:
    return quote(iri, safe=_URI_SAFE)
