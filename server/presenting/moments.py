"""Tell the dated facts of a thing as one line of time.

Step on the line: between the statements of a page and its drawing. Pure functions; a text
that is no date stays where it was.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

MOMENTS = ("event", "start", "end")
"""The presentations that put a value on the line of time."""

_DATE = re.compile(r"-?\d{4}(-\d\d(-\d\d(T[\d:.]+)?(Z|[+-]\d\d:\d\d)?)?)?")


def is_moment(text: str) -> bool:
    """Return whether a text is a year, a month, a day or a moment of ISO 8601.

    >>> is_moment("2022"), is_moment("2022-03-18T10:00:00Z"), is_moment("soon")
    (True, True, False)
    """
    return bool(_DATE.fullmatch(text))


def to_moments(groups: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the dated facts of a thing, the earliest first.

    Shape:
        ``[{"label", "end_label", "start", "end", "open", "period", "sources", "names"}]``: an
        event has ``start`` only; a period has both, but for one that is ``open``; ``names``
        are the columns that say it.

    Args:
        groups: Groups of statements, as ``to_groups`` returns them.
    """
    dated = [
        (statement, value)
        for group in groups
        for statement in group["statements"]
        if statement["show"] in MOMENTS
        for value in statement["values"]
        if value["kind"] == "literal" and is_moment(value["text"])
    ]
    moments = [_event(*pair) for pair in dated if pair[0]["show"] == "event"]
    starts = [pair for pair in dated if pair[0]["show"] == "start"]
    ends = [pair for pair in dated if pair[0]["show"] == "end"]
    if len(starts) <= 1 and len(ends) <= 1:
        moments += _period(starts, ends)
    else:
        moments += [_event(*pair) for pair in starts + ends]
    return sorted(moments, key=lambda m: m["start"] or m["end"])


def to_row_moments(block: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of a block as moments, the earliest first, those without a date last.

    Shape:
        As ``to_moments``, and ``row``, ``facts`` (its cells that are no date) and ``name``
        (what the drawing calls it).

    Args:
        block: A block of a page, with the view ``timeline``.
    """
    moments = [_row_moment(row) for row in block["rows"]]
    return sorted(moments, key=lambda m: (not m["start"], m["start"] or m["end"], m["name"]))


def _row_moment(row: Mapping[str, Any]) -> dict[str, Any]:
    dates = {
        cell["show"]: value["text"]
        for cell in row["cells"]
        if cell["show"] in MOMENTS
        for value in cell["values"]
        if is_moment(value["text"])
    }
    facts = [cell for cell in row["cells"] if cell["show"] not in MOMENTS and cell["values"]]
    period = "start" in dates
    return {
        "row": row,
        "facts": facts,
        "name": facts[0]["values"][0]["text"] if facts else row["link"]["text"],
        "start": dates.get("start") or dates.get("event", ""),
        "end": dates.get("end", ""),
        "period": period,
        "open": period and "end" not in dates,
    }


def _event(statement: Mapping[str, Any], value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "label": statement["label"],
        "end_label": None,
        "start": value["text"],
        "end": "",
        "open": False,
        "period": False,
        "sources": value["sources"],
        "names": [statement["name"]],
        "predicate": statement.get("predicate", ""),
    }


def _period(starts: Sequence[Any], ends: Sequence[Any]) -> list[dict[str, Any]]:
    pairs = [*starts, *ends]
    if not pairs:
        return []
    if not starts:
        return [_event(*ends[0])]
    return [
        {
            "label": starts[0][0]["label"],
            "end_label": ends[0][0]["label"] if ends else None,
            "start": starts[0][1]["text"],
            "end": ends[0][1]["text"] if ends else "",
            "open": not ends,
            "period": True,
            "sources": sorted({number for _, value in pairs for number in value["sources"]}),
            "names": [statement["name"] for statement, _ in pairs],
        }
    ]
