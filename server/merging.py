"""Choose what the default graph of a query is when it names several graphs.

Step on the line: under ``query``. The standard asks for their merge, and the engine would return
a triple as often as there are graphs that hold it. What the build counted says where that cannot
be; only graphs that may share a triple are copied.

Source:
    SPARQL 1.1 Query Language, section 13.2 (FROM: RDF merge).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from server.statistics import read_statistics
from server.terms import DEFAULT


@dataclass(frozen=True, slots=True)
class GraphFacts:
    """What is known of the named graphs of a generation.

    Shape:
        ``triples`` counts each graph; ``shared`` counts what two of them both hold.
    """

    triples: Mapping[str, int]
    shared: Mapping[str, Mapping[str, int]]

    def are_disjoint(self, graphs: Iterable[str]) -> bool:
        """Return whether no triple is in two of these graphs."""
        return not any(two in self.shared.get(one, {}) for one, two in combinations(graphs, 2))

    def within(self, graph: str, other: str) -> bool:
        """Return whether another graph holds all that a graph holds."""
        shared = self.shared.get(graph, {}).get(other, 0)
        return graph != other and shared == self.triples[graph]


Known = Callable[[], GraphFacts | None]
"""Returns what is known of the named graphs; asked only if a query needs it."""


def nothing_known() -> GraphFacts | None:
    """Return that nothing is known of the named graphs."""
    return None


def known_graphs(folder: Path | None, manifest: Mapping[str, Any]) -> GraphFacts | None:
    """Return what the build found out about the graphs of a generation.

    Shape:
        None if it found out nothing, or if it and the store do not agree: then nothing is
        taken for granted.

    Args:
        folder: The directory of the generation, None if it has none.
        manifest: What the build said of it.
    """
    triples = manifest.get("counts", {}).get("triples")
    return _read(folder, triples) if folder else None


@lru_cache(maxsize=2)
def _read(folder: Path, triples: int) -> GraphFacts | None:
    statistics = read_statistics(folder)
    if statistics.get("triples") != triples:
        return None
    graphs = statistics["graphs"]
    return GraphFacts(
        {graph: counts["triples"] for graph, counts in graphs.items()},
        {graph: counts["overlaps"] for graph, counts in graphs.items()},
    )


def choose_default(
    graphs: Sequence[NamedNode], known: GraphFacts | None
) -> list[NamedNode] | DefaultGraph | None:
    """Return what is the merge of graphs without merging them, None if nothing is.

    Shape:
        The default graph of the store, which is the merge of all graphs; else graphs that share
        no triple, for which the engine's own union is right. A graph that is not there is
        empty, and one of which another holds everything adds nothing.

    Args:
        graphs: The named graphs, each once.
        known: What the build found out, None if nothing is known.

    >>> facts = GraphFacts({"a:1": 5, "a:2": 3, "a:3": 9}, {"a:1": {"a:2": 1}, "a:2": {"a:1": 1}})
    >>> choose_default([NamedNode("a:1"), NamedNode("a:3"), NamedNode("a:4")], facts)
    [<NamedNode value=a:1>, <NamedNode value=a:3>]
    """
    if known is None:
        return None
    there = [node.value for node in graphs if node.value in known.triples]
    if known.triples.keys() <= set(there):
        return DEFAULT
    needed = list(there)
    for graph in there:
        if any(known.within(graph, other) for other in needed):
            needed.remove(graph)
    if not known.are_disjoint(needed):
        return None
    return [node for node in graphs if node.value in needed]


def merge(store: Store, default: Iterable[NamedNode], named: Iterable[NamedNode]) -> Store:
    """Return a store whose default graph is the merge of graphs, beside copies of named ones."""
    merged = Store()
    for graph in default:
        _copy(store, graph, merged, DEFAULT)
    for graph in named:
        _copy(store, graph, merged, graph)
    return merged


def _copy(source: Store, graph: NamedNode, target: Store, to: NamedNode | DefaultGraph) -> None:
    triples = source.dump(format=RdfFormat.N_TRIPLES, from_graph=graph)
    target.load(triples, RdfFormat.N_TRIPLES, to_graph=to, lenient=True)
