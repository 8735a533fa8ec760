"""Draw how the kinds of things in the graph hang together, from their counts and the schema.

Step on the line: between ``overview`` and the home page, in a front. Pure.
"""

from collections.abc import Mapping, Sequence
from math import cos, log10, pi, sin
from typing import Any

from linkml_schemas.arrangement import FAMILIES
from server.presenting.fitting import fit

_WIDTH = 560
_ROW = 22
_TEXT = 208
_BAR = 96
_NUMBER = 70
_RING = 420
_START = _TEXT + _NUMBER + _BAR + 26


def by_family(kinds: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return kinds in their families, families in their order, the largest kind first.

    Shape:
        ``[{"family", "kinds"}]``, without empty families.
    """
    families = [
        {"family": family, "kinds": [kind for kind in kinds if kind["family"] == family]}
        for family in FAMILIES
    ]
    return [family for family in families if family["kinds"]]


def draw_kinds(kinds: Sequence[Mapping[str, Any]], ties: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Return the drawing of kinds: a bar for how many there are, an arc where two hang together.

    Shape:
        ``width``, ``height``, ``rows`` (``y``, ``text``, ``count``, ``bar``, ``href``,
        ``family``) and ``arcs`` (``path``, ``family``). Bars are by the logarithm, so that
        six things can be seen beside a hundred thousand.

    Args:
        kinds: ``key``, ``name``, ``count``, ``href`` and ``family`` of each.
        ties: Pairs of keys of kinds of which the one points at the other.
    """
    ordered = [kind for family in by_family(kinds) for kind in family["kinds"]]
    most = max((log10(kind["count"] + 1) for kind in ordered), default=1)
    rows = [
        {
            "y": number * _ROW,
            "text": fit(kind["name"], _TEXT - 8),
            "count": kind["count"],
            "href": kind["href"],
            "family": kind["family"],
            "bar": round(max(log10(kind["count"] + 1) / most * _BAR, 2), 1),
        }
        for number, kind in enumerate(ordered)
    ]
    places = {kind["key"]: number for number, kind in enumerate(ordered)}
    arcs = [
        {"path": _arc(*sorted((places[a], places[b]))), "family": ordered[places[a]]["family"]}
        for a, b in ties
        if a in places and b in places and a != b
    ]
    return {
        "width": _WIDTH,
        "height": len(rows) * _ROW + 4,
        "rows": rows,
        "arcs": arcs,
        "number_x": _TEXT + _NUMBER - 8,
        "bar_x": _TEXT + _NUMBER + 6,
        "dot_x": _START,
    }


def draw_ring(kinds: Sequence[Mapping[str, Any]], ties: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Return the same as a ring: a dot for each kind, a chord where two hang together.

    Shape:
        ``size``, ``dots`` (``x``, ``y``, ``r``, ``family``) and ``chords`` (``path``,
        ``family``). It has no words: it is the sign above the drawing that has them.
    """
    ordered = [kind for family in by_family(kinds) for kind in family["kinds"]]
    dots = {
        kind["key"]: {
            **_on_ring(number / max(len(ordered), 1)),
            "r": round(4 + 2.6 * log10(kind["count"] + 1), 1),
            "family": kind["family"],
        }
        for number, kind in enumerate(ordered)
    }
    middle = _RING / 2
    chords = [
        {
            "path": f"M{dots[a]['x']} {dots[a]['y']}Q{middle:g} {middle:g} "
            f"{dots[b]['x']} {dots[b]['y']}",
            "family": dots[a]["family"],
        }
        for a, b in ties
        if a in dots and b in dots and a != b
    ]
    return {"size": _RING, "dots": list(dots.values()), "chords": chords}


def _on_ring(turn: float) -> dict[str, float]:
    radius = _RING / 2 - 22
    angle = 2 * pi * turn - pi / 2
    x, y = _RING / 2 + radius * cos(angle), _RING / 2 + radius * sin(angle)
    return {"x": round(x, 1), "y": round(y, 1)}


def _arc(first: int, last: int) -> str:
    top, bottom = first * _ROW + 11, last * _ROW + 11
    reach = min((last - first) * 11, _WIDTH - _START - 8) * 1.3
    x = _START + 4
    return f"M{x} {top}C{x + reach:.0f} {top} {x + reach:.0f} {bottom} {x} {bottom}"
