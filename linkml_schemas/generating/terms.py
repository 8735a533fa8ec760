"""Say what each class and slot of a schema outside our convention means: its ontology.

Step on the line: from the common model to :mod:`linkml_schemas.vocabulary`, which writes terms.
The terms that the schema mints are defined; of terms of others only the use is told, for what
they mean is not its to say. Pure.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from linkml_schemas.generating.axioms import to_axioms
from linkml_schemas.generating.naming import Languages, expand, iri_of, type_iri
from linkml_schemas.generating.ranges import ANY, IRI_TYPES
from linkml_schemas.modelling.element import ElementModel
from linkml_schemas.modelling.elements import ClassModel
from linkml_schemas.modelling.reading import SchemaModel
from linkml_schemas.modelling.slots import SlotModel
from linkml_schemas.plan import Texts
from linkml_schemas.publication import Publication
from linkml_schemas.turtle import iri, literal, texts
from linkml_schemas.vocabulary import Term

QUDT = "http://qudt.org/schema/qudt/"
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"

MATCHES: Mapping[str, str] = MappingProxyType(
    {
        "exact": "skos:exactMatch",
        "close": "skos:closeMatch",
        "broad": "skos:broadMatch",
        "narrow": "skos:narrowMatch",
        "related": "skos:relatedMatch",
    }
)


def to_terms(model: SchemaModel, languages: Languages, publication: Publication) -> list[Term]:
    """Return every class and property, classes first, by IRI, each once.

    Shape:
        Of elements with one IRI the first by name gives the words, and all give the classes of
        a property (``schema:domainIncludes``) and its values (``schema:rangeIncludes``).
    """
    writer = _Writer(model, languages, publication)
    classes: dict[str, list[ClassModel]] = {}
    for each in model.classes.values():
        if not each.imported and iri_of(each) != ANY:
            classes.setdefault(iri_of(each), []).append(each)
    properties: dict[str, list[SlotModel]] = {}
    for slot in _slots(model):
        properties.setdefault(iri_of(slot), []).append(slot)
    owners = _find_owners(model)
    terms = [writer.to_class(name, sorted(found, key=_name)) for name, found in classes.items()]
    terms += [
        writer.to_property(name, sorted(found, key=_name), owners.get(name, []))
        for name, found in properties.items()
        if name not in classes
    ]
    return sorted(terms, key=lambda term: (term.type != "owl:Class", term.iri))


class _Writer:
    """Makes terms of elements."""

    def __init__(self, model: SchemaModel, languages: Languages, publication: Publication) -> None:
        self.model = model
        self.languages = languages
        self.publication = publication

    def to_class(self, name: str, found: list[ClassModel]) -> Term:
        classes = self.model.classes
        above = {
            iri_of(classes[parent])
            for each in found
            for parent in (*each.mixins, *each.texts("is_a"))
            if parent in classes
        }
        further = [("rdfs:subClassOf", _iris(above - {name}))] if self._is_own(name) else []
        return self._to_term(name, "owl:Class", found[0], further)

    def to_property(self, name: str, found: list[SlotModel], owners: list[SlotModel]) -> Term:
        slots = self.model.slots
        classes = self.model.classes
        above = {
            iri_of(slots[parent])
            for each in found
            for parent in (*each.texts("mixins"), *each.texts("is_a"))
            if parent in slots
        }
        domains = {iri_of(classes[each.owner]) for each in owners if each.owner}
        ranges = {found for each in owners or found for found in self._ranges(each)}
        kind = self._to_kind(owners or found)
        follows = self._is_own(name) and kind == "owl:ObjectProperty"
        further = [
            *(to_axioms(self.model, [*found, *owners]) if follows else ()),
            ("rdfs:subPropertyOf", _iris(above - {name}) if self._is_own(name) else []),
            ("schema:domainIncludes", _iris(domains)),
            ("schema:rangeIncludes", _iris(ranges)),
            (iri(f"{QUDT}hasUnit"), _to_units(found)),
        ]
        return self._to_term(name, kind, found[0], further)

    def _is_own(self, name: str) -> bool:
        return name.startswith(self.publication.own)

    def _to_term(
        self, name: str, kind: str, element: ElementModel, further: list[tuple[str, list[str]]]
    ) -> Term:
        own = self._is_own(name)
        labels: Texts = self.languages.labels(element)
        return Term(
            name,
            kind,
            labels,
            self.languages.descriptions(element),
            defined=own,
            further=[
                *further,
                *_to_mappings(element, name),
                *_to_deprecation(element),
                ("dct:isReplacedBy", self._to_successor(element)),
            ],
        )

    def _to_successor(self, element: ElementModel) -> list[str]:
        """Return the IRI of what replaces a deprecated element, a slot of its class first."""
        name = element.replaced_by or ""
        owner = element.owner if isinstance(element, SlotModel) else None
        groups: list[Mapping[str, ElementModel]] = [self.model.classes, self.model.slots]
        if owner:
            groups.insert(0, self.model.classes[owner].slots)
        found = next((group[name] for group in groups if name in group), None)
        expanded = iri_of(found) if found else expand(element, name)
        return [iri(expanded)] if expanded else []

    def _ranges(self, slot: SlotModel) -> Iterator[str]:
        model = self.model
        for name in slot.alternatives or (slot.range,):
            if name in model.classes and iri_of(model.classes[name]) != ANY:
                yield iri_of(model.classes[name])
            elif name in model.enums:
                yield iri_of(model.enums[name])
            elif name in model.types:
                yield type_iri(model.types[name])

    def _to_kind(self, slots: list[SlotModel]) -> str:
        kinds = {self._is_link(slot, name) for slot in slots for name in _ranges_of(slot)}
        if kinds == {True}:
            return "owl:ObjectProperty"
        return "owl:DatatypeProperty" if kinds == {False} else "rdf:Property"

    def _is_link(self, slot: SlotModel, name: str) -> bool | None:
        """Tell whether values are things; None where they may be either."""
        model = self.model
        if name in model.classes:
            return None if iri_of(model.classes[name]) == ANY else True
        if name in model.enums:
            values = model.enums[name].values.values()
            meant = {expand(value, value.text("meaning")) != "" for value in values}
            return meant.pop() if len(meant) == 1 else None
        return name in model.types and type_iri(model.types[name]) in IRI_TYPES


def _slots(model: SchemaModel) -> Iterator[SlotModel]:
    """Yield the slots of a schema as defined, and the attributes of its classes."""
    for slot in model.slots.values():
        if not slot.imported and _is_stated(slot):
            yield slot
    for each in model.classes.values():
        if not each.imported:
            own = (slot for slot in each.slots.values() if slot.name in each.own)
            yield from filter(_is_stated, own)


def _is_stated(slot: SlotModel) -> bool:
    """Tell whether values are in triples of the property: a name or a class of a record is none."""
    return not (slot.is_true("identifier") or slot.is_true("designates_type"))


def _find_owners(model: SchemaModel) -> dict[str, list[SlotModel]]:
    """Return, for each property, the slots with which classes say it first."""
    found: dict[str, list[SlotModel]] = {}
    for each in model.classes.values():
        if each.imported:
            continue
        for slot in each.slots.values():
            if slot.name in each.own and _is_stated(slot):
                found.setdefault(iri_of(slot), []).append(slot)
    return found


def _ranges_of(slot: SlotModel) -> tuple[str, ...]:
    return slot.alternatives or (slot.range,)


def _name(element: ElementModel) -> tuple[bool, str, str]:
    """Return the order among elements of one IRI: as defined before as a class sees it."""
    owner = element.owner or "" if isinstance(element, SlotModel) else ""
    return owner != "", element.name, owner


def _iris(names: set[str]) -> list[str]:
    return [iri(name) for name in sorted(names)]


def _to_mappings(element: ElementModel, name: str) -> Iterator[tuple[str, list[str]]]:
    for kind, predicate in MATCHES.items():
        found = {expand(element, each) for each in element.texts(f"{kind}_mappings")}
        yield predicate, _iris(found - {name, ""})


def _to_deprecation(element: ElementModel) -> Iterator[tuple[str, list[str]]]:
    if element.deprecated is not None:
        yield "owl:deprecated", ["true"]
        yield "skos:changeNote", texts({element.language: element.deprecated})


def _to_units(slots: list[SlotModel]) -> list[str]:
    found = []
    for slot in slots:
        unit = slot.raw.get("unit")
        if isinstance(unit, dict):
            keys = (("ucum_code", "ucumCode"), ("symbol", "symbol"))
            stated = [
                f"{iri(QUDT + name)} {literal(str(unit[key]))}"
                for key, name in keys
                if unit.get(key)
            ]
            if stated:
                found.append(f"[ a {iri(QUDT + 'Unit')} ; {' ; '.join(stated)} ]")
    return list(dict.fromkeys(found))
