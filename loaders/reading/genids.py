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
Edges = Mapping[str, list[tuple[bytes, str]]]
"""For each node what is said of it, and the node at the other end if that has no name either."""


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
    signed = map(_refine, _components(triples))
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


def _refine(triples: list[ox.Triple]) -> tuple[bytes, Colours]:
    """Return what a component says as one digest, and a colour for each of its nodes."""
    labels = sorted({label for triple in triples for label in _labels(triple)})
    edges = _edges(triples)
    colours: Colours = {label: _colour(label, {}, edges) for label in labels}
    members: dict[bytes, set[str]] = defaultdict(set)
    for label, colour in colours.items():
        members[colour].add(label)
    _settle(colours, members, edges, set(labels))
    while ties := [colour for colour, tied in members.items() if len(tied) > 1]:
        colour = min(ties)
        tied = min(members[colour])
        _move(tied, _hash(colour, b"singled out"), colours, members)
        _settle(colours, members, edges, {other for _, other in edges[tied] if other})
    return _sign(colours, edges), colours


def _settle(
    colours: Colours, members: dict[bytes, set[str]], edges: Edges, open_nodes: set[str]
) -> None:
    """Refine colours until nothing is split, looking only at nodes beside what changed.

    Shape:
        Of nodes that would all leave a colour, the largest group keeps it. So a list costs
        about as many steps as it has items, and not their square.

    Source:
        Hopcroft, partition refinement, as in colour refinement of graphs.
    """
    while open_nodes:
        fresh: dict[bytes, dict[bytes, list[str]]] = defaultdict(lambda: defaultdict(list))
        for label in open_nodes:
            if len(members[colours[label]]) > 1:
                fresh[colours[label]][_colour(label, colours, edges)].append(label)
        changed: list[str] = []
        for colour, groups in fresh.items():
            if sum(len(labels) for labels in groups.values()) == len(members[colour]):
                groups.pop(max(groups, key=lambda after: (len(groups[after]), after)))
            for after, labels in groups.items():
                for label in labels:
                    _move(label, after, colours, members)
                changed += labels
        open_nodes = {other for label in changed for _, other in edges[label] if other}


def _move(label: str, colour: bytes, colours: Colours, members: dict[bytes, set[str]]) -> None:
    members[colours[label]].discard(label)
    members[colour].add(label)
    colours[label] = colour


def _colour(label: str, colours: Mapping[str, bytes], edges: Edges) -> bytes:
    said = sorted(text + colours.get(other, b"") for text, other in edges[label])
    return _hash(colours.get(label, b""), *said)


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


def _sign(colours: Colours, edges: Edges) -> bytes:
    """Return the digest of all that is said, with colours for the nodes."""
    said = (
        _hash(colour, text, colours.get(other, b""))
        for label, colour in colours.items()
        for text, other in edges[label]
    )
    return _hash(*sorted(said))


def _hash(*parts: bytes) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(4, "big") + part)
    return digest.digest()
