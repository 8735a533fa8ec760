"""Know the generation that a build starts from: what it said, and which files still hold.

Step on the line: between the served generation and the writing of the next. A file that would
be the same is linked, not written twice.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.differing.differences import Difference, compare_dumps
from loaders.emitting.entries import Entry
from loaders.generations.damage import is_damaged
from loaders.generations.data_directory import DataDirectory
from loaders.generations.snapshots import link_or_copy

Take = Callable[[Path, Path], None]
"""What makes a file available under a second name."""

_MADE_ANEW = frozenset({"loaded", "quads", "shapes"})
"""What an entry says of its making and not of its graph."""


class DumpDamageError(Exception):
    """A dump is not what its manifest says."""


@dataclass(frozen=True, slots=True)
class Dumps:
    """The dumps of one state of the graph, and what its manifest says of each."""

    folder: Path
    entries: Mapping[str, Entry]

    def path(self, name: str) -> Path | None:
        """Return the dump of a graph, None if there is no such graph."""
        return self.folder / self.entries[name]["dump"]["path"] if name in self.entries else None

    def checksum(self, name: str) -> str | None:
        """Return the checksum of the dump of a graph, None if there is no such graph."""
        return self.entries[name]["dump"]["sha256"] if name in self.entries else None

    def quads(self, name: str) -> int:
        """Return how many quads a graph has, 0 if there is no such graph."""
        return int(self.entries[name]["quads"]) if name in self.entries else 0


@dataclass(frozen=True, slots=True)
class Previous:
    """The generation that was served when the build began."""

    id: str
    manifest: Mapping[str, Any]
    dumps: Dumps

    @property
    def store(self) -> Path:
        """Return the folder of its store."""
        return self.dumps.folder / "store"

    def share(self, entry: Entry, folder: Path, take: Take = link_or_copy) -> None:
        """Link the dump of an entry if it is the one of this generation; keep when it was made.

        Shape:
            The moment stays for a graph of the program itself, of which nothing changed.
        """
        before = self.dumps.entries.get(entry["name"])
        if before is None or not is_whole(self.dumps, entry["name"]):
            return
        if before["dump"] == entry["dump"]:
            take(self.dumps.folder / before["dump"]["path"], folder / entry["dump"]["path"])
        if entry["publisher"] is None and _facts(entry) == _facts(before):
            entry["loaded"] = before["loaded"]


def read_previous(data: DataDirectory) -> Previous | None:
    """Return the generation that is served, None if there is none or its manifest is damaged."""
    served = data.current_id()
    if served is None or is_damaged(data, served):
        return None
    manifest = data.read_manifest(served)
    return Previous(served, manifest, to_dumps(data.generation(served), manifest))


def to_dumps(folder: Path, manifest: Mapping[str, Any]) -> Dumps:
    """Return the dumps of a generation."""
    return Dumps(folder, {entry["name"]: entry for entry in manifest["registries"]})


def is_whole(dumps: Dumps, name: str) -> bool:
    """Tell whether the dump of a graph is what was written; true if there is no such graph."""
    path = dumps.path(name)
    try:
        if path is None:
            return True
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == dumps.checksum(name)
    except OSError:
        return False


def changed_graphs(old: Dumps, new: Dumps) -> Sequence[str]:
    """Return the names of the graphs that differ, those that are gone last."""
    names = [*new.entries, *(name for name in old.entries if name not in new.entries)]
    return [name for name in names if old.checksum(name) != new.checksum(name)]


def compare(old: Dumps, new: Dumps, folder: Path) -> Iterator[tuple[str, Difference]]:
    """Yield what differs, graph by graph; nothing for graphs of which no line differs.

    Args:
        old: The state before.
        new: The state now.
        folder: Where pieces may lie.

    Raises:
        DumpDamageError: A dump of the state before is not what was written.
        OSError: The disk refused.
    """
    for name in changed_graphs(old, new):
        if not is_whole(old, name):
            raise DumpDamageError(f"{old.path(name)} is not what was written")
        lines = max(old.quads(name), new.quads(name))
        entry = new.entries.get(name) or old.entries[name]
        paths = old.path(name), new.path(name)
        difference = compare_dumps(entry["graph"], *paths, lines, folder / name)
        if difference.subjects.height:
            yield name, difference


def _facts(entry: Entry) -> Entry:
    return {key: value for key, value in entry.items() if key not in _MADE_ANEW}
