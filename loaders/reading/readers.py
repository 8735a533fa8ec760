"""List the readers: the one seam where a format is added.

Step on the line: a definition's format chooses its reader here. A format is added by a
module with a function of one of the two signatures, a line in the tuple and its name in
``definitions.FORMATS``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from loaders.reading.csv_reader import read_csv
from loaders.reading.definitions import Definition
from loaders.reading.json_reader import read_json
from loaders.reading.rdf_parser import RDF_FORMATS
from loaders.reading.rows import Chunk
from loaders.reading.sources import Source

ReadRows = Callable[[Source, Definition, str], Iterator[Chunk]]


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads a format: rows for a plan, or nothing of its own for RDF."""

    format: str
    read_rows: ReadRows | None


READERS: tuple[Reader, ...] = (
    Reader("csv", read_csv),
    Reader("json", read_json),
    *(Reader(name, None) for name in RDF_FORMATS),
)


def choose_rows_reader(format_name: str) -> ReadRows:
    """Return the reader of a format whose records are rows.

    Raises:
        KeyError: The format is RDF, or there is no such format.
    """
    for reader in READERS:
        if reader.format == format_name and reader.read_rows is not None:
            return reader.read_rows
    raise KeyError(f"{format_name} has no rows")
