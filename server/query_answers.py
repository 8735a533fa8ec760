"""Answer a named query in a format for programs.

Step on the line: the last of a request for a named query. The text goes the way of any other
query: the same limits, workers, entity tags and caches as at ``/sparql``.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Response, current_app, request

from ontology.iris import mint_thing
from queries.reader import CONCEPT, Query
from server.clients import Clients
from server.links import base_path, document_path
from server.named_queries import Asked, page_links
from server.negotiation import (
    GRAPH_ALIASES,
    GRAPH_OFFERS,
    PAGE_OFFER,
    RESULT_ALIASES,
    RESULT_OFFERS,
    Offer,
)
from server.problems import RequestProblem
from server.query import QueryRequest
from server.reading import QueryFacts, require_allowed
from server.representations import dataset
from server.settings import Settings
from server.sparql import answer_query

_HAS_ROW = re.compile(rb"\n.*\n", re.DOTALL)


def offers_of(query: Query) -> tuple[tuple[Offer, ...], tuple[Offer, ...]]:
    """Return the formats of the answers to a query, and their other names."""
    if query.form == "CONSTRUCT":
        return (*GRAPH_OFFERS, PAGE_OFFER), GRAPH_ALIASES
    return (*RESULT_OFFERS, PAGE_OFFER), RESULT_ALIASES


def answer_named(asked: Asked, offer: Offer) -> Response:
    """Return the answer to a named query in a format for programs.

    Shape:
        As ``/sparql`` answers the same text, with ``Link`` to the other pages and to what
        describes the query, and ``Query-Version``, which changes with its file.

    Raises:
        BadParameter: A value is not of the type of its parameter, or is missing (400).
        RequestProblem: As ``/sparql`` would.
    """
    text = asked.text()
    facts = require_facts(text)
    with running():
        response = answer_query(dataset(), QueryRequest(text, offer.format), offer, facts)
        try:
            more = response.status_code == 200 and has_more(asked)
        except RequestProblem:
            response.close()
            raise
    response.headers["Query-Version"] = asked.query.version
    if response.status_code == 200:
        response.headers["Link"] = _to_link(asked, more=more)
    return response


def has_more(asked: Asked) -> bool:
    """Return whether there is a page after the one that is asked."""
    if not asked.paged:
        return False
    answer = dataset().query(QueryRequest(asked.rest(), "text/csv"))
    return bool(_HAS_ROW.search(b"".join(answer.chunks)))


def find_about(query: Query) -> str:
    """Return the path of the document about a query, empty if the graph does not describe it."""
    iri = mint_thing(dataset().base, CONCEPT, query.name)
    return document_path(dataset().base, iri) if dataset().resolve(iri) else ""


def _to_link(asked: Asked, *, more: bool) -> str:
    """Return the Link header.

    Source:
        RFC 8288 (Web Linking); RFC 8631 (service-desc).
    """
    base = dataset().base
    here = request.root_path + request.path
    openapi = f"{base_path(base)}/api/openapi.json"
    links = [f'<{openapi}>; rel="service-desc"; type="application/json"']
    if about := find_about(asked.query):
        links.append(f'<{about}>; rel="describedby"')
    if asked.paged:
        for relation, parameters in page_links(asked, more=more).items():
            links.append(f'<{here}{"?" if parameters else ""}{parameters}>; rel="{relation}"')
    return ", ".join(links)


def require_facts(text: str) -> QueryFacts:
    """Return what the text of a query says of itself, if it keeps the limits of queries.

    Raises:
        RequestProblem: It does not.
    """
    settings: Settings = current_app.extensions["settings"]
    return require_allowed(text, settings)


@contextmanager
def running() -> Iterator[None]:
    """Count what is asked as a query of this client."""
    clients: Clients = current_app.extensions["clients"]
    with clients.running(request.remote_addr or ""):
        yield
