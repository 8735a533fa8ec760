"""Bring files to the disk, so that they are there after the power went.

Step on the line: beneath everything that publishes.
"""

import os
from pathlib import Path


def write_durably(path: Path, text: str) -> None:
    """Write a small file so that it is there whole or not at all."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        with fresh.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    sync(path.parent)


def sync(path: Path) -> None:
    """Bring a file or a folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_all(folder: Path) -> None:
    """Bring every file of a folder to the disk, then the folders themselves."""
    for path in sorted(folder.rglob("*"), reverse=True):
        sync(path)
    sync(folder)
