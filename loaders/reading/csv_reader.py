"""Read CSV: rows of text with the line on which each begins.

Step on the line: file → chunks of rows. Python's reader rather than polars', for it knows
the line of every record, keeps what is quoted and goes on after a broken row.

Source:
    RFC 4180; the delimiter and the encoding are those of the definition.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from loaders.checking.faults import Fault
from loaders.errors import SourceError
from loaders.reading.characters import NOT_XML, find_unwritable, show
from loaders.reading.definitions import Definition
from loaders.reading.rows import CHUNK_ROWS, CSV_SEPARATOR, Chunk, to_frame
from loaders.reading.sources import Source
from ontology.namespaces import rebase

_UNDECODED = re.compile("[\ud800-\udfff]")

CELL_LIMIT = 10_000_000
"""Characters that a cell may have; a longer one is mostly a quote that is never closed."""


def read_csv(source: Source, definition: Definition, base: str) -> Iterator[Chunk]:
    """Yield the rows of a CSV file in chunks.

    Shape:
        Blank rows are left out; a row with too few or too many cells, with bytes that are not
        of the encoding, or with a character that XML cannot hold is a fault ``unreadable``.

    Raises:
        SourceError: There is no header, a column is there twice or has no name, the bytes
            are not of the encoding at all, or a quote is never closed.
    """
    encoding = codecs.lookup(definition.encoding).name
    csv.field_size_limit(CELL_LIMIT)
    with (
        source.open() as binary,
        io.TextIOWrapper(binary, encoding=encoding, errors="surrogateescape", newline="") as text,
    ):
        lines = _lines(text, base)
        reader = csv.reader(lines, delimiter=definition.delimiter, strict=True)
        try:
            records = _Records(source, definition, reader)
            names = records.header()
            yield from _chunks(records, names)
        except OSError as error:
            raise SourceError(f"{source.name}: cannot be read: {error}") from error
        except UnicodeError as error:
            raise SourceError(
                f"{source.name}:{reader.line_num + 1}: not {definition.encoding}: {error}"
            ) from error


def _lines(text: Iterable[str], base: str) -> Iterator[str]:
    """Yield the lines of a text under a base, without a byte order mark."""
    for number, line in enumerate(text):
        yield rebase(line if number else line.removeprefix("\ufeff"), base)


class _Records:
    """The records of a CSV file, with their first lines."""

    def __init__(self, source: Source, definition: Definition, reader: "csv._reader") -> None:  # type: ignore[name-defined,unused-ignore]
        self.source = source
        self.definition = definition
        self.reader = reader

    def header(self) -> list[str]:
        for _, cells in self:
            if isinstance(cells, Fault):
                raise SourceError(f"{self.source.name}:{cells.row}: {cells.message}")
            names = [cell.strip() for cell in cells]
            self._require_names(names)
            return names
        raise SourceError(f"{self.source.name}:1: the file is empty; a header line is needed")

    def _require_names(self, names: list[str]) -> None:
        where = f"{self.source.name}:{self.reader.line_num}"
        for position, name in enumerate(names, start=1):
            if not name:
                raise SourceError(f"{where}: column {position} of the header has no name")
            if names.count(name) > 1:
                raise SourceError(f"{where}: column {name!r} is there twice in the header")
            if _UNDECODED.search(name):
                raise SourceError(f"{where}: the header is not {self.definition.encoding}")

    def __iter__(self) -> Iterator[tuple[int, list[str] | Fault]]:
        while True:
            line = self.reader.line_num + 1
            try:
                cells = next(self.reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield line, self._to_fault(line, error)
                continue
            if any(cells):
                yield line, cells

    def _to_fault(self, line: int, error: csv.Error) -> Fault:
        if "unexpected end of data" in str(error):
            raise SourceError(
                f"{self.source.name}:{line}: the quote that opens in this record is never closed"
            ) from error
        if "field limit" in str(error):
            message = f"a cell has more than {CELL_LIMIT:,} characters"
            remedy = "close the quote that opens in this row, or shorten the cell"
            return _unreadable(line, "", message, remedy)
        return _unreadable(line, "", f"{error}", 'close each quote; write "" for a quote in a cell')


def _chunks(records: _Records, names: list[str]) -> Iterator[Chunk]:
    stream = iter(records)
    while batch := list(islice(stream, CHUNK_ROWS)):
        lines: list[int] = []
        rows: list[list[str]] = []
        faults: list[Fault] = []
        for line, cells in batch:
            fault = _check(line, cells, names, records.definition)
            if fault is not None:
                faults.append(fault)
            elif not isinstance(cells, Fault):
                lines.append(line)
                rows.append(cells)
        frame = to_frame(lines, names, rows)
        yield Chunk(frame, CSV_SEPARATOR, has_header=True, faults=tuple(faults))


def _check(
    line: int, cells: list[str] | Fault, names: list[str], definition: Definition
) -> Fault | None:
    if isinstance(cells, Fault):
        return cells
    if len(cells) != len(names):
        return _unreadable(
            line,
            "",
            f"the row has {len(cells)} cells, the header has {len(names)}",
            f"put a cell that holds {definition.delimiter!r} between double quotes",
        )
    if not find_unwritable("".join(cells)):
        return None
    return _undecoded(line, cells, names, definition)


def _undecoded(line: int, cells: list[str], names: list[str], definition: Definition) -> Fault:
    name, cell = next(pair for pair in zip(names, cells, strict=True) if find_unwritable(pair[1]))
    shown = show(cell)
    code = ord(NOT_XML.findall(cell)[0])
    if not _UNDECODED.search(chr(code)):
        message = f"the cell holds {find_unwritable(cell)}, which XML cannot hold"
        remedy = "remove the character"
    else:
        message = f"byte 0x{code & 0xFF:02x} is not {definition.encoding}"
        remedy = "save the file as UTF-8, or name its encoding in the definition"
    return Fault(line, name, shown, "unreadable", message, remedy)


def _unreadable(line: int, value: str, message: str, remedy: str) -> Fault:
    return Fault(line, "", value, "unreadable", message, remedy)
