"""Read a whole generation and say whether it is as it was published.

Step on the line: beside serving; changes nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.errors import DiskError, GenerationError
from loaders.generations.checksums import CHECKSUMS, find_changed
from loaders.generations.data_directory import DataDirectory


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about a generation; it is whole if ``problems`` is empty."""

    id: str
    problems: tuple[str, ...]
    remedy: str


def verify(data: DataDirectory, generation_id: str) -> Verdict:
    """Read every file of a generation and open its store.

    Shape:
        The checksum of each file, then the number of triples and quads that dumps and store
        hold. A generation made before checksums were kept is judged by its dumps and store.
    """
    folder = data.generation(generation_id)
    problems = tuple(_problems(data, folder))
    return Verdict(generation_id, problems, _remedy(data, generation_id) if problems else "")


def _problems(data: DataDirectory, folder: Path) -> Iterator[str]:
    try:
        manifest = data.read_manifest(folder.name)
    except (GenerationError, DiskError) as error:
        yield str(error)
        return
    changed = list(find_changed(folder))
    yield from changed
    if changed:
        return
    try:
        if not (folder / CHECKSUMS).exists():
            yield from _changed_dumps(folder, manifest)
        yield from _wrong_counts(folder, manifest)
    except (KeyError, TypeError) as error:
        yield f"manifest.json lacks {error}"


def _changed_dumps(folder: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the dumps of a generation without checksums."""
    import hashlib

    for entry in manifest["registries"]:
        path = folder / entry["dump"]["path"]
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            yield f"{entry['dump']['path']} cannot be read: {error.strerror}"
            continue
        if digest != entry["dump"]["sha256"]:
            yield f"{entry['dump']['path']} is not as it was written"


def _wrong_counts(folder: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the store: it does not open, or holds another number of triples.

    Every statement is read, by its subject; what the engine reads it checks block by block.
    """
    import pyoxigraph as ox

    counts = manifest["counts"]
    try:
        store = ox.Store.read_only(str(folder / "store"))
        found = {"triples": 0, "quads": 0}
        for quad in store:
            found["triples" if quad.graph_name == ox.DefaultGraph() else "quads"] += 1
    except (OSError, RuntimeError) as error:
        yield f"the store cannot be read: {error}"
        return
    for name, number in found.items():
        if number != counts[name]:
            yield f"the store holds {number} {name}, the manifest says {counts[name]}"


def _remedy(data: DataDirectory, generation_id: str) -> str:
    """Return what to do about a generation that is damaged."""
    folder = data.generation(generation_id)
    if generation_id == data.pointed_id():
        others = [name for name in data.ids() if name != generation_id]
        back = f"begrip rollback {others[-1]}, or " if others else ""
        return f"it is served: {back}begrip build --force; then remove {folder}"
    return f"it is not served: remove {folder}"
