"""Append to every stream what became of its things at one moment.

Step on the line: what changed, and the descriptions of it → the files of one part of the feed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pyoxigraph as ox

from loaders.feeding.changed import (
    CREATE,
    DELETE,
    UPDATE,
    Changed,
    changed_since,
    join_changes,
    read_alive,
)
from loaders.feeding.descriptions import FEW, Source, describe_few, describe_many
from loaders.feeding.head import ALL, Head, Place
from loaders.feeding.members import StreamWriter
from loaders.generations.data_directory import DataDirectory

NOTHING = {"thing": pl.String, "kind": pl.String}


@dataclass(frozen=True, slots=True)
class _Told:
    """What one stream is to tell of.

    Shape:
        ``things`` and their ``kind``; what is said of none of them any more is told as gone.
        ``only`` is whether nothing else is told; else all that is described, as new.
    """

    sources: list[Source]
    things: pl.DataFrame
    only: bool


@dataclass(slots=True)
class Part:
    """What is appended to every stream at one moment.

    Shape:
        ``places`` say where each stream goes on afterwards.

    Args:
        data: The data directory.
        manifest: That of the generation which is served.
        head: How far the feed is, None if it begins.
        folder: Where the files are written.
    """

    data: DataDirectory
    manifest: Mapping[str, Any]
    head: Head | None
    folder: Path
    at: str = ""
    places: dict[str, Place] = field(default_factory=dict)

    def write(self) -> dict[str, Any]:
        """Write a file for each stream that has something to tell; return its index.

        Raises:
            OSError: A dump is damaged, or the disk refused.
        """
        head = self.head
        self.at = to_moment(head.at if head else "")
        self.places = dict(head.streams) if head else {}
        changed = (
            changed_since(self.data, head, self.manifest, self.folder / "work") if head else None
        )
        written = {
            name: self._stream(name, told) for name, told in self._told(changed, self._sources())
        }
        return {name: said for name, said in written.items() if said["pages"]}

    def _told(
        self, changed: Changed | None, sources: Mapping[str, Source]
    ) -> Iterator[tuple[str, _Told]]:
        everything = list(sources.values())
        if changed is not None:
            for name in sorted(changed):
                own = [sources[name]] if name in sources else []
                yield name, _Told(own, changed[name], only=True)
            yield ALL, _Told(everything, join_changes(changed), only=True)
            return
        for name in sorted({*sources, *self.places} - {ALL}):
            own = [sources[name]] if name in sources else []
            yield name, _Told(own, self._alive(name), only=False)
        yield ALL, _Told(everything, self._alive(ALL), only=False)

    def _alive(self, stream: str) -> pl.DataFrame:
        """Return what a stream has told of before, where what changed since is not known."""
        if self.head is None or stream not in self.head.streams:
            return pl.DataFrame(schema=NOTHING)
        alive = read_alive(self.data.path, self.head, stream)
        return alive.with_columns(kind=pl.lit(UPDATE))

    def _stream(self, name: str, told: _Told) -> dict[str, Any]:
        path, place = self.folder / f"{name}.zst", self.places.get(name, Place())
        writer = StreamWriter(path, str(self.manifest["base"]), name, self.at, place)
        said = writer.write(self._frames(name, told))
        self.places[name] = writer.place
        if not said["pages"]:
            path.unlink()
        return said

    def _frames(self, name: str, told: _Told) -> Iterator[pl.DataFrame]:
        """Yield what is to be told: first what is described, then what is gone."""
        seen = [pl.DataFrame(schema={"thing": pl.String})]
        for lines in self._lines(name, told):
            frame = lines.join(told.things, on="thing", how="left", maintain_order="left")
            seen.append(frame.select("thing").unique())
            yield frame.with_columns(kind=pl.col("kind").fill_null(CREATE))
        gone = told.things.join(pl.concat(seen), on="thing", how="anti").sort("thing")
        yield gone.with_columns(kind=pl.lit(DELETE), line=pl.lit(None, dtype=pl.String))

    def _lines(self, name: str, told: _Told) -> Iterator[pl.DataFrame]:
        if not told.sources:
            return
        if told.only and told.things.height <= FEW and (store := self._open_store()):
            graph = None if name == ALL else told.sources[0].graph
            yield describe_few(store, graph, told.things["thing"].to_list())
            return
        things = told.things.select("thing") if told.only else None
        yield from describe_many(told.sources, things, self.folder / "work" / name)

    def _open_store(self) -> ox.Store | None:
        """Return the store of the generation, None if it cannot be read: the dumps can."""
        try:
            return ox.Store.read_only(str(self.data.generation(self.manifest["id"]) / "store"))
        except (OSError, RuntimeError):
            return None

    def _sources(self) -> dict[str, Source]:
        folder = self.data.generation(self.manifest["id"])
        return {
            entry["name"]: Source(
                entry["graph"], folder / entry["dump"]["path"], int(entry["quads"])
            )
            for entry in self.manifest["registries"]
        }


def to_moment(before: str) -> str:
    """Return this moment in UTC, to the millisecond; always later than the one before.

    >>> to_moment("9999-12-31T23:59:58.999Z")
    '9999-12-31T23:59:59.000Z'
    """
    now = datetime.now(UTC)
    if before:
        now = max(now, datetime.fromisoformat(before) + timedelta(milliseconds=1))
    return now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
