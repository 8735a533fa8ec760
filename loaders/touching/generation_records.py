"""Open a published generation to count its records.

Step on the line: from a data directory to :mod:`loaders.touching.records`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from loaders.errors import DiskError
from loaders.generations.claims import claimed
from loaders.generations.data_directory import DataDirectory
from loaders.generations.publication import choose_generation
from loaders.touching.records import RecordCounter


@contextmanager
def counting(path: Path, generation: str | None) -> Iterator[RecordCounter]:
    """Give what counts the records of a generation, which is not removed meanwhile.

    Args:
        path: The data directory.
        generation: The first digits of its id; None for the one that is served.

    Raises:
        GenerationError: There is no such generation.
        DiskError: There is no such folder, or the store is damaged.
    """
    data = DataDirectory(path)
    data.require_folder()
    folder = data.generation(choose_generation(data, generation))
    with claimed(folder):
        manifest = data.read_manifest(folder.name)
        try:
            store = ox.Store.read_only(str(folder / "store"))
        except (OSError, RuntimeError) as error:
            raise DiskError(f"{folder / 'store'} is damaged: {error}") from error
        yield RecordCounter(store, manifest)
