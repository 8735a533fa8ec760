"""Remember what was published and is gone: when, why, what replaces it, what it said last.

Step on the line: written beside the promises of a generation, read by the next build and by
the server. One small database a generation, so that a reader finds one IRI among many without
reading the others. Carried forward for ever: the generation that held a thing may be pruned.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path

TOMBSTONES = "tombstones.sqlite"
_OLD = "removed.txt"
"""Where a generation of version 0.1.0 lists what is gone, without anything else."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is remembered of one thing.

    Shape:
        ``iri`` is relative to the base, or whole if it is another's; ``removed`` an
        xsd:dateTime; ``generation`` the last one that described the thing, empty if none here
        did; ``successor`` an IRI, relative if it is ours, or empty; ``kind`` the name of its
        class; ``quads`` its last description in N-Quads.
    """

    iri: str
    removed: str
    generation: str = ""
    successor: str = ""
    reason_nl: str = ""
    reason_en: str = ""
    kind: str = ""
    quads: str = ""


def is_foreign(iri: str) -> bool:
    """Tell whether an IRI is another's, and so no promise of ours.

    >>> is_foreign("/id/rol/cdo"), is_foreign("https://data.vlaanderen.be/id/organisatie/OVO002949")
    (False, True)
    """
    return not iri.startswith("/")


_COLUMNS = tuple(field.name for field in fields(Tombstone))
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM tombstones"


def write_tombstones(folder: Path, tombstones: Iterable[Tombstone]) -> int:
    """Write the tombstones of a generation and return how many; no file if there are none.

    Shape:
        The same tombstones give the same bytes.

    Raises:
        OSError: The disk refused.
    """
    path = folder / TOMBSTONES
    ordered = sorted(tombstones, key=lambda item: item.iri)
    if not ordered:
        return 0
    declared = ", ".join(f"{name} TEXT NOT NULL" for name in _COLUMNS)
    places = ", ".join("?" * len(_COLUMNS))
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.execute("BEGIN")
            database.execute(
                f"CREATE TABLE tombstones ({declared}, PRIMARY KEY (iri)) WITHOUT ROWID"
            )
            database.executemany(
                f"INSERT INTO tombstones VALUES ({places})",
                map(attrgetter(*_COLUMNS), ordered),
            )
            database.execute("COMMIT")
    except sqlite3.Error as error:
        raise OSError(f"{path}: {error}") from error
    return len(ordered)


def read_removed(folder: Path) -> frozenset[str]:
    """Return what was promised before a generation and is gone from it.

    Raises:
        OSError: The file is damaged.
    """
    path = folder / _OLD
    if path.is_file():
        return frozenset(line for line in path.read_text(encoding="utf-8").split("\n") if line)
    return frozenset(iri for (iri,) in _rows(folder, "SELECT iri FROM tombstones", ()))


def read_tombstones(folder: Path, iris: Iterable[str]) -> Iterator[Tombstone]:
    """Yield what a generation remembers of some IRIs.

    Raises:
        OSError: The file is damaged.
    """
    wanted = set(iris)
    for iri in sorted(wanted & (read_removed(folder) if (folder / _OLD).is_file() else set())):
        yield Tombstone(iri, "")
    for row in _rows(folder, _SELECT, ()):
        if row[0] in wanted:
            yield Tombstone(*row)


def find_tombstone(folder: Path, iri: str) -> Tombstone | None:
    """Return what a generation remembers of one IRI, None if nothing."""
    rows = _rows(folder, f"{_SELECT} WHERE iri = ?", (iri,))
    return next((Tombstone(*row) for row in rows), None)


def _rows(folder: Path, query: str, values: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    path = folder / TOMBSTONES
    if not path.is_file():
        return
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as file:
            yield from file.execute(query, values)
    except sqlite3.Error as error:
        raise OSError(f"{path}: is damaged: {error}") from error
