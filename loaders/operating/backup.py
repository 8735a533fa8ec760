"""Write a data directory to one stream, and say at its end what must be in it.

Step on the line: after publishing, for whoever keeps copies. A server and a build may work
meanwhile.
"""

import hashlib
import io
import json
import os
import tarfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from loaders.errors import BackupError, DiskError
from loaders.generations.data_directory import LAYOUT, DataDirectory
from loaders.generations.durability import sync
from loaders.operating.pinning import pinned

FORMAT = 1
CONTENTS = "begrip-backup.json"
"""The last member: the digest of each file, so that a copy that was cut short is known."""

PIECE = 1024 * 1024


def back_up(data: DataDirectory, target: Path) -> Path:
    """Write a backup to a file, or to a new file in a folder; return the file.

    Shape:
        The file has its name when it is whole and on the disk; a name that is taken is
        replaced then.

    Raises:
        BackupError: The file would lie in the data directory.
        GenerationError: Nothing is published.
        DiskError: The disk refused, or the data cannot be held still.
    """
    path = target / _file_name(data) if target.is_dir() else target
    if path.absolute().parent.resolve().is_relative_to(data.path.resolve()):
        raise BackupError(f"{path} lies in the data directory; keep backups elsewhere")
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with fresh.open("xb") as file:
            write_backup(data, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        sync(path.parent)
    except OSError as error:
        raise DiskError(f"{path}: {error.strerror or error}; no backup was made") from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return path


def write_backup(data: DataDirectory, stream: IO[bytes]) -> None:
    """Write a backup to a stream that need not know where it is, such as a pipe.

    Shape:
        A tar archive: the files of the data directory, hard links once, then ``CONTENTS``.
        Owners are left out.

    Raises:
        GenerationError: Nothing is published.
        DiskError: The data cannot be held still.
        OSError: The stream takes no more.
    """
    with pinned(data) as folder, tarfile.open(fileobj=stream, mode="w|") as archive:
        digests: dict[str, str] = {}
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            member = archive.gettarinfo(path, arcname=name)
            member.uid = member.gid = 0
            member.uname = member.gname = ""
            if not member.isreg():
                archive.addfile(member)
                if member.islnk():
                    digests[name] = digests[member.linkname]
                continue
            with path.open("rb") as file:
                reading = Digesting(file)
                archive.addfile(member, reading)
                digests[name] = reading.digest.hexdigest()
        _add_contents(archive, digests, (folder / "current").readlink().name)


class Digesting(io.RawIOBase):
    """A file that is digested while it is read.

    Args:
        file: What is read.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        piece = self._file.read(size)
        self.digest.update(piece)
        return piece


def _add_contents(archive: tarfile.TarFile, digests: dict[str, str], served: str) -> None:
    contents = {
        "format": FORMAT,
        "layout": LAYOUT,
        "made": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "current": served,
        "files": digests,
    }
    text = json.dumps(contents, indent=1).encode()
    member = tarfile.TarInfo(CONTENTS)
    member.size = len(text)
    archive.addfile(member, io.BytesIO(text))


def _file_name(data: DataDirectory) -> str:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    return f"begrip-{moment}-{data.current_id()}.tar"
