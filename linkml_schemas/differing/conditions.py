"""Say whether one condition on a slot, or on a record, implies another.

Step on the line: beneath :mod:`linkml_schemas.differing.class_rules` and
:mod:`linkml_schemas.differing.rules`. What cannot be proved counts as not implied.

Source:
    LinkML metamodel, slot_expression and class_expression: all keys of one hold together.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

from linkml_schemas.differing.combinations import COMBINATIONS, implies_combination
from linkml_schemas.differing.expressions import compare_expressions
from linkml_schemas.differing.limits import Limit, is_up_to, to_limit, to_number
from linkml_schemas.differing.patterns import compare_patterns

Comparison = Literal["same", "rewritten", "loosened", "tightened", "replaced", "changed"]

TEXTS = frozenset({"annotations", "comments", "description", "notes", "title", "todos"})
"""Keys of an expression that decide nothing."""

VALUES = ("equals_string", "equals_string_in")
"""Keys that name the texts that a value may have; they are compared as one set."""

NUMBERS = ("equals_number", "equals_number_in")
"""Keys that name the numbers that a value may be; they are compared as one set."""

MEMBERS = ("all_members", "has_member")
"""Keys that hold a condition on each, or on one, of several values."""

Condition = Mapping[str, Any]


def allowed_texts(condition: Condition) -> frozenset[str] | None:
    """Return the texts that a value may have, None for any.

    >>> sorted(allowed_texts({"equals_string_in": ["a", "b"]}))
    ['a', 'b']
    """
    one, several = condition.get("equals_string"), condition.get("equals_string_in")
    sets = []
    if one is not None:
        sets.append(frozenset({str(one)}))
    if isinstance(several, list) and several:
        sets.append(frozenset(map(str, several)))
    return frozenset.intersection(*sets) if sets else None


def allowed_numbers(condition: Condition) -> frozenset[Decimal] | None:
    """Return the numbers that a value may be, None for any or if one is no number.

    >>> allowed_numbers({"equals_number": 1, "equals_number_in": [1.0, 2]})
    frozenset({Decimal('1')})
    """
    one, several = (condition.get(key) for key in NUMBERS)
    stated = [[one]] if one is not None else []
    stated += [several] if isinstance(several, list) and several else []
    sets = [frozenset(map(to_number, each)) for each in stated]
    known = [frozenset(each for each in found if each is not None) for found in sets]
    return frozenset.intersection(*known) if sets and known == sets else None


def compare_sets(old: frozenset[Any], new: frozenset[Any]) -> Comparison:
    """Return what became of a set of what is allowed."""
    if old == new:
        return "same"
    return "loosened" if old < new else "tightened" if new < old else "replaced"


def compare_conditions(key: str, old: Any, new: Any, *, of_record: bool = False) -> Comparison:
    """Return what became of conditions on a value, or on a record.

    Args:
        key: The key of the metamodel that holds them.
        old: What it held before.
        new: What it holds after.
        of_record: Whether they are asked of a record, and not of a value.

    >>> excluded = {"equals_string": "a"}, {"equals_string": "b"}
    >>> compare_conditions("none_of", [excluded[0]], list(excluded))
    'tightened'
    """
    first, then = {key: old}, {key: new}
    implied = implies_record if of_record else implies
    kept, taken = implied(first, then), implied(then, first)
    if kept:
        return "rewritten" if taken else "loosened"
    return "tightened" if taken else "changed"


def implies_record(condition: Any, other: Any) -> bool:
    """Return whether every record that meets a condition meets another one too."""
    first, then = condition or {}, other or {}
    if not isinstance(first, dict) or not isinstance(then, dict):
        return False
    for key, value in then.items():
        if key in TEXTS or value is None or first.get(key) == value:
            continue
        if key in COMBINATIONS:
            if not implies_combination(key, first.get(key), value, implies_record, _parts_records):
                return False
            continue
        if key != "slot_conditions":
            return False
        asked = first.get(key) or {}
        if not isinstance(asked, dict) or not isinstance(value, dict):
            return False
        if not all(name in asked and implies(asked[name], value[name]) for name in value):
            return False
    return True


def implies(condition: Any, other: Any) -> bool:
    """Return whether every value, or none, that meets a condition meets another one too.

    >>> implies({"equals_string": "a"}, {"equals_string_in": ["a", "b"]})
    True
    >>> implies({"minimum_value": 1}, {"minimum_value": 2})
    False
    """
    first, then = condition or {}, other or {}
    if not isinstance(first, dict) or not isinstance(then, dict):
        return False
    return all(
        _IMPLIED.get(key, _is_equal)(first, then, key)
        for key, value in then.items()
        if key not in TEXTS and value is not None
    )


def _is_equal(first: Condition, then: Condition, key: str) -> bool:
    found = first.get(key)
    return bool(found == then[key]) or (then[key] is False and found is None)


def _asks_a_value(first: Condition, then: Condition, key: str) -> bool:
    least = to_number(first.get("minimum_cardinality"))
    return not then[key] or bool(first.get(key)) or (least is not None and least >= 1)


def _has_texts(first: Condition, then: Condition, key: str) -> bool:
    before, after = allowed_texts(first), allowed_texts(then)
    return after is None or (before is not None and before <= after)


def _has_numbers(first: Condition, then: Condition, key: str) -> bool:
    before, after = allowed_numbers(first), allowed_numbers(then)
    return before is not None and after is not None and before <= after


def _has_combination(first: Condition, then: Condition, key: str) -> bool:
    return implies_combination(key, first.get(key), then[key], implies, excludes)


def _has_members(first: Condition, then: Condition, key: str) -> bool:
    return first.get(key) is not None and implies(first[key], then[key])


def _is_from(first: Condition, then: Condition, key: str) -> bool:
    asked = to_limit(then[key])
    return asked is not None and any(is_up_to(asked, low) for low in _bounds(first, key))


def _is_up_to(first: Condition, then: Condition, key: str) -> bool:
    asked = to_limit(then[key])
    return asked is not None and any(is_up_to(high, asked) for high in _bounds(first, key))


def _bounds(condition: Condition, key: str) -> list[Limit]:
    """Return the bound of a value, and the number that it must be if there is one."""
    keys = (key, "equals_number") if key.endswith("_value") else (key,)
    limits = (to_limit(condition.get(each)) for each in keys)
    return [limit for limit in limits if limit is not None]


def _has_pattern(first: Condition, then: Condition, key: str) -> bool:
    before, after = first.get(key), then[key]
    if before is None:
        return False
    return before == after or compare_patterns(str(before), str(after)) in {"rewritten", "widened"}


def _is_expression(first: Condition, then: Condition, key: str) -> bool:
    return compare_expressions(first.get(key), then[key]) in {"same", "rewritten"}


def excludes(condition: Any, other: Any) -> bool:
    """Return whether no value meets both of two conditions.

    >>> excludes({"maximum_value": 2}, {"minimum_value": 3})
    True
    >>> excludes({"maximum_value": 3}, {"minimum_value": 3})
    False
    """
    if not isinstance(condition, dict) or not isinstance(other, dict):
        return False
    pairs = ((allowed(condition), allowed(other)) for allowed in (allowed_texts, allowed_numbers))
    if any(one is not None and two is not None and not one & two for one, two in pairs):
        return True
    if condition.get("range") != other.get("range"):
        return False  # a bound says nothing of a value of another kind
    return _is_below(condition, other) or _is_below(other, condition)


def _is_below(condition: Condition, other: Condition) -> bool:
    """Return whether all that meets a condition is less than all that meets another."""
    highest, lowest = _bounds(condition, "maximum_value"), _bounds(other, "minimum_value")
    return any(is_up_to(high, low) and high != low for high in highest for low in lowest)


def _parts_records(condition: Any, other: Any) -> bool:
    """Return whether no record meets both: a slot that must be there cannot meet both."""
    if not isinstance(condition, dict) or not isinstance(other, dict):
        return False
    first, then = condition.get("slot_conditions"), other.get("slot_conditions")
    if not isinstance(first, dict) or not isinstance(then, dict):
        return False
    return any(
        excludes(first[name], then[name])
        and any(_asks_a_value(each[name], {"required": True}, "required") for each in (first, then))
        for name in first
        if name in then
    )


_IMPLIED: Mapping[str, Callable[[Condition, Condition, str], bool]] = MappingProxyType(
    {
        "required": _asks_a_value,
        "equals_string": _has_texts,
        "equals_string_in": _has_texts,
        "equals_number": _has_numbers,
        "equals_number_in": _has_numbers,
        "equals_expression": _is_expression,
        "minimum_value": _is_from,
        "maximum_value": _is_up_to,
        "minimum_cardinality": _is_from,
        "maximum_cardinality": _is_up_to,
        "pattern": _has_pattern,
        **dict.fromkeys(COMBINATIONS, _has_combination),
        **dict.fromkeys(MEMBERS, _has_members),
    }
)
"""By key of a condition, what shows that another condition implies it."""
