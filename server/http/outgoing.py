"""Hold what is still to be sent to a client: a little in memory, the rest in a file.

Step on the line: under a connection. A client that reads slowly thus keeps no worker busy and
no memory taken.
"""

import os
import tempfile
from collections import deque
from contextlib import suppress

IN_MEMORY = 1024 * 1024
"""Bytes that wait in memory; more wait in a file without a name."""

PIECE = 256 * 1024
"""Bytes that are read at once from the file."""


class Outgoing:
    """Bytes in the order in which they are to be sent.

    Shape:
        ``size`` is how many bytes wait.

    Args:
        folder: Where the file is; empty for the system's temporary directory.
        limit: Bytes that the file may hold.
    """

    def __init__(self, folder: str, limit: int) -> None:
        self._folder = folder
        self._limit = limit
        self._first: deque[bytes] = deque()
        self._file = -1
        self._read = self._written = 0
        self._last: deque[bytes] = deque()
        self._full = False
        self.size = 0

    @property
    def has_room(self) -> bool:
        """Return whether whoever fills this should go on."""
        return self.size < IN_MEMORY or not self._full

    def add(self, data: bytes) -> None:
        """Take bytes; when the file takes no more they stay in memory, and there is no room."""
        self.size += len(data)
        if self._last:
            self._last.append(data)
            return
        if self._read == self._written and self.size <= IN_MEMORY:
            self._first.append(data)
            return
        rest = memoryview(data)[self._write(data) :]
        if rest:
            self._full = True
            self._last.append(bytes(rest))

    def next(self) -> bytes:
        """Return bytes that are to be sent now, empty if none wait."""
        if self._first:
            return self._first[0]
        if self._read < self._written:
            return os.pread(self._file, min(PIECE, self._written - self._read), self._read)
        self._empty_file()
        return self._first[0] if self._first else b""

    def sent(self, count: int) -> None:
        """Let go of bytes that were sent: the first so many of what is next."""
        self.size -= count
        if not self._first:
            self._read += count
        elif count == len(self._first[0]):
            self._first.popleft()
        else:
            self._first[0] = self._first[0][count:]
        if not self._first and self._read == self._written:
            self._empty_file()

    def close(self) -> None:
        """Let go of everything."""
        self._first.clear()
        self._last.clear()
        self.size = 0
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _write(self, data: bytes) -> int:
        """Return how many of the bytes the file took."""
        if self._full or self._written + len(data) > self._limit:
            return 0
        with suppress(OSError):  # a full disk is a full file
            if self._file < 0:
                self._file = _nameless_file(self._folder)
            took = os.pwrite(self._file, data, self._written)
            self._written += took
            return took
        return 0

    def _empty_file(self) -> None:
        """Begin the file anew, and go on with what did not fit in it."""
        if self._written:
            self._read = self._written = 0
            os.ftruncate(self._file, 0)
        self._first, self._last = self._last, self._first
        self._full = False


def _nameless_file(folder: str) -> int:
    folder = folder or tempfile.gettempdir()
    return os.open(folder, os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC, 0o600)
