"""Append to every stream what became of its things at one moment.

Step on the line: what changed, and the descriptions of it → the files of one part of the feed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

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

THING = {"thing": pl.String}


@dataclass(slots=True)
class _Stream:
    """What one stream is to tell of, and where it is written.

    Shape:
        ``things`` and their ``kind``; what is said of none of them any more is told as gone.
        ``only`` is whether nothing else is told; else all that is described, as new.
    """

    things: pl.DataFrame
    only: bool
    writer: StreamWriter
    seen: list[pl.DataFrame] = field(default_factory=lambda: [pl.DataFrame(schema=THING)])

    def tell(self, lines: pl.DataFrame) -> None:
        """Tell of what is described: lines sorted by thing; one that is there twice, once."""
        same = (pl.col("thing") == pl.col("thing").shift(1)) & (
            pl.col("line") == pl.col("line").shift(1)
        )
        lines = lines.filter(~same.fill_null(value=False))
        if self.things.height:
            how: Literal["inner", "left"] = "inner" if self.only else "left"
            lines = lines.join(self.things, on="thing", how=how, maintain_order="left")
            self.seen.append(lines.select("thing").unique())
            lines = lines.with_columns(pl.col("kind").fill_null(CREATE))
        else:
            lines = lines.with_columns(kind=pl.lit(CREATE))
        self.writer.append(lines)

    def tell_gone(self) -> None:
        """Tell of what was to be told of and is not described any more."""
        gone = self.things.join(pl.concat(self.seen), on="thing", how="anti").sort("thing")
        line = pl.lit(None, dtype=pl.String)
        self.writer.append(gone.with_columns(kind=pl.lit(DELETE), line=line))


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
        head, work = self.head, self.folder / "work"
        self.at = to_moment(head.at if head else "")
        self.places = dict(head.streams) if head else {}
        changed = changed_since(self.data, head, self.manifest, work) if head else None
        streams = dict(self._streams(changed))
        whole = streams[ALL]
        if whole.only and whole.things.height <= FEW and (store := self._open_store()):
            self._tell_few(store, streams)
        else:
            self._tell_many(streams, whole.things.select("thing") if whole.only else None)
        for name, stream in streams.items():
            stream.tell_gone()
            self.places[name] = stream.writer.place
        told = {name: stream.writer.told() for name, stream in streams.items()}
        return {name: said for name, said in told.items() if said["pages"]}

    def _streams(self, changed: Changed | None) -> Iterator[tuple[str, _Stream]]:
        if changed is not None:
            for name in sorted(changed):
                yield name, self._stream(name, changed[name], only=True)
            yield ALL, self._stream(ALL, join_changes(changed), only=True)
            return
        for name in sorted({*self._sources(), *self.places} - {ALL}):
            yield name, self._stream(name, self._alive(name), only=False)
        yield ALL, self._stream(ALL, self._alive(ALL), only=False)

    def _stream(self, name: str, things: pl.DataFrame, *, only: bool) -> _Stream:
        path, place = self.folder / f"{name}.zst", self.places.get(name, Place())
        writer = StreamWriter(path, str(self.manifest["base"]), name, self.at, place)
        return _Stream(things, only, writer)

    def _alive(self, stream: str) -> pl.DataFrame:
        """Return what a stream has told of before, where what changed since is not known."""
        if self.head is None or stream not in self.head.streams:
            return pl.DataFrame(schema={**THING, "kind": pl.String})
        alive = read_alive(self.data.path, self.head, stream)
        return alive.with_columns(kind=pl.lit(UPDATE))

    def _tell_few(self, store: ox.Store, streams: Mapping[str, _Stream]) -> None:
        sources = self._sources()
        for name, stream in streams.items():
            if name == ALL or name in sources:
                graph = None if name == ALL else sources[name].graph
                stream.tell(describe_few(store, graph, stream.things["thing"].to_list()))

    def _tell_many(self, streams: Mapping[str, _Stream], things: pl.DataFrame | None) -> None:
        """Tell of everything in one go through the dumps."""
        sources = list(self._sources().values())
        for piece in describe_many(sources, things, self.folder / "work" / "many"):
            parts = piece.partition_by("graph", as_dict=True, maintain_order=True)
            for (name,), lines in parts.items():
                if str(name) in streams:
                    streams[str(name)].tell(lines)
            streams[ALL].tell(piece)

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
                entry["name"], entry["graph"], folder / entry["dump"]["path"], int(entry["quads"])
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
