"""Answer one request: from what is kept, from a worker, or from the application.

Step on the line: between a connection and all that can answer. Everything here runs in the
front's loop but for the application, which runs in a thread.
"""

import socket
from collections.abc import Iterable
from typing import TYPE_CHECKING

from server import leaving
from server.direct import DirectQueries, PlainHead, Prepared
from server.http.connection import Connection
from server.http.delivery import Delivery
from server.http.environ import MALFORMED, add_body, is_malformed, to_environ
from server.http.heads import to_confirming
from server.http.inquiry import Inquiry
from server.http.parsing import Request
from server.kept import Headers
from server.problems import FOUND, PROBLEM, RequestProblem

if TYPE_CHECKING:
    from server.http.answers import Answers

ASIDE = 8192
"""Bytes of a request from which its query is read in a thread, so that nobody waits for it."""


class Turn:
    """One request and how its answer is found.

    Args:
        answers: What all requests of a front share.
        connection: Where the answer goes.
        request: The request.
    """

    def __init__(self, answers: "Answers", connection: Connection, request: Request) -> None:
        self._answers = answers
        self._connection = connection
        self._request = request
        self.environ = to_environ(request, connection.peer, answers.address)
        answers.forwarded.believe(self.environ)
        self._delivery = Delivery(answers, connection, request, self.environ)
        self._prepared: Prepared | None = None
        self._inquiry: Inquiry | None = None
        self._waiting: socket.socket | None = None
        self._client = ""
        self._pieces: list[bytes] = []
        self._size = 0

    @property
    def over(self) -> bool:
        """Return whether nothing more can be said."""
        return self._delivery.over

    def begin(self) -> None:
        """Find who answers, and let it."""
        answers, environ, request = self._answers, self.environ, self._request
        self._connection.gone = self._abandon
        if request.method == "HEAD":
            environ["REQUEST_METHOD"] = "GET"  # answered alike; only the body stays here
        if request.refusal:
            self._apply(answers.refuse(request))
        elif b"%" in request.target and is_malformed(request.target):
            self._apply(RequestProblem(MALFORMED))
        elif not self._delivery.repeat():
            self._delivery.generation = answers.generation()
            answers.mount(environ)
            self._ask_or_apply()

    def _ask_or_apply(self) -> None:
        direct, inquiries = self._answers.direct, self._answers.inquiries
        if direct is None or inquiries is None:
            self._apply()
        elif len(self._request.body) + len(self._request.target) > ASIDE:
            self._answers.read(self, direct)
        else:
            self.read(direct.read(self.environ, self._request.body))

    @property
    def body(self) -> bytes:
        """Return the body of the request."""
        return self._request.body

    def read(self, prepared: Prepared | RequestProblem | None) -> None:
        """Ask a query that was read; let the application answer what is none, or wrong."""
        direct, inquiries = self._answers.direct, self._answers.inquiries
        if self.over or direct is None or inquiries is None:
            return
        if prepared is None or isinstance(prepared, RequestProblem):
            self._apply(prepared)
            return
        self._prepared = prepared
        try:
            if self._is_known(direct, prepared, inquiries.notice().generation):
                return
            client = self.environ["REMOTE_ADDR"]
            self._answers.clients.begin(client)
            self._client = client
        except RequestProblem as problem:
            self._apply(problem)
            return
        self._inquiry = inquiries.ask(prepared.wanted.to_arguments(), self, client)

    def _is_known(self, direct: DirectQueries, prepared: Prepared, generation: str) -> bool:
        """Say that the client has the answer, if it has; return whether that was said."""
        if not direct.is_known(self.environ, prepared, generation):
            return False
        headers = to_confirming(direct.headers(prepared, generation))
        self._delivery.whole("304 Not Modified", headers, b"")
        return True

    def began(self, generation: str) -> None:
        """Hear which generation answers."""
        self._delivery.generation = generation

    def came(self, data: bytes) -> bool:
        """Take a part of the answer; return whether more should come now."""
        delivery = self._delivery
        if delivery.is_streaming:
            delivery.part(data)
            return delivery.has_room()
        self._pieces.append(data)
        self._size += len(data)
        if self._size <= self._answers.settings.answer_buffer:
            return True
        pieces, self._pieces = self._pieces, []
        self._connection.relieved = self._relieved
        self._begin_parts("200 OK", self._plain_head().to_headers(), pieces)
        return delivery.has_room()

    def ended(self) -> None:
        """Hear that the answer is whole."""
        self._leave()
        if self._delivery.is_streaming:
            self._delivery.finish()
        else:
            self._delivery.plain(self._plain_head(), b"".join(self._pieces))

    def failed(self, problem: RequestProblem) -> None:
        """Hear that there is no answer, or not the rest of it."""
        self._leave()
        if self._delivery.is_streaming:
            self.environ[PROBLEM] = problem.slug
            self._delivery.break_off()
        else:
            self._apply(problem)

    def whole(self, status: str, headers: Headers, body: bytes) -> None:
        """Hear an answer of the application."""
        if not self.over:
            self._delivery.whole(status, headers, body)

    def first(self, status: str, headers: Headers, pieces: Iterable[bytes]) -> None:
        """Hear the first parts of a large answer of the application."""
        if not self.over:
            self._begin_parts(status, headers, pieces)

    def part(self, data: bytes) -> None:
        """Hear another part of it."""
        self._delivery.part(data)

    def last(self) -> None:
        """Hear that it is whole."""
        self._delivery.finish()

    def broken(self) -> None:
        """Hear that its rest will not come."""
        if not self.over:
            self._delivery.break_off()

    def waits(self, connection: socket.socket | None) -> None:
        """Hear on which connection the application waits now; in its thread."""
        self._waiting = connection
        if connection and self.over:
            leaving.let_go(connection)

    def has_room(self) -> bool:
        """Return whether more of a large answer should come now."""
        return self._delivery.has_room()

    def _begin_parts(self, status: str, headers: Headers, pieces: Iterable[bytes]) -> None:
        self._delivery.stream(status, headers)
        if self.over:  # only the head was asked for
            self._cancel()
        for piece in pieces:
            self._delivery.part(piece)

    def _plain_head(self) -> PlainHead:
        direct, generation = self._answers.direct, self._delivery.generation
        if direct is None or self._prepared is None or generation is None:
            raise RuntimeError("an answer came that nobody asked for")
        return direct.head(self._prepared, generation)

    def _apply(self, problem: RequestProblem | None = None) -> None:
        """Let the application answer, in a thread; it says a problem as the client wants it."""
        if self.over:
            return
        if problem:
            self.environ[FOUND] = problem
        add_body(self.environ, self._request.body)
        self._answers.run(self)

    def _relieved(self) -> None:
        if self._inquiry:
            self._inquiry.resume()

    def _leave(self) -> None:
        self._inquiry = None
        if self._client:
            self._answers.clients.end(self._client)
            self._client = ""

    def _cancel(self) -> None:
        inquiry = self._inquiry
        self._leave()
        if inquiry:
            inquiry.cancel()

    def _abandon(self) -> None:
        """Let go of everything: the client has left."""
        self._cancel()
        self._delivery.abandon()
        waiting = self._waiting
        if waiting:
            leaving.let_go(waiting)
