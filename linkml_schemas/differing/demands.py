"""Say what a breaking change asks of published records, so that those that break can be counted.

Step on the line: from a change to values that :mod:`loaders.touching` holds against the graph.

Shape:
    Counted are a missing required value, too many values, a value outside an enumeration, a
    value that does not have the pattern, the datatype or the class (of any alternative, where
    there are several), a value beyond a limit or other than the only ones, a value of a slot that
    is gone, records of a class that may have none, and records that break a rule. Not counted is
    what only files or readers feel: other names, other IRIs, and what is not understood.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from linkml_schemas.differing.choices import range_names
from linkml_schemas.differing.codes import codes_of, concept_iri
from linkml_schemas.differing.combinations import COMBINATIONS
from linkml_schemas.differing.conditions import NUMBERS, VALUES
from linkml_schemas.differing.demand import Ask, Demand
from linkml_schemas.differing.limits import to_number
from linkml_schemas.differing.rule_demands import of_rules
from linkml_schemas.differing.value_demands import join, of_conditions, of_range
from linkml_schemas.differing.values import Change
from linkml_schemas.modelling.elements import ClassModel, SlotModel
from linkml_schemas.modelling.schema import SchemaModel

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
_ASKED = frozenset(
    {"constraint_added", "constraint_tightened", "constraint_replaced", "constraint_changed"}
)


def to_demands(change: Change, old: SchemaModel, new: SchemaModel) -> tuple[Demand, ...]:
    """Return what a change asks of records that are published as the version before says."""
    if change.publishing != "breaking":
        return ()
    if change.kind in _GONE:
        known = (old.classes[name] for name in change.classes if name in old.classes)
        return tuple(Demand(each.name, each.iri, "no record") for each in known)
    if change.element == "class":
        return tuple(_of_class(change, old, new))
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
    base = _to_base(record_class, stated) if stated else None
    return _asked(change, base, old, new, after) if base else None


def _of_class(change: Change, old: SchemaModel, new: SchemaModel) -> Iterator[Demand]:
    """Yield what the rules of a class ask that are not those of before."""
    if change.kind in _ASKED and change.key == "rules":
        yield from of_rules(change.name, old, new, _to_base)


def _to_base(record_class: ClassModel, slot: SlotModel) -> Demand | None:
    """Return where the values of a slot are; None where they may be anywhere."""
    if not slot.text("slot_uri"):
        return None
    language = slot.annotations.get("language", "")
    return Demand(record_class.name, record_class.iri, "at most", _path(slot), language)


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
    if kind in _ASKED:
        return _of_condition(base, change.key, after, new)
    return _of_ranges(base, after, new) if kind in _RANGES else None


def _of_ranges(base: Demand, slot: SlotModel, model: SchemaModel) -> Demand | None:
    """Return what the range asks, or that one of several does; None if one cannot be counted."""
    found = join(base, "one of", (of_range(base, name, model) for name in range_names(slot)))
    return found.choices[0] if found and len(found.choices) == 1 else found


def _of_condition(base: Demand, key: str, slot: SlotModel, model: SchemaModel) -> Demand | None:
    """Return what a condition asks that says what a value must be; None for any other."""
    joint = next((keys for keys in (VALUES, NUMBERS) if key in keys), (key,))
    is_known = key in {*VALUES, *NUMBERS, *COMBINATIONS}
    if not is_known or (slot.alternatives and key in VALUES):
        return None
    stated = {each: slot.raw.get(each) for each in joint}
    return of_conditions(base, stated, slot.range, model)


def _concept(change: Change, model: SchemaModel) -> frozenset[str]:
    name, _, code = change.name.partition(".")
    enum = model.enums.get(name)
    value = codes_of(model, enum).get(code) if enum else None
    return frozenset({concept_iri(enum, value)}) if enum and value else frozenset()
