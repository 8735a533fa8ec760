"""Answer with the graph's description of itself: VoID, and the service description.

Step on the line: a view, and what the SPARQL endpoint answers where there is no query. Made
from the files of the generation; no store is asked.

Source:
    VoID, section 7.2; SPARQL 1.1 Service Description, section 2.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from flask import Blueprint, Response, request

from ontology.iris import mint_description, mint_service
from server.description_page import page_values
from server.description_texts import DESCRIBED
from server.negotiation import GRAPH_ALIASES, GRAPH_OFFERS, PAGE_OFFER, Offer, choose_offer
from server.render import reader_languages, render_page
from server.representations import answer_file, dataset, keep
from server.serialization import serialize_document
from server.service import describe_service
from server.statistics import read_statistics
from server.void import dataset_iri, describe_dataset

BLUEPRINT = Blueprint("descriptions", __name__)

OFFERS = (*GRAPH_OFFERS, PAGE_OFFER)
"""What a description is offered in: data first, so that ``*/*`` gets Turtle."""

Kind = Literal["void", "service"]


@BLUEPRINT.get("/.well-known/void")
def void() -> Response:
    """Answer with what is published, in RDF or on a page."""
    offer = choose_offer(request.headers.get("Accept", ""), OFFERS, GRAPH_ALIASES)
    if offer.kind == "page":
        return _page()
    return answer_description("void", offer)


def answer_description(kind: Kind, offer: Offer) -> Response:
    """Return a description in a format, with its ETag; 304 when the client has it."""
    response = answer_file(description(kind, offer.format), offer)
    base = dataset().base
    links = [
        f'<{mint_service(base)}>; rel="describedby"; anchor="{base}/sparql"',
        f'<{mint_description(base)}>; rel="describedby"; anchor="{dataset_iri(base)}"',
    ]
    response.headers["Link"] = ", ".join(links)
    return response


def _page() -> Response:
    statistics = read_statistics(dataset().folder)
    registries = dataset().overview(languages=reader_languages())["registries"]
    names = {row["licence"]["iri"]: row["licence"] for row in registries if row["licence"]}
    values = page_values(dataset().manifest, statistics, dataset().base, names)
    response = render_page("description.html", page=values, described=DESCRIBED)
    response.vary.add("Accept")
    return keep(response)


def description(kind: Kind, media_type: str) -> bytes:
    """Return a description of the generation that is served now.

    Args:
        kind: ``void`` for what is published, ``service`` for the endpoint with all of that.
        media_type: That of one of ``GRAPH_OFFERS``.
    """
    folder = dataset().folder
    if folder is None:
        return _make(kind, media_type, {"base": dataset().base, **dataset().manifest}, {})
    return _read(kind, media_type, folder)


@lru_cache(maxsize=24)
def _read(kind: Kind, media_type: str, folder: Path) -> bytes:
    """Return a description, kept: what is published in a folder never changes."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return _make(kind, media_type, manifest, read_statistics(folder))


def _make(
    kind: Kind, media_type: str, manifest: Mapping[str, Any], statistics: Mapping[str, Any]
) -> bytes:
    base = str(manifest["base"])
    if kind == "void":
        quads, subject = describe_dataset(manifest, statistics, base), mint_description(base)
    else:
        quads, subject = describe_service(manifest, statistics, base), mint_service(base)
    return serialize_document(quads, media_type, base=base, subject=subject)
