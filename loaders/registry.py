"""Read and check one registry by itself: the first half of its way into the graph.

Step on the line: definition → read → check → good rows on disk, facts in memory, faults for
the report. What the other registries have to say comes after (:mod:`loaders.resolution`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from linkml_schemas.plan import RecordClass, Schema
from loaders.checks import ClassChecks, Faults, check_rows, compile_checks
from loaders.definitions import Definition
from loaders.errors import RefusedError, SourceError
from loaders.facts import Facts, join_facts, known_facts, to_facts, to_set_aside
from loaders.faults import Fault
from loaders.iri_syntax import SCHEME_PATTERN, explain_iri
from loaders.jsonld_losses import find_losses
from loaders.layout import ColumnError, Layout, to_layout, to_slots
from loaders.own_iris import explain_subject
from loaders.rdf_reader import read_rdf
from loaders.readers import choose_rows_reader
from loaders.rows import ROW, Chunk
from loaders.sources import Source
from loaders.subjects import with_subjects


@dataclass(frozen=True, slots=True)
class ReadRegistry:
    """What reading a registry gave.

    Shape:
        ``pieces`` are files: good rows (``.arrow``) for a class, N-Triples (``.nt``) for RDF
        that is passed through. ``faults`` are those of single rows, one list each.
    """

    facts: Facts
    faults: tuple[Fault, ...]
    read: int
    refused: int
    pieces: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A registry's layout and checks, compiled before anything is read."""

    layout: Layout
    checks: ClassChecks

    @property
    def record_class(self) -> RecordClass:
        """Return the plan of the registry's class."""
        return self.layout.record_class


def compile_registry(schema: Schema, definition: Definition, base: str) -> Compiled | None:
    """Return what reads a registry by its class; None for RDF that is passed through.

    Raises:
        DefinitionError: The definition and the plan do not agree.
        PlanError: The plan asks for something that cannot be checked.
    """
    if definition.class_name is None:
        return None
    layout = to_layout(schema, definition, base)
    return Compiled(layout, compile_checks(schema, layout.record_class))


def read_registry(
    definition: Definition, compiled: Compiled | None, base: str, folder: Path
) -> ReadRegistry:
    """Read and check a registry, leaving its good rows as files in a folder.

    Raises:
        SourceError: The source cannot be read at all.
        ColumnError: Its columns are not those of the definition.
    """
    source = Source(definition.source, definition.path)
    folder.mkdir(parents=True, exist_ok=True)
    if compiled is None:
        return read_triples([source], definition.name, definition.format, base, folder)
    return _read_rows(source, definition, compiled, base, folder)


def read_triples(
    sources: list[Source], name: str, format_name: str, base: str, folder: Path
) -> ReadRegistry:
    """Read RDF that is passed through, leaving its N-Triples as files in a folder.

    Raises:
        SourceError: A source cannot be parsed, or describes what it may not.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pieces: list[Path] = []
    subjects: set[str] = set()
    faults: list[Fault] = []
    count = 0
    for source in sources:
        for batch in read_rdf(source, format_name, name, base):
            piece = folder / f"{len(pieces):05}.nt"
            piece.write_bytes(batch.lines)
            pieces.append(piece)
            _require_subjects(batch.subjects, source, base)
            subjects |= batch.subjects
            count += batch.count
        faults += find_losses(source) if format_name == "jsonld" else ()
    facts = known_facts(name, frozenset(subjects))
    lost = len(faults)
    return ReadRegistry(facts, tuple(faults), count + lost, lost, tuple(pieces))


def _require_subjects(subjects: Iterable[str], source: Source, base: str) -> None:
    """Stop if RDF describes something under an IRI that may not stand in the graph."""
    for iri in sorted(subjects):
        accepted = re.match(SCHEME_PATTERN, iri)
        wrong = explain_subject(base, iri) if accepted else explain_iri(iri)
        if wrong is not None:
            raise SourceError(f"{source.name}: subject <{iri}>: {wrong[0]}; {wrong[1]}")


def _read_rows(
    source: Source, definition: Definition, compiled: Compiled, base: str, folder: Path
) -> ReadRegistry:
    parts: list[Facts] = []
    faults: list[Fault] = []
    pieces: list[Path] = []
    read = refused = 0
    for chunk in choose_rows_reader(definition.format)(source, definition, base):
        facts, found, good = _check(chunk, definition.name, compiled, base, read)
        piece = folder / f"{len(pieces):05}.arrow"
        good.write_ipc(piece)
        pieces.append(piece)
        parts.append(facts)
        faults += [*chunk.faults, *(fault for row in sorted(found) for fault in found[row])]
        read += chunk.rows
        refused += len(chunk.faults) + len(found)
    if not parts:
        raise RefusedError(f"{definition.source}: there is not one row")
    return ReadRegistry(join_facts(parts), tuple(faults), read, refused, tuple(pieces))


def _check(
    chunk: Chunk, name: str, compiled: Compiled, base: str, first_row: int
) -> tuple[Facts, Faults, pl.DataFrame]:
    frame, unknown = to_slots(chunk, compiled.layout, first_row)
    checked = check_rows(frame, chunk.separator, compiled.checks)
    if unknown:
        for row, faults in unknown.items():
            checked.faults.setdefault(row, []).extend(faults)
        gone = pl.Series(list(unknown), dtype=pl.UInt32).implode()
        checked = type(checked)(checked.frame.filter(~pl.col(ROW).is_in(gone)), checked.faults)
    named = with_subjects(checked, compiled.record_class, base)
    facts = to_facts(named.frame, name, compiled.record_class, base)
    if named.faults:
        set_aside = to_set_aside(frame, sorted(named.faults))
        facts = join_facts([facts, _only_set_aside(facts, set_aside)])
    return facts, named.faults, named.frame


def _only_set_aside(facts: Facts, set_aside: pl.DataFrame) -> Facts:
    return Facts(
        facts.registry,
        facts.class_name,
        facts.keys.clear(),
        facts.uniques.clear(),
        facts.links.clear(),
        set_aside,
    )


def column_fault(error: Exception) -> Fault:
    """Return the fault that stands in the report for a registry that could not be read."""
    if isinstance(error, ColumnError):
        return error.fault
    return Fault(1, "", "", "unreadable", str(error), "mend the source; nothing of it was read")


def read_pieces(pieces: tuple[Path, ...]) -> Iterator[pl.DataFrame]:
    """Yield the good rows of a registry, chunk by chunk."""
    for piece in pieces:
        yield pl.read_ipc(piece)
