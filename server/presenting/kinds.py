"""Draw how the kinds of things in the graph hang together, from their counts and the schema.

Step on the line: between ``overview`` and the home page, in a front. Pure.
"""

from collections.abc import Mapping, Sequence
from math import log10
from typing import Any

from linkml_schemas.arrangement import FAMILIES
from server.presenting.fitting import fit

_WIDTH = 560
_ROW = 22
_TEXT = 208
_BAR = 96
_NUMBER = 70
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


def _arc(first: int, last: int) -> str:
    top, bottom = first * _ROW + 11, last * _ROW + 11
    reach = min((last - first) * 11, _WIDTH - _START - 8) * 1.3
    x = _START + 4
    return f"M{x} {top}C{x + reach:.0f} {top} {x + reach:.0f} {bottom} {x} {bottom}"
