"""Serve the rules of a profile that is a table of ours, at the address its shapes have.

Step on the line: beside the views of a check; a report names these shapes.
"""

import pyoxigraph as ox
from flask import Blueprint, Response, request

from linkml_schemas.validating.profiles import (
    is_table,
    known_profiles,
    read_profile,
    read_table_of,
)
from ontology.namespaces import PREFIXES
from server.links import base_path
from server.negotiation import (
    GRAPH_ALIASES,
    GRAPH_OFFERS,
    PAGE_OFFER,
    Offer,
    choose_offer,
    offer_with_extension,
)
from server.problems import NotFound
from server.redirecting import with_query
from server.render import render_page
from server.representations import answer_file, dataset
from server.saying.message import say

BLUEPRINT = Blueprint("profiles", __name__)

OFFERS = (*GRAPH_OFFERS, PAGE_OFFER)


@BLUEPRINT.get("/valideren/<name>")
def profile(name: str) -> Response:
    """Show the rules of a profile: to people as a table, to programs as shapes."""
    asked, offer = _choose(name)
    response = _page(asked) if offer is PAGE_OFFER else _shapes(asked, offer)
    response.headers["Cache-Control"] = "no-cache"
    here = f"{base_path(dataset().base)}/valideren/{asked}"
    response.headers["Content-Location"] = with_query(f"{here}.{offer.extension}")
    response.vary.add("Accept")
    return response


def _choose(name: str) -> tuple[str, Offer]:
    """Return the name of a table and a format.

    Raises:
        NotFound: There is no such table.
        NotAcceptable: None of our formats will do (406).
    """
    if is_table(name):
        return name, choose_offer(request.headers.get("Accept", ""), OFFERS, GRAPH_ALIASES)
    bare, _, extension = name.rpartition(".")
    offer = offer_with_extension(extension, OFFERS)
    if offer is None or not is_table(bare):
        raise NotFound(say("rules.none", name=name[:80]))
    return bare, offer


def _page(name: str) -> Response:
    base = dataset().base
    return render_page(
        "profile.html", profile=known_profiles(base)[name], rules=read_table_of(name),
        formats=[offer.extension for offer in GRAPH_OFFERS],
    )  # fmt: skip


def _shapes(name: str, offer: Offer) -> Response:
    base = dataset().base
    (source,) = read_profile(known_profiles(base)[name], base)
    quads = ox.parse(source.content, format=ox.RdfFormat.TURTLE)
    kind = ox.RdfFormat.from_media_type(offer.format)
    assert kind is not None, "every offer of a graph is a format of the engine"
    used = {prefix: PREFIXES[prefix] for prefix in ("sh", "rdfs", "dcat", "dct", "foaf")}
    body = ox.serialize(quads, format=kind, prefixes=used) or b""
    return answer_file(body, offer)
