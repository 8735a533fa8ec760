"""Find which things changed in which graph, between what the feed has said and what is served.

Step on the line: two generations, or what one says of itself → things and what became of them.
"""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import zstandard

from loaders.emitting.previous import DumpDamageError, compare, to_dumps
from loaders.errors import DiskError, GenerationError
from loaders.feeding.head import INDEX, Head, part_folder
from loaders.feeding.members import VERSION_OF
from loaders.generations.data_directory import DataDirectory

CREATE, UPDATE, DELETE = "Create", "Update", "Delete"
"""What becomes of a thing, by its name in Activity Streams."""

SCHEMA = {"thing": pl.String, "kind": pl.String}
_SUBJECTS = ("graph", "subject", "change", "part_of")
Changed = Mapping[str, pl.DataFrame]
"""By the name of a graph: ``thing`` and ``kind``, which says Update of what may be gone."""


def changed_since(
    data: DataDirectory, head: Head, manifest: Mapping[str, Any], work: Path
) -> Changed | None:
    """Return which things changed since the state that the feed has reached.

    Shape:
        None if that state is not there any more, so that nobody knows.

    Args:
        data: The data directory.
        head: How far the feed is.
        manifest: That of the generation which is served.
        work: Where pieces may lie.
    """
    folder = data.generation(manifest["id"])
    changes = manifest.get("changes", {})
    if changes.get("since") == head.generation:
        with gzip.open(folder / changes["subjects"]) as file:
            frame = pl.read_csv(file.read(), columns=list(_SUBJECTS), infer_schema=False)
        return _by_graph([frame])
    try:
        before = data.read_manifest(head.generation)
        old = to_dumps(data.generation(head.generation), before)
        return _by_graph(
            difference.subjects.with_columns(graph=pl.lit(difference.graph)).select(_SUBJECTS)
            for _, difference in compare(old, to_dumps(folder, manifest), work / "changes")
        )
    except (GenerationError, DiskError, DumpDamageError, FileNotFoundError, KeyError):
        return None


def join_changes(changed: Changed) -> pl.DataFrame:
    """Return what changed in the whole graph: Create only where nothing was there before."""
    frames = [pl.DataFrame(schema=SCHEMA), *changed.values()]
    return _judge(pl.concat(frames))


def read_alive(data: Path, head: Head, stream: str) -> pl.DataFrame:
    """Return the things that a stream has not said to be gone, read from all of it.

    Raises:
        OSError: A part is damaged.
    """
    alive: dict[str, None] = {}
    for text in _texts(data, head, stream):
        told = pl.Series("line", [text]).str.split("\n").explode().to_frame()
        version = pl.col("line").str.extract(r"^<([^>]*)> ")
        of = told.filter(pl.col("line").str.contains(f" {VERSION_OF} ", literal=True)).select(
            version, thing=pl.col("line").str.extract(r" <([^>]*)> \.$")
        )
        gone = told.filter(pl.col("line").str.ends_with(f"#{DELETE}> .")).select(version)
        for thing in of["thing"]:
            alive[thing] = None
        for thing in of.join(gone, on="line", how="semi")["thing"]:
            alive.pop(thing, None)
    return pl.DataFrame({"thing": list(alive)}, schema={"thing": pl.String})


def _texts(data: Path, head: Head, stream: str) -> Iterator[str]:
    for number in range(1, head.parts + 1):
        folder = part_folder(data, number)
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        if stream not in index["streams"]:
            continue
        with (folder / f"{stream}.zst").open("rb") as file:
            for _, offset, length, _ in index["streams"][stream]["pages"]:
                file.seek(offset)
                try:
                    yield zstandard.decompress(file.read(length)).decode()
                except zstandard.ZstdError as error:
                    raise OSError(f"{folder}/{stream}.zst is damaged: {error}") from error


def _by_graph(frames: Iterable[pl.DataFrame]) -> Changed:
    found: dict[str, list[pl.DataFrame]] = {}
    for frame in frames:
        for (graph,), part in frame.partition_by("graph", as_dict=True).items():
            own = pl.col("subject") == pl.col("part_of")
            created = own & (pl.col("change") == "added")
            kind = pl.when(created).then(pl.lit(CREATE)).otherwise(pl.lit(UPDATE))
            rows = part.select(thing="part_of", kind=kind, own=own)
            told = rows.filter("own")
            others = rows.filter(~pl.col("own")).join(told, on="thing", how="anti")
            rows = pl.concat([told, others]).select(list(SCHEMA))
            found.setdefault(str(graph).rsplit("/", 1)[-1], []).append(rows)
    return {name: _judge(pl.concat(parts)) for name, parts in found.items()}


def _judge(rows: pl.DataFrame) -> pl.DataFrame:
    created = (pl.col("kind") == CREATE).all()
    kind = pl.when(created).then(pl.lit(CREATE)).otherwise(pl.lit(UPDATE))
    return rows.group_by("thing").agg(kind=kind).sort("thing").select(list(SCHEMA))
