"""Name what a slot says of its values and no artefact, or not every one, can express.

Step on the line: beneath :mod:`linkml_schemas.generating.left_out`. Pure.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from linkml_schemas.context_terms import NATIVE
from linkml_schemas.generating.naming import type_iri
from linkml_schemas.generating.ranges import (
    IRI_TYPES,
    STRING,
    TAGGED,
    find_simple_value,
    to_inlined,
)
from linkml_schemas.modelling.bounds import NUMBERS, to_bound
from linkml_schemas.modelling.elements import SlotModel
from linkml_schemas.modelling.reading import SchemaModel
from linkml_schemas.modelling.values import to_list, to_text
from linkml_schemas.permitted_values import is_iri

Lost = tuple[str, str]
"""A key of a slot, and what is lost of what it says."""

KEPT = IRI_TYPES | NATIVE | {STRING, TAGGED}
"""Datatypes of alternatives that a value keeps, by what it looks like in JSON."""


def find_in_ranges(model: SchemaModel, slot: SlotModel) -> Iterator[Lost]:
    """Yield what is left out of what a slot says of its values."""
    yield from _bounds(model, slot)
    yield from _mixtures(model, slot)
    yield from _relative(model, slot)
    yield from _simple(model, slot)


def _simple(model: SchemaModel, slot: SlotModel) -> Iterator[Lost]:
    """Yield where JSON may hold one value for a whole record, of which a context knows nothing."""
    found = model.classes.get(slot.range)
    if found is None or not slot.multivalued or slot.alternatives:
        return
    value = find_simple_value(found)
    if value and to_inlined(slot, found, multivalued=True) == "dict":
        alone = f"a record that is written as its {value.name} alone"
        yield "inlined", f"{alone} is in JSON Schema; for JSON-LD it must be an object"


def _bounds(model: SchemaModel, slot: SlotModel) -> Iterator[Lost]:
    """Yield the bounds that are no value of their range, and those that JSON Schema cannot hold."""
    for said in (slot.raw, *(each for each in _alternatives(slot))):
        found = model.types.get(str(said.get("range") or slot.range))
        datatype = found.iri if found else ""
        for key in ("minimum_value", "maximum_value"):
            if said.get(key) is None or (said is slot.raw and slot.alternatives):
                continue
            if to_bound(said[key], datatype) is None:
                yield key, f"{said[key]} is no value of the range: it is not checked"
            elif datatype not in NUMBERS:
                yield key, "a bound that is no number is in shapes, not in JSON Schema"


def _relative(model: SchemaModel, slot: SlotModel) -> Iterator[Lost]:
    """Yield the only values of a range of IRIs that are none without the address of the data."""
    for said in (slot.raw, *_alternatives(slot)):
        name = str(said.get("range") or slot.range)
        found = model.types.get(name)
        if name not in model.classes and not (found and type_iri(found) in IRI_TYPES):
            continue
        for key in ("equals_string", "equals_string_in"):
            listed = to_list(said.get(key)) or [said.get(key)]
            lost = [to_text(each) for each in listed if each and not is_iri(to_text(each))]
            if lost:
                yield (key, f"{', '.join(lost)} is an IRI by the address of the data "
                          "only: it is in JSON Schema, not in shapes")  # fmt: skip


def _mixtures(model: SchemaModel, slot: SlotModel) -> Iterator[Lost]:
    """Yield alternatives of which a context cannot say what a value is: it says it of all."""
    types = {each: model.types[each].iri for each in slot.alternatives if each in model.types}
    if len({types.get(each, each) for each in slot.alternatives}) < 2:
        return
    for key in ("any_of", "exactly_one_of"):
        lost = [
            str(each["range"])
            for each in to_list(slot.raw.get(key))
            if isinstance(each, dict) and types.get(str(each.get("range")), STRING) not in KEPT
        ]
        if lost:
            yield (key, f"beside other ranges a context cannot say that a value is a "
                      f"{', '.join(lost)}: the shapes refuse it")  # fmt: skip
    if slot.raw.get("any_of") and slot.raw.get("exactly_one_of"):
        yield "exactly_one_of", "beside any_of it is read as any_of"


def _alternatives(slot: SlotModel) -> Iterator[Mapping[str, Any]]:
    for key in ("any_of", "exactly_one_of"):
        yield from (each for each in to_list(slot.raw.get(key)) if isinstance(each, dict))
