"""Compare what a value must be: pattern, limits and conditions, of a slot or a type.

Step on the line: beneath :mod:`linkml_schemas.differing.slots` and
:mod:`linkml_schemas.differing.lists`.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from linkml_schemas.differing.class_rules import decide_rules
from linkml_schemas.differing.conditions import (
    VALUES,
    allowed_texts,
    compare_conditions,
    compare_expressions,
    compare_numbers,
    compare_sets,
)
from linkml_schemas.differing.limits import is_up_to, to_limit
from linkml_schemas.differing.pairs import Found
from linkml_schemas.differing.patterns import compare_patterns
from linkml_schemas.modelling.elements import ElementModel, TypeModel

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

_DECIDED: Mapping[str, Callable[[Any, Any], str]] = {
    "equals_number": compare_numbers,
    "equals_expression": compare_expressions,
    "slot_conditions": compare_conditions,
}
"""Conditions that are understood, by key; those of texts and the rules of a class are too."""

ALTERNATIVES = "any_of"
"""Key of the metamodel that is compared with the ranges of a slot, and in a type as a condition."""

RULES = ("pattern", "minimum_value", "maximum_value")
"""Keys of the metamodel that are understood here."""


def compare_rules(old: ElementModel, new: ElementModel) -> Iterator[Found]:
    """Yield what became of pattern, limits and conditions."""
    yield from _pattern(_inherited(old, "pattern"), _inherited(new, "pattern"))
    yield from _limits(old, new)
    yield from _texts(old, new)
    further = (ALTERNATIVES,) if isinstance(old, TypeModel) else ()
    for key in (*CONDITIONS, *further):
        before, after = old.raw.get(key), new.raw.get(key)
        told = key == "structured_pattern" and old.text("pattern") and new.text("pattern")
        if before == after or told or key in VALUES:
            continue
        kind, was, now = _decide(key, before, after)
        if kind != "same":
            yield Found(f"constraint_{kind}", key, to_words(was), to_words(now), key)


def _decide(key: str, old: Any, new: Any) -> tuple[str, Any, Any]:
    """Return the kind of change of a condition, and what is shown of it before and after."""
    if _is_absent(old) or _is_absent(new):
        kind = "same" if _is_absent(old) and _is_absent(new) else "added"
        return ("removed" if _is_absent(new) and kind == "added" else kind), old, new
    if key == "rules":
        return decide_rules(old, new)
    return (_DECIDED[key](old, new) if key in _DECIDED else "changed"), old, new


def _is_absent(value: Any) -> bool:
    """Return whether a condition asks nothing; a number that is zero asks something."""
    return not value and (isinstance(value, bool) or value != 0)


def _texts(old: ElementModel, new: ElementModel) -> Iterator[Found]:
    """Yield what became of the texts that a value may have, however many keys name them."""
    before, after = allowed_texts(old.raw), allowed_texts(new.raw)
    if before == after:
        return
    if before is None or after is None:
        kind = "added" if before is None else "removed"
    else:
        kind = compare_sets(before, after)
    stated = old.raw if after is None else new.raw
    key = next(key for key in reversed(VALUES) if stated.get(key) is not None)
    was, now = (to_words(_shown(each)) for each in (before, after))
    yield Found(f"constraint_{kind}", key, was, now, key)


def _shown(texts: frozenset[str] | None) -> Any:
    """Return allowed texts as they are shown: one by itself."""
    if texts is None:
        return None
    return next(iter(texts)) if len(texts) == 1 else sorted(texts)


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
