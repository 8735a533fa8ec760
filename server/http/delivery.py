"""Deliver one answer: coded as the client wants, whole or in parts, kept if it may be, counted.

Step on the line: between a turn, which finds the answer, and the connection that it goes to.
"""

import time
from collections.abc import Callable
from typing import Protocol

from werkzeug.http import parse_etags

from server.direct import PlainHead
from server.http import codings
from server.http.connection import Connection
from server.http.heads import Clock, add_vary, render_head, replace_header, to_confirming
from server.http.parsing import Request
from server.kept import (
    KEEP,
    Entry,
    Environ,
    Headers,
    KeptAnswers,
    Key,
    is_keepable,
    join_headers,
    to_kept_key,
)
from server.observed import KEPT_RESULT, Observed

ASIDE = 64 * 1024
"""Bytes from which an answer is compressed in a thread, so that nobody waits for it."""

_ABANDONED = "499"
"""How an answer is counted that its client did not wait for, or that broke."""

_OWN = frozenset({KEEP, "Content-Length", "Date", "Connection", "Transfer-Encoding"})
"""Headers that are written here, or stay here."""


class Shared(Protocol):
    """What all deliveries of a front share."""

    @property
    def kept(self) -> KeptAnswers:
        """Return the answers that are kept."""

    @property
    def observed(self) -> Observed:
        """Return what counts."""

    @property
    def clock(self) -> Clock:
        """Return what knows the date."""

    def compress(self, coding: str, body: bytes, then: Callable[[bytes], None]) -> None:
        """Compress in a thread, and call back in the loop."""


class Delivery:
    """The way of one answer to its client.

    Shape:
        ``generation`` is of whom the answer is, for what is kept of it; ``over`` is whether
        nothing more can be said.

    Args:
        shared: What all deliveries share.
        connection: Where the answer goes.
        request: What it answers.
        environ: The environment of the request, with the client's own address and path.
    """

    def __init__(
        self, shared: Shared, connection: Connection, request: Request, environ: Environ
    ) -> None:
        self._shared = shared
        self._connection = connection
        self._request = request
        self._environ = environ
        self._path = environ["PATH_INFO"]
        self._began = time.perf_counter()
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        self._coding, self._least = codings.choose_coding(accepted), codings.least_size(accepted)
        self._tags: str = environ.get("HTTP_IF_NONE_MATCH", "")
        codings.untag_conditions(environ)
        self._key: Key | None = None
        self._compressor: codings.Compressor | None = None
        self._size = 0
        self.generation: str | None = None
        self.is_streaming = False
        self.over = False

    def repeat(self) -> bool:
        """Send what is kept; return whether anything is."""
        self._key = to_kept_key(self._environ, f"{self._coding} from {self._least}")
        entry = self._shared.kept.find(self._key) if self._key else None
        if entry is None:
            return False
        date = self._shared.clock.date()
        if entry.is_had(self._tags, self._environ.get("HTTP_IF_MODIFIED_SINCE", "")):
            self._environ[KEPT_RESULT] = "confirmed"
            self._end("304", 0)
            if not entry.confirming:
                entry.confirming = render_head("304 Not Modified", to_confirming(entry.headers))
            self._connection.answer(entry.confirming + date, b"")
            return True
        self._environ[KEPT_RESULT] = "sent"
        self._end("200", len(entry.body))
        self._connection.answer(entry.head + date, self._shown(entry.body))
        return True

    @property
    def _is_head(self) -> bool:
        return self._request.method == "HEAD"

    def _shown(self, body: bytes) -> bytes:
        return b"" if self._is_head else body

    def whole(self, status: str, headers: Headers, body: bytes) -> None:
        """Send an answer that is whole."""
        found, had = join_headers(headers), status.startswith("304")
        if codings.is_compressible(found.get("content-type", "text/plain" if had else "")):
            headers = add_vary(headers, "Accept-Encoding")
            coded = self._coding and len(body) >= max(self._least, 1)
            if coded and "content-encoding" not in found:
                self._send_coded(status, self._coded(headers), body)
                return
        self._send(status, self._retagged(headers) if had else headers, body)

    def plain(self, head: PlainHead, body: bytes) -> None:
        """Send a whole answer to a query: what :meth:`whole` does, with less to look at."""
        coding = self._coding if len(body) >= self._least else ""
        if coding and len(body) >= ASIDE:
            self.whole("200 OK", head.to_headers(), body)
            return
        if coding:
            body = codings.compress(coding, body)
        own = [("Content-Length", str(len(body)))]
        tag = codings.tag_coded(f'"{head.etag}"', coding) if head.etag else ""
        own += [("ETag", tag)] if tag else []
        own += [("Content-Encoding", coding)] if coding else []
        lines = "".join([f"\r\n{name}: {value}" for name, value in own])
        rendered = head.rendered + lines.encode("ascii")
        kept = self._shared.kept
        if self._key and head.etag and len(body) <= kept.largest:
            entry = Entry(tag.strip('"'), rendered, body, head.headers + own)
            kept.keep(self._key, self.generation, entry)
        self._end("200", len(body))
        self._connection.answer(rendered + self._shared.clock.date(), self._shown(body))

    def stream(self, status: str, headers: Headers) -> None:
        """Begin to send an answer that is not whole yet: :meth:`part` and :meth:`finish` follow."""
        self.is_streaming = True
        found = join_headers(headers)
        length = found.get("content-length", "")
        if codings.is_compressible(found.get("content-type", "")):
            headers = add_vary(headers, "Accept-Encoding")
            if self._coding and "content-encoding" not in found:
                self._compressor = codings.make_compressor(self._coding)
                headers, length = self._coded(headers), ""
        sent = [(n, v) for n, v in headers if n not in _OWN]
        if length:
            sent.append(("Content-Length", length))
        head = render_head(status, sent) + self._shared.clock.date()
        self._connection.stream(head, sized=bool(length))
        if self._is_head:
            self.finish()

    def part(self, data: bytes) -> None:
        """Send another part of it."""
        if not self.over:
            self._size += len(data)
            self._connection.more(self._compressor.compress(data) if self._compressor else data)

    def finish(self) -> None:
        """Say that it is whole."""
        if self.over:
            return
        if self._compressor and not self._is_head:
            self._connection.more(self._compressor.flush())
        self._end("200", self._size)
        self._connection.finish()

    def break_off(self) -> None:
        """Break the connection, since the rest will not come."""
        self.abandon()
        self._connection.abort()

    def abandon(self) -> None:
        """Count an answer that does not reach its client."""
        if not self.over:
            self._end(_ABANDONED, self._size)

    def has_room(self) -> bool:
        """Return whether more should come now."""
        return self.over or self._connection.has_room()

    def _send_coded(self, status: str, headers: Headers, body: bytes) -> None:
        def send(coded: bytes) -> None:
            if not self.over:
                self._send(status, headers, coded)

        if len(body) >= ASIDE:
            self._shared.compress(self._coding, body, send)
        else:
            send(codings.compress(self._coding, body))

    def _coded(self, headers: Headers) -> Headers:
        headers = replace_header(headers, "Content-Encoding", self._coding)
        etag = join_headers(headers).get("etag")
        if not etag:
            return headers
        return replace_header(headers, "ETag", codings.tag_coded(etag, self._coding))

    def _retagged(self, headers: Headers) -> Headers:
        """Return the headers of a 304 with the tag that the client has, coded or not."""
        etag = join_headers(headers).get("etag", "")
        coded = codings.tag_coded(etag, self._coding)
        if self._coding and etag and parse_etags(self._tags).contains_weak(coded.strip('"')):
            return replace_header(headers, "ETag", coded)
        return headers

    def _send(self, status: str, headers: Headers, body: bytes) -> None:
        bodiless = status[:3] in {"204", "304"}
        sent = [(n, v) for n, v in headers if n not in _OWN]
        if not bodiless:
            sent.append(("Content-Length", str(len(body))))
        head = render_head(status, sent)
        if self._key and status.startswith("200") and is_keepable(headers):
            self._keep(self._key, sent, head, body)
        self._end(status[:3], len(body))
        shown = b"" if bodiless else self._shown(body)
        self._connection.answer(head + self._shared.clock.date(), shown)

    def _keep(self, key: Key, sent: Headers, head: bytes, body: bytes) -> None:
        kept = self._shared.kept
        if len(body) <= kept.largest:
            etag = join_headers(sent)["etag"].strip('"')
            kept.keep(key, self.generation, Entry(etag, head, body, sent))

    def _end(self, status: str, size: int) -> None:
        self.over = True
        seconds = time.perf_counter() - self._began
        size = 0 if self._is_head else size
        observed, method = self._shared.observed, self._request.method
        observed.note(self._environ, self._path, method, status, size, seconds)
