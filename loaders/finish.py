"""Finish a generation: promises, reports, manifest; and the snapshots after it is published.

Step on the line: between assembled registries and publishing.
"""

import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from loaders.assembly import Assembly
from loaders.checking.candidates import digest_resolution
from loaders.differing.history import Before, to_touched, write_history
from loaders.emitting.entries import now
from loaders.emitting.graphs import Written
from loaders.emitting.previous import Previous
from loaders.errors import EmptyGraphError, RefusedError
from loaders.generations.data_directory import LAYOUT, DataDirectory
from loaders.generations.snapshots import link_or_copy, write_snapshot
from loaders.persistence.reports import write_iris_report
from loaders.progress import Progress, Report
from loaders.promising.keeping import Promised
from loaders.promising.promises import write_promises
from loaders.promising.tombstones import TOMBSTONES, write_tombstones
from loaders.repairing.repair_report import REPAIRS, find_idle, write_repairs
from loaders.report import shapes_entries, write_reports

REPORT = "reports/quarantine.csv"
FAILED = "failed"
SHOWN = 20


def begrip_version() -> str:
    """Return the version of the program, as the manifest records it."""
    try:
        return version("begrip")
    except PackageNotFoundError:
        return "0"


def warn_sources(assembly: Assembly, report: Report) -> None:
    """Say which repairs and drops did nothing, and how many files cannot be read."""
    for candidate in assembly.candidates:
        unreadable, files = candidate.unreadable
        if unreadable and not candidate.reason:
            text = (
                f"{candidate.name}: {unreadable} of {files} files cannot be read and are left out"
            )
            report(Progress("warning", f"{text}; the quarantine names them"))
        tally = candidate.read.tally if candidate.read else None
        for rule in find_idle(candidate.definition, tally) if tally else ():
            report(Progress("warning", f"{candidate.name}: {rule} never applied; take it out"))


def warn_refused(assembly: Assembly, report: Report) -> None:
    """Say loudly which registries take part with an older snapshot."""
    for candidate in assembly.candidates:
        if candidate.state == "fallback" and candidate.snapshot:
            loaded = candidate.snapshot.entry["loaded"]
            text = f"{candidate.name} refused: {candidate.reason}; its state of {loaded} is used"
            report(Progress("warning", text))


def require_publishable(assembly: Assembly, data: DataDirectory, *, keep: bool = True) -> None:
    """Stop if a registry has nothing to fall back on, or if there is nothing at all.

    Shape:
        A snapshot is published whole or not: its triples stand on the disk as they were
        accepted, so a reference in it that arrives nowhere any more stops the build.

    Args:
        assembly: Everything that would be published.
        data: The data directory.
        keep: Whether the report of what was refused is written there.

    Raises:
        RefusedError: A registry was refused and has no snapshot, or one that refers to
            records that are gone; the message says where the report is.
        EmptyGraphError: No registry brings a single record.
    """
    refused = [item for item in assembly.candidates if item.state == "refused"]
    if refused:
        path = _write_failed(assembly, data, keep=keep)
        listed = "\n".join(f"  {item.name}: {item.reason}" for item in refused)
        raise RefusedError(
            f"refused, with no accepted snapshot to use instead:\n{listed}\n"
            f"Row by row: {path}, and what breaks shapes in shacl/ beside it. "
            "Mend the source, or raise max_refused_share or max_violation_share."
        )
    _require_arrivals(assembly, data, keep=keep)
    if not assembly.records():
        raise EmptyGraphError("no registry brings a single record; nothing is published")


def _write_failed(assembly: Assembly, data: DataDirectory, *, keep: bool) -> str:
    """Write the report of a build that publishes nothing; return where it is, or what gives it."""
    if not keep:
        return "begrip check --report DIR"
    write_reports(data.path / FAILED, assembly, generation=None, made=now())
    return str(data.path / FAILED / "quarantine.csv")


def _require_arrivals(assembly: Assembly, data: DataDirectory, *, keep: bool) -> None:
    """Stop if a snapshot that is fallen back on refers to records that are gone."""
    broken = [text for item in assembly.resolutions.values() for text in item.dangling]
    if not broken:
        return
    path = _write_failed(assembly, data, keep=keep)
    listed = "\n".join(f"  {text}" for text in broken[:SHOWN])
    more = f"\n  … and {len(broken) - SHOWN} more" if len(broken) > SHOWN else ""
    raise RefusedError(
        "a refused registry would take part with its last accepted state, which refers to "
        f"records that are no longer there:\n{listed}{more}\n"
        f"Mend the refused registry (row by row: {path}), or put those records back."
    )


def write_rest(
    folder: Path,
    name: str,
    inputs: str,
    assembly: Assembly,
    promised: Promised,
    written: Written,
    previous: Previous | None = None,
) -> None:
    """Write reports, promises, history and manifest of a generation whose graphs are written."""
    made = now()
    told = write_reports(folder / "reports", assembly, generation=name, made=made)
    shapes = shapes_entries(told)
    write_promises(folder, promised.kept, promised.foreign)
    if promised.same:
        link_or_copy(promised.same, folder / TOMBSTONES)
    else:
        write_tombstones(folder, promised.tombstones)
    manifest = {
        "id": name,
        "made": made,
        "begrip": begrip_version(),
        "layout": LAYOUT,
        "base": assembly.base,
        "inputs": inputs,
        "schema": {"version": assembly.schema.version, "digest": assembly.schema.digest},
        "registries": [{**item, "shapes": shapes.get(item["name"])} for item in written.entries],
        "counts": {
            **written.counts,
            "promises": len(promised.kept),
            "removed": len(promised.removed),
            "classes": dict(written.classes),
        },
        "knows": list(promised.known),
        "reports": _write_last_reports(folder, assembly, promised, written, told),
        "changes": dict(written.changes),
        "store": dict(written.store),
    }
    _write_history(folder, manifest, promised, written, previous)
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")


def _write_last_reports(
    folder: Path,
    assembly: Assembly,
    promised: Promised,
    written: Written,
    told: Mapping[str, Any],
) -> dict[str, Any]:
    """Write the reports of what was written, and return what the manifest says of all."""
    return {
        "quarantine": {"path": REPORT, "faults": told["faults"]},
        "repairs": {"path": REPAIRS, **write_repairs(folder / REPAIRS, written.entries)},
        "page": {"path": "reports/report.json", "warnings": len(told["warnings"])},
        "iris": write_iris_report(folder, assembly, promised),
    }


def _write_history(
    folder: Path,
    manifest: Mapping[str, Any],
    promised: Promised,
    written: Written,
    previous: Previous | None,
) -> None:
    if previous is None or written.changes.get("since") is None:
        write_history(folder, manifest, None, None)
        return
    before = {entry["graph"] for entry in previous.dumps.entries.values()}
    fresh = frozenset(entry["graph"] for entry in written.entries) - before
    touched = to_touched(written.subjects, fresh, promised.stays, manifest["base"])
    write_history(folder, manifest, Before(previous.dumps.folder, previous.manifest), touched)


def save_snapshots(
    assembly: Assembly, data: DataDirectory, manifest: Mapping[str, Any], report: Report
) -> None:
    """Keep the state of every registry that was read from its file.

    What is published is published: a disk that refuses here costs a snapshot, not the build.
    """
    entries = {entry["name"]: entry for entry in manifest["registries"]}
    folder = data.generation(manifest["id"])
    for candidate in assembly.candidates:
        if candidate.state != "read":
            continue
        entry = entries[candidate.name]
        resolution = assembly.resolutions[candidate.name]
        try:
            write_snapshot(
                data.snapshot(candidate.name),
                key=candidate.key,
                resolution=digest_resolution(resolution),
                entry=entry,
                facts=candidate.facts,
                faults=candidate.faults,
                refused=tuple(sorted(resolution.refused)),
                dump=folder / entry["dump"]["path"],
                shapes=folder / entry["shapes"]["lines"] if entry["shapes"] else None,
            )
        except OSError as error:
            text = f"no snapshot of {candidate.name} could be kept: {error}"
            report(Progress("warning", text))
