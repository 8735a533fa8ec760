"""Lay out many names as the trees that they form: each below the one that it is a kind of.

Step on the line: beside :mod:`linkml_schemas.specifying.layout`, for schemas of more classes
than a layered drawing keeps readable. Every line runs down and to the right, beside the boxes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linkml_schemas.specifying.layout import WIDEST, Item, Layout, Line, Point, Rectangle, pack

_ROW = 9
"""Pixels between two boxes below each other."""

_HEAD = 18
"""Pixels below a box for the head of the arrow to it."""

_INDENT = 30
_TRUNK = 14
_COLUMN = 620
"""Pixels beyond which what is below the first of a tree goes on in a next column."""


@dataclass(frozen=True, slots=True)
class _Branch:
    """A box with all below it, placed from its own corner."""

    key: str
    boxes: Mapping[str, Rectangle]
    routes: Mapping[str, tuple[Point, ...]]

    @property
    def width(self) -> int:
        return max(box.x + box.width for box in self.boxes.values())

    @property
    def height(self) -> int:
        return max(box.y + box.height for box in self.boxes.values())


def lay_out_trees(items: Sequence[Item], lines: Sequence[Line], *, widest: int = WIDEST) -> Layout:
    """Return a place for every box and line.

    Args:
        items: The boxes, in order.
        lines: From a box to one that is below it; of a second or a circle only the first counts.
        widest: Pixels beyond which trees go on below.
    """
    sizes = {item.key: item for item in items}
    below, roots = _to_forest(items, lines)
    parts = []
    for root in roots:
        branch = _column(root, below, sizes, widest)
        parts.append(Layout(branch.width, branch.height, branch.boxes, {}, branch.routes))
    return pack(parts, widest)


def _to_forest(
    items: Sequence[Item], lines: Sequence[Line]
) -> tuple[dict[str, list[Line]], list[str]]:
    """Return what is right below each box, and the boxes that are below none."""
    above: dict[str, str] = {}
    below: dict[str, list[Line]] = {item.key: [] for item in items}
    for line in lines:
        end: str | None = line.source
        while end is not None and end != line.target:
            end = above.get(end)
        if line.target not in above and end is None:
            above[line.target] = line.source
            below[line.source].append(line)
    return below, [item.key for item in items if item.key not in above]


def _column(
    root: str, below: Mapping[str, list[Line]], sizes: Mapping[str, Item], widest: int
) -> _Branch:
    """Return a tree whose first branches stand in as many columns as they need."""
    branches = [(line, _branch(line.target, below, sizes)) for line in below[root]]
    total = sum(branch.height + _ROW for _, branch in branches)
    broadest = max((branch.width + 2 * _INDENT for _, branch in branches), default=1)
    columns = min(-(-total // _COLUMN), max(widest // broadest, 1)) or 1
    item = sizes[root]
    boxes = {root: Rectangle(0, 0, item.width, item.height)}
    routes: dict[str, tuple[Point, ...]] = {}
    top = item.height + _HEAD
    x, y, width = 0, top + _ROW, 0
    left = columns - 1
    for line, branch in branches:
        if left and y > top + _ROW and y + branch.height // 2 - top > total / columns:
            x, y, width = x + width + _INDENT, top + _ROW, 0
            left -= 1
        trunk, middle = x + _TRUNK, y + sizes[branch.key].height // 2
        routes[line.key] = (
            (_TRUNK, item.height), (_TRUNK, top), (trunk, top),
            (trunk, middle), (x + _INDENT, middle),
        )  # fmt: skip
        _put(branch, x + _INDENT, y, boxes, routes)
        width = max(width, branch.width + _INDENT)
        y += branch.height + _ROW
    return _Branch(root, boxes, routes)


def _branch(root: str, below: Mapping[str, list[Line]], sizes: Mapping[str, Item]) -> _Branch:
    """Return a box with all below it, each further to the right."""
    item = sizes[root]
    boxes = {root: Rectangle(0, 0, item.width, item.height)}
    routes: dict[str, tuple[Point, ...]] = {}
    y = item.height + _HEAD
    for line in below[root]:
        branch = _branch(line.target, below, sizes)
        middle = y + sizes[branch.key].height // 2
        routes[line.key] = ((_TRUNK, item.height), (_TRUNK, middle), (_INDENT, middle))
        _put(branch, _INDENT, y, boxes, routes)
        y += branch.height + _ROW
    return _Branch(root, boxes, routes)


def _put(
    branch: _Branch,
    x: int,
    y: int,
    boxes: dict[str, Rectangle],
    routes: dict[str, tuple[Point, ...]],
) -> None:
    for key, box in branch.boxes.items():
        boxes[key] = Rectangle(box.x + x, box.y + y, box.width, box.height)
    for key, route in branch.routes.items():
        routes[key] = tuple((one + x, other + y) for one, other in route)
