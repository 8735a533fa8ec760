"""Find what a build would publish now, and change nothing in the data directory.

Step on the line: as a build, up to the dumps; these are written in a folder that goes again.
No lock is taken, so it works beside a build and where nothing may be written.
"""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from loaders.assembly import Assembly, assemble
from loaders.build import choose_definitions, find_published, to_extras
from loaders.emitting.entries import now
from loaders.emitting.previous import read_previous
from loaders.emitting.writing import write_dumps
from loaders.errors import DefinitionError, LoaderError, PromiseError, ShrinkError
from loaders.finish import require_publishable, warn_refused
from loaders.generations.damage import damage_told
from loaders.generations.data_directory import DataDirectory
from loaders.inputs import World, digest_inputs, generation_id, shipped_world
from loaders.progress import Report, silent
from loaders.promising.keeping import choose_promises
from loaders.promising.promises import SCHEMA, to_promises
from loaders.promising.removals import Permissions, read_removals
from loaders.settings import LoaderSettings, require_base
from loaders.shapes.bounds import Bounds
from loaders.shapes.conformance import check_shapes


@dataclass(frozen=True, slots=True)
class Preview:
    """What a build would do now.

    Shape:
        ``published`` is false if it would publish nothing: because the same inputs are
        published, or for the ``problem``. ``folder`` holds the dumps that ``manifest`` names;
        it is None if there are none.

    Args:
        id: The id that the generation would have; empty if none would be published.
        exit_code: What the build would end with.
        refused: The registries that would take part with an older state, and why.
        problem: Why nothing would be published; empty if that is not so.
        kept: What would be promised.
    """

    id: str
    published: bool
    exit_code: int
    refused: Mapping[str, str]
    problem: str = ""
    kept: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SCHEMA))
    folder: Path | None = None
    manifest: Mapping[str, Any] = field(default_factory=dict)


@contextmanager
def previewing(
    settings: LoaderSettings,
    *,
    base: str,
    force: bool = False,
    allow_removals: bool = False,
    allow_changes: bool = False,
    report: Report = silent,
    world: World | None = None,
) -> Iterator[Preview]:
    """Give what a build with the same arguments would do; its dumps go when the block ends.

    Raises:
        LoaderError: A definition, the plan or a setting is wrong, or the data directory has
            another base or is damaged.
    """
    data = DataDirectory(settings.data)
    fixed = data.require_base(require_base(settings.base or data.read_base() or base))
    world = world or shipped_world()
    definitions = choose_definitions(settings)
    removals = read_removals(settings.registries, fixed)
    inputs = digest_inputs(fixed, world, definitions, removals.digest)
    if not force and (found := find_published(data, inputs, report)):
        yield Preview(found.id, published=False, exit_code=found.exit_code, refused=found.refused)
        return
    with tempfile.TemporaryDirectory(prefix="begrip-preview-") as name:
        folder = Path(name)
        work = folder / "work"
        assembly = assemble(
            definitions,
            world,
            inputs,
            data,
            reuse=not force,
            base=fixed,
            folder=work,
            report=report,
        )
        bounds = Bounds(settings.shapes_seconds, settings.shapes_memory)
        assembly = check_shapes(assembly, work, bounds, report)
        may = Permissions(removals, dropping=allow_removals, changing=allow_changes)
        yield _judge(assembly, data, may, inputs.digest, folder, report)


def _judge(
    assembly: Assembly,
    data: DataDirectory,
    permissions: Permissions,
    inputs: str,
    folder: Path,
    report: Report,
) -> Preview:
    """Return what a build would make of the assembled registries."""
    warn_refused(assembly, report)
    refused = {item.name: item.reason for item in assembly.candidates if item.reason}
    try:
        require_publishable(assembly, data, keep=False)
    except LoaderError as error:
        return Preview("", False, error.exit_code, refused, str(error))
    problem, code = "", 4 if refused else 0
    removed: frozenset[str] = frozenset()
    try:
        with damage_told(data):
            removed = choose_promises(assembly, data, permissions, report).removed
    except (PromiseError, ShrinkError, DefinitionError) as error:
        problem, code = str(error), error.exit_code
    previous = read_previous(data)
    entries = write_dumps(assembly, folder, report, previous=previous, take=_point)
    name = "" if problem else generation_id(inputs, *to_extras(assembly, removed))
    schema = {"version": assembly.schema.version, "digest": assembly.schema.digest}
    manifest: dict[str, Any] = {"id": name, "made": now(), "base": assembly.base}
    manifest |= {"schema": schema, "registries": entries}
    kept = to_promises(assembly.base, assembly.subjects())
    return Preview(name, not problem, code, refused, problem, kept, folder, manifest)


def _point(source: Path, target: Path) -> None:
    """Make a file available under a second name without touching its folder entry."""
    target.unlink(missing_ok=True)
    target.symlink_to(source.resolve())
