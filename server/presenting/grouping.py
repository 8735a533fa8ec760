"""Bring together groups of facts that are too small for a heading each.

Step on the line: after the groups of a page are made, within a worker. Pure.
"""

from collections.abc import Sequence
from typing import Any

FEW = 5
"""Facts that one heading holds together, whatever their groups."""

APART = "description"
"""The group that stands by itself, however small: it is text to read."""

Group = dict[str, Any]


def join_small(groups: Sequence[Group]) -> list[Group]:
    """Return groups of which none is a heading over a single fact among others.

    Shape:
        The group of what describes comes first and stays as it is. The others are one group
        with the key ``only`` where they hold at most ``FEW`` facts, or are a single group
        without a meaning; else those of one fact come last together, with the key ``other``.

    >>> row = {"predicate": "p"}
    >>> [(g["key"], len(g["statements"])) for g in join_small([
    ...     {"key": "relations", "statements": [row]}, {"key": "access", "statements": [row]}])]
    [('only', 2)]
    """
    apart = [group for group in groups if group["key"] == APART]
    others = [group for group in groups if group["key"] != APART]
    small = [group for group in others if len(group["statements"]) == 1 or _is_rest(group)]
    if len(others) == 1:
        return apart + ([{**others[0], "key": "only"}] if _is_rest(others[0]) else others)
    if sum(len(group["statements"]) for group in others) <= FEW:
        return apart + _joined("only", others)
    if len(small) < 2:
        return apart + others
    return apart + [group for group in others if group not in small] + _joined("other", small)


def _is_rest(group: Group) -> bool:
    return bool(group["key"] == "other")


def _joined(key: str, groups: Sequence[Group]) -> list[Group]:
    statements = [statement for group in groups for statement in group["statements"]]
    return [{"key": key, "statements": statements}] if statements else []
