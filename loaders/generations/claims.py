"""Tell which generations somebody reads, so that none is removed under a reader.

Step on the line: beside publishing. Who serves or exports a generation holds a shared lock on
its folder; who wants to remove it asks for the folder alone. The kernel lets go of the lock of
a process that ends, however it ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loaders.errors import GenerationError


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Keep a generation from being removed while it is read.

    Shape:
        On a file system without locks nothing is claimed; there nothing is removed either.

    Raises:
        GenerationError: It was removed a moment ago.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except FileNotFoundError as error:
        raise GenerationError(f"no generation {folder.name} in {folder.parent.parent}") from error
    try:
        _lock(descriptor, fcntl.LOCK_SH)
        if not folder.exists():
            raise GenerationError(f"generation {folder.name} was removed while it was opened")
        yield
    finally:
        os.close(descriptor)


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Hold a folder alone, if nobody claims it.

    Shape:
        True if nobody else reads it; False if somebody does, or if that cannot be known.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield _lock(descriptor, fcntl.LOCK_EX)
    finally:
        os.close(descriptor)


def _lock(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
