"""Check registries as a build would, and publish nothing.

Step on the line: assembled as in a build, then summarised instead of written.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from loaders.assembly import Assembly, assemble
from loaders.build import choose_definitions
from loaders.check_page import write_page
from loaders.checking.candidates import collect_faults
from loaders.checking.faults import Fault
from loaders.emitting.entries import now
from loaders.errors import EmptyGraphError, PromiseError, RefusedError, ShrinkError
from loaders.finish import require_publishable, warn_sources
from loaders.generations.damage import damage_told
from loaders.generations.data_directory import DataDirectory
from loaders.inputs import World, digest_inputs, shipped_world
from loaders.progress import Heard, Report, silent
from loaders.promising.keeping import choose_promises
from loaders.promising.removals import Permissions, Removals, read_removals
from loaders.settings import LoaderSettings, require_base
from loaders.shapes.bounds import Bounds
from loaders.shapes.conformance import check_shapes


@dataclass(frozen=True, slots=True)
class Summary:
    """What a check found in one registry.

    Shape:
        ``reason`` is empty if a build would take the registry from its file.
    """

    name: str
    read: int
    accepted: int
    refused: int
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found in all registries.

    Shape:
        ``problem`` says why a build would publish nothing although it could read all: an
        empty graph, or published IRIs that would disappear; empty if there is no such thing.
        ``treated`` says by registry what was repaired, dropped and not mapped.
    """

    summaries: tuple[Summary, ...]
    faults: tuple[tuple[str, Fault], ...]
    problem: str = ""
    treated: tuple[Mapping[str, Any], ...] = ()

    @property
    def exit_code(self) -> int:
        """Return the exit code of the command: 5 if something would be refused."""
        refused = any(summary.reason for summary in self.summaries)
        return RefusedError.exit_code if refused or self.problem else 0


def check_registries(
    settings: LoaderSettings,
    *,
    base: str,
    report: Report = silent,
    world: World | None = None,
    into: Path | None = None,
) -> Checked:
    """Read, check and compare all registries, and publish nothing.

    Args:
        settings: Data directory, registries, base if one was asked for.
        base: The base if the data directory has none and none was asked for.
        report: Who hears how far it is.
        world: Plan and system graphs; those that are shipped if None.
        into: The folder in which the reports and the page are written, None for none.

    Raises:
        LoaderError: A definition, the plan or a setting is wrong, or the data directory has
            another base or is damaged.
    """
    world = world or shipped_world()
    data = DataDirectory(settings.data)
    base = data.require_base(require_base(settings.base or data.read_base() or base))
    definitions = choose_definitions(settings)
    removals = read_removals(settings.registries, base)
    inputs = digest_inputs(base, world, definitions, removals.digest)
    heard = Heard(report)
    with tempfile.TemporaryDirectory(prefix="begrip-check-") as folder:
        assembly = assemble(
            definitions,
            world,
            inputs,
            data,
            reuse=False,
            base=base,
            folder=Path(folder),
            report=heard,
        )
        bounds = Bounds(settings.shapes_seconds, settings.shapes_memory)
        assembly = check_shapes(assembly, Path(folder), bounds, heard)
        faults = collect_faults(assembly.candidates, assembly.resolutions)
        warn_sources(assembly, heard)
        problem = _find_problem(assembly, data, removals)
        treated = _treated(assembly)
        if into is not None:
            assembly = replace(assembly, warnings=heard.warnings)
            write_page(into, assembly, treated, made=now(), problem=problem)
        return Checked(_summarise(assembly), tuple(faults), problem, treated)


def _treated(assembly: Assembly) -> tuple[Mapping[str, Any], ...]:
    return tuple(
        {"name": candidate.name, **candidate.read.tally.to_entry()}
        for candidate in assembly.candidates
        if candidate.read is not None
    )


def _find_problem(assembly: Assembly, data: DataDirectory, removals: Removals) -> str:
    """Return why a build would publish nothing; empty if a registry itself is why."""
    if any(item.state == "refused" for item in assembly.candidates):
        return ""
    try:
        require_publishable(assembly, data, keep=False)
        with damage_told(data):
            choose_promises(assembly, data, Permissions(removals), silent)
    except (EmptyGraphError, PromiseError, ShrinkError) as error:
        return str(error)
    return ""


def _summarise(assembly: Assembly) -> tuple[Summary, ...]:
    summaries = []
    for candidate in assembly.candidates:
        read, before = candidate.rows
        refused = before + len(assembly.resolutions[candidate.name].refused)
        accepted = 0 if candidate.reason else read - refused
        summary = Summary(candidate.name, read, accepted, refused, candidate.reason)
        summaries.append(summary)
    return tuple(summaries)
