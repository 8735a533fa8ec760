"""Compare the rules of a class: decide where one only asks less, or more, than it did.

Step on the line: beneath :mod:`linkml_schemas.differing.rules`. A rule says: where the
preconditions hold, the postconditions must. Applying to fewer records, or asking less of them,
loosens it, unless it holds in the other direction too.
"""

from collections.abc import Mapping
from typing import Any

from linkml_schemas.differing.conditions import TEXTS, implies_record

Rule = Mapping[str, Any]

_KINDS: Mapping[tuple[bool, bool], str] = {
    (True, True): "rewritten",
    (True, False): "loosened",
    (False, True): "tightened",
    (False, False): "changed",
}
"""The kind of change, by whether all rules are looser, and stricter, than they were."""


def decide_rules(old: Any, new: Any) -> tuple[str, Any, Any]:
    """Return the kind of change of the rules of a class, and what differs in them.

    Shape:
        The kind is the end of a name: ``added``, ``removed``, ``loosened``, ``tightened``,
        ``rewritten``, ``same`` if only their order differs, or ``changed`` where it cannot be
        decided. Of the rules only what differs is returned.
    """
    before, after = _without_equal(old, new), _without_equal(new, old)
    if not before or not after:
        return ("added" if after else "removed" if before else "same"), before, after
    if len(before) != len(after) or not all(isinstance(one, dict) for one in before + after):
        return "changed", before, after
    pairs = list(zip(before, after, strict=True))
    shown = [differing_parts(*pair) for pair in pairs]
    looser = all(_is_looser(one, other) for one, other in pairs)
    stricter = all(_is_looser(other, one) for one, other in pairs)
    kind = _KINDS[looser, stricter]
    return kind, [one for one, _ in shown], [other for _, other in shown]


def active_rules(rules: Any) -> list[Any]:
    """Return the rules of a class without those that are deactivated: they ask nothing."""
    found = rules if isinstance(rules, list) else []
    return [each for each in found if not (isinstance(each, dict) and each.get("deactivated"))]


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
    left = active_rules(others)
    found = []
    for rule in active_rules(rules):
        if rule in left:
            left.remove(rule)
        else:
            found.append(rule)
    return found


def _is_looser(old: Rule, new: Rule) -> bool:
    """Return whether all that the old rule allows, the new one does: it asks less afterwards.

    Shape:
        It does if it applies to no more records and asks no more of them. What is asked of all
        others (``elseconditions``) allows no other preconditions, and a rule that holds in both
        directions nothing else at all.
    """
    rest = {*old, *new} - TEXTS - {"preconditions", "postconditions", "elseconditions"}
    if any(old.get(key) != new.get(key) for key in rest) or old.get("bidirectional"):
        return False
    if not (_implied(new, old, "preconditions") and _implied(old, new, "postconditions")):
        return False
    if not (old.get("elseconditions") or new.get("elseconditions")):
        return True
    return _implied(old, new, "preconditions") and _implied(old, new, "elseconditions")


def _implied(rule: Rule, other: Rule, key: str) -> bool:
    return implies_record(rule.get(key), other.get(key))
