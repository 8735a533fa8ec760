"""Keep finished answers, and answer what is kept before anyone else sees the request.

Step on the line: in a front, between HTTP and whoever answers. An answer is kept where a view
says so, if it has an ETag and varies by nothing that the key lacks; it is dropped when its
generation is no longer served.

Source:
    RFC 9110, sections 12.5.5 (Vary) and 13 (conditional requests).
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from werkzeug.http import parse_date, parse_etags

KEEP = "X-Begrip-Keep"
"""A header by which a view says that its answer may be kept; it never leaves the server."""

LARGEST_SHARE = 8
"""An answer is kept only if this many of its size would fit."""

_OVERHEAD = 1200
"""Bytes that an entry costs beside its body."""

_HEARD = ("HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_PROFILE")
_KEY = ("PATH_INFO", "QUERY_STRING", *_HEARD, "HTTP_HOST")
_IN_KEY = {"accept", "accept-encoding", "accept-language", "accept-profile"}
_UNHEARD = ("HTTP_RANGE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_IF_MATCH")

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Headers = list[tuple[str, str]]
Key = tuple[str, ...]


@dataclass(slots=True)
class Entry:
    """One finished answer.

    Args:
        etag: Its entity tag as it is sent, without quotation marks.
        head: Status line and fields, as they are sent.
        body: As it is sent.
        headers: Those of the head.
        confirming: What is sent in their place to a client that has the answer, once one has.
    """

    etag: str
    head: bytes
    body: bytes
    headers: Headers
    confirming: bytes = b""

    def is_had(self, tags: str, since: str) -> bool:
        """Return whether a client says that it has this, by tags or else by a moment.

        Args:
            tags: Its If-None-Match, as it came.
            since: Its If-Modified-Since.
        """
        if tags or not since:
            return bool(tags) and parse_etags(tags).contains_weak(self.etag)
        modified, moment = (
            parse_date(join_headers(self.headers).get("last-modified")),
            parse_date(since),
        )
        return modified is not None and moment is not None and modified <= moment


class KeptAnswers:
    """The answers that one front keeps.

    Args:
        generation: Returns the id of the generation served now, None if there is none.
        size: Bytes that are kept at most.
    """

    def __init__(self, generation: Callable[[], str | None], size: int) -> None:
        self._generation = generation
        self._size = size
        self._used = 0
        self._of: str | None = None
        self._entries: OrderedDict[Key, Entry] = OrderedDict()

    @property
    def largest(self) -> int:
        """Return the bytes that one answer may have."""
        return self._size // LARGEST_SHARE

    def find(self, key: Key) -> Entry | None:
        """Return the answer that is kept under a key, None if there is none."""
        generation = self._generation()
        if generation != self._of:
            self._entries.clear()
            self._used = 0
            self._of = generation
        entry = self._entries.get(key)
        if entry:
            self._entries.move_to_end(key)
        return entry

    def keep(self, key: Key, generation: str | None, entry: Entry) -> None:
        """Keep an answer, unless another generation has taken over since it was asked for."""
        if generation != self._of or generation != self._generation():
            return
        old = self._entries.pop(key, None)
        self._used += _cost(key, entry) - (_cost(key, old) if old else 0)
        self._entries[key] = entry
        while self._used > self._size:
            oldest, dropped = self._entries.popitem(last=False)
            self._used -= _cost(oldest, dropped)


def to_kept_key(environ: Environ, coding: str) -> Key | None:
    """Return under what the answer to a request is kept, None if it cannot be."""
    if environ["REQUEST_METHOD"] != "GET":
        return None
    for name in _UNHEARD:
        if name in environ:
            return None
    return (coding, *[environ.get(name, "") for name in _KEY])


def _cost(key: Key, entry: Entry) -> int:
    return len(entry.body) + sum(map(len, key)) + _OVERHEAD


def is_keepable(headers: Headers) -> bool:
    """Return whether an answer with these headers may be kept."""
    found = join_headers(headers)
    varies = {name.strip().lower() for name in found.get("vary", "").split(",")} - {""}
    return (
        bool(found.get(KEEP.lower()) and found.get("etag"))
        and "no-store" not in found.get("cache-control", "")
        and varies <= _IN_KEY
    )


def join_headers(headers: Headers) -> dict[str, str]:
    """Return headers by name in lower case; one that is there several times is joined."""
    found: dict[str, str] = {}
    for name, value in headers:
        lower = name.lower()
        found[lower] = f"{found[lower]}, {value}" if lower in found else value
    return found
