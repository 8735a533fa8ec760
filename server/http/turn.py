"""Answer one request: from what is kept, from a worker, or from the application.

Step on the line: between a connection and all that can answer. Everything here runs in the
front's loop but for the application, which runs in a thread.
"""

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.http import parse_etags

from server.direct import Prepared
from server.http import codings
from server.http.connection import Connection
from server.http.environ import add_body, to_environ
from server.http.heads import add_vary, render_head, replace_header, to_confirming
from server.http.inquiry import Inquiry
from server.http.parsing import Request
from server.kept import KEEP, Entry, Headers, is_keepable, join_headers, to_kept_key
from server.observed import KEPT_RESULT
from server.problems import FOUND, PROBLEM, RequestProblem

if TYPE_CHECKING:
    from server.http.answers import Answers

ASIDE = 64 * 1024
"""Bytes from which an answer is compressed in a thread, so that nobody waits for it."""

IN_PARTS = 1024 * 1024
"""Bytes of an answer of the application from which it is sent in parts."""

_ABANDONED = "499"
"""How an answer is counted that its client did not wait for, or that broke."""

_OWN = frozenset({KEEP, "Content-Length", "Date", "Connection", "Transfer-Encoding"})
"""Headers that this layer writes itself, or keeps to itself."""


class Turn:
    """One request and its answer.

    Args:
        answers: What all requests of a front share.
        connection: Where the answer goes.
        request: The request.
    """

    def __init__(self, answers: "Answers", connection: Connection, request: Request) -> None:
        self._answers = answers
        self._connection = connection
        self._request = request
        self._began = time.perf_counter()
        self.environ = to_environ(request, connection.peer, answers.address)
        self._key: tuple[str, ...] | None = None
        self.coding = ""
        self._tags = ""
        self._prepared: Prepared | None = None
        self._inquiry: Inquiry | None = None
        self._client = ""
        self._generation: str | None = None
        self._pieces: list[bytes] = []
        self._size = 0
        self._compressor: codings.Compressor | None = None
        self._streaming = False
        self.over = False

    def begin(self) -> None:
        """Find who answers, and let it."""
        answers, environ, request = self._answers, self.environ, self._request
        self._connection.gone = self._abandon
        answers.forwarded.believe(environ)
        self.coding = codings.choose_coding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if request.method == "HEAD":
            environ["REQUEST_METHOD"] = "GET"  # answered alike; only the body stays here
        if tags := environ.get("HTTP_IF_NONE_MATCH"):
            self._tags = tags
            environ["HTTP_IF_NONE_MATCH"] = codings.untag(tags)
        if request.refusal:
            self._apply(answers.refuse(request.refusal))
            return
        self._key = to_kept_key(environ, self.coding)
        if self._key and (entry := answers.kept.find(self._key)):
            self._repeat(entry)
            return
        self._generation = answers.generation()
        answers.mount(environ)
        self._ask_or_apply()

    def _repeat(self, entry: Entry) -> None:
        date = self._answers.clock.date()
        if self._tags and _contains(self.environ["HTTP_IF_NONE_MATCH"], entry.etag):
            self.environ[KEPT_RESULT] = "confirmed"
            self._end("304", 0)
            self._connection.answer(entry.confirming + date, b"")
            return
        self.environ[KEPT_RESULT] = "sent"
        self._end("200", len(entry.body))
        body = b"" if self._request.method == "HEAD" else entry.body
        self._connection.answer(entry.head + date, body)

    def _ask_or_apply(self) -> None:
        direct, inquiries = self._answers.direct, self._answers.inquiries
        if direct is None or inquiries is None:
            self._apply()
            return
        try:
            prepared = self._prepared = direct.prepare(self.environ, self._request.body)
            if prepared is None:
                self._apply()
                return
            generation = inquiries.notice().generation
            if direct.is_known(self.environ, prepared, generation):
                headers = to_confirming(direct.headers(prepared, generation))
                self._whole("304 Not Modified", headers, b"")
                return
            client = self.environ["REMOTE_ADDR"]
            self._answers.clients.begin(client)
            self._client = client
        except RequestProblem as problem:
            self._apply(problem)
            return
        wanted = prepared.wanted
        arguments = {
            "text": wanted.text,
            "media_type": wanted.media_type,
            "default_graphs": wanted.default_graphs,
            "named_graphs": wanted.named_graphs,
        }
        self._inquiry = inquiries.ask(arguments, self)

    def began(self, generation: str) -> None:
        """Hear which generation answers."""
        self._generation = generation

    def came(self, data: bytes) -> bool:
        """Take a part of the answer; return whether more should come now."""
        if self._streaming:
            self._send_part(data)
            return self._connection.has_room()
        self._pieces.append(data)
        self._size += len(data)
        if self._size > self._answers.settings.answer_buffer:
            pieces, self._pieces = self._pieces, []
            self._stream("200 OK", self._query_headers())
            for piece in pieces:
                self._send_part(piece)
            return self._connection.has_room()
        return True

    def ended(self) -> None:
        """Hear that the answer is whole."""
        self._leave()
        if self._streaming:
            self._finish()
        else:
            self._whole("200 OK", self._query_headers(), b"".join(self._pieces))

    def failed(self, problem: RequestProblem) -> None:
        """Hear that there is no answer, or not the rest of it."""
        self._leave()
        if self._streaming:
            self.environ[PROBLEM] = problem.slug
            self._break()
        else:
            self._apply(problem)

    def _query_headers(self) -> Headers:
        direct = self._answers.direct
        if direct is None or self._prepared is None or self._generation is None:
            raise RuntimeError("an answer came that nobody asked for")
        return direct.headers(self._prepared, self._generation)

    def _leave(self) -> None:
        self._inquiry = None
        if self._client:
            self._answers.clients.end(self._client)
            self._client = ""

    def _apply(self, problem: RequestProblem | None = None) -> None:
        """Let the application answer, in a thread; it says a problem as the client wants it."""
        if self.over:
            return
        if problem:
            self.environ[FOUND] = problem
        add_body(self.environ, self._request.body)
        self._answers.run(self)

    def whole(self, status: str, headers: Headers, body: bytes) -> None:
        """Hear an answer of the application."""
        if not self.over:
            self._whole(status, headers, body)

    def first(self, status: str, headers: Headers, pieces: Iterable[bytes]) -> None:
        """Hear the first parts of a large answer of the application."""
        if not self.over:
            self._stream(status, headers)
            for piece in pieces:
                self._send_part(piece)

    def part(self, data: bytes) -> None:
        """Hear another part of it."""
        if not self.over:
            self._send_part(data)

    def last(self) -> None:
        """Hear that it is whole."""
        if not self.over:
            self._finish()

    def broken(self) -> None:
        """Hear that its rest will not come."""
        if not self.over:
            self._break()

    def has_room(self) -> bool:
        """Return whether more of a large answer should come now."""
        return self.over or self._connection.has_room()

    def _whole(self, status: str, headers: Headers, body: bytes) -> None:
        compressible = codings.is_compressible(join_headers(headers).get("content-type", ""))
        if status.startswith("304"):
            self._send_whole(status, self._retagged(headers), body, coded=False)
            return
        if compressible:
            headers = add_vary(headers, "Accept-Encoding")
        coded = compressible and bool(self.coding) and len(body) >= codings.LEAST
        if coded and "content-encoding" not in join_headers(headers):
            if len(body) >= ASIDE:
                self._answers.compress(self, status, headers, body)
                return
            body = codings.compress(self.coding, body)
            headers = self._coded(headers)
        self._send_whole(status, headers, body, coded=coded)

    def compressed(self, status: str, headers: Headers, body: bytes) -> None:
        """Hear an answer that was compressed in a thread."""
        if not self.over:
            self._send_whole(status, self._coded(headers), body, coded=True)

    def _coded(self, headers: Headers) -> Headers:
        headers = replace_header(headers, "Content-Encoding", self.coding)
        etag = join_headers(headers).get("etag")
        return (
            replace_header(headers, "ETag", codings.tag_coded(etag, self.coding))
            if etag
            else headers
        )

    def _retagged(self, headers: Headers) -> Headers:
        """Return the headers of a 304 with the tag that the client has, coded or not."""
        etag = join_headers(headers).get("etag", "")
        coded = codings.tag_coded(etag, self.coding)
        if self.coding and etag and _contains(self._tags, coded.strip('"')):
            return replace_header(headers, "ETag", coded)
        return headers

    def _send_whole(self, status: str, headers: Headers, body: bytes, *, coded: bool) -> None:
        keep = self._key is not None and status.startswith("200") and is_keepable(headers)
        sent = [(n, v) for n, v in headers if n not in _OWN]
        bodiless = status[:3] in {"204", "304"}
        if not bodiless:
            sent.append(("Content-Length", str(len(body))))
        head = render_head(status, sent)
        kept = self._answers.kept
        if keep and self._key and len(body) <= kept.largest:
            etag = codings.untag(join_headers(headers)["etag"]).strip('"')
            confirming = render_head("304 Not Modified", to_confirming(sent))
            kept.keep(self._key, self._generation, Entry(etag, head, body, confirming))
        self._end(status[:3], len(body))
        bodiless = bodiless or self._request.method == "HEAD"
        self._connection.answer(head + self._answers.clock.date(), b"" if bodiless else body)

    def _stream(self, status: str, headers: Headers) -> None:
        """Begin to send an answer that is not whole yet."""
        self._streaming = True
        found = join_headers(headers)
        if codings.is_compressible(found.get("content-type", "")):
            headers = add_vary(headers, "Accept-Encoding")
            if self.coding and "content-encoding" not in found:
                self._compressor = codings.make_compressor(self.coding)
                headers = self._coded(headers)
        length = found.get("content-length", "") if self._compressor is None else ""
        sent = [(n, v) for n, v in headers if n not in _OWN]
        if length:
            sent.append(("Content-Length", length))
        head = render_head(status, sent) + self._answers.clock.date()
        self._connection.relieved = self._relieved
        self._connection.stream(head, sized=bool(length))
        self._status = status[:3]
        if self._request.method == "HEAD":
            self._cancel()
            self._finish()

    def _send_part(self, data: bytes) -> None:
        if self.over:
            return
        self._size += len(data)
        if self._compressor:
            data = self._compressor.compress(data)
        self._connection.more(data)

    def _finish(self) -> None:
        if self.over:
            return
        if self._compressor and self._request.method != "HEAD":
            self._connection.more(self._compressor.flush())
        self._end("200", self._size)
        self._connection.finish()

    def _break(self) -> None:
        self._end(_ABANDONED, self._size)
        self._connection.gone = None
        self._connection.abort()

    def _relieved(self) -> None:
        if self._inquiry:
            self._inquiry.resume()

    def _cancel(self) -> None:
        inquiry = self._inquiry
        self._leave()
        if inquiry:
            inquiry.cancel()

    def _abandon(self) -> None:
        """Let go of everything: the client has left."""
        self._cancel()
        if not self.over:
            self._end(_ABANDONED, self._size)

    def _end(self, status: str, size: int) -> None:
        self.over = True
        seconds = time.perf_counter() - self._began
        method = self._request.method
        size = 0 if method == "HEAD" else size
        self._answers.observed.note(self.environ, method, status, size, seconds)


def _contains(tags: str, etag: str) -> bool:
    return parse_etags(tags).contains_weak(etag)
