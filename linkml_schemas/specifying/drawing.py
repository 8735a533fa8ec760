"""Draw boxes and lines as SVG: text stays text, and nothing runs or is fetched.

Step on the line: the last of the diagrams. One text, box or line of the drawing is one line of
the file. Without any style sheet a drawing is black on what is behind it; in a page the style is
that of the page, alone it brings its own.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from linkml_schemas.specifying.class_boxes import LINE, PAD, ClassBox, LineLabel, TextLine
from linkml_schemas.specifying.layout import Flow, Layout, Point, Rectangle
from linkml_schemas.specifying.styles import read_style

MARGIN = 14

FONT = "'DejaVu Sans', Arial, Helvetica, sans-serif"

_HEADS = {"parent": ("hollow", 12, 6), "mixin": ("hollow", 12, 6), "link": ("open", 8, 4)}
"""Kind of a line: the form of its head, and how long and half as wide it is."""


def draw(
    layout: Layout,
    boxes: Sequence[ClassBox],
    labels: Mapping[str, LineLabel],
    kinds: Mapping[str, str],
    *,
    flow: Flow,
    title: str,
    description: str,
    language: str,
    alone: bool,
) -> str:
    """Return the drawing as SVG.

    Args:
        layout: Where everything is.
        boxes: What stands in the boxes.
        labels: What stands on the lines that have a name.
        kinds: What each line is: ``parent``, ``mixin`` or ``link``.
        flow: Where the lines run to.
        title: The name of the drawing, for who does not see it.
        description: What it shows, in a sentence.
        language: Of the reader.
        alone: Whether it is a file of its own and not a part of a page.
    """
    width, height = layout.width + 2 * MARGIN, layout.height + 2 * MARGIN
    opening = (
        f'<svg class="class-diagram" xmlns="http://www.w3.org/2000/svg" role="group" '
        f'lang="{language}" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="{FONT}" font-size="12" fill="none" stroke="none">'
    )
    lines = [opening, f"<title>{escape(title)}</title>", f"<desc>{escape(description)}</desc>"]
    if alone:
        lines += [f"<style>{read_style('diagram.css')}</style>"]
        lines.append(f'<rect class="ground" fill="#fff" width="{width}" height="{height}"/>')
    lines.append(f'<g transform="translate({MARGIN} {MARGIN})">')
    lines += _draw_lines(layout, kinds, flow)
    lines += [line for box in boxes for line in _draw_box(box, layout.boxes[box.key])]
    for key, label in labels.items():
        lines += _draw_label(label, layout.labels[key])
    return "\n".join([*lines, "</g>", "</svg>"]) + "\n"


def _draw_lines(layout: Layout, kinds: Mapping[str, str], flow: Flow) -> Iterator[str]:
    yield '<g class="lines" stroke="currentColor">'
    heads = []
    for key, route in layout.routes.items():
        kind = kinds[key]
        # a line to a parent runs from the parent in the layout, so that parents come first
        points = list(route) if kind == "link" else list(route)[::-1]
        points, head = _with_head(points, kind, flow)
        dashed = ' stroke-dasharray="5 4"' if kind == "mixin" else ""
        yield f'<path class="to-{kind}"{dashed} d="{_path(points, flow)}"/>'
        heads.append(f'<path class="head {_HEADS[kind][0]}" d="{head}"/>')
    yield from dict.fromkeys(heads)
    yield "</g>"


def _path(points: Sequence[Point], flow: Flow) -> str:
    """Return a path that bends only in gaps, and leaves and enters them along the flow."""
    found = [f"M{points[0][0]} {points[0][1]}"]
    for index, (one, other) in enumerate(itertools.pairwise(points)):
        if one == other:
            continue
        straight = one[0] == other[0] or one[1] == other[1]
        if straight or index % 2 == 0 or flow == "outline":
            found.append(f"L{other[0]} {other[1]}")
        elif flow == "down":
            middle = (one[1] + other[1]) // 2
            found.append(f"C{one[0]} {middle} {other[0]} {middle} {other[0]} {other[1]}")
        else:
            middle = (one[0] + other[0]) // 2
            found.append(f"C{middle} {one[1]} {middle} {other[1]} {other[0]} {other[1]}")
    return "".join(found)


def _with_head(points: list[Point], kind: str, flow: Flow) -> tuple[list[Point], str]:
    """Return a line that ends where its head begins, and the head at its end."""
    form, long, half = _HEADS[kind]
    (x, y), before = points[-1], points[-3]
    down = 1 if (x - before[0] if flow == "right" else y - before[1]) > 0 else -1
    if flow != "right":
        base, wings = (
            (x, y - down * long),
            ((x - half, y - down * long), (x + half, y - down * long)),
        )
    else:
        base, wings = (
            (x - down * long, y),
            ((x - down * long, y - half), (x - down * long, y + half)),
        )
    (ax, ay), (bx, by) = wings
    head = f"M{ax} {ay}L{x} {y}L{bx} {by}{'Z' if form == 'hollow' else ''}"
    if form != "hollow":
        return points, head
    # the head lies in the gap: the line bends before it
    (nx, ny) = points[-2]
    if abs(nx - x) + abs(ny - y) < long:
        return [*points[:-2], base, base], head
    return [*points[:-1], base], head


def _draw_box(box: ClassBox, place: Rectangle) -> Iterator[str]:
    x, y, width = place.x, place.y, place.width
    yield f'<a class="{box.style}" href="{escape(box.href)}">' if box.href else "<g>"
    shape = f'x="{x}" y="{y}" width="{width}" height="{place.height}"'
    yield f'<rect class="box" stroke="currentColor" rx="4" {shape}/>'
    at = y + PAD // 2 - 4
    for line in box.head:
        at += LINE
        yield _text(line, x + width // 2, at, middle=True)
    if box.rows:
        at += PAD
        yield f'<path class="rule" stroke="currentColor" d="M{x} {at}h{width}"/>'
        for line in box.rows:
            at += LINE
            yield _text(line, x + PAD, at)
    yield "</a>" if box.href else "</g>"


def _draw_label(label: LineLabel, place: Rectangle) -> Iterator[str]:
    shape = f'x="{place.x}" y="{place.y}" width="{place.width}" height="{place.height}"'
    yield f'<rect class="paper" fill="Canvas" {shape}/>'
    at = place.y - 2
    for line in label.lines:
        at += LINE
        yield _text(line, place.x + place.width // 2, at, middle=True)


def _text(line: TextLine, x: int, y: int, *, middle: bool = False) -> str:
    said = f' lang="{escape(line.language)}"' if line.language else ""
    anchor = ' text-anchor="middle"' if middle else ""
    weight = ' font-weight="bold"' if line.style == "name" else ""
    size = f' font-size="{line.size}"' if line.size != 12 else ""
    return (
        f'<text class="{line.style}" x="{x}" y="{y}"{anchor}{weight}{size} '
        f'fill="currentColor"{said}>{escape(line.text, quote=False)}</text>'
    )
