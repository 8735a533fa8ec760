"""Tell what is damaged in the data directory, and go on without it where that can be.

Step on the line: beside the build, before anything is read and before it is published.
"""

import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from loaders.data_directory import DataDirectory
from loaders.definitions import Definition
from loaders.errors import DiskError
from loaders.progress import Progress, Report


def damaged(generation: Path, problem: str) -> DiskError:
    """Return the error of a generation that is served and damaged."""
    return DiskError(
        f"{generation} is damaged: {problem}; nothing was published; go back with "
        "begrip rollback ID, or remove that folder and build again"
    )


def drop_damaged(data: DataDirectory, definitions: Iterable[Definition], report: Report) -> None:
    """Remove snapshots that cannot be read, so that their registries are read from their files."""
    from loaders.snapshots import find_damage

    for definition in definitions:
        folder = data.snapshot(definition.name)
        if problem := find_damage(folder):
            text = f"the snapshot of {definition.name} is damaged and not used: {problem}"
            report(Progress("warning", text))
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def damage_told(data: DataDirectory) -> Iterator[None]:
    """Turn what damaged promises raise into an error that names the generation."""
    try:
        yield
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise DiskError(
            f"promises cannot be read: {error}; nothing was published; remove the folder of that "
            f"generation in {data.generations} (if it is served, go back first with begrip "
            "rollback ID) and build again"
        ) from error
