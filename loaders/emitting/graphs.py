"""Make the dumps and the store of a generation: the store anew, or from the one before it.

Step on the line: between assembled registries and the rest of a generation. Whichever way the
store is made, it holds the same: every dump, and every triple once in the default graph.
"""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl
import pyoxigraph as ox

from linkml_schemas.plan import Schema
from loaders.assembly import Assembly
from loaders.describing.counting import Counts
from loaders.describing.statistics import write_statistics
from loaders.differing.changes import sum_changes, write_changes
from loaders.differing.differences import Difference
from loaders.emitting.entries import Entry
from loaders.emitting.previous import DumpDamageError, Dumps, Previous, compare
from loaders.emitting.store import StoreWriter, count_classes, count_quads
from loaders.emitting.store_update import (
    StoreDamageError,
    describe_store,
    may_update,
    update_store,
)
from loaders.emitting.writing import load_dump, write_dumps
from loaders.indexing.search_index import write_search
from loaders.progress import Progress, Report

NOTHING_BEFORE: Mapping[str, Any] = {"since": None, "graphs": {}}


@dataclass(frozen=True, slots=True)
class Written:
    """What the manifest says of the graphs that were written."""

    entries: Sequence[Entry]
    counts: Mapping[str, int]
    classes: Mapping[str, int]
    store: Mapping[str, Any]
    changes: Mapping[str, Any]
    subjects: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    """By the IRI of a graph, its subjects that differ; nothing where that is not known."""


@dataclass(frozen=True, slots=True)
class _Statistics:
    """What it takes to count and index the graphs of a generation once their dumps are written."""

    folder: Path
    previous: Previous | None
    schema: Schema
    base: str
    report: Report

    def write(self, entries: Sequence[Entry]) -> Counts:
        counts = write_statistics(self.folder, entries, self.previous, self.base, self.report)
        write_search(self.folder, entries, self.previous, self.schema, self.base, self.report)
        return counts


def write_graphs(
    assembly: Assembly,
    folder: Path,
    name: str,
    report: Report,
    previous: Previous | None = None,
    *,
    update: bool = True,
) -> Written:
    """Write dumps, changes, store, statistics and search index of a generation.

    Args:
        assembly: What goes into the graphs.
        folder: The folder of the generation.
        name: Its id.
        report: Who hears how far it is.
        previous: The generation that is served, None if there is none.
        update: Whether its store may be updated instead of loading all anew.

    Raises:
        OSError: The disk refused.
    """
    statistics = _Statistics(folder, previous, assembly.schema, assembly.base, report)
    if previous is None:
        with StoreWriter(folder / "store") as writer:
            entries = write_dumps(assembly, folder, report, writer=writer)
            return _finish(writer, entries, statistics, NOTHING_BEFORE)
    entries = write_dumps(assembly, folder, report, previous=previous)
    report(Progress("compare", f"comparing with {previous.id}"))
    now = Dumps(folder, {entry["name"]: entry for entry in entries})
    try:
        differences = dict(compare(previous.dumps, now, folder / "work" / "changes"))
    except DumpDamageError as damage:
        report(Progress("warning", f"what changed since {previous.id} is not known: {damage}"))
        return _load(entries, statistics, {**NOTHING_BEFORE, "reason": str(damage)})
    changes = write_changes(folder, name, previous.id, differences)
    subjects = {item.graph: item.subjects for item in differences.values()}
    if update and may_update(previous.manifest, sum_changes(differences.values())):
        try:
            written = _update(previous, entries, folder, differences, changes)
            statistics.write(written.entries)
            return replace(written, subjects=subjects)
        except StoreDamageError as damage:
            report(Progress("warning", f"the store is loaded anew: {damage}"))
            shutil.rmtree(folder / "store", ignore_errors=True)
    return replace(_load(entries, statistics, changes), subjects=subjects)


def _load(entries: list[Entry], statistics: _Statistics, changes: Mapping[str, Any]) -> Written:
    """Load a new store from the dumps."""
    folder = statistics.folder
    statistics.report(Progress("write", "loading the store"))
    with StoreWriter(folder / "store") as writer:
        for entry in entries:
            load_dump(writer, entry["graph"], folder / entry["dump"]["path"])
        return _finish(writer, entries, statistics, changes)


def _finish(
    writer: StoreWriter,
    entries: list[Entry],
    statistics: _Statistics,
    changes: Mapping[str, Any],
) -> Written:
    """Compact a store that was filled and, meanwhile, count and index what its dumps hold."""
    statistics.report(Progress("optimise", "compacting the store"))
    with writer.compacting():
        counts, classes = _take_counts(statistics.write(entries), entries)
        held = len(writer.store)
    dumped = counts["triples"] + counts["quads"]
    if held != dumped:
        text = f"the store holds {held:,} quads where its dumps say {dumped:,}"
        statistics.report(Progress("warning", f"{text}; begrip build --force loads it anew"))
        counts, classes = _count(writer.store, entries, entries)
    writer.close()
    store = describe_store(statistics.folder / "store", updates=0, changed=0, known={})
    return Written(entries, counts, classes, store, changes)


def _update(
    previous: Previous,
    entries: list[Entry],
    folder: Path,
    differences: Mapping[str, Difference],
    changes: Mapping[str, Any],
) -> Written:
    """Make the store from the one before, and count what should have changed.

    Raises:
        StoreDamageError: The store before is damaged, or has not what its dumps have.
    """
    said = previous.manifest["store"]
    parts = tuple(differences.values())
    store, expected = update_store(previous.store, folder / "store", parts, previous.manifest)
    touched = [entry for entry in entries if entry["name"] in differences]
    dumped = {entry["name"]: entry["quads"] for entry in touched if entry["class"]}
    for entry in entries:
        if entry["class"] is None and entry["name"] not in differences:
            entry["quads"] = previous.dumps.quads(entry["name"])
    counts, classes = _count(store, entries, touched)
    del store
    found = {entry["name"]: entry["quads"] for entry in touched if entry["class"]}
    if counts["triples"] != expected or found != dumped:
        raise StoreDamageError(f"{previous.store}: updated, it holds not what the dumps hold")
    changed = said["changed"] + sum_changes(parts)
    updates = said["updates"] + 1
    described = describe_store(
        folder / "store", updates=updates, changed=changed, known=said["files"]
    )
    return Written(entries, counts, classes, described, changes)


def _take_counts(
    statistics: Counts, entries: Sequence[Entry]
) -> tuple[dict[str, int], dict[str, int]]:
    """Return the counts of the whole, and put those of the dumps in the entries."""
    for entry in entries:
        entry["quads"] = statistics["graphs"][entry["graph"]]["triples"]
    quads = sum(entry["quads"] for entry in entries)
    counts = {"triples": statistics["triples"], "quads": quads, "graphs": len(entries)}
    classes = {iri: said["entities"] for iri, said in statistics["classes"].items()}
    return counts, classes


def _count(
    store: ox.Store, entries: Sequence[Entry], asked: Iterable[Entry]
) -> tuple[dict[str, int], dict[str, int]]:
    """Return the counts of the whole, and put those of the store in some entries."""
    for entry in asked:
        entry["quads"] = count_quads(store, entry["graph"])
    quads = sum(entry["quads"] for entry in entries)
    counts = {"triples": count_quads(store), "quads": quads, "graphs": len(entries)}
    return counts, count_classes(store)
