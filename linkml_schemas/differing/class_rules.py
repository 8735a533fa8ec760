"""Compare the rules of a class: decide where one only asks less, or more, than it did.

Step on the line: beneath :mod:`linkml_schemas.differing.rules`. A rule says: where the
preconditions hold, the postconditions must. Asking less of the latter loosens it, unless it
holds in the other direction too.
"""

from collections.abc import Mapping
from typing import Any

_TEXTS = frozenset({"annotations", "comments", "description", "notes", "title", "todos"})
"""Keys of a rule that decide nothing."""

Rule = Mapping[str, Any]


def decide_rules(old: Any, new: Any) -> tuple[str, Any, Any]:
    """Return the kind of change of the rules of a class, and what differs in them.

    Shape:
        The kind is the end of a name: ``added``, ``removed``, ``loosened``, ``tightened``, or
        ``changed`` where it cannot be decided. Of the rules only what differs is returned.
    """
    before, after = _without_equal(old, new), _without_equal(new, old)
    if not before or not after:
        return ("added" if after else "removed" if before else "changed"), before, after
    if len(before) != len(after) or not all(isinstance(one, dict) for one in before + after):
        return "changed", before, after
    pairs = list(zip(before, after, strict=True))
    shown = [differing_parts(*pair) for pair in pairs]
    kind = "changed"
    if all(_is_looser(one, other) for one, other in pairs):
        kind = "loosened"
    elif all(_is_looser(other, one) for one, other in pairs):
        kind = "tightened"
    return kind, [one for one, _ in shown], [other for _, other in shown]


def differing_parts(old: Any, new: Any) -> tuple[Any, Any]:
    """Return two values without what is equal in both, at any depth of their keys.

    >>> differing_parts({"a": {"b": 1, "c": 2}}, {"a": {"b": 1, "c": 3}})
    ({'a': {'c': 2}}, {'a': {'c': 3}})
    """
    if not isinstance(old, dict) or not isinstance(new, dict):
        return old, new
    before, after = {}, {}
    for key in {**old, **new}:
        if key in old and key in new:
            if old[key] != new[key]:
                before[key], after[key] = differing_parts(old[key], new[key])
        elif key in old:
            before[key] = old[key]
        else:
            after[key] = new[key]
    return before, after


def _without_equal(rules: Any, others: Any) -> list[Any]:
    """Return the rules of which the other side has none that is equal, in their order."""
    left = list(others) if isinstance(others, list) else []
    found = []
    for rule in rules if isinstance(rules, list) else []:
        if rule in left:
            left.remove(rule)
        else:
            found.append(rule)
    return found


def _is_looser(old: Rule, new: Rule) -> bool:
    """Return whether all that the old rule allows, the new one does: it asks less afterwards."""
    both = {*old, *new} - _TEXTS - {"postconditions"}
    if any(old.get(key) != new.get(key) for key in both) or old.get("bidirectional"):
        return False
    first, then = old.get("postconditions") or {}, new.get("postconditions") or {}
    if not isinstance(first, dict) or not isinstance(then, dict):
        return False
    others = {*first, *then} - {"slot_conditions"}
    if any(first.get(key) != then.get(key) for key in others):
        return False
    asked, asks = first.get("slot_conditions") or {}, then.get("slot_conditions") or {}
    return (
        isinstance(asked, dict)
        and isinstance(asks, dict)
        and all(name in asked and _asks_less(asked[name], asks[name]) for name in asks)
    )


def _asks_less(old: Any, new: Any) -> bool:
    """Return whether a condition on a slot is the same, or the same but not required."""
    first, then = old or {}, new or {}
    if not isinstance(first, dict) or not isinstance(then, dict):
        return False
    same = all(first.get(key) == then.get(key) for key in {*first, *then} - {"required"})
    return same and (bool(first.get("required")) or not then.get("required"))
