"""Read which published things are taken away on purpose, why, and what replaces them.

Step on the line: beside the definitions; ``removals.csv`` in their folder. A row is the only
way to withdraw an IRI without a switch on the command line: it is written down, with its reason.
"""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from loaders.checking.iri_syntax import is_iri
from loaders.errors import DefinitionError
from loaders.reading.lined_yaml import nearest
from ontology.namespaces import rebase

REMOVALS = "removals.csv"
COLUMNS = ("iri", "successor", "reason_nl", "reason_en")


@dataclass(frozen=True, slots=True)
class Removal:
    """One thing that is taken away.

    Shape:
        ``iri`` and ``successor`` are relative to the base if they are ours, else whole;
        ``successor`` may be empty; ``line`` is where it stands.
    """

    iri: str
    successor: str
    reason_nl: str
    reason_en: str
    line: int


@dataclass(frozen=True, slots=True)
class Removals:
    """All things that are taken away on purpose, by IRI, and the digest of the file."""

    by_iri: Mapping[str, Removal] = field(default_factory=lambda: MappingProxyType({}))
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Permissions:
    """What a build may do to what was published.

    Args:
        removals: What is taken away on purpose, each with its reason.
        dropping: Whether other IRIs may disappear, and much of a registry at once.
        changing: Whether an IRI may become another kind of thing.
    """

    removals: Removals = Removals()
    dropping: bool = False
    changing: bool = False


def read_removals(directory: Path, base: str) -> Removals:
    """Return what ``removals.csv`` in a folder of definitions says; nothing if there is none.

    Raises:
        DefinitionError: The file is no such table; the message names the line.
    """
    path = directory / REMOVALS
    if not path.is_file():
        return Removals()
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DefinitionError(
            f"{path}: is not UTF-8: byte {error.start}; save it as UTF-8"
        ) from error
    found: dict[str, Removal] = {}
    for removal in _read_rows(text, base):
        if removal.iri in found:
            first = found[removal.iri].line
            raise _error(removal.line, f"{removal.iri} is there twice; it is also on line {first}")
        found[removal.iri] = removal
    return Removals(MappingProxyType(found), hashlib.sha256(data).hexdigest())


def _read_rows(text: str, base: str) -> Iterator[Removal]:
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        _require_header(rows.fieldnames or [])
        for row in rows:
            if None in row or None in row.values():
                raise _error(rows.line_num, f"expected {len(COLUMNS)} cells: {', '.join(COLUMNS)}")
            cells = {name: value.strip() for name, value in row.items()}
            yield _to_removal(cells, base, rows.line_num)
    except csv.Error as error:
        raise _error(rows.line_num, f"this is no CSV: {error}") from error


def _require_header(names: Sequence[str]) -> None:
    for name in names:
        if name not in COLUMNS:
            raise _error(1, f"unknown column {name!r}{nearest(name, COLUMNS)}")
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise _error(1, f"missing column {missing[0]!r}; the columns are {', '.join(COLUMNS)}")


def _to_removal(cells: Mapping[str, str], base: str, line: int) -> Removal:
    iri = _relative(cells["iri"], base)
    if not iri.startswith("/") and not is_iri(iri):
        raise _error(line, f"{cells['iri']!r} is no IRI; expected one, or a path under {base}")
    successor = _relative(cells["successor"], base)
    if successor and not successor.startswith("/") and not is_iri(successor):
        raise _error(
            line, f"successor {cells['successor']!r} is no IRI; give one, or leave it empty"
        )
    if successor == iri:
        raise _error(line, f"{iri} cannot be its own successor; name another, or leave it empty")
    if not cells["reason_nl"] and not cells["reason_en"]:
        raise _error(line, f"{iri}: say why it goes, in reason_nl or reason_en")
    return Removal(iri, successor, cells["reason_nl"], cells["reason_en"], line)


def _relative(text: str, base: str) -> str:
    """Return an IRI of ours as a path under the base, any other text as it is.

    >>> _relative("https://begrip.example/id/rol/cdo", "https://data.example.org/x")
    '/id/rol/cdo'
    """
    whole = rebase(text, base)
    return whole.removeprefix(base) if whole.startswith(f"{base}/") else whole


def _error(line: int, problem: str) -> DefinitionError:
    return DefinitionError(f"{REMOVALS}:{line}: {problem}")
