"""Keep the promise that a published IRI stays.

Step on the line: between a finished graph and its publication. Promised is every IRI under
the base that the graph describes, but for nodes that have no name of their own.
"""

import gzip
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PROMISES = "promises.txt.gz"
REMOVED = "removed.txt"
_GENID = "/.well-known/genid/"


@dataclass(frozen=True, slots=True)
class Promised:
    """What a generation promises, and what was promised before it and is gone."""

    kept: frozenset[str]
    removed: frozenset[str]


def to_promises(base: str, subjects: Iterable[str]) -> frozenset[str]:
    """Return the promised IRIs among subjects, relative to the base.

    >>> sorted(to_promises("https://a.example", ["https://a.example/id/rol/cdo", "urn:x"]))
    ['/id/rol/cdo']
    """
    prefix, length = f"{base}/", len(base)
    hidden = f"{base}{_GENID}"
    return frozenset(
        iri[length:] for iri in subjects if iri.startswith(prefix) and not iri.startswith(hidden)
    )


def write_promises(folder: Path, promised: Promised) -> None:
    """Write what a generation promises, and what was promised before and is gone."""
    text = "".join(f"{iri}\n" for iri in sorted(promised.kept))
    (folder / PROMISES).write_bytes(gzip.compress(text.encode(), compresslevel=6, mtime=0))
    if promised.removed:
        lines = "".join(f"{iri}\n" for iri in sorted(promised.removed))
        (folder / REMOVED).write_bytes(lines.encode())


def read_promises(folder: Path) -> frozenset[str]:
    """Return what a generation promises.

    Raises:
        OSError: The file is absent or damaged.
    """
    path = folder / PROMISES
    try:
        return _lines(gzip.decompress(path.read_bytes()).decode())
    except (EOFError, UnicodeError, zlib.error) as error:
        raise OSError(f"{path}: is damaged: {error}") from error


def read_removed(folder: Path) -> frozenset[str]:
    """Return what was promised by an earlier generation and is gone from this one."""
    path = folder / REMOVED
    if not path.is_file():
        return frozenset()
    return _lines(path.read_bytes().decode())


def join_promises(folders: Iterable[Path]) -> Promised:
    """Return what generations promise together.

    Shape:
        ``kept`` must stay; ``removed`` was promised once and went with permission. What the
        last generation that names an IRI says of it holds: going back to a generation takes
        no promise away, and makes again those that it holds.

    Args:
        folders: The generations in the order in which they were served.

    Raises:
        OSError: A file is absent or damaged.
    """
    kept: set[str] = set()
    removed: set[str] = set()
    for folder in folders:
        stays, gone = read_promises(folder), read_removed(folder)
        kept = (kept - gone) | stays
        removed = (removed | gone) - stays
    return Promised(frozenset(kept), frozenset(removed))


def _lines(text: str) -> frozenset[str]:
    """Return the lines; an IRI may hold what is an end of line elsewhere, such as U+2028."""
    return frozenset(line for line in text.split("\n") if line)
