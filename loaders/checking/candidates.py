"""Decide with what each registry takes part: its file, or its last accepted snapshot.

Step on the line: read registries → what goes into the graph. A registry that cannot be read
or of which too much is refused falls back on its snapshot, and says so.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import polars as pl

from linkml_schemas.plan import Schema
from loaders.checking.checked_rows import Compiled
from loaders.checking.facts import Facts, known_facts, set_all_aside
from loaders.checking.faults import Fault
from loaders.checking.read_registry import ReadRegistry
from loaders.checking.registry import column_fault, read_registry
from loaders.checking.resolution import Resolution, resolve
from loaders.errors import RefusedError, SourceError
from loaders.generations.snapshots import Snapshot
from loaders.progress import Progress, Report
from loaders.reading.definitions import Definition
from loaders.reading.rdf_reader import ReadFile
from loaders.reading.rows import ROW, SUBJECT

State = Literal["read", "unchanged", "fallback", "refused"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A registry on its way into the graph.

    Shape:
        ``read``: from its file. ``unchanged``: its snapshot, which says the same.
        ``fallback``: its snapshot, since the file was refused for ``reason``. ``refused``:
        nothing, there is no snapshot. ``faults`` are those of single rows of the file.
    """

    definition: Definition
    compiled: Compiled | None
    key: str
    folder: Path
    state: State
    facts: Facts
    snapshot: Snapshot | None
    read: ReadRegistry | None = None
    faults: tuple[Fault, ...] = ()
    reason: str = ""

    @property
    def name(self) -> str:
        """Return the name of the registry."""
        return self.definition.name

    @property
    def rows(self) -> tuple[int, int]:
        """Return how many rows were read, and refused before the comparison."""
        if self.read is not None:
            return self.read.read, self.read.refused
        if self.snapshot is not None and self.state == "unchanged":
            counts = self.snapshot.entry["rows"]
            return counts["read"], counts["refused"] - len(self.snapshot.refused)
        return 0, 0

    @property
    def unreadable(self) -> tuple[int, int]:
        """Return how many files could not be read, and how many there are."""
        if self.read is not None:
            return self.read.unreadable, len(self.read.files)
        return 0, 0

    def file_of(self, row: int) -> str:
        """Return the name of the file that a row, by its ordinal, is from."""
        told = self.snapshot.entry.get("files", ()) if self.snapshot is not None else ()
        files = self.read.files if self.read is not None else [ReadFile(**file) for file in told]
        names = [file.name for file in files if not file.reason and file.first_row <= row]
        return names[-1] if names else self.definition.source


def to_candidate(
    definition: Definition,
    compiled: Compiled | None,
    key: str,
    snapshot: Snapshot | None,
    *,
    reuse: bool,
    base: str,
    folder: Path,
) -> Candidate:
    """Return a registry as it takes part before it is compared with the others.

    Args:
        definition: What the registry is.
        compiled: Its layout and checks.
        key: Digest of all that decides what it says.
        snapshot: Its last accepted state.
        reuse: Whether that state may stand for a file that did not change.
        base: The base of the data directory.
        folder: Where its good rows may lie meanwhile.
    """
    if reuse and snapshot is not None and snapshot.key == key:
        facts, faults = snapshot.read_facts(), snapshot.faults
        return Candidate(
            definition, compiled, key, folder, "unchanged", facts, snapshot, None, faults
        )
    nothing = known_facts(definition.name, frozenset())
    candidate = Candidate(definition, compiled, key, folder, "refused", nothing, snapshot)
    return _judge(_read(candidate, base), {})


def settle(
    schema: Schema,
    candidates: Sequence[Candidate],
    system: Sequence[Facts],
    base: str,
    report: Report,
) -> tuple[list[Candidate], Mapping[str, Resolution]]:
    """Return the registries with what they take part with, and how they were resolved.

    Shape:
        Repeated while a registry is refused, since that changes what others may refer to.
    """
    settled = list(candidates)
    while True:
        fixed = frozenset(item.name for item in settled if item.state == "fallback")
        facts = [*system, *(item.facts for item in settled)]
        resolutions = resolve(schema, facts, base, fixed)
        judged = [_judge(item, resolutions[item.name].refused) for item in settled]
        if [item.state for item in judged] == [item.state for item in settled]:
            return _reread_changed(settled, resolutions, base, report), resolutions
        settled = judged


def digest_resolution(resolution: Resolution) -> str:
    """Return the digest of what the comparison decides about the triples of a registry."""
    targets = resolution.targets.sort("column", "value").write_csv()
    rows = ",".join(str(row) for row in sorted(resolution.refused))
    return hashlib.sha256(f"{rows}\n{targets}".encode()).hexdigest()


def collect_faults(
    candidates: Sequence[Candidate], resolutions: Mapping[str, Resolution]
) -> list[tuple[str, Fault]]:
    """Return the faults of all registries, by registry and row."""
    found = []
    for candidate in candidates:
        refused = resolutions[candidate.name].refused
        faults = [*candidate.faults]
        for row, later in refused.items():
            faults += [replace(fault, file=candidate.file_of(row)) for fault in later]
        found += [(candidate.name, fault) for fault in sorted(faults, key=_position)]
    return found


def _position(fault: Fault) -> tuple[str, int, str, str]:
    return fault.file, fault.row, fault.column, fault.value


def _read(candidate: Candidate, base: str) -> Candidate:
    try:
        read = read_registry(candidate.definition, candidate.compiled, base, candidate.folder)
    except (SourceError, RefusedError) as error:
        return fall_back(candidate, str(error), (column_fault(error),))
    return replace(
        candidate, state="read", facts=read.facts, read=read, faults=read.faults, reason=""
    )


def _judge(candidate: Candidate, refused: Mapping[int, list[Fault]]) -> Candidate:
    """Return the registry, fallen back on its snapshot if too many rows are refused."""
    if candidate.state not in {"read", "unchanged"}:
        return candidate
    rows, before = candidate.rows
    count, share = before + len(refused), candidate.definition.max_refused_share
    unreadable, files = candidate.unreadable
    if count <= rows * share and unreadable <= files * share:
        return candidate
    if unreadable > files * share:
        reason = f"{unreadable} of {files} files cannot be read, {share:.1%} are allowed"
    else:
        reason = f"{count} of {rows} rows refused ({count / rows:.1%}), {share:.1%} are allowed"
    more = tuple(fault for row in sorted(refused) for fault in refused[row])
    return fall_back(candidate, reason, (*candidate.faults, *more))


def fall_back(candidate: Candidate, reason: str, faults: tuple[Fault, ...]) -> Candidate:
    """Return a refused registry with its snapshot, or with nothing if it has none."""
    if candidate.snapshot is None:
        nothing = set_all_aside(candidate.facts)
        return replace(candidate, state="refused", facts=nothing, faults=faults, reason=reason)
    accepted = candidate.snapshot.read_accepted()
    return replace(candidate, state="fallback", facts=accepted, faults=faults, reason=reason)


def _reread_changed(
    candidates: Sequence[Candidate],
    resolutions: Mapping[str, Resolution],
    base: str,
    report: Report,
) -> list[Candidate]:
    """Read unchanged registries again if the others changed what their triples are."""
    result = []
    for candidate in candidates:
        snapshot = candidate.snapshot
        now = digest_resolution(resolutions[candidate.name])
        if candidate.state == "unchanged" and snapshot and now != snapshot.resolution:
            report(Progress("read", f"{candidate.name}: others changed, read again"))
            result.append(_read(candidate, base))
        else:
            result.append(candidate)
    return result


def accepted_subjects(candidate: Candidate, resolution: Resolution) -> pl.Series:
    """Return the IRIs of the records of a registry that go into the graph."""
    keys = candidate.facts.keys.filter(pl.col("key") == pl.col(SUBJECT))
    if resolution.refused:
        gone = pl.Series(list(resolution.refused), dtype=pl.UInt32).implode()
        keys = keys.filter(~pl.col(ROW).is_in(gone))
    return keys[SUBJECT]
