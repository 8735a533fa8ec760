"""Write the search index of a generation: ``search/``, or link the one before if nothing changed.

Step on the line: after the graphs are counted, while the store is compacted.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import polars as pl

from linkml_schemas.plan import Schema
from loaders.describing.runs import Runs, count_parts, within
from loaders.describing.statistics import TABLES
from loaders.describing.terms import take_checksum
from loaders.emitting.entries import Entry
from loaders.emitting.heap import give_heap_back
from loaders.emitting.previous import Previous
from loaders.generations.snapshots import link_or_copy
from loaders.indexing.compounds import LEAST, Compounds
from loaders.indexing.documents import known_words, repeated_keys, to_things
from loaders.indexing.extraction import PART, extract
from loaders.indexing.shards import LAYOUT, SHARD, ShardWriter
from loaders.progress import Progress, Report
from ontology.iris import PROVENANCE

FOLDER = "search"
DESCRIPTION = f"{FOLDER}/index.json"
_TOLD = ("graph", "title", "description", "publisher")


def write_search(
    folder: Path,
    entries: Sequence[Entry],
    previous: Previous | None,
    schema: Schema,
    base: str,
    report: Report,
) -> None:
    """Write the index of what the dumps of a generation say.

    Args:
        folder: The folder of the generation, with its dumps and the tables of its statistics.
        entries: What the manifest says of each graph.
        previous: The generation before, None if there is none.
        schema: The compiled plan at the base.
        base: The base of the data directory.
        report: Who hears how far it is.

    Raises:
        OSError: The disk refused, or a dump is damaged.
    """
    key = to_key(entries, schema, base)
    if previous is not None and _take(previous.dumps.folder, folder, key):
        return
    report(Progress("index", "indexing what things are called"))
    (folder / FOLDER).mkdir()
    with TemporaryDirectory(dir=folder, prefix="indexing-") as work:
        dumps = [(folder / entry["dump"]["path"], str(entry["graph"])) for entry in entries]
        rows = extract(dumps, base, Path(work))
        place = _place(Path(work))
        try:
            things = _write_shards(folder, place, rows, schema, base)
        finally:
            if place != Path(work):
                shutil.rmtree(place, ignore_errors=True)
    give_heap_back()
    described = {
        "layout": LAYOUT,
        "key": key,
        "things": sum(things.values()),
        "shards": list(things),
        "files": dict(_checksums(folder / FOLDER)),
    }
    text = json.dumps(described, indent=1) + "\n"
    (folder / DESCRIPTION).write_text(text, encoding="utf-8")


def to_key(entries: Sequence[Entry], schema: Schema, base: str) -> str:
    """Return a digest of everything that decides what is in the index.

    Shape:
        Of the graph that says where all come from only its titles are sought: the moments in it
        change with every build.
    """
    told = [
        [
            *(entry.get(name) for name in _TOLD),
            None if entry["name"] == PROVENANCE else entry["dump"]["sha256"],
        ]
        for entry in sorted(entries, key=lambda entry: str(entry["graph"]))
    ]
    whole = [LAYOUT, version("tantivy"), pl.__version__, schema.digest, base, told]
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()


def _place(work: Path) -> Path:
    """Return where tantivy can write on the disk of a generation.

    It resolves the links of a path as text, which leads elsewhere where a path goes through the
    root of another process, as that of a container does; a folder for temporary files is then
    the place, from which the shards are copied.
    """
    resolved = Path(os.path.realpath(work))
    reached = resolved.is_dir() and resolved.samefile(work)
    return work if reached else Path(mkdtemp(prefix="begrip-indexing-"))


def _write_shards(
    folder: Path, place: Path, rows: Runs, schema: Schema, base: str
) -> Mapping[str, int]:
    """Write every thing into a shard, made in a place of its own; return how many are in each."""
    tables = sorted((folder / TABLES).glob("*.parquet"))
    compounds = Compounds(known_words(rows.parts(), LEAST))
    repeats = repeated_keys(rows.parts())
    counts: dict[str, int] = {}
    parts = count_parts(rows.rows, PART)
    writer: ShardWriter | None = None
    for part in range(parts):
        if writer is None:
            name = str(len(counts))
            shard = place / f"shard-{name}"
            shard.mkdir()
            writer = ShardWriter(shard, compounds, schema)
        found = rows.read(part, parts)
        weights = _weights(tables, part, parts)
        writer.add(to_things(found, weights, schema, base, repeats))
        counts[name] = writer.count
        if writer.count >= SHARD or part == parts - 1:
            writer.finish()
            shutil.move(shard, folder / FOLDER / name)
            writer = None
    return counts


def _weights(tables: Sequence[Path], part: int, parts: int) -> pl.DataFrame:
    """Return how many statements point at each thing of a part, as far as they are counted."""
    if not tables:
        return pl.DataFrame(schema={"key": pl.UInt64, "weight": pl.UInt32})
    objects = pl.scan_parquet(list(tables), glob=False).select(key="o")
    counted = objects.filter(within("key", part, parts)).group_by("key")
    try:
        return counted.agg(weight=pl.len()).collect()
    except pl.exceptions.PolarsError as error:
        raise OSError(f"{tables[0].parent}: {error}") from error


def _take(before: Path, folder: Path, key: str) -> bool:
    """Link the index of the generation before if it has this key and is whole."""
    try:
        described: Any = json.loads((before / DESCRIPTION).read_text(encoding="utf-8"))
        if described["key"] != key:
            return False
        files = described["files"]
        whole = all(take_checksum(before / FOLDER / name) == files[name] for name in files)
    except (OSError, ValueError, KeyError, TypeError):
        return False
    if whole:
        for name in (*(f"{FOLDER}/{name}" for name in files), DESCRIPTION):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            link_or_copy(before / name, folder / name)
    return whole


def _checksums(folder: Path) -> list[tuple[str, str]]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [(os.fspath(path.relative_to(folder)), take_checksum(path)) for path in paths]
