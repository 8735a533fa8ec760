"""Say from which registry a statement comes, and when that was loaded.

Step on the line: beside ``describe``; reads the provenance that every build writes.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from server.identity import is_described
from server.labels import Labels
from server.links import document_path, is_web_address
from server.terms import DEFAULT, ENDED_AT, GENERATED_BY, LICENCE, PAGES, PUBLISHER


def objects(
    store: Store, subject: NamedNode, predicate: NamedNode
) -> Iterator[NamedNode | Literal]:
    """Yield what is said of a subject with one predicate, in any registry."""
    for quad in store.quads_for_pattern(subject, predicate, None, DEFAULT):
        if isinstance(quad.object, NamedNode | Literal):
            yield quad.object


def licences(store: Store, graphs: Iterable[str]) -> tuple[str, ...]:
    """Return the licences of graphs, each once, in order."""
    found = {
        licence.value
        for graph in graphs
        for licence in objects(store, NamedNode(graph), LICENCE)
        if isinstance(licence, NamedNode)
    }
    return tuple(sorted(found))


def to_source(store: Store, base: str, labels: Labels, graph: str) -> dict[str, Any]:
    """Return what a page says of the registry behind a graph.

    Shape:
        ``title``, ``href``, ``loaded`` (ISO 8601, empty if unknown), ``publisher`` and
        ``licence`` (each a text with a link, or None), ``page`` (where its source is found).
    """
    node = NamedNode(graph)
    return {
        "graph": graph,
        "title": labels.name(graph).to_json(),
        "href": document_path(base, graph) if is_described(store, graph) else "",
        "loaded": _loaded(store, node),
        "publisher": _party(store, base, labels, node, PUBLISHER),
        "licence": _party(store, base, labels, node, LICENCE),
        "page": _page(store, node),
    }


def _loaded(store: Store, graph: NamedNode) -> str:
    times = (
        time.value
        for activity in objects(store, graph, GENERATED_BY)
        if isinstance(activity, NamedNode)
        for time in objects(store, activity, ENDED_AT)
    )
    return max(times, default="")


def _party(
    store: Store, base: str, labels: Labels, graph: NamedNode, predicate: NamedNode
) -> dict[str, Any] | None:
    named = (t.value for t in objects(store, graph, predicate) if isinstance(t, NamedNode))
    iri = min(named, default=None)
    if iri is None:
        return None
    name = labels.find(iri)
    href = document_path(base, iri) if name else iri if is_web_address(iri) else ""
    return {**(name or labels.name(iri)).to_json(), "iri": iri, "href": href}


def _page(store: Store, graph: NamedNode) -> str:
    for predicate in PAGES:
        for term in objects(store, graph, predicate):
            if isinstance(term, NamedNode) and is_web_address(term.value):
                return term.value
    return ""
