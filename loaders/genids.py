"""Give blank nodes an IRI that is the same whenever their content is the same.

Step on the line: between an RDF source and its quads. Names are injective within a source,
so the graph stays isomorphic to what the source said; they do not depend on labels or, but
for indistinguishable nodes of one component, on the order of the source.

Source:
    RDF 1.1 Concepts, section 3.5 (skolemisation). The colours are those of iterated
    refinement, as in RDF Dataset Canonicalization; where that leaves a tie one node is
    singled out and refinement goes on, without trying every choice.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

Colours = dict[str, bytes]


def name_blank_nodes(registry: str, triples: Sequence[ox.Triple]) -> dict[str, str]:
    """Return a digest for each blank node in the triples.

    Shape:
        ``{label: 32 hexadecimal digits}``. Components that say exactly the same get an
        ordinal each, so that no two nodes share a name.

    Args:
        registry: Name of the source, so that nodes of two registries stay apart.
        triples: Every triple of the source that has a blank node.
    """
    seen: dict[bytes, int] = defaultdict(int)
    names: dict[str, str] = {}
    signed = [(_sign(colours), colours) for colours in map(_refine, _components(triples))]
    for signature, colours in sorted(signed, key=lambda pair: pair[0]):
        ordinal = seen[signature]
        seen[signature] += 1
        for label, colour in colours.items():
            digest = _hash(registry.encode(), signature, colour, str(ordinal).encode())
            names[label] = digest.hex()[:32]
    return names


def replace_blank_nodes(triple: ox.Triple, iris: Mapping[str, ox.NamedNode]) -> ox.Triple:
    """Return a triple with its blank nodes replaced by the IRIs of their labels."""
    subject, target = triple.subject, triple.object
    if isinstance(subject, ox.BlankNode):
        subject = iris[subject.value]
    if isinstance(target, ox.BlankNode):
        target = iris[target.value]
    return ox.Triple(subject, triple.predicate, target)


def _components(triples: Sequence[ox.Triple]) -> list[list[ox.Triple]]:
    parents: dict[str, str] = {}

    def root(label: str) -> str:
        while parents.setdefault(label, label) != label:
            parents[label] = parents[parents[label]]
            label = parents[label]
        return label

    for triple in triples:
        labels = _labels(triple)
        for label in labels:
            parents[root(label)] = root(labels[0])
    grouped: dict[str, list[ox.Triple]] = defaultdict(list)
    for triple in triples:
        grouped[root(_labels(triple)[0])].append(triple)
    return list(grouped.values())


def _labels(triple: ox.Triple) -> list[str]:
    ends = (triple.subject, triple.object)
    return [term.value for term in ends if isinstance(term, ox.BlankNode)]


def _refine(triples: list[ox.Triple]) -> Colours:
    labels = sorted({label for triple in triples for label in _labels(triple)})
    colours: Colours = dict.fromkeys(labels, b"")
    neighbours = _edges(triples)
    while True:
        colours = _settle(colours, neighbours)
        tied = _first_tie(colours)
        if tied is None:
            return colours
        colours[tied] = _hash(colours[tied], b"singled out")


def _settle(colours: Colours, edges: Mapping[str, list[tuple[bytes, str]]]) -> Colours:
    count = 0
    while len(set(colours.values())) > count:
        count = len(set(colours.values()))
        colours = {
            label: _hash(
                colour,
                *sorted(said + colours.get(other, b"") for said, other in edges[label]),
            )
            for label, colour in colours.items()
        }
    return colours


def _first_tie(colours: Colours) -> str | None:
    """Return a node of the smallest colour that two nodes share."""
    by_colour: dict[bytes, list[str]] = defaultdict(list)
    for label, colour in colours.items():
        by_colour[colour].append(label)
    ties = [(colour, labels) for colour, labels in by_colour.items() if len(labels) > 1]
    return min(ties)[1][0] if ties else None


def _edges(triples: Iterable[ox.Triple]) -> dict[str, list[tuple[bytes, str]]]:
    """Return for each node what is said of it: ground text, and the node at the other end."""
    edges: dict[str, list[tuple[bytes, str]]] = defaultdict(list)
    for triple in triples:
        subject, target = triple.subject, triple.object
        predicate = triple.predicate.value.encode()
        if isinstance(subject, ox.BlankNode) and isinstance(target, ox.BlankNode):
            loop = b"=" if subject == target else b""
            edges[subject.value].append((b">" + loop + predicate + b" ", target.value))
            edges[target.value].append((b"<" + loop + predicate + b" ", subject.value))
        elif isinstance(subject, ox.BlankNode):
            edges[subject.value].append((b">" + predicate + b" " + str(target).encode(), ""))
        elif isinstance(target, ox.BlankNode):
            edges[target.value].append((b"<" + predicate + b" " + str(subject).encode(), ""))
    return edges


def _sign(colours: Colours) -> bytes:
    return _hash(*sorted(colours.values()))


def _hash(*parts: bytes) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(4, "big") + part)
    return digest.digest()
