"""Say all there is to say of each element of a schema, in a reader's language.

Step on the line: from the model to the plain values of :mod:`linkml_schemas.specifying.content`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from linkml_schemas.enumerations import SLUG
from linkml_schemas.modelling.elements import ElementModel, EnumModel, SlotModel, TypeModel
from linkml_schemas.specifying.class_boxes import range_name
from linkml_schemas.specifying.content import (
    ClassSection,
    CodeRow,
    Example,
    ListSection,
    PropertyRow,
    Reference,
    Standing,
)
from linkml_schemas.specifying.properties import Property, Terms
from linkml_schemas.specifying.texts import to_text
from linkml_schemas.specifying.wording import NOTHING, Said, clean, is_turned_round, said_in, shrink
from ontology.iris import mint_concept, mint_concept_scheme
from ontology.namespaces import PLACEHOLDER_BASE


class Sections:
    """Makes the sections of one schema for one reader."""

    def __init__(self, terms: Terms, examples: Sequence[Example] = ()) -> None:
        self.terms = terms
        self.examples = examples

    def class_section(self, name: str, diagram: str = "") -> ClassSection:
        """Return all that is said of a class."""
        terms = self.terms
        each = terms.classes[name]
        return ClassSection(
            anchor=terms.anchors.classes[name],
            name=terms.name(each),
            key=clean(name),
            iri=each.iri,
            curie=self._curie(each),
            kinds=[key for key in ("abstract", "mixin") if getattr(each, key)],
            definition=terms.description(each),
            notes=self._notes(each),
            parents=self._class_links([each.is_a] if each.is_a else []),
            mixins=self._class_links(each.mixins),
            children=self._class_links(terms.children[name]),
            users=list(self._users(name)),
            rows=[self.property_row(found) for found in terms.own_properties(name)],
            inherited=list(self._inherited(name)),
            facts=[("unique", ", ".join(slots)) for slots in each.unique_keys.values()],
            standing=self._standing(each),
            examples=[example for example in self.examples if example.class_name == name],
            diagram=diagram,
        )

    def property_row(self, found: Property) -> PropertyRow:
        """Return a property as a row; of a shared one of a class only what differs there."""
        terms, slot = self.terms, found.slot
        name = terms.name(slot)
        ranges = [self._range(each) for each in found.ranges]
        shared = bool(found.shared) and found.shared != found.anchor
        return PropertyRow(
            anchor=found.anchor,
            name=name,
            key=", ".join(clean(each.name) for each in found.slots),
            iri=slot.iri,
            curie=f"^{self._curie(slot)}" if is_turned_round(slot) else self._curie(slot),
            types=[each for kind, each in ranges if kind != "enum"],
            lists=[each for kind, each in ranges if kind == "enum"],
            cardinality=found.cardinality(),
            definition=NOTHING if shared else terms.description(slot),
            elsewhere=Reference(name, found.shared) if shared else None,
            facts=[] if shared else list(self._facts(slot)),
            notes=[] if shared else self._notes(slot),
            standing=Standing() if shared else self._standing(slot),
            holders=self._class_links(terms.holders.get(slot.name, ())) if not shared else [],
        )

    def list_section(self, name: str) -> ListSection:
        """Return a code list with its codes."""
        each = self.terms.model.enums[name]
        iri = _scheme_iri(each)
        return replace(
            self._common(each, self.terms.anchors.enums[name]),
            iri=iri,
            curie=clean(shrink(iri, self.terms.model.prefixes)),
            codes=[
                CodeRow(
                    clean(value.name), self.terms.name(value), self.terms.description(value),
                    _concept_iri(each, value.name, value.meaning), self._standing(value),
                )
                for value in each.values.values()
            ],
            open=each.dynamic,
        )  # fmt: skip

    def type_section(self, name: str) -> ListSection:
        """Return a datatype."""
        each: TypeModel = self.terms.model.types[name]
        facts = [
            (key, clean(each.inherited(raw)))
            for key, raw in (
                ("pattern", "pattern"), ("minimum", "minimum_value"), ("maximum", "maximum_value"),
            )
            if each.inherited(raw)
        ]  # fmt: skip
        return replace(self._common(each, self.terms.anchors.types[name]), facts=facts)

    def _common(self, each: ElementModel, anchor: str) -> ListSection:
        return ListSection(
            anchor=anchor,
            name=self.terms.name(each),
            key=clean(each.name),
            iri=each.iri,
            curie=self._curie(each),
            definition=self.terms.description(each),
            notes=self._notes(each),
            users=list(self._users(each.name)),
            standing=self._standing(each),
        )

    def _curie(self, each: ElementModel) -> str:
        return clean(shrink(each.iri, self.terms.model.prefixes))

    def _notes(self, each: ElementModel) -> list[Said]:
        texts = (*each.texts("comments"), *each.texts("notes"))
        return [said_in(text, each, self.terms.language) for text in texts if text.strip()]

    def _class_links(self, names: Sequence[str]) -> list[Reference]:
        return [self._range(name)[1] for name in dict.fromkeys(names)]

    def _range(self, name: str) -> tuple[str, Reference]:
        """Return whether a name is that of an enumeration, and the way to it."""
        model, anchors = self.terms.model, self.terms.anchors
        groups: tuple[tuple[str, Mapping[str, ElementModel], Mapping[str, str]], ...] = (
            ("class", model.classes, anchors.classes),
            ("enum", model.enums, anchors.enums),
            ("type", model.types, anchors.types),
        )
        for kind, group, ways in groups:
            if name in group:
                element, said = group[name], range_name(self.terms, name)
                if element.imported:
                    return kind, Reference(said, address=element.iri)
                return kind, Reference(said, ways[name])
        return "", Reference(Said(clean(name)))

    def _users(self, name: str) -> Iterator[Reference]:
        """Yield the properties that lead to a class, list or type, each with its class."""
        for class_name, found in self.terms.users.get(name, ()):
            one = self.terms.name(self.terms.classes[class_name])
            other = self.terms.name(found.slot)
            text = f"{one.text}: {other.text}"
            yield Reference(Said(text, one.language or other.language), found.anchor)

    def _inherited(self, name: str) -> Iterator[tuple[Reference, Sequence[tuple[Reference, str]]]]:
        for ancestor, kept in self.terms.inherited_properties(name):
            yield (
                self._range(ancestor)[1],
                [
                    (Reference(self.terms.name(each.slot), each.anchor), each.cardinality())
                    for each in kept
                ],
            )

    def _facts(self, slot: SlotModel) -> Iterator[tuple[str, str]]:
        if slot.identifier:
            yield "identifier", ""
        if is_turned_round(slot):
            yield "turned_round", ""
        if slot.recommended:
            yield "recommended", ""
        if slot.pattern:
            yield "pattern", clean(slot.pattern)
        for key, number in (("minimum", slot.minimum_value), ("maximum", slot.maximum_value)):
            if number is not None:
                yield key, str(number)
        unit = slot.raw.get("unit")
        if isinstance(unit, dict) and unit:
            yield "unit", clean(str(unit.get("symbol") or unit.get("ucum_code") or ""))
        if slot.examples:
            yield "value_examples", clean(" · ".join(each for each in slot.examples if each))

    def _standing(self, each: ElementModel) -> Standing:
        language = self.terms.language
        deprecated = None
        if each.deprecated is not None:
            deprecated = said_in(each.deprecated, each, language)
        return Standing(
            deprecated,
            self._successor(each),
            [clean(alias) for alias in each.aliases],
            [
                (to_text(kind, language), [self._address(iri) for iri in iris])
                for kind, iris in each.mappings.items()
            ],
        )

    def _successor(self, each: ElementModel) -> Reference | None:
        name = each.replaced_by
        if name is None:
            return None
        if name in self.terms.model.slots:
            anchor = self.terms.anchors.slots[name]
            shared = {found.anchor for found in self.terms.shared}
            said = self.terms.name(self.terms.model.slots[name])
            return Reference(said, anchor if anchor in shared else "")
        _, found = self._range(name)
        return found if found.anchor else self._address(each.expand(name) or name)

    def _address(self, iri: str) -> Reference:
        said = Said(clean(shrink(iri, self.terms.model.prefixes)))
        return Reference(said, address=iri if iri.startswith(("http://", "https://")) else "")


def _scheme_iri(each: EnumModel) -> str:
    """Return the IRI of a list: by the convention of ``docs/schemas.md``, else by LinkML."""
    if iri := each.annotations.get("scheme_iri"):
        return each.expand(iri) or iri
    scheme = each.annotations.get("scheme", "")
    return mint_concept_scheme(PLACEHOLDER_BASE, scheme) if SLUG.fullmatch(scheme) else each.iri


def _concept_iri(each: EnumModel, code: str, meaning: str | None) -> str:
    scheme = each.annotations.get("scheme", "")
    if meaning or not SLUG.fullmatch(scheme):
        return meaning or ""
    return mint_concept(PLACEHOLDER_BASE, scheme, code)
