"""Say when a thing changed last, and in which generations it did.

Step on the line: beside ``describe``, within a worker. The build wrote one small database per
generation, which remembers all generations before it; a few rows of it are read here.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from ontology.keys import contents_key, thing_key

HISTORY = "history.sqlite"
_CHANGES = ("added", "changed", "removed")
_PUBLISHED = frozenset({"publish", "rollback", "recover"})
_ASKED = 500
"""Things that one statement asks for."""


@dataclass(frozen=True, slots=True)
class Past:
    """One generation that is remembered.

    Shape:
        ``said`` is what the build remembered of it: ``begrip``, ``schema``, ``counts``,
        ``since``, ``changed`` and ``sources``.
    """

    id: str
    made: str
    said: Mapping[str, Any]


def last_change(
    folder: Path | None, iris: Iterable[str], graphs: Iterable[str], *, whole: bool = False
) -> int:
    """Return when one of some things changed last, as Unix time; 0 if that is not known.

    Args:
        folder: The generation.
        iris: The things, by their canonical IRIs.
        graphs: The named graphs that speak of them.
        whole: Whether a change of anything else in those graphs counts too.
    """
    graphs = tuple(graphs)
    keys = [thing_key(iri) for iri in iris]
    keys += [contents_key(graph) for graph in graphs] if whole else []
    with _opened(folder) as database:
        if database is None:
            return 0
        numbers = [0, *_graph_numbers(database, graphs), *_last_numbers(database, keys)]
        made = _made(database, max(numbers))
    return to_moment(made)


def last_changes(folder: Path | None, iris: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each of many things with when it changed last; empty where no change is remembered."""
    waiting = iter(iris)
    with _opened(folder) as database:
        while part := list(islice(waiting, _ASKED)):
            known: dict[int, str] = {}
            if database is not None:
                keys = [thing_key(iri) for iri in part]
                query = (
                    "SELECT thing, made FROM (SELECT thing, MAX(number) AS last FROM changes "
                    f"WHERE thing IN ({', '.join('?' * len(keys))}) GROUP BY thing) "
                    "JOIN generations ON number = last"
                )
                known = dict(database.execute(query, keys))
            yield from ((iri, known.get(thing_key(iri), "")) for iri in part)


def history(folder: Path | None, iri: str, graphs: Iterable[str]) -> dict[str, Any]:
    """Return what became of a thing, generation by generation.

    Shape:
        ``{"since", "created", "changed", "events": [{"generation", "at", "change"}]}``, the
        last event first; ``change`` is added, changed or removed. Moments are ISO 8601 in UTC.
        ``since`` is the first moment that is remembered, empty if nothing is; a thing without
        ``created`` was there then.

    Args:
        folder: The generation.
        iri: The canonical IRI of the thing.
        graphs: The named graphs that speak of it.
    """
    with _opened(folder) as database:
        if database is None:
            return {"since": "", "created": "", "changed": "", "events": []}
        since = _made(database, 0)
        query = (
            "SELECT number, change FROM changes WHERE thing = ? "
            "UNION SELECT number, 0 FROM graphs WHERE graph = ? ORDER BY number DESC"
        )
        rows = database.execute(query, (thing_key(iri), iri)).fetchall()
        rows = _with_graphs(rows, tuple(graphs), database)
        known = {past.number: past for past in _numbered(database, {n for n, _ in rows})}
    events = [
        {"generation": known[number].id, "at": known[number].made, "change": _CHANGES[change]}
        for number, change in rows
    ]
    created = [event["at"] for event in events if event["change"] == "added"]
    return {
        "since": since,
        "created": created[0] if created else "",
        "changed": events[0]["at"] if events else since,
        "events": events,
    }


def find_past(folder: Path | None, generation: str) -> Past | None:
    """Return what is remembered of a generation, None if nothing is."""
    with _opened(folder) as database:
        if database is None:
            return None
        query = "SELECT id, made, said FROM generations WHERE id = ? ORDER BY number DESC"
        row = database.execute(query, (generation,)).fetchone()
    return Past(row[0], row[1], json.loads(row[2])) if row else None


def returned_at(data: Path) -> int:
    """Return when an earlier generation was published again last, as Unix time; 0 if never.

    Shape:
        What was shown before that moment may be of a generation that is not among those that
        the served one remembers; so nothing counts as unchanged since before it.
    """
    moment, seen = 0, set[str]()
    for event in read_events(data):
        if event["id"] in seen:
            moment = max(moment, to_moment(event["at"]))
        seen.add(event["id"])
    return moment


def read_events(data: Path) -> Iterator[dict[str, str]]:
    """Yield what was published, from the first on: ``at``, ``event`` and ``id`` of each."""
    try:
        text = (data / "publications.log").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    for line in text.splitlines():
        try:
            event = json.loads(line)
            found = {name: str(event[name]) for name in ("at", "event", "id")}
        except (ValueError, KeyError, TypeError):
            continue
        if found["event"] in _PUBLISHED:
            yield found


def to_moment(text: str) -> int:
    """Return an xsd:dateTime as Unix time, 0 if it is none.

    >>> to_moment("2026-11-23T10:00:00Z")
    1795428000
    """
    try:
        return int(datetime.fromisoformat(text).timestamp())
    except ValueError:
        return 0


@dataclass(frozen=True, slots=True)
class _Numbered:
    number: int
    id: str
    made: str


@contextmanager
def _opened(folder: Path | None) -> Iterator[sqlite3.Connection | None]:
    path = folder / HISTORY if folder else None
    if path is None or not path.is_file():
        yield None
        return
    address = f"{path.absolute().as_uri()}?immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as database:
        yield database


def _graph_numbers(database: sqlite3.Connection, graphs: Iterable[str]) -> Iterator[int]:
    for graph in graphs:
        query = "SELECT number FROM graphs WHERE graph = ?"
        yield from (number for (number,) in database.execute(query, (graph,)))


def _with_graphs(
    rows: list[tuple[int, int]], graphs: Sequence[str], database: sqlite3.Connection
) -> list[tuple[int, int]]:
    """Return the changes of a thing with those of the graphs that came whole.

    Shape:
        The last one first. A thing of which only such graphs speak came with the first.
    """
    came = list(_graph_numbers(database, graphs))
    known = dict(rows)
    for number in came:
        known.setdefault(number, 1)
    if graphs and len(came) == len(graphs) and min(known) == min(came):
        known[min(came)] = 0
    return sorted(known.items(), reverse=True)


def _last_numbers(database: sqlite3.Connection, keys: Sequence[int]) -> Iterator[int]:
    for start in range(0, len(keys), _ASKED):
        part = keys[start : start + _ASKED]
        query = f"SELECT MAX(number) FROM changes WHERE thing IN ({', '.join('?' * len(part))})"
        yield from (number for (number,) in database.execute(query, part) if number is not None)


def _made(database: sqlite3.Connection, number: int) -> str:
    row = database.execute("SELECT made FROM generations WHERE number = ?", (number,)).fetchone()
    return str(row[0]) if row else ""


def _numbered(database: sqlite3.Connection, numbers: set[int]) -> Iterator[_Numbered]:
    for number in sorted(numbers):
        query = "SELECT number, id, made FROM generations WHERE number = ?"
        yield from (_Numbered(*row) for row in database.execute(query, (number,)))
