"""Write all triples of one graph, as they come from the store.

Step on the line: within a worker, or in process; beside ``query``, but nothing is evaluated, so
memory stays flat however large the graph is.

Source:
    SPARQL 1.1 Graph Store HTTP Protocol, section 5.2 (HTTP GET).
"""

from collections.abc import Callable
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, Store

from ontology.namespaces import prefixes_at
from server.query import to_output, unwritable
from server.terms import DEFAULT
from server.xml_answers import NotXmlError

_WITH_PREFIXES = frozenset({"text/turtle", "application/trig"})


def write_contents(
    store: Store, graph: str | None, media_type: str, base: str, emit: Callable[[bytes], object]
) -> None:
    """Write the triples of a graph piece by piece.

    Shape:
        Triples in every format: one that can name a graph does not, for the answer is a graph.

    Args:
        store: A generation's store.
        graph: The IRI of a named graph; None for the default graph.
        media_type: That of one of ``GRAPH_OFFERS``.
        base: The base of the data directory, for our own prefixes.
        emit: Called with each piece, in order; what it raises ends the writing.

    Raises:
        NotAcceptable: The format cannot hold a triple of the graph (406).
    """
    output: Any = to_output(emit, media_type)
    prefixes = prefixes_at(base) if media_type in _WITH_PREFIXES else None
    try:
        store.dump(
            output,
            RdfFormat.from_media_type(media_type),
            from_graph=NamedNode(graph) if graph else DEFAULT,
            prefixes=prefixes,
        )
    except (NotXmlError, OSError) as error:
        raise unwritable(error, media_type) from error
