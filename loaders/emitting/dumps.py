"""Write and read dumps: the N-Quads of one graph, packed, with a checksum.

Step on the line: written while triples are emitted; read back only from a snapshot.
"""

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

_LEVEL = 1
_BLOCK = 16 * 1024 * 1024


class _Hashed:
    """A file that keeps the checksum and size of what was written to it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        self.size += len(data)
        return self.file.write(data)

    def flush(self) -> None:
        self.file.flush()


class DumpWriter:
    """A dump that is being written; use it in a ``with`` statement."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines = 0
        self._file = path.open("wb")
        self._hashed = _Hashed(self._file)
        self._packed = gzip.GzipFile(
            filename="", mode="wb", compresslevel=_LEVEL, fileobj=self._hashed, mtime=0
        )

    def write(self, quads: bytes) -> None:
        """Append lines of N-Quads."""
        self.lines += quads.count(b"\n")
        self._packed.write(quads)

    @property
    def checksum(self) -> str:
        """Return the SHA-256 of the finished file."""
        return self._hashed.digest.hexdigest()

    @property
    def size(self) -> int:
        """Return the bytes of the finished file."""
        return self._hashed.size

    def __enter__(self) -> "DumpWriter":
        """Return the writer itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Finish the file and bring it to the disk."""
        with self._file:
            self._packed.close()
            self._file.flush()
            os.fsync(self._file.fileno())


def read_dump(path: Path, size: int = _BLOCK) -> Iterator[bytes]:
    """Yield the lines of a dump in blocks of whole lines.

    Args:
        path: The dump.
        size: Bytes of a block, about.

    Raises:
        OSError: The file is absent or damaged.
    """
    rest = b""
    with gzip.open(path, "rb") as file:
        while block := _read_block(file, path, size):
            whole, newline, after = (rest + block).rpartition(b"\n")
            yield whole + newline
            rest = after
    if rest:
        yield rest


def _read_block(file: gzip.GzipFile, path: Path, size: int) -> bytes:
    try:
        return file.read(size)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise OSError(f"{path} is damaged: {error}") from error
