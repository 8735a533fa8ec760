"""Draw moments and periods on an axis of years.

Step on the line: between the values of a page and its template, in a front. Pure; what the
drawing says stands in the list under it too, so it is no more than a picture for the eye.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from server.presenting.fitting import fit

MOST_ROWS = 12
"""Rows of one drawing; the list has them all."""

WIDE, NARROW = 720, 340
_ROW = 28
_LABEL = 216
_TICKS = 7
_MONTHS = (1, 2, 3, 6)
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


def to_year(text: str) -> float:
    """Return a year, day or moment of ISO 8601 as a number of years.

    >>> to_year("2022"), to_year("2022-07-01")
    (2022.0, 2022.5)
    """
    sign, text = (-1, text[1:]) if text.startswith("-") else (1, text)
    parts = [int(part) for part in text[:10].split("-") if part.isdigit()]
    year, month, day = (*parts, 1, 1)[:3] if len(parts) > 1 else (parts[0], 1, 1)
    return sign * year + (month - 1) / 12 + (day - 1) / 366


def draw_moments(moments: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the drawings of moments for a wide and a narrow screen; none where a list does.

    A list does for one moment, for two events, and where all is on one day.

    Shape:
        ``[{"class", "width", "height", "ticks": [{"x", "text"}], "rows": [{"y", "label", "x",
        "to", "text_y", "text_x", "kind"}]}]``; ``kind`` is event, period or open.

    Args:
        moments: Each with ``name`` or ``label``, ``start``, ``end``, ``open`` and ``period``.
    """
    rows = [moment for moment in moments if moment["start"]][:MOST_ROWS]
    marks = len(rows) + sum(moment["period"] for moment in rows)
    days = {moment[key] for moment in rows for key in ("start", "end") if moment[key]}
    if len(rows) < 2 or marks < 3 or len(days) < 2:
        return []
    return [_draw(rows, wide=True), _draw(rows, wide=False)]


def _draw(moments: Sequence[Mapping[str, Any]], *, wide: bool) -> dict[str, Any]:
    total = WIDE if wide else NARROW
    left = _LABEL if wide else 8
    height = _ROW if wide else _ROW + 16
    first, last = _span(moments)
    scale = (total - left - 24) / (last - first)

    def place(text: str) -> float:
        return round(left + 8 + (to_year(text) - first) * scale, 1)

    return {
        "class": "wide-drawing" if wide else "narrow",
        "width": total,
        "height": height * len(moments) + 30,
        "top": 22,
        "ticks": list(_ticks(first, last, left + 8, scale, _TICKS if wide else _TICKS - 3)),
        "rows": [
            _row(moment, place, 30 + height * number, total, wide=wide)
            for number, moment in enumerate(moments)
        ],
    }


def _row(
    moment: Mapping[str, Any], place: Any, top: int, total: int, *, wide: bool
) -> dict[str, Any]:
    kind = "event" if not moment["period"] else "open" if moment["open"] else "period"
    end = moment["end"] if kind == "period" else moment["start"]
    start, to = place(moment["start"]), place(end)
    return {
        "kind": kind,
        "label": fit(_name(moment), (_LABEL if wide else total) - 20),
        "text_y": top + (16 if wide else 10),
        "y": top + (12 if wide else 24),
        "x": min(start, to),
        "length": round(max(abs(to - start), 5), 1) if kind == "period" else total - 14 - start,
        "end": total - 14,
    }


def _name(moment: Mapping[str, Any]) -> str:
    name: str = moment.get("name") or moment["label"]["text"]
    return name


def _span(moments: Iterable[Mapping[str, Any]]) -> tuple[float, float]:
    years = [to_year(m[key]) for m in moments for key in ("start", "end") if m[key]]
    first, last = min(years), max(years)
    room = max((last - first) * 0.08, 0.5)
    return first - room / 4, last + room


def _ticks(
    first: float, last: float, left: float, scale: float, most: int
) -> Iterable[dict[str, Any]]:
    """Yield years, or months where fewer than two years would be marked."""
    months = next((m for m in _MONTHS if (last - first) * 12 / m <= most), 0)
    step = months if (last - first) < 2 and months else 12 * _years(last - first, most)
    month = int(-(-first * 12 // step)) * step
    while month <= last * 12:
        year, rest = divmod(month, 12)
        text = str(year) if step % 12 == 0 else f"{year}-{rest + 1:02d}"
        yield {"x": round(left + (month / 12 - first) * scale, 1), "text": text}
        month += step


def _years(span: float, most: int) -> int:
    return next((years for years in _STEPS if span / years <= most), _STEPS[-1])
