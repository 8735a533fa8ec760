"""Put the boxes of a diagram in layers, so that arrows run one way.

Step on the line: the first of the layout. Cycles are opened, a layer that gets too wide goes on
in the next, and a link that skips layers gets a cell in each, so that it passes between boxes
and never through one. The name on a link has a cell of its own too.

Source:
    Sugiyama, Tagawa and Toda, Methods for visual understanding of hierarchical system
    structures, 1981.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Node:
    """A box: how far it reaches along the flow (``main``) and across it."""

    key: str
    main: int
    cross: int


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two boxes.

    Shape:
        Links of one ``bundle`` leave a box at one point. ``label`` is the size of the name on
        it, along and across the flow.
    """

    key: str
    source: str
    target: str
    label: tuple[int, int] | None = None
    bundle: str = ""


@dataclass(slots=True, eq=False)
class Cell:
    """What takes a place in a layer: a box, the name on a link, or a link that passes."""

    key: str
    main: int
    cross: int
    layer: int
    kind: str = "box"
    at: float = 0.0
    before: list["Cell"] = field(default_factory=list)
    after: list["Cell"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layered:
    """The layers of one connected part, and the cells that each link runs through."""

    layers: list[list[Cell]]
    boxes: Mapping[str, Cell]
    paths: Mapping[str, list[Cell]]


def split_parts(nodes: Sequence[Node], links: Sequence[Link]) -> list[list[Node]]:
    """Return the nodes by connected part, in the order of their first node."""
    found: dict[str, str] = {node.key: node.key for node in nodes}

    def root(key: str) -> str:
        while found[key] != key:
            found[key] = found[found[key]]
            key = found[key]
        return key

    for link in links:
        found[root(link.target)] = root(link.source)
    parts: dict[str, list[Node]] = {}
    for node in nodes:
        parts.setdefault(root(node.key), []).append(node)
    return list(parts.values())


def to_layers(nodes: Sequence[Node], links: Sequence[Link], *, widest: int | None) -> Layered:
    """Return one connected part in layers.

    Args:
        nodes: The boxes, in the order in which they are wanted where nothing else decides.
        links: The lines between two different boxes.
        widest: Beyond which size a layer goes on in the next; None for never.
    """
    forward = _open_cycles(nodes, links)
    rank = _choose_ranks(nodes, links, forward, widest)
    step = 2 if any(link.label for link in links) else 1
    boxes = {n.key: Cell(n.key, n.main, n.cross, rank[n.key] * step) for n in nodes}
    layers: list[list[Cell]] = [[] for _ in range(max(rank.values()) * step + 1)]
    for node in nodes:
        layers[boxes[node.key].layer].append(boxes[node.key])
    paths: dict[str, list[Cell]] = {}
    for link in links:
        ends = (link.source, link.target) if forward[link.key] else (link.target, link.source)
        path = _run(link, boxes[ends[0]], boxes[ends[1]], layers)
        paths[link.key] = path if forward[link.key] else path[::-1]
    return Layered(layers, boxes, paths)


def _run(link: Link, first: Cell, last: Cell, layers: list[list[Cell]]) -> list[Cell]:
    """Return the cells of a link along the flow; those between are put into their layers."""
    path = [first]
    named = (first.layer + last.layer) // 2 if link.label else -1
    if link.label and named % 2 == 0:
        named -= 1  # names stand in the layers between those of boxes
    for layer in range(first.layer + 1, last.layer):
        if layer == named and link.label:
            cell = Cell(link.key, link.label[0], link.label[1], layer, "label")
        else:
            cell = Cell(link.key, 0, 2, layer, "pass")
        layers[layer].append(cell)
        path.append(cell)
    path.append(last)
    for one, other in itertools.pairwise(path):
        one.after.append(other)
        other.before.append(one)
    return path


def _open_cycles(nodes: Sequence[Node], links: Sequence[Link]) -> dict[str, bool]:
    """Return for each link whether it runs along the flow; without the others are no cycles."""
    leaving: dict[str, list[Link]] = {node.key: [] for node in nodes}
    for link in links:
        leaving[link.source].append(link)
    forward: dict[str, bool] = {}
    state: dict[str, int] = {}
    entered = {link.target for link in links}
    for node in sorted(nodes, key=lambda node: node.key in entered):
        if node.key in state:
            continue
        state[node.key] = 1
        pending = [(node.key, iter(leaving[node.key]))]
        while pending:
            key, rest = pending[-1]
            met = next(rest, None)
            if met is None:
                state[key] = 2
                pending.pop()
                continue
            forward[met.key] = state.get(met.target) != 1
            if met.target not in state:
                state[met.target] = 1
                pending.append((met.target, iter(leaving[met.target])))
    return forward


def _choose_ranks(
    nodes: Sequence[Node],
    links: Sequence[Link],
    forward: Mapping[str, bool],
    widest: int | None,
) -> dict[str, int]:
    """Return the layer of each box: after all that lead to it, where there is still room."""
    before: dict[str, list[str]] = {node.key: [] for node in nodes}
    after: dict[str, list[str]] = {node.key: [] for node in nodes}
    for link in links:
        one, other = link.source, link.target
        if not forward[link.key]:
            one, other = other, one
        before[other].append(one)
        after[one].append(other)
    size = {node.key: node.cross + SPACE for node in nodes}
    rank: dict[str, int] = {}
    used: dict[int, int] = {}
    for key in _in_order(nodes, before, after):
        chosen = max((rank[each] + 1 for each in before[key]), default=0)
        while widest is not None and used.get(chosen) and used[chosen] + size[key] > widest:
            chosen += 1
        rank[key] = chosen
        used[chosen] = used.get(chosen, 0) + size[key]
    for node in nodes:
        if not before[node.key] and after[node.key]:
            rank[node.key] = min(rank[each] for each in after[node.key]) - 1
    kept = {value: index for index, value in enumerate(sorted(set(rank.values())))}
    return {key: kept[value] for key, value in rank.items()}


SPACE = 26
"""Pixels between two boxes of a layer."""


def _in_order(
    nodes: Sequence[Node], before: Mapping[str, list[str]], after: Mapping[str, list[str]]
) -> list[str]:
    """Return the boxes so that each comes after all that lead to it."""
    waiting = {key: len(found) for key, found in before.items()}
    ready = [node.key for node in nodes if not waiting[node.key]]
    done: list[str] = []
    while ready:
        key = ready.pop(0)
        done.append(key)
        for other in after[key]:
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    return done
