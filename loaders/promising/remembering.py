"""Make tombstones of what earlier generations held: those that they remember, and new ones.

Step on the line: beside the promises; a build asks it for what goes, a rollback for what it
took back.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from loaders.progress import Report
from loaders.promising.descriptions import last_descriptions
from loaders.promising.promises import Before
from loaders.promising.tombstones import Tombstone, is_foreign, read_tombstones

MOST_DESCRIBED = 20_000
"""Things of other authorities whose last description is kept at most; those that went last."""


def remembered(before: Before, iris: Iterable[str]) -> Iterator[Tombstone]:
    """Yield the tombstones of some IRIs, each from the place that knows it last."""
    by_place: dict[int, list[str]] = {}
    for iri in iris:
        by_place.setdefault(before.removed[iri], []).append(iri)
    for place, wanted in sorted(by_place.items()):
        yield from read_tombstones(before.folders[place], wanted)


def bury(
    before: Before, gone: pl.DataFrame, base: str, moment: Callable[[str], str], report: Report
) -> Iterator[Tombstone]:
    """Yield the tombstones of what goes now, with its last description.

    Args:
        before: What generations held.
        gone: What goes: ``iri``, ``kind`` and ``holder``.
        base: The base of the data directory.
        moment: When something went, by the id of the generation that held it last.
        report: Who hears what cannot be read.
    """
    for (place,), part in gone.group_by("holder", maintain_order=True):
        folder: Path = before.folders[int(str(place))]
        kinds: dict[str, str] = dict(part.select("iri", "kind").iter_rows())
        foreign = sorted(iri for iri in kinds if is_foreign(iri))
        described = sorted(kinds.keys() - set(foreign[MOST_DESCRIBED:]))
        at = moment(folder.name)
        for iri, quads in last_descriptions(folder, base, described, report):
            yield Tombstone(iri, at, folder.name, kind=kinds[iri], quads=quads)
        for iri in foreign[MOST_DESCRIBED:]:
            yield Tombstone(iri, at, folder.name, kind=kinds[iri])


def bounded(stones: Sequence[Tombstone]) -> tuple[Tombstone, ...]:
    """Return tombstones without the descriptions that are beyond the bound, the oldest first.

    Shape:
        Ours keep theirs, for they were promised.
    """
    foreign = [item for item in stones if item.quads and is_foreign(item.iri)]
    foreign.sort(key=lambda item: item.removed, reverse=True)
    beyond = {item.iri for item in foreign[MOST_DESCRIBED:]}
    return tuple(replace(item, quads="") if item.iri in beyond else item for item in stones)
