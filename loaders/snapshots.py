"""Keep the last accepted state of each registry, and fall back on it.

Step on the line: written after a generation is published; read by the next build, which uses
it for a registry that did not change or that is refused.
"""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from loaders.facts import Facts, without_rows
from loaders.faults import Fault

FRAMES = ("keys", "uniques", "links", "set_aside")
HEAD = "snapshot.json"


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
    except (OSError, ValueError, KeyError, TypeError):
        return None
    needed = [snapshot.dump, *(snapshot._path(name) for name in (*FRAMES, "known"))]
    return snapshot if all(path.is_file() for path in needed) else None


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
) -> None:
    """Replace the snapshot in a folder by a new one; the old one stays until it is whole.

    Raises:
        OSError: The disk refused.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stamp = entry["dump"]["sha256"][:12] + key[:12] + resolution[:8]
    snapshot = Snapshot(folder, key, resolution, entry, faults, refused, stamp)
    for name in FRAMES:
        getattr(facts, name).write_parquet(snapshot._path(name))
    known = pl.DataFrame({"iri": sorted(facts.known)}, schema={"iri": pl.String})
    known.write_parquet(snapshot._path("known"))
    link_or_copy(dump, snapshot.dump)
    head = {
        "key": key,
        "resolution": resolution,
        "stamp": stamp,
        "entry": dict(entry),
        "refused": refused,
        "faults": [asdict(fault) for fault in faults],
    }
    fresh = folder / f"{HEAD}.new"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(head, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / HEAD)
    for path in folder.iterdir():
        if path.name != HEAD and not path.name.startswith(f"{stamp}."):
            path.unlink()


def link_or_copy(source: Path, target: Path) -> None:
    """Make a file available under a second name, by a hard link where that can be."""
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
