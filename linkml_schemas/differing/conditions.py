"""Say whether one condition on a slot, or on a record, implies another.

Step on the line: beneath :mod:`linkml_schemas.differing.class_rules` and
:mod:`linkml_schemas.differing.rules`. What cannot be proved counts as not implied.

Source:
    LinkML metamodel, slot_expression and class_expression: all keys of one hold together.
"""

import ast
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Literal

from linkml_schemas.differing.limits import Limit, is_up_to, to_limit, to_number
from linkml_schemas.differing.patterns import compare_patterns

Comparison = Literal["same", "loosened", "tightened", "replaced", "changed"]

TEXTS = frozenset({"annotations", "comments", "description", "notes", "title", "todos"})
"""Keys of an expression that decide nothing."""

VALUES = ("equals_string", "equals_string_in")
"""Keys that name the texts that a value may have; they are compared as one set."""

_LONGEST = 2000
"""Characters that an expression may have that is read here."""

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


def compare_sets(old: frozenset[str], new: frozenset[str]) -> Comparison:
    """Return what became of a set of what is allowed."""
    if old == new:
        return "same"
    return "loosened" if old < new else "tightened" if new < old else "replaced"


def compare_numbers(old: Any, new: Any) -> Comparison:
    """Return what became of the number that a value must be.

    >>> compare_numbers(1, "1.0"), compare_numbers(1, 2)
    ('same', 'replaced')
    """
    before, after = to_number(old), to_number(new)
    if before is None or after is None:
        return "changed"
    return "same" if before == after else "replaced"


def compare_expressions(old: Any, new: Any) -> Comparison:
    """Return what became of the expression that a value must equal: the same, or undecided.

    >>> compare_expressions("{a} + {b}", "({a}+{b})"), compare_expressions("{a}", "{b}")
    ('same', 'changed')
    """
    before, after = _parsed(old), _parsed(new)
    return "same" if before is not None and before == after else "changed"


def compare_conditions(old: Any, new: Any) -> Comparison:
    """Return what became of conditions on the slots of a record."""
    first, then = {"slot_conditions": old}, {"slot_conditions": new}
    kept, taken = implies_record(first, then), implies_record(then, first)
    if kept:
        return "same" if taken else "loosened"
    return "tightened" if taken else "changed"


def implies_record(condition: Any, other: Any) -> bool:
    """Return whether every record that meets a condition meets another one too."""
    first, then = condition or {}, other or {}
    if not isinstance(first, dict) or not isinstance(then, dict):
        return False
    for key, value in then.items():
        if key in TEXTS or value is None or first.get(key) == value:
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


def _is_number(first: Condition, then: Condition, key: str) -> bool:
    return first.get(key) is not None and compare_numbers(first[key], then[key]) == "same"


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
    return first.get(key) is not None and compare_expressions(first[key], then[key]) == "same"


def _parsed(text: Any) -> str | None:
    """Return what an expression says, without how it is written; the text if it is not read."""
    if not isinstance(text, str):
        return None
    if len(text) > _LONGEST:
        return text
    try:
        return ast.dump(ast.parse(text.strip(), mode="eval"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return text


_IMPLIED: Mapping[str, Callable[[Condition, Condition, str], bool]] = MappingProxyType(
    {
        "required": _asks_a_value,
        "equals_string": _has_texts,
        "equals_string_in": _has_texts,
        "equals_number": _is_number,
        "equals_expression": _is_expression,
        "minimum_value": _is_from,
        "maximum_value": _is_up_to,
        "minimum_cardinality": _is_from,
        "maximum_cardinality": _is_up_to,
        "pattern": _has_pattern,
    }
)
"""By key of a condition, what shows that another condition implies it."""
