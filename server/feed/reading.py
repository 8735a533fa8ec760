"""Read the feed that lies beside the generations: its head, the index of its parts, its pages.

Step on the line: the first of answering from the feed. Parts never change, so what was read of
them is kept; the head is looked at each time.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import zstandard

from server.problems import ServerFault
from server.saying.message import say

ALL = "_alles"
"""The stream of the whole graph; no registry can have a name with an underscore."""

PAGE = 250
"""Members of a closed page."""

LAYOUT = 1
_HEAD = "feed/head.json"


@dataclass(frozen=True, slots=True)
class Piece:
    """Members of one moment that lie in one page.

    Shape:
        ``length`` bytes from ``offset`` of the file of the stream in a part.
    """

    part: int
    offset: int
    length: int
    members: int
    at: str


@dataclass(slots=True)
class Page:
    """One page of a stream, in the order in which its pieces were appended.

    Shape:
        ``is_followed`` is whether there is a page after it.
    """

    number: int
    pieces: list[Piece] = field(default_factory=list)
    is_followed: bool = False

    @property
    def members(self) -> int:
        """Return how many members it has."""
        return sum(piece.members for piece in self.pieces)

    @property
    def is_closed(self) -> bool:
        """Return whether nothing is appended to it any more."""
        return self.is_followed or self.members >= PAGE

    @property
    def first(self) -> str:
        """Return the moment of its first members."""
        return self.pieces[0].at

    @property
    def last(self) -> str:
        """Return the moment of its last members."""
        return self.pieces[-1].at


@dataclass(frozen=True, slots=True)
class Feed:
    """All streams as they are at one moment.

    Shape:
        ``streams`` have their pages by name; page 1 comes first.
    """

    data: Path
    at: str
    parts: int
    streams: Mapping[str, tuple[Page, ...]]

    def read(self, stream: str, page: Page) -> bytes:
        """Return the members of a page as N-Quads.

        Raises:
            ServerFault: The feed is damaged (500).
        """
        texts = []
        for piece in page.pieces:
            path = self.data / "feed" / "parts" / f"{piece.part:06}" / f"{stream}.zst"
            try:
                with path.open("rb") as file:
                    file.seek(piece.offset)
                    texts.append(zstandard.decompress(file.read(piece.length)))
            except (OSError, zstandard.ZstdError) as error:
                raise ServerFault(say("fault.feed.page", page=page.number)) from error
        return b"".join(texts)


def read_feed(data: Path) -> Feed | None:
    """Return the feed as it is now, None if no build has written one.

    Raises:
        ServerFault: It is damaged, or a newer Begrip wrote it (500).
    """
    try:
        told = (data / _HEAD).stat()
    except OSError:
        return None
    return _read(data, told.st_mtime_ns, told.st_ino)


@lru_cache(maxsize=2)
def _read(data: Path, modified: int, inode: int) -> Feed:
    try:
        head: Any = json.loads((data / _HEAD).read_text(encoding="utf-8"))
        if head["layout"] > LAYOUT:
            raise ServerFault(say("fault.feed.newer"))
        return _join(data, head["at"], int(head["parts"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ServerFault(say("fault.feed")) from error


def _join(data: Path, at: str, parts: int) -> Feed:
    streams: dict[str, list[Page]] = {}
    for number in range(1, parts + 1):
        index = _read_index(data, number)
        for name, said in index["streams"].items():
            pages = streams.setdefault(name, [])
            for page, offset, length, members in said["pages"]:
                if not pages or pages[-1].number != page:
                    if pages:
                        pages[-1].is_followed = True
                    pages.append(Page(page))
                pages[-1].pieces.append(Piece(number, offset, length, members, index["at"]))
    return Feed(data, at, parts, {name: tuple(pages) for name, pages in streams.items()})


@lru_cache(maxsize=10_000)
def _read_index(data: Path, number: int) -> Any:
    path = data / "feed" / "parts" / f"{number:06}" / "index.json"
    return json.loads(path.read_text(encoding="utf-8"))
