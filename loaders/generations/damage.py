"""Tell what is damaged in the data directory, and go on without it where that can be.

Step on the line: beside the build, before anything is read and before it is published.
"""

import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from loaders.errors import DiskError, GenerationError
from loaders.generations.data_directory import DataDirectory
from loaders.progress import Progress, Report
from loaders.reading.definitions import Definition

STORE_DAMAGE = (OSError, RuntimeError, ValueError)
"""What the engine raises over a damaged store: where a file is gone, not as it must be, or holds
what is no text."""


def is_damaged(data: DataDirectory, generation_id: str) -> bool:
    """Tell whether the manifest of a generation that is there lacks what a build asks it."""
    try:
        return not {"inputs", "registries"} <= set(data.read_manifest(generation_id))
    except (DiskError, GenerationError):
        return True


def tell_damaged(data: DataDirectory, report: Report) -> None:
    """Say which generations are damaged, and whether the pointer leads nowhere."""
    served = data.pointed_id()
    damaged = data.damaged_ids()
    there = (*damaged, *data.ids())
    for name in damaged:
        if name != served:
            report(Progress("warning", f"generation {name} is damaged: remove it"))
    if served in there and is_damaged(data, served):
        text = f"generation {served} is damaged: it is served, so it is built anew"
        report(Progress("warning", text))
    elif served not in there and (last := data.last_id()):
        text = f"current leads nowhere; {last} was served last"
        report(Progress("warning", text))


def drop_damaged(data: DataDirectory, definitions: Iterable[Definition], report: Report) -> None:
    """Remove snapshots that cannot be read, so that their registries are read from their files."""
    from loaders.generations.snapshots import find_damage

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
