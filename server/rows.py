"""Count the rows of a table while it is written, and stop where there may be no more.

Step on the line: within a worker, between the engine and the socket; only where an operator
set a limit.

Source:
    SPARQL 1.1 Query Results JSON Format; XML Format; CSV and TSV Formats.
"""

import re
from collections.abc import Callable

from server.limit_problems import TooManyRows
from server.saying.message import say

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_ROW = b"<result>"


class CountedRows:
    """Passes the bytes of a table on, as long as it has no more rows than it may.

    Args:
        emit: Takes the bytes.
        media_type: The engine's format of the table; what is no table is passed on.
        most: Rows that the table may have; 0 for any number.
    """

    def __init__(self, emit: Callable[[bytes], object], media_type: str, most: int) -> None:
        self._emit = emit
        self._most = most
        count = _COUNTS.get(media_type)
        self._count = count() if count and most else None
        self._rows = 0

    def write(self, piece: bytes) -> None:
        """Take one piece.

        Raises:
            TooManyRows: There are more rows than the table may have (503).
        """
        if self._count is not None:
            self._rows += self._count.rows(piece)
            if self._rows > self._most:
                raise TooManyRows(say("rows.many", most=self._most), limit=self._most)
        self._emit(piece)


class _Lines:
    """Rows of TSV: every line but the first, for no value holds the end of a line."""

    def __init__(self) -> None:
        self._before = -1

    def rows(self, piece: bytes) -> int:
        found = piece.count(b"\n") + self._before
        self._before = min(found, 0)
        return max(found, 0)


class _Records(_Lines):
    """Rows of CSV: the same, outside quotation marks."""

    def __init__(self) -> None:
        super().__init__()
        self._quoted = False

    def rows(self, piece: bytes) -> int:
        parts = piece.split(b'"')
        outside = b"".join(parts[self._quoted :: 2])
        self._quoted ^= len(parts) % 2 == 0
        return super().rows(outside)


class _Elements:
    """Rows of XML: the start tags of ``result``, in which a value's ``<`` is an entity."""

    def __init__(self) -> None:
        self._rest = b""

    def rows(self, piece: bytes) -> int:
        text = self._rest + piece
        self._rest = text[-len(_ROW) + 1 :]
        return text.count(_ROW)


class _Objects:
    """Rows of JSON: objects of the list, once the texts are taken out."""

    def __init__(self) -> None:
        self._rest = b""
        self._level = self._lists = 0

    def rows(self, piece: bytes) -> int:
        text = _STRING.sub(b"", self._rest + piece)
        whole, quote, rest = text.partition(b'"')
        self._rest = quote + rest
        found = 0
        for mark in re.findall(rb"[\[\]{}]", whole):
            self._lists += (mark == b"[") - (mark == b"]")
            found += mark == b"{" and self._lists == 1 and self._level == _BINDINGS
            self._level += (mark == b"{") - (mark == b"}")
        return found


_BINDINGS = 2
"""Braces around a row of JSON: those of the document and of ``results``."""

_COUNTS: dict[str, type[_Lines] | type[_Elements] | type[_Objects]] = {
    "text/tab-separated-values": _Lines,
    "text/csv": _Records,
    "application/sparql-results+xml": _Elements,
    "application/sparql-results+json": _Objects,
}
