"""Order the cells of each layer so that few links cross, and give each its place.

Step on the line: between :mod:`linkml_schemas.specifying.layers` and the routes. Everything is
decided by the order of the input, so the same schema gives the same drawing.
"""

import itertools
from collections.abc import Sequence

from linkml_schemas.specifying.layers import SPACE, Cell

_SWEEPS = 8
_NARROW = 10
_PULL = {("pass", "pass"): 8, ("label", "pass"): 4, ("pass", "label"): 4}
"""How much more a link that runs through layers wants to be straight."""


def reduce_crossings(layers: list[list[Cell]]) -> None:
    """Sort the cells of each layer by the barycentre of their neighbours, and keep the best."""
    _start(layers)
    best, fewest = [list(layer) for layer in layers], count_crossings(layers)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        downward = sweep % 2 == 0
        order = range(1, len(layers)) if downward else range(len(layers) - 2, -1, -1)
        for index in order:
            _sort(layers[index], layers[index - 1 if downward else index + 1], downward)
        crossings = count_crossings(layers)
        if crossings < fewest:
            best, fewest = [list(layer) for layer in layers], crossings
    for index, layer in enumerate(best):
        layers[index][:] = layer


def _start(layers: list[list[Cell]]) -> None:
    """Order each layer as a walk from the first boxes meets the cells: trees have no crossing."""
    met: dict[int, int] = {}
    for layer in layers:
        for first in layer:
            pending = [first]
            while pending:
                cell = pending.pop()
                if id(cell) in met:
                    continue
                met[id(cell)] = len(met)
                pending += reversed(cell.after)
    for layer in layers:
        layer.sort(key=lambda cell: met[id(cell)])


def _sort(layer: list[Cell], fixed: list[Cell], downward: bool) -> None:
    place = {id(cell): index for index, cell in enumerate(fixed)}

    def barycentre(pair: tuple[int, Cell]) -> float:
        index, cell = pair
        near = [place[id(each)] for each in (cell.before if downward else cell.after)]
        return sum(near) / len(near) if near else float(index)

    layer[:] = [cell for _, cell in sorted(enumerate(layer), key=barycentre)]


def count_crossings(layers: Sequence[Sequence[Cell]]) -> int:
    """Return how many pairs of links cross between neighbouring layers."""
    total = 0
    for upper, lower in itertools.pairwise(layers):
        place = {id(cell): index for index, cell in enumerate(lower)}
        ends: list[int] = []
        for cell in upper:
            ends += sorted(place[id(each)] for each in cell.after)
        total += _inversions(ends, len(lower))
    return total


def _inversions(ends: Sequence[int], size: int) -> int:
    """Return how many earlier ends lie beyond a later one, by a binary indexed tree."""
    tree = [0] * (size + 1)
    total = 0
    for seen, end in enumerate(ends):
        index, upto = end + 1, 0
        while index:
            upto += tree[index]
            index -= index & -index
        total += seen - upto
        index = end + 1
        while index <= size:
            tree[index] += 1
            index += index & -index
    return total


def place_across(layers: list[list[Cell]]) -> None:
    """Give each cell its centre across the flow: near its neighbours, and apart."""
    for layer in layers:
        _spread(layer, [0.0] * len(layer))
    for sweep in range(_SWEEPS):
        order = layers if sweep % 2 == 0 else layers[::-1]
        last = sweep >= _SWEEPS - 2
        for layer in order:
            _spread(layer, [_wanted(cell, sweep % 2 == 0, last) for cell in layer])
    least = min(cell.at - cell.cross / 2 for layer in layers for cell in layer)
    for layer in layers:
        for cell in layer:
            cell.at -= least


def _wanted(cell: Cell, downward: bool, both: bool) -> float:
    """Return where a cell would stand if it were alone."""
    near = cell.before + cell.after if both else cell.before if downward else cell.after
    if not near:
        near = cell.before + cell.after
    pull = [(_PULL.get((cell.kind, each.kind), 1), each.at) for each in near]
    weight = sum(each for each, _ in pull)
    return sum(each * at for each, at in pull) / weight if weight else cell.at


def _spread(layer: Sequence[Cell], wanted: Sequence[float]) -> None:
    """Put cells as near to where they want to be as their order and sizes allow.

    Source:
        Pool adjacent violators: least squares under an order.
    """
    shift, shifts = 0.0, [0.0]
    for one, other in itertools.pairwise(layer):
        shift += (one.cross + other.cross) / 2 + _between(one, other)
        shifts.append(shift)
    blocks: list[tuple[float, int, int]] = []  # sum, weight, cells
    for cell, want, offset in zip(layer, wanted, shifts, strict=False):
        weight = 1 if cell.kind == "box" else 3
        blocks.append(((want - offset) * weight, weight, 1))
        while len(blocks) > 1 and _mean(blocks[-2]) > _mean(blocks[-1]):
            last = blocks.pop()
            total, together, count = blocks[-1]
            blocks[-1] = (total + last[0], together + last[1], count + last[2])
    index = 0
    for block in blocks:
        for _ in range(block[2]):
            layer[index].at = _mean(block) + shifts[index]
            index += 1


def _mean(block: tuple[float, int, int]) -> float:
    return block[0] / block[1]


def _between(one: Cell, other: Cell) -> int:
    return SPACE if one.kind == other.kind == "box" else _NARROW
