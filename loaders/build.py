"""Build a generation and publish it, or find that it is published already.

Step on the line: all of it, from definitions to the swapped pointer. What is served stays
whole whatever happens: everything is written aside and becomes visible by one rename.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loaders.errors import DefinitionError, SourceError
from loaders.generations.damage import damage_told, drop_damaged, is_damaged, tell_damaged
from loaders.generations.data_directory import DataDirectory
from loaders.generations.durability import sync, sync_all
from loaders.generations.publication import BUILDING, clean, locked, publish
from loaders.generations.removal import set_aside
from loaders.generations.retention import keep_room
from loaders.generations.room import disk_errors, require_room
from loaders.inputs import Inputs, World, digest_inputs, generation_id, shipped_world
from loaders.mending import follow, mend
from loaders.progress import Heard, Progress, Report, silent
from loaders.promising.removals import Permissions, read_removals
from loaders.reading.definitions import Definition, read_definitions
from loaders.settings import LoaderSettings, require_base
from loaders.shapes.bounds import Bounds

if TYPE_CHECKING:
    from loaders.assembly import Assembly
    from loaders.promising.keeping import Promised


@dataclass(frozen=True, slots=True)
class Built:
    """What a build led to.

    Shape:
        ``published`` is false if the same inputs were published already; ``refused`` maps the
        registries that take part with an older snapshot to the reason.
    """

    id: str
    published: bool
    refused: Mapping[str, str]

    @property
    def exit_code(self) -> int:
        """Return the exit code of the command: see ``EXIT_CODES``."""
        return 4 if self.refused else 0


def ensure_built(
    settings: LoaderSettings,
    *,
    base: str,
    force: bool = False,
    allow_removals: bool = False,
    allow_changes: bool = False,
    report: Report = silent,
    world: World | None = None,
) -> Built:
    """Publish a generation of the registries as they are now; cheap if that is done already.

    Args:
        settings: Data directory, registries, base if one was asked for.
        base: The base to record if this is the first build and none was asked for.
        force: Build although nothing changed, and after a rollback.
        allow_removals: Publish although published IRIs disappear, or much of a registry.
        allow_changes: Publish although published IRIs become another kind of thing.
        report: Who hears how far it is.
        world: Plan and system graphs; those that are shipped if None.

    Raises:
        LoaderError: Nothing was published; each child has its own exit code.
    """
    data = DataDirectory(settings.data)
    fixed = data.require_base(require_base(settings.base or data.read_base() or base))
    world = world or shipped_world()
    definitions = choose_definitions(settings)
    removals = read_removals(settings.registries, fixed)
    inputs = digest_inputs(fixed, world, definitions, removals.digest)
    if not force and (found := find_published(data, inputs, report)):
        mend(data, report)
        return found
    with locked(data), disk_errors(data):
        clean(data)
        tell_damaged(data, report)
        if not force and (found := find_published(data, inputs, report)):
            return found
        may = Permissions(removals, dropping=allow_removals, changing=allow_changes)
        bounds = Bounds(settings.shapes_seconds, settings.shapes_memory)
        task = _Task(data, fixed, world, definitions, inputs, may, force, bounds, Heard(report))
        built = _build(task)
        follow(data, report)
        keep_room(data, settings, report)
        return built


@dataclass(frozen=True, slots=True)
class _Task:
    """One build: what it works on and what it may."""

    data: DataDirectory
    base: str
    world: World
    definitions: tuple[Definition, ...]
    inputs: Inputs
    permissions: Permissions
    force: bool
    bounds: Bounds
    report: Heard


def choose_definitions(settings: LoaderSettings) -> tuple[Definition, ...]:
    """Return the definitions that take part: examples only if they are wanted.

    Raises:
        DefinitionError: A definition is wrong, or none is left.
    """
    found = read_definitions(settings.registries)
    chosen = tuple(item for item in found if settings.examples or not item.example)
    if not chosen:
        raise DefinitionError(f"{settings.registries}: all registries are examples, switched off")
    return chosen


def find_published(data: DataDirectory, inputs: Inputs, report: Report) -> Built | None:
    """Return what is served if it has these inputs, or if a rollback left them on purpose."""
    served = data.current_id()
    if served is None or is_damaged(data, served):
        return None
    manifest = data.read_manifest(served)
    if manifest["inputs"] == inputs.digest:
        return Built(served, published=False, refused=_refused(manifest))
    events = data.events()
    if events and events[-1].is_rollback and events[-1].before in data.ids():
        left = data.read_manifest(str(events[-1].before))
        if left.get("inputs") == inputs.digest:
            text = f"{served} is served since a rollback; --force publishes these inputs again"
            report(Progress("warning", text))
            return Built(served, published=False, refused=_refused(manifest))
    return None


def _refused(manifest: Mapping[str, Any]) -> dict[str, str]:
    return {
        entry["name"]: entry["reason"] for entry in manifest["registries"] if entry["from_snapshot"]
    }


def _build(task: _Task) -> Built:
    from loaders.assembly import assemble
    from loaders.finish import require_publishable, warn_refused, warn_sources
    from loaders.promising.keeping import choose_promises
    from loaders.shapes.conformance import check_shapes

    folder = task.data.generations / f"{BUILDING}{os.getpid()}"
    folder.mkdir()
    try:
        if task.force:  # a store that is loaded anew shares no file with the one before
            require_room(task.data)
        drop_damaged(task.data, task.definitions, task.report)
        assembly = assemble(
            task.definitions,
            task.world,
            task.inputs,
            task.data,
            reuse=not task.force,
            base=task.base,
            folder=folder / "work",
            report=task.report,
        )
        assembly = check_shapes(assembly, folder / "work", task.bounds, task.report)
        _require_unchanged(task)
        warn_refused(assembly, task.report)
        warn_sources(assembly, task.report)
        require_publishable(assembly, task.data)
        with damage_told(task.data):
            promised = choose_promises(assembly, task.data, task.permissions, task.report)
        assembly = replace(assembly, warnings=task.report.warnings)
        return _write_and_publish(task, assembly, promised, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _require_unchanged(task: _Task) -> None:
    """Stop if what was read is not what the id was made of.

    Raises:
        SourceError: A file of a registry, or the program, changed meanwhile.
    """
    removals = task.permissions.removals.digest
    again = digest_inputs(task.base, task.world, task.definitions, removals)
    changed = [name for name, key in again.keys.items() if key != task.inputs.keys[name]]
    if changed:
        raise SourceError(f"{', '.join(changed)}: changed while it was read; build again")


def _write_and_publish(
    task: _Task, assembly: "Assembly", promised: "Promised", folder: Path
) -> Built:
    from loaders.emitting.graphs import write_graphs
    from loaders.emitting.previous import read_previous
    from loaders.finish import save_snapshots, write_rest
    from loaders.generations.checksums import write_checksums

    refused = {item.name: item.reason for item in assembly.candidates if item.reason}
    name = _choose_id(task, assembly, promised.removed)
    target = task.data.generation(name)
    if name not in task.data.ids() or is_damaged(task.data, name):
        previous, update = read_previous(task.data), not task.force
        written = write_graphs(assembly, folder, name, task.report, previous, update=update)
        write_rest(folder, name, task.inputs.digest, assembly, promised, written, previous)
        shutil.rmtree(folder / "work", ignore_errors=True)
        write_checksums(folder)
        task.report(Progress("publish", f"publishing {name}"))
        sync_all(folder)
        aside = set_aside(target) if target.exists() else None
        folder.rename(target)
        sync(task.data.generations)
        if aside:
            shutil.rmtree(aside, ignore_errors=True)
    task.data.record_base(task.base)
    save_snapshots(assembly, task.data, task.data.read_manifest(name), task.report)
    if problem := publish(task.data, name):
        task.report(Progress("warning", problem))
    return Built(name, published=True, refused=refused)


def to_extras(assembly: "Assembly", removed: Iterable[str]) -> list[str]:
    """Return what decides the id of a generation beside its inputs."""
    extras = [
        f"{item.name} {item.snapshot.key} {item.snapshot.stamp}"
        for item in assembly.candidates
        if item.state == "fallback" and item.snapshot
    ]
    return extras + [f"without {iri}" for iri in sorted(removed)]


def _choose_id(task: _Task, assembly: "Assembly", removed: Iterable[str]) -> str:
    """Return the id: of the inputs, and of what else decided if that is not all of it."""
    extras = to_extras(assembly, removed)
    name = generation_id(task.inputs.digest, *extras)
    again = 1
    while task.force and task.data.generation(name).exists():
        name = generation_id(task.inputs.digest, *extras, f"again {again}")
        again += 1
    return name
