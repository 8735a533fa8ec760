"""Check registries as a build would, and publish nothing.

Step on the line: assembled as in a build, then summarised instead of written.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from loaders.assembly import Assembly, assemble
from loaders.build import choose_definitions
from loaders.candidates import collect_faults
from loaders.faults import Fault
from loaders.inputs import World, digest_inputs, shipped_world
from loaders.progress import Report, silent
from loaders.settings import LoaderSettings, require_base


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
    """What a check found in all registries."""

    summaries: tuple[Summary, ...]
    faults: tuple[tuple[str, Fault], ...]

    @property
    def exit_code(self) -> int:
        """Return the exit code of the command: 5 if a registry would be refused."""
        return 5 if any(summary.reason for summary in self.summaries) else 0


def check_registries(
    settings: LoaderSettings,
    *,
    base: str,
    report: Report = silent,
    world: World | None = None,
) -> Checked:
    """Read, check and compare all registries, and publish nothing.

    Raises:
        LoaderError: A definition, the plan or a setting is wrong.
    """
    world = world or shipped_world()
    base = require_base(settings.base or base)
    definitions = choose_definitions(settings)
    inputs = digest_inputs(base, world, definitions)
    with tempfile.TemporaryDirectory(prefix="begrip-check-") as folder:
        assembly = assemble(
            definitions,
            world,
            inputs,
            None,
            reuse=False,
            base=base,
            folder=Path(folder),
            report=report,
        )
        faults = collect_faults(assembly.candidates, assembly.resolutions)
        return Checked(_summarise(assembly), tuple(faults))


def _summarise(assembly: Assembly) -> tuple[Summary, ...]:
    summaries = []
    for candidate in assembly.candidates:
        read, before = candidate.rows
        refused = before + len(assembly.resolutions[candidate.name].refused)
        accepted = 0 if candidate.reason else read - refused
        summary = Summary(candidate.name, read, accepted, refused, candidate.reason)
        summaries.append(summary)
    return tuple(summaries)
