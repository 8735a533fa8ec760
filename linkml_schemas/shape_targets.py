"""Find what shapes speak of in some data, by target.

Step on the line: beside :mod:`linkml_schemas.conformance`, which checks what is found here.

Source:
    SHACL, section 2.1.3 (targets).
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import OWL, RDFS, SH
from rdflib.term import Literal, Node

from linkml_schemas.conformance_values import TargetKind
from linkml_schemas.shape_faults import name_shape

_KINDS: Mapping[URIRef, TargetKind] = MappingProxyType(
    {
        SH.targetClass: "class",
        SH.targetNode: "node",
        SH.targetSubjectsOf: "subjects",
        SH.targetObjectsOf: "objects",
    }
)

Spoken = dict[tuple[TargetKind, str], set[Node]]
"""Things by what chooses them."""


def targeted(shapes: Graph) -> list[Node]:
    """Return the shapes that choose what they speak of, by name."""
    chosen = {shape for target in _KINDS for shape in shapes.subjects(target)}
    chosen |= set(_implicit(shapes))
    return sorted(chosen, key=str)


def keep_targets_of(shapes: Graph, *kept: Node) -> Graph:
    """Return the shapes with the targets of all but some taken away."""
    alone = Graph()
    for triple in shapes:
        subject, predicate, value = triple
        implicit = predicate == RDF.type and value in {RDFS.Class, OWL.Class}
        if subject in kept or not (predicate in _KINDS or implicit):
            alone.add(triple)
    return alone


def find_focus_nodes(graph: Graph, shapes: Graph, dropped: set[str]) -> Spoken:
    """Return the things that shapes speak of, an empty set for a target that chooses none.

    Args:
        graph: The data.
        shapes: The shapes; those that are switched off are passed over.
        dropped: Names of shapes that were not used.
    """
    found: Spoken = {}
    for shape in targeted(shapes):
        off = (shape, SH.deactivated, Literal(True)) in shapes
        if off or name_shape(shapes, shape) in dropped:
            continue
        for kind, target in _targets(shapes, shape):
            found.setdefault((kind, str(target)), set()).update(_choose(graph, kind, target))
    return found


def _targets(shapes: Graph, shape: Node) -> Iterator[tuple[TargetKind, Node]]:
    for predicate, kind in _KINDS.items():
        for target in shapes.objects(shape, predicate):
            yield kind, target
    if shape in set(_implicit(shapes)):
        yield "class", shape


def _implicit(shapes: Graph) -> Iterator[Node]:
    """Yield the classes that are shapes too."""
    for kind in (RDFS.Class, OWL.Class):
        for shape in shapes.subjects(RDF.type, kind):
            if (shape, RDF.type, SH.NodeShape) in shapes:
                yield shape


def _choose(graph: Graph, kind: TargetKind, target: Node) -> Iterator[Node]:
    """Yield the things that one target chooses; those of a class by its subclasses too."""
    if kind == "node":
        yield target
    elif kind == "class":
        for part in graph.transitive_subjects(RDFS.subClassOf, target):
            yield from graph.subjects(RDF.type, part)
    elif kind == "objects":
        yield from graph.objects(None, target)
    else:
        yield from graph.subjects(target)
