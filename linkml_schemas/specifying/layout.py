"""Lay out boxes and the lines between them on a plane of whole pixels.

Step on the line: what :mod:`linkml_schemas.specifying.drawing` draws. A line runs straight
through the layers, beside boxes and names, and bends only in the gaps between layers, where
there is nothing else: so no line crosses a box or a name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from linkml_schemas.specifying.layers import Cell, Layered, Link, Node, split_parts, to_layers
from linkml_schemas.specifying.ordering import place_across, reduce_crossings

Flow = Literal["down", "right", "outline"]
Point = tuple[int, int]

GAP = 30
"""Least pixels between two layers, room for the head of an arrow."""

WIDEST = 880
"""Pixels that a page has for a diagram on a usual screen."""

_APART = 34
_TALL = 400
"""Pixels beyond which boxes without lines begin below what has lines, and not beside it."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of the plane."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Item:
    """A box to place, and the bundles of lines from it to itself."""

    key: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line to draw from one box to another; ``label`` is width and height of its name."""

    key: str
    source: str
    target: str
    label: tuple[int, int] | None = None
    bundle: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is.

    Shape:
        ``routes`` gives the points of each line from its source to its target, two for each
        layer that it runs through: between the second and third of them, the fourth and fifth
        and so on lies a gap, in which it may bend.
    """

    width: int
    height: int
    boxes: Mapping[str, Rectangle]
    labels: Mapping[str, Rectangle]
    routes: Mapping[str, tuple[Point, ...]]


def lay_out(
    items: Sequence[Item], lines: Sequence[Line], *, flow: Flow = "down", widest: int = WIDEST
) -> Layout:
    """Return a place for every box, name and line.

    Args:
        items: The boxes, in the order in which they are wanted where nothing else decides.
        lines: Between two different boxes among the items.
        flow: Where lines run to, down or right.
        widest: Pixels beyond which layers and parts go on below, where that can be.
    """
    turned = flow == "right"
    nodes = [Node(i.key, *_turn(i.height, i.width, turned)) for i in items]
    links = [
        Link(i.key, i.source, i.target, i.label and _turn(i.label[1], i.label[0], turned), i.bundle)
        for i in lines
    ]
    parts = []
    for part in split_parts(nodes, links):
        keys = {node.key for node in part}
        own = [link for link in links if link.source in keys]
        parts.append(_lay_out_part(part, own, turned, widest))
    return pack(parts, widest)


def _turn(one: int, other: int, turned: bool) -> tuple[int, int]:
    return (other, one) if turned else (one, other)


def _lay_out_part(
    nodes: Sequence[Node], links: Sequence[Link], turned: bool, widest: int
) -> Layout:
    layered = to_layers(nodes, links, widest=None if turned else widest)
    reduce_crossings(layered.layers)
    place_across(layered.layers)
    starts, ends = _place_along(layered)
    shapes = {
        id(cell): _rectangle(cell, starts, ends) for layer in layered.layers for cell in layer
    }
    ports = _choose_ports(layered, links, shapes)
    routes = {}
    for link in links:
        path = layered.paths[link.key]
        routes[link.key] = tuple(_route(link.key, path, shapes, ports, starts, ends))
    labels = {
        cell.key: shapes[id(cell)]
        for path in layered.paths.values()
        for cell in path
        if cell.kind == "label"
    }
    boxes = {key: shapes[id(cell)] for key, cell in layered.boxes.items()}
    everything = [*boxes.values(), *labels.values()]
    across = max(_far(each) for each in everything)
    across = max(across, *(point[0] for route in routes.values() for point in route), 0)
    found = Layout(across, ends[-1], boxes, labels, routes)
    return _turn_back(found) if turned else found


def _far(rectangle: Rectangle) -> int:
    return rectangle.x + rectangle.width


def _place_along(layered: Layered) -> tuple[list[int], list[int]]:
    """Return where each layer begins and ends; a gap is wider where lines run far across."""
    starts, ends = [], []
    at = 0
    for index, layer in enumerate(layered.layers):
        starts.append(at)
        at += max((cell.main for cell in layer), default=0)
        ends.append(at)
        run = max((abs(c.at - o.at) for c in layer for o in c.after), default=0.0)
        links = sum(len(cell.after) for cell in layer)
        if index + 1 < len(layered.layers):
            at += GAP + min(round(run / 14) + links // 2, 60)
    return starts, ends


def _rectangle(cell: Cell, starts: Sequence[int], ends: Sequence[int]) -> Rectangle:
    """Return the place of a cell as if lines ran down; names stand in the middle of a layer."""
    at = starts[cell.layer]
    if cell.kind == "label":
        at += (ends[cell.layer] - at - cell.main) // 2
    return Rectangle(round(cell.at - cell.cross / 2), at, cell.cross, cell.main)


Ports = Mapping[tuple[str, str, bool], int]
"""Box, link and whether the link leaves it on its far side: where on the box, across."""


def _choose_ports(
    layered: Layered, links: Sequence[Link], shapes: Mapping[int, Rectangle]
) -> Ports:
    """Return where each link touches its boxes: spread, in the order of what they lead to."""
    groups: dict[tuple[str, bool], dict[str, list[tuple[float, str]]]] = {}
    for link in links:
        path = layered.paths[link.key]
        for end, near in ((path[0], path[1]), (path[-1], path[-2])):
            far_side = near.layer > end.layer
            bundle = link.bundle if link.bundle and end is path[0] else f" {link.key}"
            group = groups.setdefault((end.key, far_side), {})
            group.setdefault(bundle, []).append((near.at, link.key))
    ports: dict[tuple[str, str, bool], int] = {}
    for (key, far_side), group in groups.items():
        shape = shapes[id(layered.boxes[key])]
        ordered = sorted(group.values(), key=lambda found: sum(a for a, _ in found) / len(found))
        for index, found in enumerate(ordered, start=1):
            for _, link_key in found:
                at = shape.x + shape.width * index // (len(ordered) + 1)
                ports[key, link_key, far_side] = at
    return ports


def _route(
    key: str,
    path: Sequence[Cell],
    shapes: Mapping[int, Rectangle],
    ports: Ports,
    starts: Sequence[int],
    ends: Sequence[int],
) -> list[Point]:
    """Return the points of a line, as if lines ran down."""
    forward = path[-1].layer > path[0].layer
    enter, leave = (starts, ends) if forward else (ends, starts)
    at = ports[path[0].key, key, forward]
    shape = shapes[id(path[0])]
    points = [(at, shape.y + shape.height if forward else shape.y), (at, leave[path[0].layer])]
    for cell in path[1:-1]:
        shape = shapes[id(cell)]
        at = shape.x + shape.width // 2
        points += [(at, enter[cell.layer]), (at, leave[cell.layer])]
    at = ports[path[-1].key, key, not forward]
    shape = shapes[id(path[-1])]
    end = shape.y if forward else shape.y + shape.height
    return [*points, (at, enter[path[-1].layer]), (at, end)]


def _turn_back(found: Layout) -> Layout:
    """Return a layout whose lines run to the right."""
    return Layout(
        found.height,
        found.width,
        {key: Rectangle(r.y, r.x, r.height, r.width) for key, r in found.boxes.items()},
        {key: Rectangle(r.y, r.x, r.height, r.width) for key, r in found.labels.items()},
        {key: tuple((y, x) for x, y in route) for key, route in found.routes.items()},
    )


def pack(parts: Sequence[Layout], widest: int) -> Layout:
    """Return parts beside each other, and below where a row is full."""
    boxes: dict[str, Rectangle] = {}
    labels: dict[str, Rectangle] = {}
    routes: dict[str, tuple[Point, ...]] = {}
    x = y = row = width = 0
    single = False
    for part in sorted(parts, key=lambda part: len(part.boxes) == 1):
        alone = len(part.boxes) == 1
        if x and (x + part.width > widest or (alone and not single and row > _TALL)):
            x, y, row = 0, y + row + _APART, 0
        for target, found in ((boxes, part.boxes), (labels, part.labels)):
            for key, r in found.items():
                target[key] = Rectangle(r.x + x, r.y + y, r.width, r.height)
        for key, route in part.routes.items():
            routes[key] = tuple((one + x, other + y) for one, other in route)
        single = alone
        row, width = max(row, part.height), max(width, x + part.width)
        x += part.width + _APART
    return Layout(width, y + row, boxes, labels, routes)
