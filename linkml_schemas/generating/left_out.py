"""Name what a schema says and no artefact, or not every one, can express.

Step on the line: beside the adapter; behind the report of ``begrip schema generate``. Pure.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from linkml_schemas.context_terms import is_term
from linkml_schemas.generating.axioms import AXIOMS
from linkml_schemas.generating.curi_maps import find_unread_maps
from linkml_schemas.generating.left_out_ranges import find_in_ranges
from linkml_schemas.generating.naming import expand, iri_of
from linkml_schemas.modelling.element import MAPPINGS, ElementModel
from linkml_schemas.modelling.elements import EnumModel, SlotModel
from linkml_schemas.modelling.faults import Place
from linkml_schemas.modelling.reading import SchemaModel

IN_CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "rules": "rules between slots are not in shapes or JSON Schema",
        "classification_rules": "what makes a record one of the class is not derived",
        "any_of": "alternatives of a class are not in shapes or JSON Schema",
        "all_of": "conditions of a class are not in shapes or JSON Schema",
        "none_of": "conditions of a class are not in shapes or JSON Schema",
        "exactly_one_of": "alternatives of a class are not in shapes or JSON Schema",
        "slot_conditions": "conditions of a class are not in shapes or JSON Schema",
        "union_of": "the union is not stated; each class of it stands by itself",
        "disjoint_with": "that no record is of both classes is not stated",
        "defining_slots": "what makes a record one of the class is not derived",
        "unique_keys": "that records differ by a key takes all of them: no artefact checks it",
    }
)
"""Keys of a class that are left out, and what that means."""

IN_SLOTS: Mapping[str, str] = MappingProxyType(
    {
        "all_of": "several conditions on one value are not in shapes or JSON Schema",
        "none_of": "what a value may not be is not in shapes or JSON Schema",
        "has_member": "a condition on one of several values is not in shapes or JSON Schema",
        "all_members": "a condition on each of several values is not in shapes or JSON Schema",
        "equals_expression": "a value that is computed is not checked",
        "equals_number_in": "the permitted numbers are not in shapes or JSON Schema",
        "ifabsent": "what counts where no value is given is not stated",
        "array": "the dimensions of an array are not checked",
        "enum_range": "an enumeration within a slot is read as text",
        "path_rule": "a path through other slots is not followed",
        "subproperty_of": "the values that stand for properties below another are not checked",
        "list_elements_ordered": "the order of values is not kept in RDF",
        "locally_reflexive": "what follows from the property is not stated",
        "transitive_form_of": "what follows from the property is not stated",
        "reflexive_transitive_form_of": "what follows from the property is not stated",
    }
)
"""Keys of a slot that are left out."""

IN_ENUMS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(
        ("reachable_from", "matches", "include", "minus", "inherits", "concepts", "code_set"),
        "values that are drawn from elsewhere are not fetched: any code is accepted",
    )
)
"""Keys of a dynamic enumeration."""

IN_TYPES: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(
        ("union_of", "any_of", "all_of", "none_of", "equals_string_in"),
        "only the type that it narrows counts",
    )
)
"""Keys of a type that are left out."""


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """One thing that a schema says and that is left out."""

    place: Place
    element: str
    feature: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.element}: {self.feature}: {self.message}"

    def to_json(self, folder: Path) -> dict[str, Any]:
        """Return it for machines, with the file as seen from a folder where it lies below it."""
        file = self.place.file
        inside = file.is_relative_to(folder)
        return {
            "file": (file.relative_to(folder) if inside else file).as_posix(),
            "line": self.place.line,
            "column": self.place.column,
            "element": self.element,
            "feature": self.feature,
            "message": self.message,
        }


def find_left_out(model: SchemaModel) -> tuple[LeftOut, ...]:
    """Return all that is left out of the artefacts of a schema, in the order of its files."""
    curies = (each for element in model.elements() for each in _curies(element))
    maps = (
        LeftOut(each.place, f"schema {each.file.name}", "default_curi_maps", str(each))
        for each in find_unread_maps(model)
    )
    return tuple(sorted({*_find(model), *curies, *maps}))


def _find(model: SchemaModel) -> Iterator[LeftOut]:
    for each in model.classes.values():
        if not each.imported:
            yield from _keys(each, IN_CLASSES, each.raw)
            own = (each.slots[name] for name in each.own if name in each.slots)
            yield from _slots(model, own)
    yield from _slots(model, model.slots.values())
    for enum in model.enums.values():
        if not enum.imported:
            yield from _keys(enum, IN_ENUMS, enum.raw)
            yield from _codes(enum)
    for each_type in model.types.values():
        if not each_type.imported:
            yield from _keys(each_type, IN_TYPES, each_type.raw)


def _slots(model: SchemaModel, slots: Iterable[SlotModel]) -> Iterator[LeftOut]:
    for slot in slots:
        if not slot.imported:
            yield from _slot(slot)
            yield from _keys(slot, _unstated(model, slot), slot.raw)
            for key, message in find_in_ranges(model, slot):
                yield _at(slot, key, message)


def _curies(element: ElementModel) -> Iterator[LeftOut]:
    """Yield the CURIEs of an element whose prefix the schema does not declare."""
    for key in (
        f"{element.kind}_uri",
        "uri",
        "meaning",
        *(f"{each}_mappings" for each in MAPPINGS),
    ):
        unknown = [curie for curie in element.texts(key) if curie and not element.expand(curie)]
        lost = [curie for curie in unknown if not expand(element, curie)]
        if lost:
            listed = ", ".join(lost)
            yield _at(element, key, f"{listed} is left out: its prefix is not declared")
        elif unknown:
            listed = ", ".join(unknown)
            yield _at(element, key, f"{listed} is read as usual, but its prefix is not declared")


def _slot(slot: SlotModel) -> Iterator[LeftOut]:
    if not is_term(slot.name):
        yield _at(slot, "name", "a name with : or / is no term of a JSON-LD context")
    yield from _keys(slot, IN_SLOTS, slot.raw)
    for words in ("(?=", "(?!", "(?<", "(?:"):
        if words in slot.pattern:
            yield _at(slot, "pattern", f"{words} is no part of the expressions of XML Schema: "
                      "a validator of SHACL other than pySHACL may refuse it")  # fmt: skip
            break


def _unstated(model: SchemaModel, slot: SlotModel) -> Mapping[str, str]:
    """Return the keys of a slot that say what follows, where the ontology does not state it."""
    if not iri_of(slot).startswith(model.source.default_prefix):
        return dict.fromkeys(AXIOMS, "of a property of others only the use is told")
    if slot.range_kind == "type" and not slot.alternatives:
        return dict.fromkeys(AXIOMS, "is stated where all values are things only")
    return {}


def _codes(enum: EnumModel) -> Iterator[LeftOut]:
    meanings = {name: expand(each, each.text("meaning")) for name, each in enum.values.items()}
    if any(meanings.values()):
        for value in enum.values.values():
            meaning = meanings[value.name]
            if meaning and meaning == value.expand(value.name):
                continue
            if not is_term(value.name):
                yield _at(value, "meaning", "a code with : or / is no term of a JSON-LD context")
            elif not meaning:
                yield _at(value, "meaning", "has none, others have: the context makes it an IRI "
                          "of the schema, LinkML's own RDF a text")  # fmt: skip


def _keys(
    element: ElementModel, known: Mapping[str, str], raw: Mapping[str, Any]
) -> Iterator[LeftOut]:
    for key, message in known.items():
        if raw.get(key) not in (None, False, [], {}, ""):
            yield _at(element, key, message)


def _at(element: ElementModel, key: str, message: str) -> LeftOut:
    return LeftOut(element.place_of(key), f"{element.kind} {element.name}", key, message)
