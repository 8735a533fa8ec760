"""Decide what a new generation promises, and what may go.

Step on the line: an assembled graph and what was published before → promises and tombstones,
or a stop that names every IRI that would be lost.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from loaders.assembly import Assembly
from loaders.emitting.entries import now
from loaders.errors import DefinitionError, DiskError, GenerationError, PromiseError
from loaders.generations.data_directory import DataDirectory
from loaders.progress import Report
from loaders.promising.promises import (
    Before,
    changed_kinds,
    join_promises,
    named,
    to_foreign,
    to_promises,
)
from loaders.promising.remembering import bounded, bury, remembered
from loaders.promising.removals import REMOVALS, Permissions, Removal, Removals
from loaders.promising.shrinking import require_shares
from loaders.promising.similar import propose
from loaders.promising.tombstones import TOMBSTONES, Tombstone, find_tombstone, read_removed


@dataclass(frozen=True, slots=True)
class Promised:
    """What a generation promises, and what it remembers of what is gone.

    Shape:
        ``foreign`` are the IRIs of others that it describes, which are no promise; ``known``
        are the generations whose promises it took over; ``stays`` are the IRIs that those
        promised too. ``removed`` are the IRIs that are gone; ``tombstones`` say what of them,
        unless ``same`` is a file that says just that.
    """

    kept: pl.DataFrame
    foreign: pl.DataFrame
    tombstones: tuple[Tombstone, ...]
    known: tuple[str, ...]
    stays: pl.Series
    removed: frozenset[str]
    same: Path | None = None


def choose_promises(
    assembly: Assembly, data: DataDirectory, permissions: Permissions, report: Report
) -> Promised:
    """Return what the new generation promises.

    Shape:
        Everything that any generation promised, whichever is served now: a rollback forgets
        nothing. What went with permission is carried forward for ever, and so is what went
        under an IRI of others, for which none is needed.

    Raises:
        PromiseError: An IRI that was published would disappear, or become another kind of
            thing, or too much of a registry would go at once.
        DefinitionError: ``removals.csv`` names what is still described, or a successor that
            is not there.
    """
    subjects = assembly.subjects()
    kept, foreign = to_promises(assembly.base, subjects), to_foreign(assembly.base, subjects)
    described = pl.concat([kept, foreign])
    before = read_before(data)
    _require_removals(permissions.removals, described, before)
    gone = before.kept.join(kept, on="iri", how="anti")
    lost = _undeclared(gone, permissions.removals)
    changed = {} if permissions.changing else _changed(before, kept)
    if changed or (lost and not permissions.dropping):
        dropped = () if permissions.dropping else lost
        raise PromiseError(dropped, changed, propose(dropped, before, kept, assembly))
    if not permissions.dropping:
        require_shares(assembly, data, permissions.removals)
    gone = pl.concat([gone, before.foreign.join(foreign, on="iri", how="anti")])
    stays = kept.join(before.kept, on="iri", how="semi")["iri"]
    known, removals = tuple(served_ids(data)), permissions.removals
    if gone.is_empty() and (same := _unchanged(before, described, removals)):
        return Promised(kept, foreign, (), known, stays, frozenset(before.removed), same)
    stones = bounded(tuple(_bury(assembly, before, gone, described, removals, report)))
    return Promised(kept, foreign, stones, known, stays, frozenset(item.iri for item in stones))


def read_before(data: DataDirectory) -> Before:
    """Return what all that was ever published held.

    Raises:
        OSError: A file is absent or damaged.
    """
    folders = [data.generation(name) for name in unheard(data, served_ids(data))]
    there = (data.withdrawn / TOMBSTONES).is_file()
    return join_promises(folders, data.withdrawn if there else None)


def served_ids(data: DataDirectory) -> list[str]:
    """Return the generations that were ever served and are there, the last served one last.

    Shape:
        Each once, where it was served last. If the beginning of the log is gone, all that
        are there: a log begins with the publication of a first generation.
    """
    there, events = (*data.damaged_ids(), *data.ids()), data.events()
    whole = bool(events) and events[0].event == "publish"
    logged = [] if whole else list(there)
    logged += [event.id for event in events if event.id in there]
    served = data.current_id()
    order = [*logged, served] if served else logged
    return list(reversed(dict.fromkeys(reversed(order))))


def unheard(data: DataDirectory, served: Sequence[str]) -> list[str]:
    """Return the generations whose promises no later one has taken over.

    Args:
        data: The data directory.
        served: Ids in the order in which they were served.
    """
    heard = set[str]()
    found = []
    for name in reversed(served):
        if name not in heard:
            found.append(name)
        heard |= known_ids(data, name)
    return found[::-1]


def known_ids(data: DataDirectory, generation_id: str) -> set[str]:
    """Return the generations whose promises one has taken over; none if it is damaged."""
    try:
        return set(data.read_manifest(generation_id).get("knows", ()))
    except (DiskError, GenerationError):
        return set()


def _undeclared(gone: pl.DataFrame, removals: Removals) -> tuple[str, ...]:
    return tuple(sorted(iri for iri in gone["iri"] if iri not in removals.by_iri))


def _changed(before: Before, kept: pl.DataFrame) -> dict[str, tuple[str, str]]:
    """Return the IRIs that would become another kind of thing, those that come back included."""
    changed = changed_kinds(before.kept, kept)
    for item in remembered(before, named(before.removed, kept)):
        row = pl.DataFrame({"iri": [item.iri], "kind": [item.kind]})
        changed |= changed_kinds(row, kept)
    return changed


def _require_removals(removals: Removals, described: pl.DataFrame, before: Before) -> None:
    if not removals.by_iri:
        return
    there = frozenset(described["iri"])
    for removal in removals.by_iri.values():
        if removal.iri in there:
            raise DefinitionError(
                f"{REMOVALS}:{removal.line}: {removal.iri} is still described by a registry; "
                "take its row out of that registry, or this line out of this file"
            )
        known = there | removals.by_iri.keys() | before.removed.keys()
        if removal.successor.startswith("/") and removal.successor not in known:
            raise DefinitionError(
                f"{REMOVALS}:{removal.line}: successor {removal.successor} of {removal.iri} "
                "is not there; name something that a registry describes, or nothing"
            )


def _unchanged(before: Before, described: pl.DataFrame, removals: Removals) -> Path | None:
    """Return the file that remembers all that is to be remembered, None if there is none such."""
    places = set(before.removed.values())
    if len(places) != 1 or named(before.removed, described):
        return None
    folder = before.folders[places.pop()]
    known = {iri: find_tombstone(folder, iri) for iri in removals.by_iri}
    mended = any(
        item is None or _explain(item, removals.by_iri[item.iri]) != item for item in known.values()
    )
    path = folder / TOMBSTONES
    if mended or not path.is_file() or len(read_removed(folder)) != len(before.removed):
        return None
    return path


def _bury(
    assembly: Assembly,
    before: Before,
    gone: pl.DataFrame,
    described: pl.DataFrame,
    removals: Removals,
    report: Report,
) -> Iterator[Tombstone]:
    """Yield the tombstones of the new generation: those that stay, then those that are new."""
    stay = before.removed.keys() - frozenset(named(before.removed, described))
    for item in remembered(before, stay):
        yield _explain(item, removals.by_iri.get(item.iri))
    moment = now()
    fresh = bury(before, gone, assembly.base, lambda _: moment, report)
    yield from (_explain(item, removals.by_iri.get(item.iri)) for item in fresh)
    for iri in sorted(removals.by_iri.keys() - stay - frozenset(gone["iri"])):
        yield _explain(Tombstone(iri, moment), removals.by_iri[iri])


def _explain(tombstone: Tombstone, removal: Removal | None) -> Tombstone:
    """Return a tombstone with what ``removals.csv`` says of it now."""
    if removal is None:
        return tombstone
    return replace(
        tombstone,
        successor=removal.successor,
        reason_nl=removal.reason_nl,
        reason_en=removal.reason_en,
    )
