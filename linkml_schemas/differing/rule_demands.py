"""Say what the rules of a class ask of its records, so that those that break can be counted.

Step on the line: beneath :mod:`linkml_schemas.differing.demands`. A rule of which a part is not
understood counts nothing.

Source:
    LinkML, "Rules": where the preconditions hold, the postconditions must, and elsewhere the
    elseconditions. A slot without a value meets no precondition, as in LinkML's JSON Schema.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from linkml_schemas.differing.class_rules import active_rules
from linkml_schemas.differing.conditions import TEXTS
from linkml_schemas.differing.demand import Ask, Demand
from linkml_schemas.differing.value_demands import join, of_conditions
from linkml_schemas.modelling.elements import ClassModel, SlotModel
from linkml_schemas.modelling.schema import SchemaModel

ToBase = Callable[[ClassModel, SlotModel], Demand | None]
"""Makes the beginning of a demand: the class and the path to the values of a slot."""

_JOINTS: dict[str, Ask] = {"all_of": "holds", "any_of": "holds one of", "none_of": "holds none of"}


def of_rules(name: str, old: SchemaModel, new: SchemaModel, to_base: ToBase) -> Iterator[Demand]:
    """Yield what the rules that a class has only after ask of its records, and of those below it.

    Args:
        name: The class.
        old: The version before, by which the records are published.
        new: The version after, which asks.
        to_base: What makes the beginning of a demand.
    """
    before, after = old.classes.get(name), new.classes.get(name)
    if before is None or after is None:
        return
    known = active_rules(before.raw.get("rules"))
    fresh = [rule for rule in active_rules(after.raw.get("rules")) if rule not in known]
    for record_class in old.classes.values():
        if record_class.name == name or name in record_class.ancestors:
            asked = _Asked(record_class, new, to_base)
            yield from (demand for rule in fresh if (demand := asked.of_rule(rule)))


class _Asked:
    """What is asked of the records of one class.

    Args:
        record_class: The class, as it was.
        model: The version that asks.
        to_base: What makes the beginning of a demand.
    """

    def __init__(self, record_class: ClassModel, model: SchemaModel, to_base: ToBase) -> None:
        self._class = record_class
        self._model = model
        self._to_base = to_base
        after = model.classes.get(record_class.name)
        self._slots = {**(after.slots if after else {}), **record_class.slots}
        self._base = Demand(record_class.name, record_class.iri, "holds")

    def of_rule(self, rule: Any) -> Demand | None:
        """Return what a rule asks: one of its cases holds; None if it is not understood."""
        if not isinstance(rule, dict):
            return None
        keys = ("preconditions", "postconditions", "elseconditions")
        parts = [self._of_record(rule.get(key) or {}, present=key == keys[0]) for key in keys]
        if rule.get("bidirectional") or rule.get("open_world"):
            return None  # which records it asks something of is not said by what they have
        return join(self._base, "rule", parts)

    def _of_record(self, conditions: Any, *, present: bool) -> Demand | None:
        """Return what holds for a record that meets conditions.

        Args:
            conditions: An expression of the metamodel on a record.
            present: Whether a slot without a value does not meet what is asked of its values.
        """
        if not isinstance(conditions, dict):
            return None
        return join(self._base, "holds", self._parts(conditions, present=present))

    def _parts(self, conditions: dict[str, Any], *, present: bool) -> Iterator[Demand | None]:
        for key, stated in conditions.items():
            if key in TEXTS or not stated:
                continue
            if key == "slot_conditions" and isinstance(stated, dict):
                for name, asked in stated.items():
                    yield from self._of_slot(name, asked or {}, present=present)
            elif key in _JOINTS and isinstance(stated, list):
                inner = present or key == "none_of"  # what is absent is not what is excluded
                each = (self._of_record(one, present=inner) for one in stated)
                yield join(self._base, _JOINTS[key], each)
            else:
                yield None

    def _of_slot(self, name: str, asked: Any, *, present: bool) -> Iterator[Demand | None]:
        slot = self._slots.get(name)
        base = self._to_base(self._class, slot) if slot else None
        if slot is None or base is None or not isinstance(asked, dict):
            yield None
            return
        found = of_conditions(base, asked, slot.range, self._model)
        if found is None or found.choices or found.asks != "all of":
            yield found
            if present and asked.get("value_presence") != "ABSENT":
                yield replace(base, asks="at least", number=1)
        yield from _of_counts(base, asked)


def _of_counts(base: Demand, asked: dict[str, Any]) -> Iterator[Demand]:
    """Yield how many values are asked for."""
    presence, exact = asked.get("value_presence"), asked.get("exact_cardinality")
    least, most = (asked.get(f"{end}_cardinality", exact) for end in ("minimum", "maximum"))
    if asked.get("required") or presence == "PRESENT":
        yield replace(base, asks="at least", number=1)
    if isinstance(least, int):
        yield replace(base, asks="at least", number=least)
    if presence == "ABSENT":
        yield replace(base, asks="at most", number=0)
    if isinstance(most, int):
        yield replace(base, asks="at most", number=most)
