"""Remember in which generation each thing changed, for as long as generations follow each other.

Step on the line: beside the changes of one generation, which are forgotten with it. One small
database a generation, carried forward: the server says with it when a document changed last,
and what became of a thing.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from ontology.keys import contents_key, thing_key

HISTORY = "history.sqlite"
MOST = 4_000_000
"""Changes that are remembered; beyond it, of each thing only the last one."""

_CHANGES = ("added", "changed", "removed")
_TABLES = """
CREATE TABLE generations (number INTEGER PRIMARY KEY, id TEXT NOT NULL, made TEXT NOT NULL,
  said TEXT NOT NULL);
CREATE TABLE graphs (graph TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE changes (thing INTEGER NOT NULL, number INTEGER NOT NULL, change INTEGER NOT NULL,
  PRIMARY KEY (thing, number)) WITHOUT ROWID;
"""
_FORGET = """
DELETE FROM changes WHERE number < (SELECT MAX(number) FROM changes AS later
  WHERE later.thing = changes.thing)
"""


@dataclass(frozen=True, slots=True)
class Touched:
    """What a generation did to things.

    Shape:
        ``things`` has ``thing`` (an IRI) and ``change``; ``graphs`` are the named graphs of
        which anything differs; ``fresh`` those that are there for the first time, whose
        things are not in it.
    """

    things: pl.DataFrame
    graphs: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Before:
    """The generation that one is made after: its folder and its manifest."""

    folder: Path
    manifest: Mapping[str, Any]


def to_touched(
    subjects: Mapping[str, pl.DataFrame], fresh: frozenset[str], stays: pl.Series, base: str
) -> Touched:
    """Return what became of the things that some graphs speak of.

    Shape:
        What is said of a node without a name of its own counts for the thing that it belongs
        to. One that was promised before and is now has changed, whichever graph begins or ends
        to speak of it.

    Args:
        subjects: By the IRI of a graph, its subjects that differ.
        fresh: The graphs that were not there before.
        stays: What is promised now and was before, relative to the base.
        base: The base of the data directory.
    """
    schema = {"thing": pl.String, "change": pl.String}
    parts = [pl.DataFrame(schema=schema)]
    for graph, frame in subjects.items():
        if graph not in fresh:
            own = frame.select(thing="subject", change="change")
            whole = frame.filter(pl.col("subject") != pl.col("part_of"))
            parts += [own, whole.select(thing="part_of", change=pl.lit("changed"))]
    several = pl.col("change").n_unique() > 1
    kind = pl.when(several).then(pl.lit("changed")).otherwise(pl.col("change").first())
    told = pl.concat(parts)
    once = told["thing"].is_unique()
    joined = pl.concat([told.filter(once), told.filter(~once).group_by("thing").agg(change=kind)])
    kept = pl.DataFrame({"thing": base + stays}).with_columns(there=pl.lit(value=True))
    judged = joined.join(kept, on="thing", how="left")
    change = pl.when("there").then(pl.lit("changed")).otherwise("change")
    things = judged.select("thing", change=change).sort("thing")
    return Touched(things, tuple(sorted({*subjects, *fresh})), tuple(sorted(fresh)))


def write_history(
    folder: Path, manifest: Mapping[str, Any], before: Before | None, touched: Touched | None
) -> None:
    """Write what is remembered of the generations up to one.

    Args:
        folder: The folder of the generation.
        manifest: Its manifest.
        before: The one before, None if there is none or if what differs is not known.
        touched: What differs between the two.

    Raises:
        OSError: The disk refused, or what the generation before remembers is damaged.
    """
    path, known = folder / HISTORY, b""
    if before and (before.folder / HISTORY).is_file():
        known = (before.folder / HISTORY).read_bytes()
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
            if known:
                database.deserialize(known)
            if not _tables(database):
                database.executescript(_TABLES)
                if before:
                    _add_generation(database, before.manifest)
            database.execute("BEGIN")
            number = _add_generation(database, manifest)
            if before and touched:
                _add_changes(database, number, touched)
            database.execute("COMMIT")
            path.write_bytes(database.serialize())
    except sqlite3.Error as error:
        raise OSError(f"{path}: {error}") from error


def _tables(database: sqlite3.Connection) -> int:
    return int(database.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()[0])


def _add_generation(database: sqlite3.Connection, manifest: Mapping[str, Any]) -> int:
    """Add a generation and return its number; the first of all has 0."""
    last = database.execute("SELECT MAX(number) FROM generations").fetchone()[0]
    number = 0 if last is None else last + 1
    row = (number, manifest["id"], manifest["made"], json.dumps(to_said(manifest)))
    database.execute("INSERT INTO generations VALUES (?, ?, ?, ?)", row)
    return number


def to_said(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stays known of a generation when it is gone itself."""
    counts, changes = manifest.get("counts", {}), manifest.get("changes", {})
    graphs = changes.get("graphs", {}).values()
    return {
        "begrip": manifest.get("begrip", ""),
        "schema": manifest.get("schema", {}).get("version", ""),
        "counts": {key: counts[key] for key in ("triples", "quads", "graphs") if key in counts},
        "since": changes.get("since"),
        "changed": {
            key: sum(graph[key] for graph in graphs)
            for key in ("added", "removed", *(f"subjects_{change}" for change in _CHANGES))
        }
        if changes.get("since")
        else {},
        "sources": [[entry["name"], entry["loaded"]] for entry in manifest["registries"]],
    }


def _add_changes(database: sqlite3.Connection, number: int, touched: Touched) -> None:
    for graph in touched.fresh:
        database.execute("INSERT OR REPLACE INTO graphs VALUES (?, ?)", (graph, number))
    contents = [(contents_key(graph), number, 1) for graph in touched.graphs]
    rows = sorted([*_rows(touched.things, number), *contents])
    database.executemany("INSERT OR REPLACE INTO changes VALUES (?, ?, ?)", rows)
    if database.execute("SELECT COUNT(*) FROM changes").fetchone()[0] > MOST:
        database.execute(_FORGET)


def _rows(things: pl.DataFrame, number: int) -> Iterator[tuple[int, int, int]]:
    for thing, change in things.iter_rows():
        yield thing_key(thing), number, _CHANGES.index(change)
