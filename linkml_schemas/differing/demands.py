"""Say what a breaking change asks of published records, so that those that break can be counted.

Step on the line: from a change to values that :mod:`loaders.touching` holds against the graph.

Shape:
    Counted are a missing required value, too many values, a value outside an enumeration, a
    value that does not have the pattern, the datatype or the class (of any alternative, where
    there are several), a value beyond a limit or other than the only ones, a value of a slot that
    is gone, and records of a class that may have none. Not counted is what only files or readers
    feel: other names, other IRIs, and conditions that are not understood.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from linkml_schemas.differing.choices import range_names
from linkml_schemas.differing.codes import codes_of, concept_iri, is_open
from linkml_schemas.differing.conditions import VALUES, allowed_texts
from linkml_schemas.differing.limits import to_number
from linkml_schemas.differing.values import Change
from linkml_schemas.modelling.elements import SlotModel
from linkml_schemas.modelling.schema import SchemaModel

Ask = Literal[
    "no record", "at least", "at most", "pattern", "among", "not", "datatype", "iri", "lowest",
    "highest", "equal", "one of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Demand:
    """What every record of a class must keep to.

    Args:
        class_name: The class, as the registries name it.
        class_iri: The type of its records in the graph.
        asks: What is asked of the values.
        path: The predicates that lead to the values, and whether each is followed backwards.
        language: The language of the values, empty for all of them.
        terms: What may, or may not, be a value; a datatype or a pattern is the only one.
        number: How many values, or the limit of each.
        choices: Of which each value must meet one.
    """

    class_name: str
    class_iri: str
    asks: Ask
    path: tuple[tuple[str, bool], ...] = ()
    language: str = ""
    terms: frozenset[str] = frozenset()
    number: float = 0
    choices: tuple["Demand", ...] = ()


_GONE = frozenset({"class_removed", "class_made_abstract", "class_made_mixin"})
_RANGES = frozenset({"range_narrowed", "range_changed", "range_retyped"})
_PATTERNS = frozenset({"pattern_added", "pattern_narrowed", "pattern_changed", "pattern_undecided"})
_CODES = frozenset({"value_removed", "value_replaced"})
_NUMBERS: Mapping[str, Ask] = {
    "least_raised": "at least",
    "most_lowered": "at most",
    "minimum_raised": "lowest",
    "maximum_lowered": "highest",
}
_FIXED = frozenset({"constraint_added", "constraint_tightened", "constraint_replaced"})


def to_demands(change: Change, old: SchemaModel, new: SchemaModel) -> tuple[Demand, ...]:
    """Return what a change asks of records that are published as the version before says."""
    if change.publishing != "breaking":
        return ()
    if change.kind in _GONE:
        known = (old.classes[name] for name in change.classes if name in old.classes)
        return tuple(Demand(each.name, each.iri, "no record") for each in known)
    found = (_of_column(change, column, old, new) for column in change.columns)
    return tuple(demand for demand in found if demand)


def _of_column(change: Change, column: str, old: SchemaModel, new: SchemaModel) -> Demand | None:
    """Return what a change asks of one column of one class; None if nothing is counted."""
    class_name, _, slot_name = column.rpartition(".")
    record_class = old.classes.get(class_name)
    if record_class is None:
        return None
    before = record_class.slots.get(slot_name)
    found = new.classes.get(class_name)
    after = found.slots.get(slot_name) if found else None
    stated = before or after
    if stated is None or not stated.text("slot_uri"):
        return None
    base = Demand(
        class_name,
        record_class.iri,
        "at most",
        _path(stated),
        stated.annotations.get("language", ""),
    )
    return _asked(change, base, old, new, after)


def _path(slot: SlotModel) -> tuple[tuple[str, bool], ...]:
    is_inverse = slot.annotations.get("inverse") == "true"
    via = slot.annotations.get("via", "")
    steps = [(slot.expand(via), False)] if via else []
    return (*steps, (slot.iri, is_inverse))


def _asked(
    change: Change, base: Demand, old: SchemaModel, new: SchemaModel, after: SlotModel | None
) -> Demand | None:
    kind = change.kind
    if kind == "slot_removed":
        return base
    if kind in {"required_on", "required_slot_added"}:
        return replace(base, asks="at least", number=1)
    if kind == "multivalued_off":
        return replace(base, number=1)
    if kind in _PATTERNS:
        return replace(base, asks="pattern", terms=frozenset({change.new}))
    if kind in _NUMBERS:
        number = to_number(change.new)
        return None if number is None else replace(base, asks=_NUMBERS[kind], number=float(number))
    if kind in _CODES:
        return replace(base, asks="not", terms=_concept(change, old))
    if after is None:
        return None
    if kind in _FIXED:
        return _of_condition(base, change.key, after, new)
    return _of_ranges(base, after, new) if kind in _RANGES else None


def _of_ranges(base: Demand, slot: SlotModel, model: SchemaModel) -> Demand | None:
    """Return what the range asks, or that one of several does; None if one cannot be counted."""
    found = [_of_range(base, name, model) for name in range_names(slot)]
    choices = tuple(each for each in found if each)
    if len(choices) < len(found):
        return None
    return choices[0] if len(choices) == 1 else replace(base, asks="one of", choices=choices)


def _of_condition(base: Demand, key: str, slot: SlotModel, model: SchemaModel) -> Demand | None:
    """Return what a condition asks that says what a value must be; None for any other."""
    if key == "equals_number":
        number = to_number(slot.raw.get(key))
        return None if number is None else replace(base, asks="equal", number=float(number))
    texts = allowed_texts(slot.raw) if key in VALUES else None
    if texts is None or slot.alternatives:
        return None
    enum = model.enums.get(slot.range)
    if enum:
        codes = codes_of(model, enum).items()
        known = (concept_iri(enum, each) for code, each in codes if code in texts)
        return replace(base, asks="among", terms=frozenset(known))
    return replace(base, asks="among", terms=texts)


def _of_range(base: Demand, name: str, model: SchemaModel) -> Demand | None:
    if name in model.enums:
        enum = model.enums[name]
        if is_open(model, enum):
            return None
        terms = frozenset(concept_iri(enum, value) for value in codes_of(model, enum).values())
        return replace(base, asks="among", terms=terms)
    found = model.types.get(name)
    if found is None or found.iri.endswith("#anyURI"):
        return replace(base, asks="iri")
    return replace(base, asks="datatype", terms=frozenset({found.iri}))


def _concept(change: Change, model: SchemaModel) -> frozenset[str]:
    name, _, code = change.name.partition(".")
    enum = model.enums.get(name)
    value = codes_of(model, enum).get(code) if enum else None
    return frozenset({concept_iri(enum, value)}) if enum and value else frozenset()
