"""Write what a generation counts: ``statistics.json``, and the tables that it is counted from.

Step on the line: after the dumps are written, while the store is compacted. The table and the
counts of a graph whose dump is the same are taken over from the generation before.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from loaders.describing.counting import (
    Counts,
    count_links,
    count_overlaps,
    count_terms,
    merge_terms,
)
from loaders.describing.terms import (
    MADE_BY,
    GraphTerms,
    hash_iris,
    read_table,
    read_terms,
    write_table,
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
    tables: dict[str, pl.DataFrame] = {}
    graphs: dict[str, Counts] = {}
    for entry in sorted(entries, key=lambda entry: str(entry["graph"])):
        taken = _take(known, entry, folder) if known else None
        frame, counts = taken or _count(folder, entry, base)
        tables[entry["graph"]], graphs[entry["graph"]] = frame, counts
    overlaps = count_overlaps(tables)
    for graph, counts in graphs.items():
        counts["overlaps"] = overlaps.get(graph, {})
    whole = merge_terms(list(tables.values()))
    classes = sorted({iri for counts in graphs.values() for iri in counts["classes"]})
    statistics = {
        "made_by": MADE_BY,
        **count_terms(whole, hash_iris(classes)),
        **count_links(whole, base),
        "graphs": graphs,
    }
    text = json.dumps(statistics, ensure_ascii=False, separators=(",", ":"))
    (folder / STATISTICS).write_text(text + "\n", encoding="utf-8")
    return statistics


def _take(before: Before, entry: Entry, folder: Path) -> tuple[pl.DataFrame, Counts] | None:
    """Return the table and the counts of a graph if its dump is that of the generation before."""
    try:
        counts = dict(before.statistics["graphs"][entry["graph"]])
        table = counts["table"]
        if table["dump"] != entry["dump"]["sha256"]:
            return None
        path = before.folder / table["path"]
        frame = read_table(path, table["sha256"])
    except (KeyError, TypeError):
        return None
    if frame is None:
        return None
    counts["table"] = {**table, "path": _path(entry)}
    link_or_copy(path, folder / counts["table"]["path"])
    return frame, counts


def _count(folder: Path, entry: Entry, base: str) -> tuple[pl.DataFrame, Counts]:
    """Return the table and the counts of a graph, made from its dump."""
    terms = read_terms(folder / entry["dump"]["path"], entry["graph"], base)
    path = _path(entry)
    checksum = write_table(terms.frame, folder / path)
    counts = {
        "name": entry["name"],
        **count_terms(terms.frame, hash_iris(list(terms.classes))),
        "spaces": _spaces(terms),
        "example": min((first for first, _ in terms.spaces.values()), default=None),
        "table": {"path": path, "sha256": checksum, "dump": entry["dump"]["sha256"]},
    }
    return terms.frame, counts


def _path(entry: Entry) -> str:
    return f"{TABLES}/{entry['name']}.parquet"


def _spaces(terms: GraphTerms) -> list[str]:
    """Return, for each authority, what the IRIs of all its named subjects begin with."""
    spaces = (to_space(authority, first, last) for authority, (first, last) in terms.spaces.items())
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
