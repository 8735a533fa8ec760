"""Serve the API: the named queries, their answers in every format, and what describes it all.

Step on the line: views; each reads the request, asks the dataset and answers.
"""

import json

from flask import Blueprint, Response, current_app, request

from queries.topics import TOPICS
from server.endpoints import known_endpoints
from server.links import base_path
from server.named_queries import (
    LARGEST_PAGE_SIZE,
    PAGE_SIZE,
    find_query,
    parse_asked,
    queries_at,
)
from server.negotiation import (
    GRAPH_OFFERS,
    PAGE_OFFER,
    Offer,
    choose_offer,
    require_offer,
)
from server.openapi import to_openapi
from server.query_answers import answer_named, offers_of
from server.query_documents import document_of_queries
from server.query_listing import to_listing
from server.query_pages import show_named
from server.render import render_page
from server.representations import answer_file, dataset, keep

BLUEPRINT = Blueprint("api", __name__)

JSON_OFFER = Offer("application/json", "json", "solutions", "application/json")
LIST_OFFERS = (JSON_OFFER, *GRAPH_OFFERS, PAGE_OFFER)


@BLUEPRINT.get("/api")
def overview() -> Response:
    """Show what the API has, for people."""
    endpoints = known_endpoints(_rules())
    base = dataset().base
    page = render_page(
        "api.html",
        endpoints=endpoints,
        count=len(queries_at(base)),
        origin=base.removesuffix(base_path(base)),
        page_size=PAGE_SIZE,
        largest=LARGEST_PAGE_SIZE,
    )
    return keep(page)


@BLUEPRINT.get("/api/openapi.json")
def openapi() -> Response:
    """Describe the API for programs, as OpenAPI."""
    described = to_openapi(dataset().base, _rules())
    return answer_file(_to_json(described), JSON_OFFER)


@BLUEPRINT.get("/api/queries", defaults={"extension": ""})
@BLUEPRINT.get("/api/queries.<extension>")
def queries(extension: str) -> Response:
    """List the named queries."""
    offer = _choose(extension, LIST_OFFERS)
    base = dataset().base
    if offer is JSON_OFFER:
        return answer_file(_to_json(to_listing(base)), offer)
    if offer.kind != "page":
        return answer_file(document_of_queries(dataset(), offer.format), offer)
    page = render_page("queries.html", listing=to_listing(base), topics=TOPICS)
    page.vary.add("Accept")
    return keep(page)


@BLUEPRINT.get("/api/queries/<name>", defaults={"extension": ""})
@BLUEPRINT.get("/api/queries/<name>.<extension>")
def named_query(name: str, extension: str) -> Response:
    """Answer a named query."""
    query = find_query(dataset().base, name)
    offer = _choose(extension, *offers_of(query))
    query_string = request.query_string.decode("latin-1")
    if offer.kind == "page":
        return show_named(query, query_string)
    return answer_named(parse_asked(query, query_string), offer)


def _choose(extension: str, offers: tuple[Offer, ...], aliases: tuple[Offer, ...] = ()) -> Offer:
    """Return the format that the address names by its suffix, else the one to negotiate.

    Raises:
        NotFound: There is no format of that suffix (404).
        NotAcceptable: No format satisfies the client (406).
    """
    if not extension:
        return choose_offer(request.headers.get("Accept", ""), offers, aliases)
    return require_offer(extension, offers)


def _rules() -> frozenset[str]:
    return frozenset(rule.rule for rule in current_app.url_map.iter_rules())


def _to_json(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()
