"""Check the rows of a registry, file by file, and leave the good ones on disk.

Step on the line: chunks of rows → repaired, checked and named rows, facts for the comparison,
faults for the report. A file that cannot be read costs that file if there are others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from linkml_schemas.plan import RecordClass
from loaders.checking.checks import ClassChecks, Faults, check_rows
from loaders.checking.facts import Facts, join_facts, to_facts, to_set_aside
from loaders.checking.faults import Fault
from loaders.checking.read_registry import ReadRegistry
from loaders.checking.subjects import with_subjects
from loaders.errors import RefusedError, SourceError
from loaders.reading.ahead import ahead
from loaders.reading.definitions import Definition
from loaders.reading.layout import ColumnError, Layout, to_slots
from loaders.reading.path_slots import slots_from
from loaders.reading.rdf_paths import Filling
from loaders.reading.rdf_reader import ReadFile, unreadable_file
from loaders.reading.rdf_rows import MappedRows
from loaders.reading.readers import choose_rows_reader
from loaders.reading.rows import ROW, Chunk
from loaders.reading.selection import Selection
from loaders.reading.source_files import SourceFile
from loaders.repairing.row_repairs import repair_rows
from loaders.repairing.tally import Tally


@dataclass(frozen=True, slots=True)
class Compiled:
    """A registry's layout and checks, compiled before anything is read.

    Shape:
        ``fillings`` and ``selection`` are for RDF only: how slots are filled, and which
        things become rows, None for those of the class.
    """

    layout: Layout
    checks: ClassChecks
    fillings: tuple[Filling, ...] = ()
    selection: Selection | None = None

    @property
    def record_class(self) -> RecordClass:
        """Return the plan of the registry's class."""
        return self.layout.record_class


@dataclass(slots=True)
class _FileRows:
    """What the rows of one file, or of all, gave."""

    first_row: int = 0
    parts: list[Facts] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    pieces: list[Path] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    read: int = 0
    refused: int = 0

    def add(self, other: "_FileRows") -> None:
        self.parts += other.parts
        self.faults += other.faults
        self.pieces += other.pieces
        self.tally.add(other.tally)
        self.read += other.read
        self.refused += other.refused


@dataclass(slots=True)
class RowsReader:
    """What checks the rows of one registry and writes the good ones into a folder."""

    definition: Definition
    compiled: Compiled
    base: str
    folder: Path
    _rows: int = 0
    _pieces: int = 0

    def read_files(self, files: Sequence[SourceFile]) -> ReadRegistry:
        """Read and check the rows of every file.

        Raises:
            SourceError: The only file cannot be read.
            RefusedError: There is not one row.
        """
        whole, results = _FileRows(), []
        for file in files:
            one = _FileRows(first_row=self._rows)
            name = file.source.name
            try:
                reader = choose_rows_reader(file.format)
                chunks = ahead(reader(file.source, self.definition, self.base))
                self._check_all(chunks, name, one)
            except SourceError as error:
                for piece in one.pieces:
                    piece.unlink()
                if len(files) == 1:
                    raise
                whole.faults.append(_unreadable(name, error))
                results.append(ReadFile(name, 0, 0, str(error)))
                continue
            whole.add(one)
            results.append(ReadFile(name, one.read, one.refused, first_row=one.first_row))
        return self._finish(whole, results)

    def read_mapped(self, mapped: MappedRows) -> ReadRegistry:
        """Check the rows that RDF was mapped to; statements that were refused count beside them.

        Raises:
            RefusedError: There is not one row.
        """
        whole = _FileRows(tally=mapped.found.tally, faults=list(mapped.found.faults))
        results = []
        for result in mapped.files:
            one = _FileRows(first_row=self._rows, read=result.refused, refused=result.refused)
            chunks = (chunk for name, chunk in mapped.chunks if name == result.name)
            self._check_all(chunks, result.name, one)
            whole.add(one)
            first = one.first_row
            results.append(replace(result, read=one.read, refused=one.refused, first_row=first))
        return self._finish(whole, results)

    def _finish(self, whole: _FileRows, results: list[ReadFile]) -> ReadRegistry:
        if not whole.parts:
            raise RefusedError(f"{self.definition.source}: there is not one row")
        return ReadRegistry(
            join_facts(whole.parts),
            tuple(whole.faults),
            whole.read,
            whole.refused,
            tuple(whole.pieces),
            tuple(results),
            whole.tally,
        )

    def _check_all(self, chunks: Iterable[Chunk], name: str, one: _FileRows) -> None:
        for chunk in chunks:
            facts, found, good = self._check(self._with_path(chunk, name), name, one.tally)
            piece = self.folder / f"{self._pieces:05}.arrow"
            good.write_ipc(piece)
            self._pieces += 1
            self._rows += chunk.rows
            one.pieces.append(piece)
            one.parts.append(facts)
            faults = [*chunk.faults, *(fault for row in sorted(found) for fault in found[row])]
            one.faults += [replace(fault, file=name) for fault in faults]
            one.read += chunk.rows
            one.refused += len(chunk.faults) + len(found)

    def _with_path(self, chunk: Chunk, name: str) -> Chunk:
        """Return a chunk with what the file's path says."""
        if not self.definition.from_path:
            return chunk
        told = slots_from(self.definition.from_path, name)
        columns = [pl.lit(text).alias(slot) for slot, text in told.items()]
        return replace(chunk, frame=chunk.frame.with_columns(columns))

    def _check(self, chunk: Chunk, file: str, tally: Tally) -> tuple[Facts, Faults, pl.DataFrame]:
        record_class = self.compiled.record_class
        frame, unknown = to_slots(chunk, self.compiled.layout, self._rows)
        if self.definition.repairs and not self.definition.is_rdf:
            frame = repair_rows(
                frame, chunk.separator, self.definition.repairs, record_class, tally, file
            )
        checked = check_rows(frame, chunk.separator, self.compiled.checks)
        if unknown:
            for row, faults in unknown.items():
                checked.faults.setdefault(row, []).extend(faults)
            gone = pl.Series(list(unknown), dtype=pl.UInt32).implode()
            checked = type(checked)(checked.frame.filter(~pl.col(ROW).is_in(gone)), checked.faults)
        named = with_subjects(checked, record_class, self.base)
        facts = to_facts(named.frame, self.definition.name, record_class, self.base)
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


def _unreadable(name: str, error: SourceError) -> Fault:
    if isinstance(error, ColumnError):
        return replace(error.fault, file=name)
    return unreadable_file(name, error)
