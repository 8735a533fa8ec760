"""Make the dumps and the store of a generation: the store anew, or from the one before it.

Step on the line: between assembled registries and the rest of a generation. Whichever way the
store is made, it holds the same: every dump, and every triple once in the default graph.
"""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from loaders.assembly import Assembly
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


def write_graphs(
    assembly: Assembly,
    folder: Path,
    name: str,
    report: Report,
    previous: Previous | None = None,
    *,
    update: bool = True,
) -> Written:
    """Write the dumps, the changes and the store of a generation.

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
    if previous is None:
        with StoreWriter(folder / "store") as writer:
            entries = write_dumps(assembly, folder, report, writer=writer)
            return _finish(writer, entries, folder, report, NOTHING_BEFORE)
    entries = write_dumps(assembly, folder, report, previous=previous)
    report(Progress("compare", f"comparing with {previous.id}"))
    now = Dumps(folder, {entry["name"]: entry for entry in entries})
    try:
        differences = dict(compare(previous.dumps, now, folder / "work" / "changes"))
    except DumpDamageError as damage:
        report(Progress("warning", f"what changed since {previous.id} is not known: {damage}"))
        return _load(entries, folder, report, {**NOTHING_BEFORE, "reason": str(damage)})
    changes = write_changes(folder, name, previous.id, differences)
    if update and may_update(previous.manifest, sum_changes(differences.values())):
        try:
            return _update(previous, entries, folder, differences, changes)
        except StoreDamageError as damage:
            report(Progress("warning", f"the store is loaded anew: {damage}"))
            shutil.rmtree(folder / "store", ignore_errors=True)
    return _load(entries, folder, report, changes)


def _load(
    entries: list[Entry], folder: Path, report: Report, changes: Mapping[str, Any]
) -> Written:
    """Load a new store from the dumps."""
    report(Progress("write", "loading the store"))
    with StoreWriter(folder / "store") as writer:
        for entry in entries:
            load_dump(writer, entry["graph"], folder / entry["dump"]["path"])
        return _finish(writer, entries, folder, report, changes)


def _finish(
    writer: StoreWriter,
    entries: list[Entry],
    folder: Path,
    report: Report,
    changes: Mapping[str, Any],
) -> Written:
    """Compact and count a store that was filled."""
    report(Progress("optimise", "compacting the store"))
    writer.finish()
    passed = [entry for entry in entries if entry["class"] is None]
    counts, classes = _count(writer.store, entries, passed)
    writer.close()
    store = describe_store(folder / "store", updates=0, changed=0, known={})
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


def _count(
    store: ox.Store, entries: Sequence[Entry], asked: Iterable[Entry]
) -> tuple[dict[str, int], dict[str, int]]:
    """Return the counts of the whole, and put those of the store in some entries."""
    for entry in asked:
        entry["quads"] = count_quads(store, entry["graph"])
    quads = sum(entry["quads"] for entry in entries)
    counts = {"triples": count_quads(store), "quads": quads, "graphs": len(entries)}
    return counts, count_classes(store)
