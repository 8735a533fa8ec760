"""Answer with the triples of a whole graph, named in the address.

Step on the line: a view; the reading half of the protocol. A graph's own IRI, by which the
protocol identifies it directly, leads here who prefers RDF; dereferencing sees to that.

Source:
    SPARQL 1.1 Graph Store HTTP Protocol, sections 4.2 and 5.2; RFC 9110, section 13.
"""

import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, request
from pyoxigraph import NamedNode
from werkzeug.http import http_date

from ontology.iris import mint_description
from server.clients import Clients
from server.dereferencing.link_header import to_link
from server.links import document_path, has_graph
from server.negotiation import GRAPH_ALIASES, GRAPH_OFFERS, choose_offer
from server.problems import NotFound, RequestProblem
from server.representations import dataset, keep
from server.saying.message import say
from server.sparql import close, has_etag, held

BLUEPRINT = Blueprint("graph_store", __name__)

_RIGHT = say("graph-iri.right")


@BLUEPRINT.get("/graph-store")
def graph_store() -> Response:
    """Answer with the triples of the graph that the address names."""
    graph = parse_graph(request.args.to_dict(flat=False))
    offer = choose_offer(request.headers.get("Accept", ""), GRAPH_OFFERS, GRAPH_ALIASES)
    require_graph(graph, dataset().manifest)
    etag = _etag(dataset().generation, graph, offer.media_type)
    if has_etag(etag):
        return _finish(Response(status=304), graph, etag)
    clients: Clients = current_app.extensions["clients"]
    with clients.running(request.remote_addr or ""):
        answer = dataset().contents(graph, media_type=offer.format)
    response = Response(answer.chunks, content_type=offer.content_type)
    response.headers["Content-Length"] = str(answer.size)
    response.call_on_close(lambda: close(answer))
    return _finish(response, graph, _etag(answer.generation, graph, offer.media_type))


def parse_graph(parameters: Mapping[str, list[str]]) -> str | None:
    """Return the IRI of the graph that an address names, None for the default graph.

    Raises:
        RequestProblem: It names none or several, or no absolute IRI (400).

    >>> parse_graph({"graph": ["https://b.example/id/graaf/rollen"]})
    'https://b.example/id/graaf/rollen'
    """
    graphs, default = parameters.get("graph", []), "default" in parameters
    if not graphs and not default:
        raise RequestProblem(say("graph-iri.none", right=_RIGHT))
    if len(graphs) + default > 1:
        raise RequestProblem(say("graph-iri.several", right=_RIGHT))
    if default:
        return None
    [iri] = graphs
    if not urlsplit(iri).scheme:
        raise RequestProblem(say("graph-iri.relative", iri=iri, right=_RIGHT))
    try:
        return NamedNode(iri).value
    except ValueError as error:
        said = say("graph-iri.wrong", iri=iri, reason=str(error), right=_RIGHT)
        raise RequestProblem(said) from error


def require_graph(graph: str | None, manifest: Mapping[str, Any]) -> None:
    """Return if a graph is one of the generation's.

    Raises:
        NotFound: There is no such graph (404).
    """
    if graph is not None and not has_graph(manifest, graph):
        raise NotFound(say("graph.none", graph=graph))


def _etag(generation: str, graph: str | None, media_type: str) -> str:
    """Return the strong entity tag of a graph: its generation, how it is held, and the format."""
    found = held(current_app.extensions["settings"], dataset(), generation)
    return hashlib.sha256(f"{found}\n{graph or ''}\n{media_type}".encode()).hexdigest()[:32]


def _finish(response: Response, graph: str | None, etag: str) -> Response:
    response.set_etag(etag)
    base = dataset().base
    about = document_path(base, graph) if graph else mint_description(base)
    response.headers["Link"] = to_link(about, "describedby")
    if since := dataset().since:
        response.headers["Last-Modified"] = http_date(since)
    response.vary.add("Accept")
    return keep(response)
