"""Arrange the concepts of a scheme as a tree in which every one of them can be reached.

Step on the line: under ``index``; pure functions over positions. A hierarchy of others may hold
cycles, loose ends and several ways to one concept: none of them hides a concept.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Node = TypeVar("Node")

PATHS = 5
"""Ways from the top to a concept that are shown."""

STEPS = 2_000
"""Steps that a search for ways takes at most: a hierarchy may hold more ways than concepts."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Who is broader than whom, by the positions of concepts.

    Shape:
        ``roots`` has those that stand at the top: declared to, without a broader concept, or
        the first of a cycle that nothing else leads to. ``loose`` are the roots that no one
        declared, in a scheme that declares some.
    """

    parents: tuple[tuple[int, ...], ...]
    children: tuple[tuple[int, ...], ...]
    roots: tuple[int, ...]
    loose: frozenset[int]

    @property
    def is_flat(self) -> bool:
        """Return whether no concept is broader than another."""
        return not any(self.children)


def to_tree(count: int, links: Iterable[tuple[int, int]], tops: Iterable[int]) -> Tree:
    """Return the tree of a scheme.

    Args:
        count: Its concepts.
        links: Pairs of a concept and a broader one; one from a concept to itself counts not.
        tops: Concepts that are declared to stand at the top.

    >>> to_tree(3, [(1, 0), (2, 2)], [0]).roots
    (0, 2)
    """
    parents: list[set[int]] = [set() for _ in range(count)]
    children: list[set[int]] = [set() for _ in range(count)]
    for narrower, broader in links:
        if narrower != broader:
            parents[narrower].add(broader)
            children[broader].add(narrower)
    declared = set(tops)
    roots = [node for node in range(count) if node in declared or not parents[node]]
    roots += _roots_of_cycles(parents, children, roots)
    loose = frozenset(roots) - declared if declared else frozenset[int]()
    return Tree(_frozen(parents), _frozen(children), tuple(sorted(roots)), loose)


def _frozen(links: Iterable[set[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(sorted(nodes)) for nodes in links)


def _roots_of_cycles(
    parents: Sequence[set[int]], children: Sequence[set[int]], roots: Iterable[int]
) -> list[int]:
    """Return one concept of each cycle that no root leads to."""
    reached = [False] * len(parents)
    _reach(children, roots, reached)
    found = []
    for node in range(len(parents)):
        if not reached[node]:
            first = _first_of_cycle(parents, node)
            found.append(first)
            _reach(children, [first], reached)
    return found


def _first_of_cycle(parents: Sequence[set[int]], node: int) -> int:
    """Return the lowest position on the cycle that the way up from a concept ends in.

    Shape:
        It leads down to the concept again, so that one root serves all of the cycle.
    """
    way: dict[int, int] = {}
    while node not in way:
        way[node] = len(way)
        node = min(parents[node])
    return min(step for step, turn in way.items() if turn >= way[node])


def _reach(children: Sequence[set[int]], starts: Iterable[int], reached: list[bool]) -> None:
    waiting = [node for node in starts if not reached[node]]
    for node in waiting:
        reached[node] = True
    while waiting:
        for child in children[waiting.pop()]:
            if not reached[child]:
                reached[child] = True
                waiting.append(child)


def climb(node: Node, parents: Callable[[Node], Iterable[Node]]) -> list[tuple[Node, ...]]:
    """Return ways from the top down to a concept, the concept itself left out.

    Shape:
        The shortest first, ``PATHS`` at most; none passes a concept twice. One of nothing for a
        concept without broader ones.

    Args:
        node: The concept.
        parents: Returns the concepts that are broader than one, in an order that stays.

    >>> climb("c", {"a": [], "b": ["a"], "c": ["b"]}.__getitem__)
    [('a', 'b')]
    """
    found: list[tuple[Node, ...]] = []
    waiting: list[tuple[Node, ...]] = [(node,)]
    for _ in range(STEPS):
        if not waiting or len(found) == PATHS:
            break
        way = waiting.pop(0)
        above = [parent for parent in parents(way[0]) if parent not in way]
        if not above:
            found.append(way[:-1])
        waiting += [(parent, *way) for parent in above]
    return found
