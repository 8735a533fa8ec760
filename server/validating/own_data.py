"""Take data to check from the graph that is served: a thing or a named graph, nothing of others.

Step on the line: in a front, before a check. An address elsewhere is never fetched: that would
let a visitor reach what only this server can reach.
"""

from pyoxigraph import NamedNode

from server.graph_store import require_graph
from server.interface import DatasetLike
from server.problems import NotFound
from server.query import QueryRequest
from server.saying.message import say
from server.validating.problems import CheckUnusable, DataTooLarge

TRIPLES = "application/n-triples"


def read_thing(dataset: DatasetLike, iri: str) -> tuple[bytes, bytes]:
    """Return what the graph says of a thing, and which classes the things are of that it names.

    Raises:
        CheckUnusable: The graph says nothing of it, or this is no IRI.
    """
    node = _node(iri)
    found = dataset.document(iri, media_type=TRIPLES)
    if found is None:
        raise CheckUnusable(say("check.iri.none", iri=iri), parameter="iri")
    text = (
        "CONSTRUCT { ?named a ?class } WHERE { "
        f"{{ {node} ?any ?named }} UNION {{ {node} ?one ?middle . ?middle ?other ?named }} "
        "?named a ?class }"
    )
    answer = dataset.query(QueryRequest(text, TRIPLES))
    return found.body, b"".join(answer.chunks)


def read_graph(dataset: DatasetLike, graph: str, limit: int) -> tuple[bytes, bytes]:
    """Return the triples of a named graph, and the classes of the things that it names.

    Raises:
        CheckUnusable: There is no such graph.
        DataTooLarge: It is larger than what may be checked (413).
    """
    node = _node(graph)
    try:
        require_graph(graph, dataset.manifest)
    except NotFound as problem:
        raise CheckUnusable(problem.message, parameter="graph") from problem
    answer = dataset.contents(graph, media_type=TRIPLES)
    if answer.size > limit:
        said = say("check.graph.large", size=answer.size, limit=limit)
        raise DataTooLarge(said, limit=limit)
    text = (
        f"CONSTRUCT {{ ?named a ?class }} WHERE {{ GRAPH {node} {{ ?any ?property ?named }} "
        "?named a ?class }"
    )
    classes = dataset.query(QueryRequest(text, TRIPLES))
    return b"".join(answer.chunks), b"".join(classes.chunks)


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise CheckUnusable(say("check.iri", iri=iri[:200]), parameter="iri") from error
