"""Remove a generation so that a kill at any moment leaves it whole or gone.

Step on the line: beside publishing, under the lock. A folder gets another name by one rename
before the first file of it is removed; what is left of it the next holder of the lock removes.
"""

import shutil
from pathlib import Path

from loaders.generations.claims import alone
from loaders.generations.data_directory import DataDirectory
from loaders.generations.durability import sync

REMOVING = ".removing-"
"""How the folder of a generation that is being removed begins."""


def remove_generation(data: DataDirectory, generation_id: str) -> bool:
    """Remove a generation and log that; return False if somebody reads it.

    Raises:
        OSError: The disk refused.
    """
    folder = data.generation(generation_id)
    with alone(folder) as free:
        if not free:
            return False
        aside = set_aside(folder)
    data.log("prune", generation_id, None)
    shutil.rmtree(aside, ignore_errors=True)
    return True


def set_aside(folder: Path) -> Path:
    """Take a folder away from its name by one rename, and return where it lies now."""
    aside = folder.with_name(f"{REMOVING}{folder.name}")
    shutil.rmtree(aside, ignore_errors=True)
    folder.rename(aside)
    sync(folder.parent)
    return aside


def clear_removed(data: DataDirectory) -> None:
    """Remove what an interrupted removal left, and log what went without its being logged."""
    for path in data.generations.glob(f"{REMOVING}*"):
        shutil.rmtree(path, ignore_errors=True)
    for generation_id in data.gone_ids():
        data.log("gone", generation_id, None)
