"""Hold rows on their way from a reader to the checks.

Step on the line: readers yield :class:`Chunk`, checks take it. A cell is text; a row knows
the line of its source.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from loaders.checking.faults import Fault

CHUNK_ROWS = 20_000
"""Rows in one chunk: about 30 MB of N-Triples, the size that the store loads best."""

LINE = " line"
"""Column with the line of the source; a slot cannot have this name, for it has a space."""

ROW = " row"
"""Column with the ordinal of a record; two JSON objects may begin on one line."""

SUBJECT = " subject"
"""Column with the IRI of a record."""

JSON_SEPARATOR = "\x1f"
CSV_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a source.

    Shape:
        ``frame`` has ``LINE`` and one text column per column of the source; several values
        in a cell are joined by ``separator``. ``faults`` are rows that the reader set aside,
        one each. ``has_header`` if the columns were named once for all rows.
    """

    frame: pl.DataFrame
    separator: str
    has_header: bool
    faults: tuple[Fault, ...] = ()

    @property
    def rows(self) -> int:
        """Return how many rows were read, those set aside included."""
        return self.frame.height + len(self.faults)


def has_values(column: pl.Series) -> bool:
    """Return whether any row fills a column; most registries fill few of those of their class."""
    return column.null_count() < column.len()


def to_frame(
    lines: Sequence[int], names: Sequence[str], rows: Sequence[Sequence[str]]
) -> pl.DataFrame:
    """Return rows of text as a frame."""
    columns: Iterator[Sequence[str]] = zip(*rows, strict=True) if rows else iter([()] * len(names))
    series = [pl.Series(LINE, lines, dtype=pl.UInt32)]
    series += [
        pl.Series(name, column, dtype=pl.String)
        for name, column in zip(names, columns, strict=True)
    ]
    return pl.DataFrame(series)
