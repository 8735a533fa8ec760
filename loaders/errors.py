"""Name what can go wrong while loading, and the exit code each has for a script.

Step on the line: none of its own; every module of the package raises these. A bad row is no
error: it is a :class:`loaders.faults.Fault` and goes to the quarantine.
"""

from collections.abc import Mapping
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
        "empty, or a published IRI would disappear.",
        6: "Another build works in this data directory.",
        7: "The data directory belongs to another base.",
        8: "There is no such generation, or none at all.",
        9: "The disk refused: full, read-only or damaged; what was served is still served.",
        10: "The address to serve on cannot be used: it is taken, or not this machine's.",
        130: "Interrupted; what was served is still served.",
    }
)
"""Every exit code of the commands; the table of docs/loading.md is this one."""


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
    """The build would drop IRIs that were published."""

    exit_code = 5

    def __init__(self, dropped: tuple[str, ...]) -> None:
        self.dropped = dropped
        shown = "\n".join(f"  {iri}" for iri in dropped[:20])
        more = f"\n  … and {len(dropped) - 20} more" if len(dropped) > 20 else ""
        super().__init__(
            f"{len(dropped)} published IRIs would disappear:\n{shown}{more}\n"
            "Put their rows back, or build with --allow-removals if they must go."
        )


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
