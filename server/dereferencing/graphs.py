"""Send a client from a named graph to its triples, or to the document about it.

Step on the line: within the view of things; a graph is the one kind of thing that can be sent
whole, so that its IRI is answered by what the client wants of it.

Source:
    SPARQL 1.1 Graph Store HTTP Protocol, section 4.1 (direct graph identification); RFC 9110,
    section 15.4.4 (303); RFC 6892 (describes and describedby).
"""

from flask import Response, request

from server.dereferencing.link_header import CONTENTS, join_links, to_link
from server.links import contents_address, contents_path, document_path
from server.negotiation import GRAPH_ALIASES, PAGE_OFFER, choose_offer
from server.problems import NotAcceptable
from server.redirecting import redirect_within
from server.representations import OFFERS, dataset
from server.serialization import CSV_OFFER, JSON_OFFER

_DOCUMENT_ONLY = (JSON_OFFER, CSV_OFFER, PAGE_OFFER)
"""What a document comes in and a graph does not."""

WHICH_GRAPH = frozenset({"graph", "default"})
"""Parameters with which an address of the graph store names a graph."""


def lead_from_graph(iri: str) -> Response:
    """Return the redirect from a graph of the generation, in one hop to what a client wants.

    Args:
        iri: The canonical IRI of the graph.
    """
    base = dataset().base
    about = document_path(base, iri)
    if wants_triples(request.headers.get("Accept", "")):
        response = redirect_within(contents_path(base, iri), 303, without=WHICH_GRAPH)
    else:
        response = redirect_within(about, 303)
    links = [to_link(about, "describedby"), to_link(contents_address(base, iri), CONTENTS)]
    response.headers["Link"] = join_links(links)
    response.vary.add("Accept")
    return response


def wants_triples(accept: str) -> bool:
    """Return whether a client prefers a format in which a graph is sent.

    A client without a preference does, as ``*/*`` gets data everywhere. One that nothing
    satisfies does not: the document tells it everything that there is.

    Args:
        accept: The ``Accept`` header, empty if absent.

    >>> wants_triples("application/n-triples"), wants_triples("*/*"), wants_triples("")
    (True, True, True)
    >>> wants_triples("text/html,*/*;q=0.8"), wants_triples("text/csv"), wants_triples("image/png")
    (False, False, False)
    """
    try:
        chosen = choose_offer(accept, OFFERS, GRAPH_ALIASES)
    except NotAcceptable:
        return False
    return chosen not in _DOCUMENT_ONLY
