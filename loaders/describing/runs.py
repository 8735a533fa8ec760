"""Hold rows by a hash: in memory while they are few, in files on the disk when they are many.

Step on the line: beneath :mod:`loaders.describing.counting`. What is counted per hash is counted
part by part of all hashes, so that memory stays the same however large a graph is.
"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

ROWS = 500_000
"""Rows of a part, about: hashes are spread evenly."""

_RUN = 2
"""Parts that are sorted together and written: more take more memory, fewer more reading."""

_GROUP = 16_384
"""Rows of a group in a file: a part reads the groups that have hashes of it, and no others."""

_HASHES = 2**64


def count_parts(rows: int, size: int | None = None) -> int:
    """Return in how many parts so many rows are looked at.

    Args:
        rows: How many there are.
        size: Rows of a part; ``ROWS`` if None.
    """
    return rows // (size or ROWS) + 1


def within(key: str, part: int, parts: int) -> pl.Expr:
    """Return whether a hash belongs to a part; every hash belongs to one of them."""
    lower, upper = part * _HASHES // parts, (part + 1) * _HASHES // parts - 1
    return pl.col(key).is_between(pl.lit(lower, dtype=pl.UInt64), pl.lit(upper, dtype=pl.UInt64))


def write_sorted(
    frames: Iterator[pl.DataFrame], key: str, path: Path, size: int | None = None
) -> None:
    """Write rows, many at a time in the order of a hash, so that a part is quickly read back.

    Args:
        frames: The rows; the first table may be empty and tells the columns.
        key: The column with the hash.
        path: Where they are written.
        size: Rows of a part; ``ROWS`` if None.
    """
    first = next(frames)

    def gather(*_: object) -> Iterator[pl.DataFrame]:
        held = [first]
        for frame in frames:
            held.append(frame)
            if sum(rows.height for rows in held) >= (size or ROWS) * _RUN:
                yield pl.concat(held).sort(key)
                held = [first.clear()]
        yield pl.concat(held).sort(key)

    register_io_source(gather, schema=first.schema).sink_parquet(
        path, compression="zstd", compression_level=1, row_group_size=_GROUP, maintain_order=True
    )


class Runs:
    """Rows that are gathered, and then read once or more, part by part.

    Args:
        folder: Where files may lie; made when it is needed.
        key: The column with the hash that parts are made of.
        empty: A table without rows that has the columns.
        size: Rows of a part, fewer where rows are long; ``ROWS`` if None.
    """

    def __init__(
        self, folder: Path, key: str, empty: pl.DataFrame, size: int | None = None
    ) -> None:
        self.rows = 0
        self._size = size
        self._folder = folder
        self._key = key
        self._held = [empty]
        self._written: list[Path] = []

    def add(self, frame: pl.DataFrame) -> None:
        """Add rows of the same columns."""
        self._held.append(frame)
        self.rows += frame.height
        if sum(held.height for held in self._held) >= (self._size or ROWS) * _RUN:
            self._write()

    def read(self, part: int, parts: int) -> pl.DataFrame:
        """Return the rows of a part."""
        held = pl.concat(self._held)
        if parts > 1:
            held = held.filter(within(self._key, part, parts))
        if not self._written:
            return held
        written = pl.scan_parquet(self._written, glob=False).filter(within(self._key, part, parts))
        return pl.concat([held, written.collect()])

    def parts(self) -> Iterator[pl.DataFrame]:
        """Yield all rows in parts."""
        number = count_parts(self.rows, self._size)
        return (self.read(part, number) for part in range(number))

    def _write(self) -> None:
        self._folder.mkdir(exist_ok=True)
        path = self._folder / f"{len(self._written)}.parquet"
        held, self._held = self._held, [self._held[0].clear()]
        write_sorted(iter(held), self._key, path, self._size)
        self._written.append(path)
