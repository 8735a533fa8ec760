"""Let the feed go on to what is served: append what became of each thing since.

Step on the line: after publishing or going back, under the same lock. A part is written whole
and aside, then counted by one rename; what was interrupted, the next command does.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from loaders.errors import DiskError
from loaders.feeding.head import (
    FRESH,
    INDEX,
    PARTS,
    Head,
    clear_unfinished,
    feed_folder,
    part_folder,
    read_head,
    write_head,
)
from loaders.generations.damage import is_damaged
from loaders.generations.data_directory import DataDirectory
from loaders.generations.durability import sync, sync_all
from loaders.progress import Progress, Report


def follow(data: DataDirectory, report: Report) -> None:
    """Append to the feed what changed since the state that it has reached.

    What is served is served: what goes wrong here is said, and the next command tries again.

    Args:
        data: The data directory, whose lock the caller holds.
        report: Who hears what goes wrong.
    """
    if not is_behind(data, report):
        return
    report(Progress("publish", "telling the feed what changed"))
    try:
        head = read_head(data.path)
        clear_unfinished(data.path, head)
        _append(data, data.read_manifest(str(data.current_id())), head)
    except (OSError, DiskError) as error:
        report(Progress("warning", f"the feed stays behind until the next command: {error}"))
        _remove_fresh(data.path)


def is_behind(data: DataDirectory, report: Report) -> bool:
    """Tell whether the feed has another state than what is served; a damaged one stands still."""
    served = data.current_id()
    if served is None or is_damaged(data, served):
        return False
    try:
        head = read_head(data.path)
    except DiskError as error:
        report(Progress("warning", str(error)))
        return False
    return (head is None or head.generation != served) and (
        "registries" in data.read_manifest(served)
    )


def _append(data: DataDirectory, manifest: Mapping[str, Any], head: Head | None) -> None:
    from loaders.feeding.part import (
        Part,
    )  # what it needs is heavy, and mostly there is nothing to do

    number = head.parts + 1 if head else 1
    folder = feed_folder(data.path) / PARTS / f"{FRESH}{number}"
    folder.mkdir(parents=True)
    part = Part(data, manifest, head, folder)
    streams = part.write()
    index = {
        "generation": manifest["id"],
        "since": head.generation if head else None,
        "at": part.at,
        "streams": streams,
    }
    (folder / INDEX).write_text(json.dumps(index) + "\n", encoding="utf-8")
    shutil.rmtree(folder / "work", ignore_errors=True)
    sync_all(folder)
    folder.rename(part_folder(data.path, number))
    sync(folder.parent)
    write_head(data.path, Head(manifest["id"], part.at, number, part.places))


def _remove_fresh(data: Path) -> None:
    for path in (feed_folder(data) / PARTS).glob(f"{FRESH}*"):
        shutil.rmtree(path, ignore_errors=True)
