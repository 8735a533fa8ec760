"""List the mappings of a schema to terms of others, and what is wrong with them.

Step on the line: from :mod:`linkml_schemas.modelling` and the lists of
:mod:`ontology.known_terms` to ``begrip schema mappings``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from linkml_schemas.modelling.element import MAPPINGS, ElementModel
from linkml_schemas.modelling.faults import Fault, Place
from linkml_schemas.modelling.schema import SchemaModel
from ontology.known_terms import TermKind, is_missing, known_terms, nearest_term
from ontology.namespaces import shrink

MATCHES: Mapping[str, str] = MappingProxyType(
    {kind: f"skos:{kind}Match" for kind in MAPPINGS}
)  # exact, close, broad, narrow, related
"""What SKOS, and SSSOM after it, call each kind."""

CLASS_RELATIONS: Mapping[str, str] = MappingProxyType(
    {"exact": "owl:equivalentClass", "broad": "rdfs:subClassOf"}
)
PROPERTY_RELATIONS: Mapping[str, str] = MappingProxyType(
    {"exact": "owl:equivalentProperty", "broad": "rdfs:subPropertyOf"}
)
OTHERWISE = "dct:relation"
"""What a vocabulary states of a class or property for any other kind of mapping: SKOS would make
it a concept, and of terms of others nothing is said."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """One mapping of one element; IRIs absolute."""

    element: str
    subject: str
    kind: str
    target: str
    term_kind: TermKind | None
    place: Place

    @property
    def relation(self) -> str:
        """Return what a vocabulary states for it, as a CURIE."""
        if self.term_kind == "class":
            return CLASS_RELATIONS.get(self.kind, OTHERWISE)
        if self.term_kind == "property":
            return PROPERTY_RELATIONS.get(self.kind, OTHERWISE)
        return MATCHES[self.kind]


def read_mappings(model: SchemaModel) -> tuple[Mapped, ...]:
    """Return every mapping of a schema where it is written, in the order of the schema."""
    return tuple(mapped for name, element in _elements(model) for mapped in _of(name, element))


def find_faults(mappings: Iterable[Mapped]) -> Iterator[Fault]:
    """Yield what is wrong: a term that does not exist, is deprecated, or of another kind."""
    for each in mappings:
        term = known_terms().get(each.target)
        name = shrink(each.target) or each.target
        if is_missing(each.target):
            near = nearest_term(each.target, each.term_kind)
            remedy = f"did you mean {shrink(near) or near}?" if near else "name one that does"
            yield _fault(each, f"{name} does not exist", remedy)
        elif term is not None and term.deprecated:
            yield _fault(each, f"{name} is deprecated", "map to what its vocabulary uses now")
        elif term is not None and each.term_kind and term.kind != each.term_kind:
            yield _fault(
                each, f"{name} is no {each.term_kind} but a {term.kind}", "map like to like"
            )


def to_lines(mappings: Iterable[Mapped]) -> Iterator[str]:
    """Yield a line for each mapping."""
    for each in mappings:
        subject, target = (shrink(iri) or iri for iri in (each.subject, each.target))
        yield f"{each.place}: {each.element} ({subject}) {each.kind} {target}"


def to_sssom(mappings: Iterable[Mapped]) -> Iterator[str]:
    """Yield the mappings as lines of an SSSOM table.

    Source:
        A Simple Standard for Sharing Ontological Mappings, version 1.0, TSV.
    """
    yield "subject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification"
    for each in mappings:
        cells = (
            shrink(each.subject) or each.subject,
            each.element,
            MATCHES[each.kind],
            shrink(each.target) or each.target,
            "semapv:ManualMappingCuration",
        )
        yield "\t".join(cells)


def _elements(model: SchemaModel) -> Iterator[tuple[str, ElementModel]]:
    for element in model.elements():
        yield element.name, element
    for each in model.classes.values():
        if not each.imported:
            for name in each.own:
                slot = each.slots.get(name)
                if slot is not None and _is_own(slot, each):
                    yield f"{each.name}.{name}", slot


def _is_own(slot: ElementModel, owner: ElementModel) -> bool:
    """Return whether a class itself writes mappings of a slot, and not the slot they share."""
    places = [
        slot.places[f"{kind}_mappings"] for kind in MAPPINGS if f"{kind}_mappings" in slot.places
    ]
    inside = owner.path
    return bool(places) and slot.path[: len(inside)] == inside


def _of(name: str, element: ElementModel) -> Iterator[Mapped]:
    kinds: dict[str, TermKind] = {"class": "class", "slot": "property", "type": "datatype"}
    for kind, targets in element.mappings.items():
        place = element.place_of(f"{kind}_mappings")
        for target in targets:
            yield Mapped(name, element.iri, kind, target, kinds.get(element.kind), place)


def _fault(mapped: Mapped, message: str, remedy: str) -> Fault:
    return Fault(mapped.place, "mapping", message, remedy, element=mapped.element)
