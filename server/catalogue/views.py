"""Answer with the catalogue: a page for people, DCAT-AP for harvesters, a part at a time.

Step on the line: views; each parses the request, asks the dataset and answers.
"""

from collections.abc import Iterator

from flask import Blueprint, Response, current_app, request

from server.catalogue.catalogue_texts import DESCRIBED
from server.catalogue.describing import catalogue_iri
from server.dereferencing.link_header import to_link
from server.links import base_path
from server.negotiation import (
    GRAPH_ALIASES,
    PAGE_OFFER,
    Offer,
    choose_offer,
    require_offer,
)
from server.paging import page_addresses, page_number
from server.problems import NotFound
from server.redirecting import with_query
from server.render import reader_languages, render_page, sort_by_title
from server.representations import dataset, keep
from server.saying.message import say
from server.serialization import DOCUMENT_OFFERS, to_etag

BLUEPRINT = Blueprint("catalogue", __name__)

OFFERS = (*DOCUMENT_OFFERS, PAGE_OFFER)
"""What the catalogue is offered in: data first, so that ``*/*`` gets Turtle."""

_SERVICES = (("sparql", "/sparql"), ("ldes", "/ldes"), ("api", "/api/queries"))


@BLUEPRINT.get("/catalogus", defaults={"suffix": ""})
@BLUEPRINT.get("/catalogus.<suffix>")
def catalogue(suffix: str) -> Response:
    """Answer with a page of the catalogue."""
    offer = _choose(suffix)
    response = _page() if offer.kind == "page" else _document(offer)
    if not suffix:
        response.vary.add("Accept")
        here = f"{base_path(dataset().base)}/catalogus.{offer.extension}"
        response.headers["Content-Location"] = with_query(here)
    return keep(response)


def _choose(suffix: str) -> Offer:
    if not suffix:
        return choose_offer(request.headers.get("Accept", ""), OFFERS, GRAPH_ALIASES)
    return require_offer(suffix, OFFERS)


def _document(offer: Offer) -> Response:
    page = page_number()
    contact = current_app.extensions["settings"].contact
    found = dataset().catalogue(page=page, media_type=offer.format, contact=contact)
    if found is None:
        raise NotFound(say("catalogue.page", page=page))
    response = Response(found.body, content_type=offer.content_type)
    response.set_etag(to_etag(f"{found.etag} {offer.media_type}".encode()))
    response.headers["Link"] = ", ".join(to_link(target, name) for name, target in found.relations)
    response.make_conditional(request)
    return response


def _page() -> Response:
    page, path = page_number(), base_path(dataset().base)
    shown = dataset().browse(page=page, languages=reader_languages())
    if shown is None:
        raise NotFound(say("catalogue.page", page=page))
    addresses = page_addresses(page)
    response = render_page(
        "catalogue.html",
        described=DESCRIBED,
        shown=shown,
        registries=sort_by_title(shown["registries"]),
        services=[(key, path + place) for key, place in _SERVICES],
        offers=DOCUMENT_OFFERS,
        address=f"{path}/catalogus",
        asked=f"?p={page}" if page > 1 else "",
        addresses=addresses,
    )
    response.headers["Link"] = ", ".join(_neighbours(page, shown["pages"], addresses))
    return response


def _neighbours(page: int, pages: int, addresses: tuple[str, str]) -> Iterator[str]:
    iri = catalogue_iri(dataset().base)
    if page > 1:
        yield to_link(iri + addresses[0], "prev")
    if page < pages:
        yield to_link(iri + addresses[1], "next")
