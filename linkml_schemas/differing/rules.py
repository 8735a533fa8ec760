"""Compare what a value must be: pattern, limits and conditions, of a slot or a type.

Step on the line: beneath :mod:`linkml_schemas.differing.slots` and
:mod:`linkml_schemas.differing.lists`.
"""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from linkml_schemas.differing.class_rules import decide_rules
from linkml_schemas.differing.combinations import COMBINATIONS
from linkml_schemas.differing.conditions import (
    MEMBERS,
    NUMBERS,
    VALUES,
    allowed_numbers,
    allowed_texts,
    compare_conditions,
    compare_sets,
)
from linkml_schemas.differing.expressions import compare_expressions
from linkml_schemas.differing.limits import is_up_to, to_limit
from linkml_schemas.differing.pairs import Found
from linkml_schemas.differing.patterns import compare_patterns
from linkml_schemas.modelling.elements import ClassModel, ElementModel, SlotModel, TypeModel

CONDITIONS = (
    "all_members",
    "all_of",
    "array",
    "bindings",
    "children_are_mutually_disjoint",
    "classification_rules",
    "disjoint_with",
    "equals_expression",
    "equals_number",
    "equals_number_in",
    "equals_string",
    "equals_string_in",
    "exactly_one_of",
    "extra_slots",
    "has_member",
    "id_prefixes_are_closed",
    "implicit_prefix",
    "list_elements_ordered",
    "list_elements_unique",
    "none_of",
    "path_rule",
    "relational_role",
    "rules",
    "slot_conditions",
    "structured_pattern",
    "union_of",
    "value_presence",
)
"""Keys of the metamodel of which any may make valid data invalid."""

_DECIDED = frozenset({*COMBINATIONS, *MEMBERS, "slot_conditions"})
"""Conditions that are understood; those of texts, numbers and expressions, and rules, are too."""

ALTERNATIVES = "any_of"
"""Key of the metamodel that is compared with the ranges of a slot, and elsewhere as a condition."""

RULES = ("pattern", "minimum_value", "maximum_value")
"""Keys of the metamodel that are understood here."""


def compare_rules(old: ElementModel, new: ElementModel) -> Iterator[Found]:
    """Yield what became of pattern, limits and conditions."""
    yield from _pattern(_inherited(old, "pattern"), _inherited(new, "pattern"))
    yield from _limits(old, new)
    yield from _allowed(old, new, VALUES, allowed_texts)
    yield from _allowed(old, new, NUMBERS, allowed_numbers)
    further = () if isinstance(old, SlotModel) else (ALTERNATIVES,)
    of_record = isinstance(old, ClassModel)
    for key in (*CONDITIONS, *further):
        before, after = old.raw.get(key), new.raw.get(key)
        told = key == "structured_pattern" and old.text("pattern") and new.text("pattern")
        if before == after or told or key in (*VALUES, *NUMBERS):
            continue
        kind, was, now = _decide(key, before, after, of_record=of_record)
        if kind != "same":
            yield Found(f"constraint_{kind}", key, to_words(was), to_words(now), key)


def _decide(key: str, old: Any, new: Any, *, of_record: bool) -> tuple[str, Any, Any]:
    """Return the kind of change of a condition, and what is shown of it before and after."""
    if _is_absent(old) or _is_absent(new):
        kind = "same" if _is_absent(old) and _is_absent(new) else "added"
        return ("removed" if _is_absent(new) and kind == "added" else kind), old, new
    if key == "rules":
        return decide_rules(old, new)
    if key == "equals_expression":
        return compare_expressions(old, new), old, new
    if key in _DECIDED:
        return compare_conditions(key, old, new, of_record=of_record), old, new
    return "changed", old, new


def _is_absent(value: Any) -> bool:
    """Return whether a condition asks nothing; a number that is zero asks something."""
    return not value and (isinstance(value, bool) or value != 0)


def _allowed(
    old: ElementModel, new: ElementModel, keys: tuple[str, str], read: Callable[[Any], Any]
) -> Iterator[Found]:
    """Yield what became of the texts or numbers that a value may be, however many keys name them.

    Shape:
        What is stated and cannot be read, such as a number that is none, cannot be decided.
    """
    before, after = read(old.raw), read(new.raw)
    stated = [[key for key in keys if each.raw.get(key) not in (None, [])] for each in (old, new)]
    unread = any(
        names and found is None for names, found in zip(stated, (before, after), strict=True)
    )
    was, now = (to_words(_shown(each)) for each in (before, after))
    if unread:
        was, now = (
            to_words([each.raw[key] for key in names] or None)
            for each, names in zip((old, new), stated, strict=True)
        )
    if before == after and (was == now or not unread):
        return
    kind = "added" if not stated[0] else "removed" if not stated[1] else "changed"
    if not unread and stated[0] and stated[1]:
        kind = compare_sets(before, after)
    key = (stated[1] or stated[0])[-1]
    yield Found(f"constraint_{kind}", key, was, now, key)


def _shown(allowed: frozenset[Any] | None) -> Any:
    """Return what is allowed as it is shown: one by itself, numbers as they are written."""
    if allowed is None:
        return None
    shown = [format(each, "f") if isinstance(each, Decimal) else each for each in sorted(allowed)]
    return shown[0] if len(shown) == 1 else shown


def to_words(value: Any) -> str:
    """Return a value of the metamodel as text: the same for the same value.

    >>> to_words({"b": 1, "a": True}), to_words(None)
    ('{"a": true, "b": 1}', '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _pattern(old: str, new: str) -> Iterator[Found]:
    if old == new:
        return
    if not old or not new:
        kind = "pattern_added" if new else "pattern_removed"
    else:
        kind = f"pattern_{compare_patterns(old, new)}"
    yield Found(kind, "pattern", old, new)


def _limits(old: ElementModel, new: ElementModel) -> Iterator[Found]:
    """Yield higher and lower bounds; a bound that is gone is as low, or high, as can be."""
    for key, up, down in (
        ("minimum_value", "minimum_raised", "minimum_lowered"),
        ("maximum_value", "maximum_raised", "maximum_lowered"),
    ):
        before, after = _inherited(old, key), _inherited(new, key)
        risen, fallen = _moves(before, after, key)
        if before != after and not (risen and fallen):
            kind = up if risen else down if fallen else "constraint_changed"
            label = "" if risen or fallen else key
            yield Found(kind, key, before, after, label)


def _moves(before: str, after: str, key: str) -> tuple[bool, bool]:
    """Return whether a bound provably did not fall, and whether it did not rise."""
    low, high = to_limit(before), to_limit(after)
    if low is not None and high is not None:
        return is_up_to(low, high), is_up_to(high, low)
    is_minimum = key == "minimum_value"
    came, went = high is not None and not before, low is not None and not after
    return (came, went) if is_minimum else (went, came)


def _inherited(element: ElementModel, key: str) -> str:
    return element.inherited(key) if isinstance(element, TypeModel) else element.text(key)
