"""Name the bytes that a reader reads: a file of a registry, or a text of the program itself.

Step on the line: between a definition and its reader. A file that ends in ``.gz`` is
unpacked while reading; its checksum is that of the file as it lies there.
"""

import gzip
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from loaders.errors import SourceError


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
                return cast("IO[bytes]", gzip.open(self.path, "rb"))
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
