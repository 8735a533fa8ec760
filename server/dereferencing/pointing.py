"""Read which subjects point at a thing, from any place in the order of the store on.

Step on the line: beside ``incoming``, for things that very many point at. Only walking leads to
a place in that order; the engine walks faster than Python does, and what very many point at is
written out before any reader comes, so that nobody walks.
"""

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, Store

MOST_BYTES = 64 * 1024 * 1024
"""What is written out at most, for all things of a store together."""

_EVERY = 64


@dataclass(frozen=True, slots=True)
class Subjects:
    """IRIs in the order of the store.

    Shape:
        ``text`` has one in angle brackets on each line after the first; ``marks`` are where
        each of so many lines begins.
    """

    text: bytes
    marks: Sequence[int]

    def read(self, start: int, stop: int) -> list[str]:
        """Return some of them, by their places from 0."""
        if start // _EVERY >= len(self.marks):
            return []
        begin = self.marks[start // _EVERY]
        after = -(-stop // _EVERY)
        end = self.marks[after] if after < len(self.marks) else len(self.text)
        lines = self.text[begin:end].decode().splitlines()
        first = start % _EVERY
        return [line[1:-1] for line in lines[first : first + stop - start]]


_WRITTEN: dict[Store, dict[tuple[str, str], Subjects]] = {}
"""What was written out, for the one store of a holder."""


def write_out(store: Store, links: Iterable[tuple[str, str]], most: int = MOST_BYTES) -> int:
    """Keep the subjects of some links, and return how many bytes that takes.

    Args:
        store: A store in memory.
        links: Predicate and thing, those that matter most first.
        most: Bytes; what does not fit is passed over.
    """
    _WRITTEN.clear()
    found, size = _WRITTEN.setdefault(store, {}), 0
    for predicate, thing in links:
        written = _solutions(store, predicate, thing).serialize(format=QueryResultsFormat.TSV)
        if written and size + len(written) <= most and (subjects := _to_subjects(written)):
            size += len(written)
            found[predicate, thing] = subjects
    return size


def read_subjects(store: Store, predicate: str, thing: str, start: int, stop: int) -> list[Any]:
    """Return some of the subjects that point at a thing, itself not, by their places from 0.

    Shape:
        Terms, in the order of the store.
    """
    if subjects := _WRITTEN.get(store, {}).get((predicate, thing)):
        return [NamedNode(iri) for iri in subjects.read(start, stop)]
    part = f"OFFSET {start} LIMIT {stop - start}"
    return [row["subject"] for row in _solutions(store, predicate, thing, part)]


def _to_subjects(written: bytes) -> Subjects | None:
    """Return what the engine wrote; None if a subject is something else than an IRI."""
    begins = [match.end() for match in re.finditer(b"\n", written)]
    if written.count(b"\n<") != len(begins) - 1 or b"\n<<" in written:
        return None
    return Subjects(written, array("Q", begins[::_EVERY]))


def _solutions(store: Store, predicate: str, thing: str, part: str = "") -> QuerySolutions:
    link, target = NamedNode(predicate), NamedNode(thing)
    found = store.query(
        f"SELECT ?subject WHERE {{ ?subject {link} {target} FILTER (?subject != {target}) }} {part}"
    )
    assert isinstance(found, QuerySolutions), "a SELECT gives solutions"
    return found
