"""Answer with the catalogue: a page for people, DCAT-AP for harvesters, a part at a time.

Step on the line: views; each parses the request, asks the dataset and answers.
"""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, current_app, request

from server.catalogue.catalogue_texts import DESCRIBED
from server.catalogue.describing import Paging, page_address, steps
from server.links import base_path, document_path
from server.negotiation import (
    GRAPH_ALIASES,
    PAGE_OFFER,
    Offer,
    choose_offer,
    require_offer,
)
from server.paging import page_number
from server.problems import NotFound
from server.redirecting import with_query
from server.render import reader_languages, render_page, sort_by_title
from server.representations import dataset, keep
from server.saying.message import say
from server.serialization import DOCUMENT_OFFERS, to_etag

BLUEPRINT = Blueprint("catalogue", __name__)

OFFERS = (*DOCUMENT_OFFERS, PAGE_OFFER)
"""What the catalogue is offered in: data first, so that ``*/*`` gets Turtle."""

HELD = ("dataset", "dataservice")
"""Lists of what the registries describe that is in the catalogue too."""

SHOWN = 20
"""Things of each such list on the page; the list has all."""

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
    pages = dataset().catalogue_pages()
    response.headers["Link"] = ", ".join(
        f'<{page_address(dataset().base, number)}>; rel="{relation.replace("previous", "prev")}"'
        for relation, number in steps(Paging(page, pages, 0)).items()
    )
    response.make_conditional(request)
    return response


def _page() -> Response:
    base, manifest = dataset().base, dataset().manifest
    path = base_path(base)
    overview = dataset().overview(languages=reader_languages())
    sources = {source["graph"]: source for source in overview["registries"]}
    return render_page(
        "catalogue.html",
        described=DESCRIBED,
        registries=sort_by_title(
            _row(entry, base, sources.get(entry["graph"], {}))
            for entry in manifest.get("registries", ())
        ),
        services=[(key, path + place) for key, place in _SERVICES],
        held=[listing for listing in map(_listing, HELD) if listing and listing["total"]],
        shown=SHOWN,
        offers=DOCUMENT_OFFERS,
        address=f"{path}/catalogus",
    )


def _listing(key: str) -> dict[str, Any] | None:
    return dataset().listing(key, languages=reader_languages())


def _row(entry: Any, base: str, source: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": entry.get("title") or {"nl": entry["name"]},
        "href": document_path(base, entry["graph"]),
        "publisher": source.get("publisher"),
        "licence": source.get("licence"),
        "modified": entry.get("loaded", ""),
        "dump": f"{base_path(base)}/dumps/{entry['name']}.nq.gz",
        "stream": f"{base_path(base)}/ldes/{entry['name']}",
    }
