"""Gather what was found by rule, so that a page of any number of findings stays short.

Step on the line: findings → groups for a page.
"""

from collections.abc import Iterable
from typing import Any

from linkml_schemas.conformance_values import SEVERITIES
from linkml_schemas.validating.values import Finding

GROUPS, SHOWN, LONGEST = 100, 25, 300
"""Groups of a page, findings of each that are shown, and characters of a text."""


def to_groups(findings: Iterable[Finding], shown: int = SHOWN) -> dict[str, Any]:
    """Return the findings by rule, the gravest and the most frequent first.

    Shape:
        ``groups`` with ``count`` and the first of their findings under ``shown``;
        ``more_groups`` counts those that are left out.

    Args:
        findings: What was found.
        shown: Findings of each group that are shown.
    """
    gathered: dict[tuple[str, ...], list[Finding]] = {}
    for item in findings:
        key = (item.severity, item.file, item.rule, item.path, item.component)
        gathered.setdefault(key, []).append(item)
    ordered = sorted(gathered.values(), key=_weight)
    return {
        "groups": [_to_group(items, shown) for items in ordered[:GROUPS]],
        "more_groups": max(0, len(ordered) - GROUPS),
    }


def _weight(items: list[Finding]) -> tuple[int, int, str]:
    first = items[0]
    return SEVERITIES.index(first.severity), -len(items), f"{first.path} {first.component}"


def _to_group(items: list[Finding], shown: int) -> dict[str, Any]:
    first = items[0]
    same = all(item.messages == first.messages for item in items)
    return {
        "severity": first.severity,
        "shapes": first.file,
        "rule": first.rule,
        "see": first.see,
        "path": _cut(first.path),
        "component": first.component,
        "messages": {tag: _cut(text) for tag, text in first.messages.items()} if same else {},
        "remedy": dict(first.remedy),
        "count": len(items),
        "shown": [_to_shown(item, with_message=not same) for item in items[:shown]],
    }


def _to_shown(item: Finding, *, with_message: bool) -> dict[str, Any]:
    return {
        "focus": _cut(item.focus),
        "label": _cut(item.label),
        "holder": _cut(item.holder),
        "value": _cut(item.value),
        "row": item.row,
        "column": _cut(item.column),
        "messages": {t: _cut(text) for t, text in item.messages.items()} if with_message else {},
    }


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
