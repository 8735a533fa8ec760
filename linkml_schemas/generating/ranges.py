"""Read what the range of a slot means for its values: kind, datatype, classes, bounds.

Step on the line: beneath :mod:`linkml_schemas.generating.adapter`. Pure.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from linkml_schemas.generating.naming import iri_of, type_iri
from linkml_schemas.modelling.bounds import to_bound
from linkml_schemas.modelling.elements import ClassModel, TypeModel
from linkml_schemas.modelling.reading import SchemaModel
from linkml_schemas.modelling.slots import SlotModel
from linkml_schemas.modelling.values import camel_case, to_list, to_text
from linkml_schemas.plan import Beyond, Column, Inlined, Kind
from ontology.namespaces import PREFIXES

ANY = f"{PREFIXES['linkml']}Any"
SHEX = "http://www.w3.org/ns/shex#"
STRING = f"{PREFIXES['xsd']}string"

TAGGED = f"{PREFIXES['rdf']}langString"
"""The datatype of texts with a language, which a value has by its language only."""

IRI_TYPES = frozenset(
    {
        f"{PREFIXES['xsd']}anyURI",
        f"{PREFIXES['rdfs']}Resource",
        f"{SHEX}iri",
        f"{SHEX}nonLiteral",
    }
)
"""Types whose values are IRIs in RDF, as LinkML writes it."""


IMPLIED_PATTERNS = {"NCName": r"^[a-zA-Z_][\w.-]*$"}
"""What the values of a type look like by its class in LinkML, where the type does not say it."""


@dataclass(frozen=True)
class Ranges:
    """The ranges of a schema."""

    model: SchemaModel
    targets: Mapping[str, tuple[str, ...]]

    def refine(self, column: Column, slot: SlotModel) -> Column:
        """Return a column with what its slot says of values: the alternatives, if there are."""
        beyond = column.beyond or Beyond()
        alternatives = tuple(self._alternatives(column, slot))
        if alternatives:
            inlined = any(each.beyond and each.beyond.inlined for each in alternatives)
            held: Inlined = "" if not inlined else "list" if column.multivalued else "object"
            return replace(
                column,
                kind="literal",
                beyond=replace(
                    beyond,
                    alternatives=alternatives,
                    inlined=held,
                    exclusive=len(alternatives) > 1 and not to_list(slot.raw.get("any_of")),
                ),
                targets=tuple(
                    dict.fromkeys(name for each in alternatives for name in each.targets)
                ),
            )
        found = self.model.types.get(slot.range)
        if found and type_iri(found) == TAGGED and not column.language:
            column = replace(column, language=self.model.language)
        return self._refine(column, slot, slot.range, slot.raw)

    def _alternatives(self, column: Column, slot: SlotModel) -> Iterator[Column]:
        for key in ("any_of", "exactly_one_of"):
            for item in to_list(slot.raw.get(key)):
                if isinstance(item, dict):
                    name = str(item.get("range") or slot.range)
                    # A context has one language or none for all that a term may be.
                    one = replace(column, multivalued=False, beyond=Beyond(), language=None)
                    yield self._refine(one, slot, name, item)

    def _refine(self, column: Column, slot: SlotModel, name: str, raw: Mapping[str, Any]) -> Column:
        bounded = replace(
            column,
            pattern=read_pattern(self.model, raw),
            beyond=replace(column.beyond or Beyond(), equals=_equals(raw)),
        )
        if name in self.model.classes:
            return self._to_reference(bounded, slot, self.model.classes[name])
        if name in self.model.enums:
            return replace(bounded, kind="code", enumeration=camel_case(name))
        if name in self.model.types:
            return _to_literal(bounded, self.model.types[name], raw)
        return replace(bounded, kind="literal")

    def _to_reference(self, column: Column, slot: SlotModel, model: ClassModel) -> Column:
        if iri_of(model) == ANY:
            return replace(column, kind="literal", pattern=None)
        beyond = replace(
            column.beyond or Beyond(),
            range=camel_case(model.name),
            inlined=to_inlined(slot, model, multivalued=column.multivalued),
        )
        targets = self.targets[model.name]
        return replace(column, kind="reference", beyond=beyond, targets=targets, pattern=None)


def find_simple_value(model: ClassModel) -> SlotModel | None:
    """Return the slot whose value may stand for a record that its key names, None if none may.

    Shape:
        The only slot but the key, else the one that is annotated so, else the only required one.

    Source:
        LinkML, "inlining": the form of a simple dictionary.
    """
    others = [each for each in model.slots.values() if not each.identifier]
    annotated = [each for each in others if each.annotations.get("simple_dict_value") == "true"]
    for found in (others, annotated, [each for each in others if each.required]):
        if len(found) == 1:
            atomic = not (found[0].multivalued or found[0].inlined)
            return found[0] if atomic else None
    return None


def find_targets(model: SchemaModel) -> dict[str, tuple[str, ...]]:
    """Return, for each class, the names of the classes that a record of it may be of."""
    concrete = {name for name, each in model.classes.items() if not (each.abstract or each.mixin)}
    found: dict[str, set[str]] = {name: {name} & concrete for name in model.classes}
    for name in concrete:
        for ancestor in model.classes[name].ancestors:
            if ancestor in found:
                found[ancestor].add(name)
    return {name: tuple(sorted(map(camel_case, below))) for name, below in found.items()}


def read_pattern(model: SchemaModel, raw: Mapping[str, Any]) -> str | None:
    """Return the pattern of values, with the settings of the schema in it; None if none is sound.

    Source:
        LinkML, "structured patterns": the text in braces is the name of a setting.
    """
    structured = raw.get("structured_pattern")
    pattern = to_text(raw.get("pattern"))
    if not pattern and isinstance(structured, dict):
        pattern = to_text(structured.get("syntax"))
        if structured.get("interpolated"):
            pattern = _interpolate(model, pattern)
        if pattern and not structured.get("partial_match"):
            pattern = f"^{pattern.removeprefix('^').removesuffix('$')}$"
    try:
        re.compile(pattern)
    except re.error:
        return None
    return pattern or None


def _interpolate(model: SchemaModel, pattern: str) -> str:
    settings = model.raw.get("settings")
    known = settings if isinstance(settings, dict) else {}

    def value(match: re.Match[str]) -> str:
        found = known.get(match[1])
        if isinstance(found, dict):
            found = found.get("setting_value")
        return match[0] if found is None else to_text(found)

    return re.sub(r"\{([A-Za-z_]\w*)\}", value, pattern)


def _to_literal(column: Column, found: TypeModel, raw: Mapping[str, Any]) -> Column:
    datatype = type_iri(found)
    if datatype == TAGGED and not column.language:
        datatype = STRING
    is_iri = datatype in IRI_TYPES
    base = found.inherited("base")
    kind: Kind = "iri" if is_iri else "text" if column.language else "literal"
    return replace(
        column,
        kind=kind,
        datatype=datatype if kind == "literal" else None,
        language=column.language if kind == "text" else None,
        pattern=column.pattern or found.inherited("pattern") or IMPLIED_PATTERNS.get(base),
        minimum=_bound("minimum_value", found, raw),
        maximum=_bound("maximum_value", found, raw),
        beyond=replace(column.beyond or Beyond(), absolute=is_iri and base == "URI"),
    )


def to_inlined(slot: SlotModel, model: ClassModel, *, multivalued: bool) -> Inlined:
    """Return how records of a class stand in JSON: in place if so written, or if without name."""
    identifier = any(each.identifier for each in model.slots.values())
    if identifier and not slot.inlined:
        return ""
    if not multivalued:
        return "object"
    return "dict" if identifier and not slot.is_true("inlined_as_list") else "list"


def _bound(key: str, found: TypeModel, raw: Mapping[str, Any]) -> str | None:
    """Return a bound of a slot, else of its type or of one above; None if it is no value."""
    stated = (each.get(key) for each in (raw, *(one.raw for one in (found, *found.above))))
    bounds = (to_bound(each, type_iri(found)) for each in stated if each is not None)
    return next((each for each in bounds if each is not None), None)


def _equals(raw: Mapping[str, Any]) -> tuple[str, ...]:
    single = raw.get("equals_string", raw.get("equals_number"))
    return (
        (to_text(single),)
        if single is not None
        else tuple(to_text(each) for each in to_list(raw.get("equals_string_in")))
    )
