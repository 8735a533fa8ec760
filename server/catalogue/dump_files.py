"""Know the dumps of a generation: their names, sizes and checksums, and all of them as one.

Step on the line: between the files that the build wrote and whoever downloads them. Which there
are, the manifest says, so that no address can name another file.

Source:
    RFC 1952, section 2.2: a file of several members is the concatenation of what they hold.
"""

import hashlib
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from server.generations import GenerationError, read_generation

WHOLE = "_alles"
"""The name of the dump of all graphs; no registry can have a name with an underscore."""

_PIECE = 1024 * 1024
_GENERATION = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Dump:
    """One dump: N-Quads packed by gzip, in one file or several one after the other.

    Shape:
        ``title`` by language, ``graph`` empty for the dump of all graphs.
    """

    name: str
    title: Mapping[str, str]
    graph: str
    paths: tuple[Path, ...]
    size: int
    sha256: str
    quads: int
    modified: str


class JoinedFiles(io.RawIOBase):
    """Several files as one that can be read from any place.

    Args:
        paths: The files, in their order.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = list(paths)
        self._sizes = [path.stat().st_size for path in paths]
        self._place = 0

    def seekable(self) -> bool:
        """Return that any place can be gone to."""
        return True

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def tell(self) -> int:
        """Return the place of the next byte."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: sum(self._sizes)}[whence]
        self._place = max(0, start + offset)
        return self._place

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes: no more than are left of one file, none at the end."""
        wanted = _PIECE if size < 0 else size
        before = 0
        for path, length in zip(self._paths, self._sizes, strict=True):
            if self._place < before + length:
                with path.open("rb") as file:
                    file.seek(self._place - before)
                    piece = file.read(min(wanted, before + length - self._place))
                self._place += len(piece)
                return piece
            before += length
        return b""


def list_dumps(folder: Path, manifest: Mapping[str, Any]) -> tuple[Dump, ...]:
    """Return the dumps of a generation: that of all graphs, then one for each graph.

    Args:
        folder: The folder of the generation.
        manifest: What the build said of it.
    """
    single = [
        Dump(
            entry["name"],
            entry.get("title", {}),
            entry["graph"],
            (folder / entry["dump"]["path"],),
            int(entry["dump"]["bytes"]),
            entry["dump"]["sha256"],
            int(entry.get("quads", 0)),
            entry.get("loaded", ""),
        )
        for entry in manifest.get("registries", ())
        if "sha256" in entry["dump"]
    ]
    paths = tuple(path for dump in single for path in dump.paths)
    size, quads = sum(dump.size for dump in single), sum(dump.quads for dump in single)
    modified = max((dump.modified for dump in single), default="")
    whole = Dump(WHOLE, {}, "", paths, size, digest_files(paths), quads, modified)
    return (whole, *single)


def find_dump(data: Path, generation: str, name: str) -> Dump | None:
    """Return a dump of a generation that is there, None if there is none such."""
    if not _GENERATION.fullmatch(generation):
        return None
    try:
        found = read_generation(data, generation)
    except GenerationError:
        return None
    dumps = list_dumps(found.path, found.manifest)
    return next((dump for dump in dumps if dump.name == name), None)


@lru_cache(maxsize=16)
def digest_files(paths: tuple[Path, ...]) -> str:
    """Return the SHA-256 of files one after the other; kept, for they never change."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
    return digest.hexdigest()
