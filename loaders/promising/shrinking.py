"""Stop a build that would lose much of a registry at once.

Step on the line: beside the promises, which guard our own IRIs; this guards whole registries,
also those whose records have an IRI of another authority. A source that was cut short by a
failed download looks just like many deletions.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from loaders.assembly import Assembly
from loaders.checking.candidates import Candidate, accepted_subjects
from loaders.checking.facts import Facts
from loaders.emitting.dumps import read_dump
from loaders.errors import ShrinkError
from loaders.generations.damage import is_damaged
from loaders.generations.data_directory import DataDirectory
from loaders.promising.removals import Removals
from loaders.promising.tombstones import is_foreign
from loaders.reading.definitions import SYSTEM_GRAPHS
from ontology.namespaces import PREFIXES

_TYPE = f"{PREFIXES['rdf']}type".encode()
_TYPED = re.compile(rb"^<((?:(?!/\.well-known/genid/)[^>])*)> <%s> " % _TYPE, re.MULTILINE)
"""A line of a dump that says what a thing with a name is."""


def require_shares(assembly: Assembly, data: DataDirectory, removals: Removals) -> None:
    """Stop if more of a registry would go than its definition allows.

    Shape:
        Counted are the records of its last accepted state that the new one lacks, but for
        those that ``removals.csv`` names.

    Raises:
        ShrinkError: The message names each registry, how much would go, and some of it.
    """
    found = [*_shrunken(assembly, data, removals), *_vanished(assembly, data)]
    if found:
        raise ShrinkError(tuple(found))


def _shrunken(assembly: Assembly, data: DataDirectory, removals: Removals) -> Iterator[str]:
    declared = pl.Series(
        [iri if is_foreign(iri) else assembly.base + iri for iri in removals.by_iri],
        dtype=pl.String,
    )
    served = _served_entries(data)
    for candidate in assembly.candidates:
        if candidate.state != "read" or candidate.name not in served:
            continue
        before = _before(candidate, served[candidate.name], data)
        now = _now(candidate, assembly)
        gone = before.filter(~before.is_in(now.implode()) & ~before.is_in(declared.implode()))
        share = candidate.definition.max_removed_share
        if len(gone) > len(before) * share:
            some = ", ".join(gone.sort().head(3))
            yield (
                f"{candidate.name}: {len(gone)} of {len(before)} records would go "
                f"({len(gone) / len(before):.1%}), {share:.1%} may: {some}"
            )


def _vanished(assembly: Assembly, data: DataDirectory) -> Iterator[str]:
    """Yield the registries that are served now and have no definition any more."""
    names = {item.name for item in assembly.candidates} | set(SYSTEM_GRAPHS)
    for name, entry in _served_entries(data).items():
        if name not in names and not entry["example"]:
            count = entry["rows"]["accepted"]
            yield f"{name}: all {count} records would go; it has no definition any more"


def _served_entries(data: DataDirectory) -> dict[str, Mapping[str, Any]]:
    served = data.current_id()
    known = served is not None and not is_damaged(data, served)
    manifest = data.read_manifest(served) if served and known else {}
    return {entry["name"]: entry for entry in manifest.get("registries", ())}


def _before(candidate: Candidate, entry: Mapping[str, Any], data: DataDirectory) -> pl.Series:
    """Return the IRIs of the records that are served: from the snapshot if it is of them."""
    snapshot = candidate.snapshot
    if snapshot and snapshot.entry["dump"]["sha256"] == entry["dump"]["sha256"]:
        return _subjects(snapshot.read_accepted())
    found = set[str]()
    for quads in read_dump(data.current / entry["dump"]["path"]):
        found |= {match[1].decode() for match in _TYPED.finditer(quads)}
    return pl.Series(sorted(found), dtype=pl.String)


def _now(candidate: Candidate, assembly: Assembly) -> pl.Series:
    rows = accepted_subjects(candidate, assembly.resolutions[candidate.name])
    return pl.concat([rows, pl.Series(sorted(candidate.facts.known), dtype=pl.String)])


def _subjects(facts: Facts) -> pl.Series:
    known = pl.Series(sorted(facts.known), dtype=pl.String)
    return pl.concat([facts.subjects.alias(""), known.alias("")]).unique()
