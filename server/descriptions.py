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

from flask import Blueprint, Response, redirect, request

from ontology.iris import mint_description, mint_service
from server.links import base_path
from server.negotiation import GRAPH_ALIASES, GRAPH_OFFERS, PAGE_OFFER, Offer, choose_offer
from server.representations import answer_file, dataset
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
    """Answer with what is published; send a browser to the page that shows it."""
    offer = choose_offer(request.headers.get("Accept", ""), OFFERS, GRAPH_ALIASES)
    if offer.kind == "page":
        response = redirect(f"{base_path(dataset().base)}/", 303)
        assert isinstance(response, Response), "Flask redirects with its own class"
        response.vary.add("Accept")
        return response
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


def description(kind: Kind, media_type: str) -> bytes:
    """Return a description of the generation that is served now.

    Args:
        kind: ``void`` for what is published, ``service`` for the endpoint with all of that.
        media_type: That of one of ``GRAPH_OFFERS``.
    """
    folder = dataset().folder
    if folder is None:
        return _make(kind, media_type, dataset().manifest, {})
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
