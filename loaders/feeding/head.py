"""Know the feed: which generation it has reached, and what lies in its parts.

Step on the line: beneath feeding. Parts never change; the head is replaced by one rename, and
what it does not count is no part of the feed.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loaders.errors import DiskError
from loaders.generations.durability import write_durably

FOLDER = "feed"
PARTS = "parts"
INDEX = "index.json"
FRESH = ".new-"
"""How the folder of an unfinished part begins."""

LAYOUT = 1
ALL = "_alles"
"""The stream of the whole graph; no registry can have a name with an underscore."""

PAGE = 250
"""Members of a closed page."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stream goes on: the page that is open, and how many members it has already."""

    page: int = 1
    taken: int = 0

    def after(self, members: int) -> "Place":
        """Return the place after some more members.

        >>> Place(3, 249).after(2)
        Place(page=4, taken=1)
        """
        more, taken = divmod(self.taken + members, PAGE)
        return Place(self.page + more, taken)


@dataclass(frozen=True, slots=True)
class Head:
    """How far the feed is.

    Shape:
        ``generation`` is the one whose state the feed has reached, ``at`` the moment of its
        last members; ``parts`` are counted from 1, ``streams`` say where each goes on.
    """

    generation: str
    at: str
    parts: int
    streams: Mapping[str, Place] = field(default_factory=dict)


def feed_folder(data: Path) -> Path:
    """Return the folder of the feed in a data directory."""
    return data / FOLDER


def part_folder(data: Path, number: int) -> Path:
    """Return the folder of a part."""
    return data / FOLDER / PARTS / f"{number:06}"


def read_head(data: Path) -> Head | None:
    """Return how far the feed is, None if there is none yet.

    Raises:
        DiskError: It is damaged, or a newer Begrip wrote it.
    """
    path = feed_folder(data) / "head.json"
    try:
        said: Any = json.loads(path.read_text(encoding="utf-8"))
        if said["layout"] > LAYOUT:
            raise DiskError(f"{path} has layout {said['layout']}; this Begrip knows {LAYOUT}")
        streams = {name: Place(*place) for name, place in said["streams"].items()}
        return Head(said["generation"], said["at"], int(said["parts"]), streams)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DiskError(
            f"{path} is damaged: {error!r}; put back a copy of {path.parent}, or move it away "
            "and the feed begins anew"
        ) from error


def write_head(data: Path, head: Head) -> None:
    """Make parts of the feed what the last of them was written for, by one rename."""
    said = {
        "layout": LAYOUT,
        "generation": head.generation,
        "at": head.at,
        "parts": head.parts,
        "streams": {name: [place.page, place.taken] for name, place in head.streams.items()},
    }
    write_durably(feed_folder(data) / "head.json", json.dumps(said, indent=1) + "\n")


def clear_unfinished(data: Path, head: Head | None) -> None:
    """Remove the parts that an interrupted command left without counting them."""
    folder = feed_folder(data) / PARTS
    for path in folder.glob(f"{FRESH}*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob("[0-9]*"):
        if int(path.name) > (head.parts if head else 0):
            shutil.rmtree(path)
