"""Say how much room a build needs on its disk, and stop before one that cannot end well.

Step on the line: before a build writes, and in the message of one that the disk refused.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loaders.errors import DiskError, LoaderError
from loaders.generations.data_directory import DataDirectory

_COPIES = 2
"""How often the store is on the disk at the worst moment: as loaded and as compacted."""

_FULL = ("No space left", "Disk quota exceeded", "File too large")
_ENGINE = ("IO error", "Corruption")
"""How the messages of the store begin when the disk failed it."""


def needed_room(data: DataDirectory) -> int:
    """Return the bytes that loading a store such as the served one needs; 0 if unknown."""
    served = data.last_id()
    return _COPIES * _size(data.generation(served) / "store") if served else 0


def free_room(path: Path) -> int:
    """Return the bytes that are free on the disk of a folder that is there."""
    found = os.statvfs(path)
    blocks = found.f_bfree if os.geteuid() == 0 else found.f_bavail
    return blocks * found.f_frsize


def require_room(data: DataDirectory) -> None:
    """Stop if there is not even room for the store as it is served now.

    Raises:
        DiskError: The disk is too full.
    """
    needed, free = needed_room(data), free_room(data.path)
    if free < needed // _COPIES:
        raise DiskError(f"{data.path}: the disk is too full to build; {explain_room(data)}")


def explain_room(data: DataDirectory) -> str:
    """Return how much room there is, how much a build needs, and what to do."""
    needed = needed_room(data)
    wanted = f"a full build needs about {_words(needed)}; " if needed else ""
    return (
        f"{_words(free_room(data.path))} is free, {wanted}make room, for example with "
        "begrip generations prune; nothing was published, what was served is still served"
    )


@contextmanager
def disk_errors(data: DataDirectory) -> Iterator[None]:
    """Turn what the disk refuses into an error that says where, why and that nothing was lost.

    Raises:
        DiskError: The disk refused.
    """
    try:
        yield
    except LoaderError:
        raise
    except (OSError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and not str(error).startswith(_ENGINE):
            raise
        number = getattr(error, "errno", None)
        reason = getattr(error, "strerror", None) or str(error)
        if number in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} or any(
            text in reason for text in _FULL
        ):
            raise DiskError(f"{data.path}: {reason}; {explain_room(data)}") from error
        place = getattr(error, "filename", None) or data.path
        raise DiskError(
            f"{place}: {reason}; nothing was published, what was served is still served"
        ) from error


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _words(size: int) -> str:
    """Return a size for people.

    >>> _words(3_400_000)
    '3.4 MB'
    >>> _words(900)
    '1 kB'
    """
    if size >= 10**9:
        return f"{size / 10**9:.1f} GB"
    return f"{size / 10**6:.1f} MB" if size >= 10**6 else f"{-(-size // 1000)} kB"
