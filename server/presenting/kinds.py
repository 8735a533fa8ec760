"""Draw how the kinds of things in the graph hang together, from their counts and the schema.

Step on the line: between ``overview`` and the home page, in a front. Pure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, log10, pi, sin
from typing import Any

from linkml_schemas.arrangement import FAMILIES
from server.presenting.fitting import fit

_RING = 420


@dataclass(frozen=True, slots=True)
class _Measures:
    """How wide the parts of a drawing are, and how high its rows: more for a finger."""

    name: str
    width: int
    row: int
    text: int
    number: int
    bar: int

    @property
    def dot(self) -> int:
        """Return where the dots are, from which the arcs spring."""
        return self.text + self.number + self.bar + 26


_MEASURES = (
    _Measures("wide-drawing", width=560, row=22, text=208, number=70, bar=96),
    _Measures("narrow", width=340, row=26, text=164, number=42, bar=44),
)


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


def draw_kinds(
    kinds: Sequence[Mapping[str, Any]], ties: Sequence[Sequence[str]]
) -> list[dict[str, Any]]:
    """Return drawings of kinds for a wide and a narrow screen.

    A bar says how many there are, an arc that two hang together. Bars are by the logarithm, so
    that six things can be seen beside a hundred thousand.

    Shape:
        ``class``, ``width``, ``height``, ``row`` (the height of one), ``rows`` (``y``,
        ``middle``, ``text``, ``count``, ``bar``, ``href``, ``family``) and ``arcs`` (``path``,
        ``family``).

    Args:
        kinds: ``key``, ``name``, ``count``, ``href`` and ``family`` of each.
        ties: Pairs of keys of kinds of which the one points at the other.
    """
    ordered = [kind for family in by_family(kinds) for kind in family["kinds"]]
    return [_draw(ordered, ties, measures) for measures in _MEASURES]


def _draw(
    kinds: Sequence[Mapping[str, Any]], ties: Sequence[Sequence[str]], measures: _Measures
) -> dict[str, Any]:
    places = {kind["key"]: number for number, kind in enumerate(kinds)}
    most = max((log10(kind["count"] + 1) for kind in kinds), default=1)
    return {
        "class": measures.name,
        "width": measures.width,
        "height": len(kinds) * measures.row + 4,
        "row": measures.row,
        "rows": [_row(kind, place, most, measures) for place, kind in enumerate(kinds)],
        "arcs": [
            {"path": _arc(places[a], places[b], measures), "family": kinds[places[a]]["family"]}
            for a, b in ties
            if a in places and b in places and a != b
        ],
        "number_x": measures.text + measures.number - 8,
        "bar_x": measures.text + measures.number + 6,
        "dot_x": measures.dot,
    }


def _row(kind: Mapping[str, Any], place: int, most: float, measures: _Measures) -> dict[str, Any]:
    return {
        "y": place * measures.row,
        "middle": place * measures.row + measures.row // 2,
        "text": fit(kind["name"], measures.text - 8),
        "count": kind["count"],
        "href": kind["href"],
        "family": kind["family"],
        "bar": round(max(log10(kind["count"] + 1) / most * measures.bar, 2), 1),
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


def _arc(one: int, other: int, measures: _Measures) -> str:
    first, last = sorted((one, other))
    top, bottom = (place * measures.row + measures.row // 2 for place in (first, last))
    reach = min((last - first) * 11, measures.width - measures.dot - 8) * 1.3
    x = measures.dot + 4
    return f"M{x} {top}C{x + reach:.0f} {top} {x + reach:.0f} {bottom} {x} {bottom}"
