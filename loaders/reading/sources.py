"""Name the bytes that a reader reads: a file of a registry, or a text of the program itself.

Step on the line: between a definition and its reader. A file that ends in ``.gz`` is
unpacked while reading; its checksum is that of the file as it lies there.
"""

import gzip
import hashlib
import io
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from loaders.errors import SourceError

if TYPE_CHECKING:
    from typing_extensions import Buffer

_BUFFER = 1024 * 1024


class _Unpacked(io.RawIOBase):
    """A packed file that is read unpacked, and says so if it is damaged."""

    def __init__(self, name: str, path: Path) -> None:
        self._name = name
        self._packed = gzip.GzipFile(path, "rb")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "Buffer", /) -> int:
        view = memoryview(buffer).cast("B")
        try:
            block = self._packed.read(len(view))
        except (OSError, EOFError, zlib.error) as error:
            raise SourceError(
                f"{self._name}: the gzip file is damaged or is none: {error}; "
                "pack it again, or give the file unpacked and without .gz"
            ) from error
        view[: len(block)] = block
        return len(block)

    def close(self) -> None:
        self._packed.close()
        super().close()


@dataclass(frozen=True, slots=True)
class Source:
    """A named source: a file, or ``content`` if it has no file of its own."""

    name: str
    path: Path | None = None
    content: bytes = b""

    def open(self) -> IO[bytes]:
        """Return the unpacked bytes as a file.

        Raises:
            SourceError: The file cannot be opened.
        """
        if self.path is None:
            return io.BytesIO(self.content)
        try:
            if self.path.suffix == ".gz":
                unpacked = _Unpacked(self.name, self.path)
                return cast("IO[bytes]", io.BufferedReader(unpacked, _BUFFER))
            return self.path.open("rb")
        except OSError as error:
            raise SourceError(f"{self.name}: cannot be read: {error.strerror}") from error

    def size(self) -> int:
        """Return the number of bytes as they lie there."""
        return len(self.content) if self.path is None else self.path.stat().st_size

    def checksum(self) -> str:
        """Return the SHA-256 of the bytes as they lie there, in hexadecimal."""
        if self.path is None:
            return hashlib.sha256(self.content).hexdigest()
        try:
            with self.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise SourceError(f"{self.name}: cannot be read: {error.strerror}") from error
