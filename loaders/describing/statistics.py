"""Write what a generation counts: ``statistics.json``, and the tables that it is counted from.

Step on the line: after the dumps are written, while the store is compacted. The table and the
counts of a graph whose dump is the same are taken over from the generation before.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from loaders.describing.counting import (
    Counts,
    count_shared,
    count_terms,
    to_overlaps,
)
from loaders.describing.terms import (
    MADE_BY,
    GraphTerms,
    hash_iris,
    read_parts,
    read_terms,
    take_checksum,
)
from loaders.emitting.entries import Entry
from loaders.emitting.previous import Previous
from loaders.generations.snapshots import link_or_copy
from loaders.progress import Progress, Report

STATISTICS = "statistics.json"
TABLES = "statistics"

_ENDS = "/#:"


@dataclass(frozen=True, slots=True)
class Before:
    """What the generation before counted.

    Args:
        folder: Its folder.
        statistics: What its ``statistics.json`` says; empty if there is none that can be used.
    """

    folder: Path
    statistics: Mapping[str, Any]


def read_statistics(folder: Path | None) -> Before | None:
    """Return what a generation counted, None if it did not or another program did."""
    try:
        text = (folder / STATISTICS).read_text(encoding="utf-8") if folder else "{}"
        statistics = json.loads(text)
    except (OSError, ValueError):
        return None
    usable = isinstance(statistics, dict) and statistics.get("made_by") == MADE_BY
    return Before(folder, statistics) if folder and usable else None


def write_statistics(
    folder: Path, entries: Sequence[Entry], previous: Previous | None, base: str, report: Report
) -> Counts:
    """Count what the dumps of a generation hold, write it beside them and return it.

    Args:
        folder: The folder of the generation, with its dumps.
        entries: What the manifest says of each graph.
        previous: The generation before, None if there is none.
        base: The base of the data directory.
        report: Who hears how far it is.

    Raises:
        OSError: The disk refused, or a dump is damaged.
    """
    (folder / TABLES).mkdir()
    report(Progress("count", "counting what the graphs hold"))
    known = read_statistics(previous.dumps.folder if previous else None)
    graphs: dict[str, Counts] = {}
    for entry in sorted(entries, key=lambda entry: str(entry["graph"])):
        taken = _take(known, entry, folder) if known else None
        graphs[entry["graph"]] = taken or _count(folder, entry, base)
    statistics = {"made_by": MADE_BY, **_count_all(folder, graphs, base), "graphs": graphs}
    text = json.dumps(statistics, ensure_ascii=False, separators=(",", ":"))
    (folder / STATISTICS).write_text(text + "\n", encoding="utf-8")
    return statistics


def _count_all(folder: Path, graphs: Mapping[str, Counts], base: str) -> Counts:
    """Return the counts of all graphs together, and add to each what it shares with others."""
    tables = [folder / counts["table"]["path"] for counts in graphs.values()]
    rows = sum(counts["triples"] for counts in graphs.values())
    shared: list[pl.DataFrame] = []

    def parts() -> Iterator[pl.DataFrame]:
        for part in read_parts(tables, rows):
            shared.append(count_shared(part))
            yield part.unique("triple") if shared[-1].height else part

    classes = hash_iris(sorted({iri for counts in graphs.values() for iri in counts["classes"]}))
    with _working(folder) as work:
        whole = count_terms(parts(), classes, work, base)
    overlaps = to_overlaps(shared, list(graphs))
    for graph, counts in graphs.items():
        counts["overlaps"] = overlaps.get(graph, {})
    return whole


def _take(before: Before, entry: Entry, folder: Path) -> Counts | None:
    """Return the counts of a graph, and link its table, if its dump is that of before."""
    try:
        counts = dict(before.statistics["graphs"][entry["graph"]])
        table = counts["table"]
        path = before.folder / table["path"]
        if table["dump"] != entry["dump"]["sha256"] or take_checksum(path) != table["sha256"]:
            return None
    except (KeyError, TypeError, OSError):
        return None
    counts["table"] = {**table, "path": _path(entry)}
    link_or_copy(path, folder / counts["table"]["path"])
    return counts


def _count(folder: Path, entry: Entry, base: str) -> Counts:
    """Return the counts of a graph, and write its table, made from its dump."""
    path = _path(entry)
    terms = read_terms(folder / entry["dump"]["path"], entry["graph"], base, folder / path)
    with _working(folder) as work:
        parts = read_parts([folder / path], terms.rows)
        counts = count_terms(parts, hash_iris(sorted(terms.classes)), work)
    checksum = take_checksum(folder / path)
    return {
        "name": entry["name"],
        **counts,
        "spaces": _spaces(terms),
        "example": terms.spaces["first"].min(),
        "table": {"path": path, "sha256": checksum, "dump": entry["dump"]["sha256"]},
    }


@contextmanager
def _working(folder: Path) -> Iterator[Path]:
    """Give a folder on the disk of the generation for what memory should not hold."""
    with TemporaryDirectory(dir=folder, prefix="counting-") as work:
        yield Path(work)


def _path(entry: Entry) -> str:
    return f"{TABLES}/{entry['name']}.parquet"


def _spaces(terms: GraphTerms) -> list[str]:
    """Return, for each authority, what the IRIs of all its named subjects begin with."""
    spaces = (to_space(*row) for row in terms.spaces.iter_rows())
    return sorted(spaces)


def to_space(authority: str, first: str, last: str) -> str:
    """Return what all IRIs between two begin with, up to where a part of them ends.

    Args:
        authority: Scheme and host, which both have.
        first: The first IRI in the order of characters.
        last: The last one.

    >>> to_space("https://b.example", "https://b.example/id/rol/a", "https://b.example/id/rol/b")
    'https://b.example/id/rol/'
    """
    length = next(
        (i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b),
        min(len(first), len(last)),
    )
    common = first[:length]
    end = max(common.rfind(mark) for mark in _ENDS) + 1
    return common[: max(end, len(authority))]
