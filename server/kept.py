"""Keep finished answers, and answer what is kept before Flask sees the request.

Step on the line: a thin WSGI layer between granian and Flask. An answer is kept where a
view says so, if it has an ETag and varies by nothing that the key lacks; it is dropped when its
generation is no longer served.

Source:
    PEP 3333; RFC 9110, sections 12.5.5 (Vary) and 13 (conditional requests).
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from werkzeug.http import parse_etags

KEEP = "X-Begrip-Keep"
"""A header by which a view says that its answer may be kept; it never leaves the server."""

KEPT_RESULT = "begrip.kept"
"""Where this layer says that an answer was kept: ``sent`` again, or ``confirmed`` with 304."""

LARGEST_SHARE = 8
"""An answer is kept only if this many of its size would fit."""

_OVERHEAD = 600
"""Bytes that an entry costs beside its body."""

_KEY = (
    "REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE",
    "HTTP_HOST",
)  # fmt: skip
_IN_KEY = {"accept", "accept-language"}
_UNHEARD = ("HTTP_RANGE", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_IF_MATCH")

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One finished answer."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    etag: str


class KeptAnswers:
    """A WSGI application that keeps what another answers.

    Args:
        application: What answers first.
        generation: Returns the id of the generation served now, None if there is none.
        size: Bytes that are kept at most.
    """

    def __init__(
        self, application: Application, generation: Callable[[], str | None], size: int
    ) -> None:
        self._application = application
        self._generation = generation
        self._size = size
        self._used = 0
        self._of: str | None = None
        self._entries: OrderedDict[tuple[str, ...], Entry] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from what is kept, or ask and keep."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or any(
            name in environ for name in _UNHEARD
        ):
            return self._ask(environ, start_response, None, None)
        generation = self._generation()
        key = tuple([environ.get(name, "") for name in _KEY])
        entry = self._find(generation, key)
        if entry is None:
            return self._ask(environ, start_response, generation, key)
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and entry.etag and parse_etags(asked).contains_weak(entry.etag):
            environ[KEPT_RESULT] = "confirmed"
            headers = _without(entry.headers, "content-length", "content-type")
            start_response("304 NOT MODIFIED", headers)
            return [b""]
        environ[KEPT_RESULT] = "sent"
        start_response(entry.status, entry.headers)
        return [entry.body]

    def _find(self, generation: str | None, key: tuple[str, ...]) -> Entry | None:
        with self._lock:
            if generation != self._of:
                self._entries.clear()
                self._used = 0
                self._of = generation
            entry = self._entries.get(key)
            if entry:
                self._entries.move_to_end(key)
            return entry

    def _ask(
        self,
        environ: Environ,
        start_response: StartResponse,
        generation: str | None,
        key: tuple[str, ...] | None,
    ) -> Iterable[bytes]:
        said: list[tuple[str, list[tuple[str, str]], list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            sent = _without(headers, KEEP)
            said[:] = [(status, headers, sent)]
            return start_response(status, sent, *rest)

        body = self._application(environ, start)
        if key is None or not said:
            return body
        status, headers, sent = said[0]
        if not status.startswith("200") or not is_keepable(headers, self._size // LARGEST_SHARE):
            return body
        whole = _join(body)
        entry = Entry(status, sent, whole, _joined(headers)["etag"].strip('"'))
        self._keep(generation, key, entry)
        return [whole]

    def _keep(self, generation: str | None, key: tuple[str, ...], entry: Entry) -> None:
        cost = _cost(key, entry)
        with self._lock:
            if generation != self._of or generation != self._generation():
                return
            old = self._entries.pop(key, None)
            self._used += cost - (_cost(key, old) if old else 0)
            self._entries[key] = entry
            while self._used > self._size:
                oldest, dropped = self._entries.popitem(last=False)
                self._used -= _cost(oldest, dropped)


def _join(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        if hasattr(body, "close"):
            body.close()


def _cost(key: tuple[str, ...], entry: Entry) -> int:
    return len(entry.body) + sum(map(len, key)) + _OVERHEAD


def is_keepable(headers: list[tuple[str, str]], largest: int) -> bool:
    """Return whether an answer with these headers may be kept.

    Args:
        headers: Those of a complete answer; one without a length is not kept.
        largest: Bytes that one answer may have.
    """
    found = _joined(headers)
    length = found.get("content-length", "")
    varies = {name.strip().lower() for name in found.get("vary", "").split(",")} - {""}
    return (
        bool(found.get(KEEP.lower()) and found.get("etag"))
        and length.isdigit()
        and int(length) <= largest
        and "no-store" not in found.get("cache-control", "")
        and varies <= _IN_KEY
    )


def _joined(headers: list[tuple[str, str]]) -> dict[str, str]:
    """Return headers by name in lower case; one that is there several times is joined."""
    found: dict[str, str] = {}
    for name, value in headers:
        lower = name.lower()
        found[lower] = f"{found[lower]}, {value}" if lower in found else value
    return found


def _without(headers: list[tuple[str, str]], *names: str) -> list[tuple[str, str]]:
    left_out = {name.lower() for name in names}
    return [(name, value) for name, value in headers if name.lower() not in left_out]
