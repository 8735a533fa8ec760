"""Name what can go wrong while loading, and the exit code each has for a script.

Step on the line: none of its own; every module of the package raises these. A bad row is no
error: it is a :class:`loaders.checking.faults.Fault` and goes to the quarantine.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import ClassVar

EXIT_CODES: Mapping[int, str] = MappingProxyType(
    {
        0: "Done, or nothing to do: the same inputs are already published.",
        1: "Unexpected: a fault of the program; the traceback says where.",
        2: "The command was used wrongly: unknown option or argument.",
        3: "A registry definition or the schema is wrong; nothing was read or published.",
        4: "Published, but a registry was refused and its last accepted snapshot was used.",
        5: "Nothing published: a registry without snapshot was refused, the graph would be "
        "empty, a published IRI would disappear or change, or much would go at once.",
        6: "Another build works in this data directory.",
        7: "The data directory belongs to another base.",
        8: "There is no such generation, or none at all.",
        9: "The disk refused: full, read-only or damaged; what was served is still served.",
        10: "The address to serve on cannot be used: it is taken, or not this machine's.",
        11: "The two generations differ; only with diff --exit-code.",
        12: "The data directory is of a newer Begrip; use that version.",
        13: "No backup or restore: the backup is damaged or cut short, or its place is unfit.",
        14: "Promised IRIs break a rule; only check iris.",
        15: "No release: the reasons are said, nothing was written; only schema release.",
        16: "The schema changed more than --fail-on allows; only schema diff.",
        17: "The data break the profile, cannot be read, or hold nothing that it speaks of; "
        "only validate.",
        130: "Interrupted; what was served is still served.",
    }
)
"""Every exit code of the commands; the table of docs/loading.md is this one."""

_SHOWN = 20
"""IRIs that a message lists."""


class LoaderError(Exception):
    """Stop with a message that says what, where and what would be right."""

    exit_code: ClassVar[int] = 1


class DefinitionError(LoaderError):
    """A registry definition does not say what it must."""

    exit_code = 3


class PlanError(LoaderError):
    """The compiled plan asks for something that loaders cannot check or emit."""

    exit_code = 3


class SourceError(LoaderError):
    """A source file cannot be read as its definition says; its registry is refused."""

    exit_code = 5


class RefusedError(LoaderError):
    """A registry was refused and there is no accepted snapshot to fall back on."""

    exit_code = 5


class EmptyGraphError(LoaderError):
    """The build would publish a graph without a single record."""

    exit_code = 5


class PromiseError(LoaderError):
    """The build would drop IRIs that were published, or make other things of them.

    Args:
        dropped: What would disappear, relative to the base.
        changed: What would become another kind of thing: the old kind and the new one.
        twins: For what would disappear, what is new under the same name.
    """

    exit_code = 5

    def __init__(
        self,
        dropped: tuple[str, ...],
        changed: Mapping[str, tuple[str, str]] = MappingProxyType({}),
        twins: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.dropped, self.changed, self.twins = dropped, changed, twins
        super().__init__("\n".join([*self._say_dropped(), *self._say_changed()]))

    def _say_dropped(self) -> Iterator[str]:
        if not self.dropped:
            return
        yield f"{len(self.dropped)} published IRIs would disappear:"
        for iri in self.dropped[:_SHOWN]:
            twin = self.twins.get(iri)
            yield f"  {iri}" + (f"  ({twin} is new and has the same name)" if twin else "")
        yield from _rest(len(self.dropped))
        yield (
            "Put their rows back; or name them in removals.csv beside the definitions, with a "
            "reason and perhaps a successor; or build with --allow-removals."
        )

    def _say_changed(self) -> Iterator[str]:
        if not self.changed:
            return
        yield f"{len(self.changed)} published IRIs would become another kind of thing:"
        for iri, (before, now) in list(self.changed.items())[:_SHOWN]:
            yield f"  {iri}: was {before}, would be {now}"
        yield from _rest(len(self.changed))
        yield "Give the new things an IRI of their own; or build with --allow-changes."


class ShrinkError(LoaderError):
    """The build would lose much of a registry at once."""

    exit_code = 5

    def __init__(self, found: tuple[str, ...]) -> None:
        self.found = found
        listed = "\n".join(f"  {text}" for text in found)
        super().__init__(
            f"much would go at once; was a source cut short?\n{listed}\n"
            "Mend the source; or raise max_removed_share of the registry; or build with "
            "--allow-removals."
        )


def _rest(count: int) -> Iterator[str]:
    if count > _SHOWN:
        yield f"  … and {count - _SHOWN} more"


class BackupError(LoaderError):
    """A backup cannot be restored, or not there."""

    exit_code = 13


class RuleError(LoaderError):
    """Promised IRIs break a rule of the URI standard."""

    exit_code = 14


class LayoutError(LoaderError):
    """The data directory is laid out as a newer Begrip does it."""

    exit_code = 12


class LockedError(LoaderError):
    """Another build holds the data directory."""

    exit_code = 6


class BaseError(LoaderError):
    """A base is malformed, or is not the one of the data directory."""

    exit_code = 7


class GenerationError(LoaderError):
    """There is no such generation."""

    exit_code = 8


class DiskError(LoaderError):
    """The file system refused to write."""

    exit_code = 9
