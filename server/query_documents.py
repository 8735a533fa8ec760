"""Describe the named queries in RDF, as the graph does.

Step on the line: beside the answers of the API; the statements come from the graph that the
build made of the queries.
"""

from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse

from ontology.iris import mint_graph
from queries.reader import GRAPH
from server.interface import DatasetLike
from server.query import QueryRequest
from server.serialization import serialize_document


def document_of_queries(dataset: DatasetLike, media_type: str) -> bytes:
    """Return all that the graph says of the named queries.

    Args:
        dataset: Is asked for the statements.
        media_type: That of a serialisation of a graph.
    """
    graph = mint_graph(dataset.base, GRAPH)
    text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    answer = dataset.query(QueryRequest(text, "application/n-triples"))
    triples = parse(b"".join(answer.chunks), RdfFormat.N_TRIPLES)
    quads = [Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples]
    return serialize_document(quads, media_type, base=dataset.base, subject=graph)
