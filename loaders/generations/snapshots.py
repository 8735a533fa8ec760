"""Keep the last accepted state of each registry, and fall back on it.

Step on the line: written before a generation is published; read by the next build, which uses
it for a registry that did not change or that is refused.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from loaders.checking.facts import Facts, without_rows
from loaders.checking.faults import Fault
from loaders.generations.durability import sync

FRAMES = ("keys", "uniques", "links", "set_aside")
HEAD = "snapshot.json"

_DAMAGE = (OSError, ValueError, KeyError, TypeError, AttributeError, pl.exceptions.PolarsError)
"""What reading a damaged snapshot may raise."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The last accepted state of a registry.

    Shape:
        ``key`` is a digest of all that was read; ``resolution`` one of what the comparison
        with the other registries found; ``entry`` is its place in the manifest; ``refused``
        are the rows that only the comparison refused.
    """

    folder: Path
    key: str
    resolution: str
    entry: Mapping[str, Any]
    faults: tuple[Fault, ...]
    refused: tuple[int, ...]
    stamp: str

    @property
    def dump(self) -> Path:
        """Return the path of its quads."""
        return self.folder / f"{self.stamp}.nq.gz"

    @property
    def shapes(self) -> Path:
        """Return the path of what its shapes said; absent if its definition names none."""
        return self.folder / f"{self.stamp}.shapes.jsonl"

    def read_facts(self) -> Facts:
        """Return what other registries may ask of it.

        Raises:
            OSError: A file is gone.
        """
        frames = {name: pl.read_parquet(self._path(name)) for name in FRAMES}
        known = frozenset(pl.read_parquet(self._path("known"))["iri"].to_list())
        return Facts(self.entry["name"], self.entry["class"], **frames, known=known)

    def read_accepted(self) -> Facts:
        """Return the facts of the rows that were accepted in the end."""
        return without_rows(self.read_facts(), self.refused)

    def _path(self, name: str) -> Path:
        return self.folder / f"{self.stamp}.{name}.parquet"


def read_snapshot(folder: Path) -> Snapshot | None:
    """Return the snapshot in a folder; None if there is none or it is damaged."""
    try:
        return _read_whole(folder)
    except _DAMAGE:
        return None


def find_damage(folder: Path) -> str:
    """Return what is damaged about the snapshot in a folder; empty if whole or not there."""
    if not (folder / HEAD).exists():
        return ""
    try:
        _read_whole(folder)
    except _DAMAGE as error:
        return f"{folder / HEAD} and its files: {type(error).__name__}: {error}"
    return ""


def _read_whole(folder: Path) -> Snapshot:
    """Return the snapshot in a folder after reading all of it.

    Raises:
        OSError: A file is gone or cannot be read.
        ValueError: A file is not what was written.
        KeyError: The head lacks something.
    """
    head = json.loads((folder / HEAD).read_text(encoding="utf-8"))
    snapshot = Snapshot(
        folder,
        head["key"],
        head["resolution"],
        head["entry"],
        tuple(Fault(**fault) for fault in head["faults"]),
        tuple(head["refused"]),
        head["stamp"],
    )
    with snapshot.dump.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != head["entry"]["dump"]["sha256"]:
            raise ValueError(f"{snapshot.dump.name} is not what was written")
    snapshot.read_facts()
    return snapshot


def write_snapshot(
    folder: Path,
    *,
    key: str,
    resolution: str,
    entry: Mapping[str, Any],
    facts: Facts,
    faults: tuple[Fault, ...],
    refused: tuple[int, ...],
    dump: Path,
    shapes: Path | None = None,
) -> None:
    """Replace the snapshot in a folder by a new one; the old one stays until it is whole.

    Raises:
        OSError: The disk refused.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stamp = entry["dump"]["sha256"][:12] + key[:12] + resolution[:8]
    snapshot = Snapshot(folder, key, resolution, entry, faults, refused, stamp)
    known = pl.DataFrame({"iri": sorted(facts.known)}, schema={"iri": pl.String})
    frames = {name: getattr(facts, name) for name in FRAMES} | {"known": known}
    for name, frame in frames.items():
        _replace(snapshot._path(name), frame.write_parquet)
    _replace(snapshot.dump, lambda fresh: link_or_copy(dump, fresh))
    if shapes is not None:
        _replace(snapshot.shapes, lambda fresh: link_or_copy(shapes, fresh))
    head = {
        "key": key,
        "resolution": resolution,
        "stamp": stamp,
        "entry": dict(entry),
        "refused": refused,
        "faults": [asdict(fault) for fault in faults],
    }
    text = json.dumps(head, ensure_ascii=False)
    _replace(folder / HEAD, lambda fresh: fresh.write_text(text, encoding="utf-8"))
    sync(folder)
    for path in folder.iterdir():
        if path.name != HEAD and not path.name.startswith(f"{stamp}."):
            path.unlink()


def _replace(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file under another name, bring it to the disk, and give it its own name."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        write(fresh)
        sync(fresh)
        fresh.replace(path)
    except pl.exceptions.PolarsError as error:
        raise OSError(f"{path}: {error}") from error
    finally:
        fresh.unlink(missing_ok=True)


def link_or_copy(source: Path, target: Path) -> None:
    """Make a file available under a second name, by a hard link where that can be."""
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
