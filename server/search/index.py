"""Open the search index of a generation and ask it.

Step on the line: in a worker, beside the store. The index writes a lock beside its files even to
read them, so a folder of links to them is opened in the place of the generation's own, which
nobody writes to.

Source:
    tantivy, ``Directory::acquire_lock`` (META_LOCK).
"""

import ctypes
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tantivy import Index, Query, Schema, Searcher

LAYOUT = 2
"""The layout of an index that is understood here; another one is as good as none."""

FOLDER = "search"
_ARENA_MAX = -8
_RANK = "rank"

Thing = dict[str, Any]
Counts = dict[str, list[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Hits:
    """What fits a query.

    Args:
        total: How many things do.
        things: Some of them, the best first.
        most: What the first of these is worth, 0 if there is none.
        least: What the last of these is worth.
    """

    total: int
    things: list[Thing]
    most: float = 0.0
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The index of one generation.

    Args:
        shards: What is asked; a thing is in one of them.
        schema: The fields that all of them have.
    """

    shards: tuple[Searcher, ...]
    schema: Schema

    def find(self, query: Query, *, limit: int, offset: int = 0) -> Hits:
        """Return how many things fit a query, and some of them, the best first.

        Shape:
            Of those that fit alike, the order is that of the index.

        Args:
            query: The query.
            limit: How many things, at least 1.
            offset: How many better ones are passed over.
        """
        total, found = 0, []
        for shard in self.shards:
            result = shard.search(query, limit=offset + limit)
            total += result.count  # type: ignore[attr-defined]  # absent in the published types
            places = [place for _, place in result.hits]
            ranks = shard.fast_field_values(_RANK, places)
            scores = [score for score, _ in result.hits]
            found += [
                (-score, rank, shard, place)
                for score, rank, place in zip(scores, ranks, places, strict=True)
            ]
        found.sort(key=lambda hit: hit[:2])
        shown = found[offset : offset + limit]
        things = [json.loads(bytes(shard.doc(at)["thing"][0])) for _, _, shard, at in shown]
        worth = [-hit[0] for hit in shown] or [0.0]
        return Hits(total, things, worth[0], worth[-1])

    def count(self, query: Query, fields: Sequence[str], *, most: int) -> Counts:
        """Return how many things that fit a query have each value of some fields, most first."""
        asked = {field: {"terms": {"field": field, "size": most}} for field in fields}
        counts: dict[str, Counter[str]] = {field: Counter() for field in fields}
        for shard in self.shards:
            for field, found in shard.aggregate(query, asked).items():
                for bucket in found["buckets"]:
                    counts[field][bucket["key"]] += bucket["doc_count"]
        return {
            field: sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
            for field, found in counts.items()
        }

    def words(self, prefix: str, *, most: int) -> Sequence[str]:
        """Return words of names that begin with some letters, the most used first."""
        counts: Counter[str] = Counter()
        for shard in self.shards:
            counts.update(dict(shard.terms_with_prefix("word", prefix, limit=most)))
        return [word for word, _ in counts.most_common(most)]

    def has(self, field: str, term: str) -> bool:
        """Return whether a thing has a term."""
        return any(shard.doc_freq(field, term) for shard in self.shards)


def open_index(generation: Path | None, links: Path) -> SearchIndex | None:
    """Return the index of a generation, None if it has none that can be read here.

    Args:
        generation: The directory of the generation, None if it has none.
        links: A folder of which this process may fill a part; it stays as long as the index
            is used.
    """
    described = _describe(generation)
    if generation is None or described is None:
        return None
    _share_heap()
    try:
        folders = [_link(generation / FOLDER / name, links / name) for name in described["shards"]]
        indexes = [Index.open(str(folder)) for folder in folders]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    for index in indexes:
        index.config_reader("manual")
    shards = tuple(index.searcher() for index in indexes)
    return SearchIndex(shards, indexes[0].schema) if shards else None


def _describe(generation: Path | None) -> Mapping[str, Any] | None:
    """Return what the build said of an index, None if there is none of this layout."""
    if generation is None:
        return None
    try:
        text = (generation / FOLDER / "index.json").read_text(encoding="utf-8")
        described = json.loads(text)
    except (OSError, ValueError):
        return None
    known = isinstance(described, dict) and described.get("layout") == LAYOUT
    return described if known else None


def _link(shard: Path, folder: Path) -> Path:
    """Fill a folder with links to the files of a shard, unless it is filled already."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in shard.absolute().iterdir():
        with suppress(FileExistsError):
            (folder / path.name).symlink_to(path)
    return folder


def _share_heap() -> None:
    """Let all threads of this process use one heap.

    The index watches its files from a thread, for which the C library would set 64 MiB of
    address space aside: more than by what a worker may grow.

    Source:
        mallopt(3) of the GNU C library.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)
