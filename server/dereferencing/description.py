"""Collect what the graph says of one thing.

Step on the line: the first step of ``describe``, by pattern access.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store

from server.vocabularies import parse_vocabulary, vocabulary_subjects

NAMELESS_NODES = 10_000
"""Nodes without a name that one document holds at most; beyond it they are links that answer."""


@dataclass(frozen=True, slots=True)
class Description:
    """What the graph says of one thing.

    Shape:
        ``subjects`` are the thing and, of a vocabulary, its terms; ``quads`` are those of the
        default graph and of the named ones; ``graphs`` are the named graphs among them.
    """

    subjects: tuple[str, ...]
    quads: tuple[Quad, ...]
    graphs: tuple[str, ...]


def describe(store: Store, base: str, iri: str) -> Description | None:
    """Return what the graph says of an IRI, None if nothing.

    Shape:
        Every statement with the IRI as subject and, through nodes without a name of their
        own, what those hold; of a vocabulary, the same of all its terms.

    Args:
        store: A generation's store.
        base: The base of the data directory.
        iri: The canonical IRI, as ``resolve`` returns it.
    """
    subjects = described_subjects(store, base, iri)
    quads = tuple(_closure(store, base, subjects))
    graphs = {q.graph_name.value for q in quads if isinstance(q.graph_name, NamedNode)}
    return Description(subjects, quads, tuple(sorted(graphs))) if quads else None


def described_subjects(store: Store, base: str, iri: str) -> tuple[str, ...]:
    """Return what the description of an IRI is about: itself, and of a vocabulary its terms."""
    vocabulary = parse_vocabulary(base, iri)
    return vocabulary_subjects(store, vocabulary) if vocabulary else (iri,)


def _closure(store: Store, base: str, subjects: Sequence[str]) -> Iterator[Quad]:
    nameless = f"{base}/.well-known/genid/"
    waiting, seen = list(subjects), set(subjects)
    while waiting:
        for quad in store.quads_for_pattern(NamedNode(waiting.pop()), None, None, None):
            yield quad
            node = quad.object
            if not isinstance(node, NamedNode) or node.value in seen:
                continue
            if node.value.startswith(nameless) and len(seen) < NAMELESS_NODES + len(subjects):
                seen.add(node.value)
                waiting.append(node.value)
