"""Draw a thing among what it points at and what points at it.

Step on the line: between the values of a page and its template, in a front. Pure: everything
drawn stands on the page already, so no name is looked up for the drawing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.presenting.fitting import clean, fit, fit_middle, width, wrap

MOST_NODES = 24
"""Things in one drawing, with the thing itself."""

MOST_GROUPS = 6
"""Relations on one side of the drawing; the page says how many more there are."""

PER_GROUP = 4
"""Things of one relation; a box with a number stands for the others."""

_WIDE, _NARROW = 760, 340
_BOX, _GAP, _LABEL, _GROUP_GAP = 30, 7, 20, 10
_SIDE, _ALONE = 232, 440
_CENTRE = 196
_LINE = 17


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of a thing: its name, the things, and how many there are in all."""

    label: Mapping[str, str]
    items: Sequence[Mapping[str, Any]]
    more: int
    family: str


def draw_neighbourhood(page: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the drawings of a thing and its neighbours, None if it has none.

    Shape:
        ``drawings`` for a wide and a narrow screen, each ``class``, ``width``, ``height``,
        ``centre`` (``x``, ``y``, ``width``, ``height``, ``lines``), ``labels`` and ``nodes``
        (``x``, ``y``, ``width``, ``height``, ``lines``, ``title``, ``href``, ``family``,
        ``line``);
        ``count`` is the number of things around the thing, ``more`` that of the relations
        that are left out.

    Args:
        page: What ``describe.page`` returns.
    """
    seen: set[str] = set()
    to, of = list(_outgoing(page, seen)), list(_incoming(page, seen))
    outgoing = _bounded(to, (MOST_NODES - 1) // 2)
    used = sum(len(relation.items) for relation in outgoing)
    incoming = _bounded(of, MOST_NODES // 2)
    count = used + sum(len(relation.items) for relation in incoming)
    if count < 2:
        return None
    title = page["title"]["text"]
    return {
        "count": count,
        "more": len(to) + len(of) - len(outgoing) - len(incoming),
        "drawings": [_wide(title, incoming, outgoing), _narrow(title, incoming, outgoing)],
    }


def _outgoing(page: Mapping[str, Any], seen: set[str]) -> Iterator[Relation]:
    """Yield what a thing points at and was not seen, codes of lists last."""
    parts = (page["glance"], *(group["statements"] for group in page["groups"]))
    statements = [statement for part in parts for statement in part]
    for statement in sorted(statements, key=lambda s: s["family"] == "concept"):
        items = _fresh(statement["values"], seen)
        if items:
            more = statement["total"] - len(statement["values"])
            yield _relation(statement["label"], items, more, statement["family"])


def _incoming(page: Mapping[str, Any], seen: set[str]) -> Iterator[Relation]:
    for block in page["blocks"]:
        items = _fresh([row["link"] for row in block["rows"]], seen)
        more = (block["total"] or len(block["rows"])) - len(block["rows"])
        if items:
            yield _relation(block["label"], items, more, block["family"])
    for group in page["incoming"]["groups"]:
        items = _fresh(group["links"], seen)
        if items:
            yield _relation(group["label"], items, group["total"] - len(group["links"]), "")


def _relation(
    label: Mapping[str, str], items: Sequence[Mapping[str, Any]], more: int, family: str
) -> Relation:
    shown = items[:PER_GROUP]
    return Relation(label, shown, more + len(items) - len(shown), family or "other")


def _fresh(values: Sequence[Mapping[str, Any]], seen: set[str]) -> list[Mapping[str, Any]]:
    """Return the things among values that the drawing does not hold yet, and remember them."""
    found = [value for value in values if _leads_on(value) and value["iri"] not in seen]
    seen.update(value["iri"] for value in found)
    return found


def _leads_on(value: Mapping[str, Any]) -> bool:
    return value["kind"] == "link" and bool(value["href"]) and not value["external"]


def _bounded(relations: Sequence[Relation], most: int) -> list[Relation]:
    """Return the first relations with at most so many things in all, each with at least one."""
    kept = list(relations[: min(most, MOST_GROUPS)])
    while sum(len(relation.items) for relation in kept) > most:
        longest = max(range(len(kept)), key=lambda i: (len(kept[i].items), i))
        found = kept[longest]
        kept[longest] = Relation(found.label, found.items[:-1], found.more + 1, found.family)
    return kept


def _wide(title: str, incoming: Sequence[Relation], outgoing: Sequence[Relation]) -> dict[str, Any]:
    lines = wrap(title, _CENTRE - 24, 4)
    room = _SIDE if incoming and outgoing else _ALONE
    sides = [[(each, list(_boxes(each, room))) for each in side] for side in (incoming, outgoing)]
    heights = [sum(_height(boxes) + _GROUP_GAP for _, boxes in side) for side in sides]
    centre_height = len(lines) * _LINE + 22
    height = max(*heights, centre_height + 20)
    middle = height / 2
    left = (_WIDE - _CENTRE) // 2 if incoming and outgoing else 0 if outgoing else _WIDE - _CENTRE
    ends = ((room, left), (_WIDE - room, left + _CENTRE))
    labels: list[dict[str, Any]] = []
    nodes: list[dict[str, Any]] = []
    for side, relations in enumerate(sides):
        top = (height - heights[side]) / 2
        x = 0 if side == 0 else _WIDE - room
        start, end = ends[side]
        for relation, boxes in relations:
            labels.append({"x": x + 2, "y": top + 14, **_named(relation, side, room)})
            y = top + _LABEL
            for box in boxes:
                line = _curve(start, y + box["height"] / 2, end, middle)
                nodes.append({**_placed(box, x, y), "line": line})
                y += box["height"] + _GAP
            top = y + _GROUP_GAP
    centre = {"x": left, "y": middle - centre_height / 2, "width": _CENTRE}
    return _drawing("wide-drawing", _WIDE, height, centre, lines, labels, nodes)


def _narrow(
    title: str, incoming: Sequence[Relation], outgoing: Sequence[Relation]
) -> dict[str, Any]:
    lines = wrap(title, _NARROW - 24, 3)
    bottom = top = len(lines) * _LINE + 22
    labels: list[dict[str, Any]] = []
    nodes: list[dict[str, Any]] = []
    room = _NARROW - 26
    for side, relations in enumerate((incoming, outgoing)):
        for relation in relations:
            top += _GROUP_GAP
            labels.append({"x": 26, "y": top + 14, **_named(relation, side, room)})
            top += _LABEL
            for box in _boxes(relation, room):
                line = f"M12 {bottom}V{top + 9}q0 6 6 6H26"
                nodes.append({**_placed(box, 26, top), "line": line})
                top += box["height"] + _GAP
    centre = {"x": 0, "y": 0, "width": _NARROW}
    return _drawing("narrow", _NARROW, top + 4, centre, lines, labels, nodes)


def _height(boxes: Sequence[Mapping[str, Any]]) -> int:
    """Return how high the boxes of a relation are, with its name."""
    heights: list[int] = [box["height"] for box in boxes]
    return _LABEL + sum(heights) + len(heights) * _GAP


def _placed(box: Mapping[str, Any], x: float, y: float) -> dict[str, Any]:
    lines = [
        {"x": x + 14, "y": y + 20 + number * _LINE, "text": text}
        for number, text in enumerate(box["lines"])
    ]
    return {**box, "x": x, "y": y, "lines": lines}


def _drawing(
    kind: str,
    width: int,
    height: float,
    centre: Mapping[str, Any],
    lines: Sequence[str],
    labels: Sequence[Mapping[str, Any]],
    nodes: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    placed = [
        {"x": centre["x"] + centre["width"] / 2, "y": centre["y"] + 24 + number * _LINE, "text": t}
        for number, t in enumerate(lines)
    ]
    box = {**centre, "height": len(lines) * _LINE + 22, "lines": placed}
    return {
        "class": kind, "width": width, "height": round(height), "centre": box,
        "labels": labels, "nodes": nodes,
    }  # fmt: skip


def _named(relation: Relation, side: int, room: int) -> dict[str, Any]:
    arrow = "→ " if side else "← "
    text = fit(relation.label["text"], room - 24, 11.5)
    return {"text": arrow + text, "lang": relation.label["lang"]}


def _boxes(relation: Relation, room: int) -> Iterator[dict[str, Any]]:
    for item in relation.items:
        yield _box(relation, room, _fitted(item["text"], room - 26), item)
    if relation.more:
        text = f"+ {relation.more}"
        yield _box(relation, room, [text], {"text": text, "lang": "", "href": ""})


def _box(
    relation: Relation, room: int, lines: Sequence[str], item: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "width": room,
        "height": _BOX + (len(lines) - 1) * _LINE,
        "lines": lines,
        "title": clean(item["text"]),
        "lang": item["lang"],
        "href": item["href"],
        "family": relation.family,
    }


def _fitted(text: str, room: int) -> list[str]:
    """Return a name in one line or two; of a longer one the end is kept, where names differ."""
    lines = wrap(text, room, 2)
    if len(lines) < 2 or " ".join(lines) == clean(text):
        return lines
    rest = clean(text)[len(lines[0]) :].lstrip()
    return [lines[0], fit_middle(rest, room)] if width(lines[0]) <= room else lines


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    half = (x + to_x) / 2
    return f"M{x} {y:g}C{half:g} {y:g} {half:g} {to_y:g} {to_x} {to_y:g}"
