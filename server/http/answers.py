"""Hold what all requests of a front share, and run the application in threads.

Step on the line: between the connections and what answers.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from threading import Event
from typing import Any

import structlog

from server import leaving
from server.clients import Clients
from server.direct import DirectQueries
from server.forwarding import Forwarded
from server.http import codings
from server.http.connection import Connection
from server.http.heads import Clock
from server.http.inquiries import Inquiries
from server.http.loop import Loop
from server.http.parsing import FIELD_LIMIT, HEAD_LIMIT, Limits, Request
from server.http.turn import Turn
from server.kept import Application, Environ, Headers, KeptAnswers
from server.observed import Observed
from server.problems import (
    AddressTooLong,
    CodingUnknown,
    FieldsTooLarge,
    MethodUnknown,
    QueryTooLarge,
    RequestProblem,
    VersionUnknown,
)
from server.saying.message import say
from server.settings import Settings
from server.validating.problems import DataTooLarge

LOG = structlog.get_logger("front")

IN_PARTS = 1024 * 1024
"""Bytes of an answer of the application from which it is sent in parts."""

ROOM_WAIT = 0.05
"""Seconds between two looks of a thread at whether its client has taken enough."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What all requests of a front share.

    Args:
        loop: What calls everything.
        settings: The settings in force.
        application: The WSGI application, for everything that is not answered otherwise.
        kept: The answers that are kept.
        forwarded: Knows our proxies.
        observed: Counts.
        clients: Bounds the queries of one client.
        generation: Returns the id of what is served, None if nothing is.
        mount: Moves the path of the base to where WSGI wants it.
        direct: Prepares queries that the application need not see; None to let it see all.
        inquiries: Asks workers; None to let the application do it.
        limits: What one request may have.
        address: Where the server listens.
        threads: Run the application.
        readers: Read long queries, one at a time: several would keep the loop from its turn.
    """

    loop: Loop
    settings: Settings
    application: Application
    kept: KeptAnswers
    forwarded: Forwarded
    observed: Observed
    clients: Clients
    generation: Callable[[], str | None]
    mount: Callable[[Environ], None]
    direct: DirectQueries | None
    inquiries: Inquiries | None
    limits: Limits
    address: tuple[str, int]
    threads: ThreadPoolExecutor
    readers: ThreadPoolExecutor
    clock: Clock = field(default_factory=Clock)

    def begin(self, connection: Connection, request: Request) -> None:
        """Begin to answer a request."""
        Turn(self, connection, request).begin()

    def refuse(self, request: Request) -> RequestProblem:
        """Return the problem with a request that nobody has read."""
        limits, status = self.limits, request.refusal
        if status == 413:
            most = limits.body_at(request.target)
            kind = QueryTooLarge if most == limits.body else DataTooLarge
            return kind(say("body.long", limit=most), limit=most)
        if status == 414:
            return AddressTooLong(say("address.long", most=limits.target), limit=limits.target)
        if status == 431:
            said = say("fields.large", bytes=HEAD_LIMIT, count=FIELD_LIMIT)
            return FieldsTooLarge(said, limit=HEAD_LIMIT)
        if request.fault == "coding":
            return CodingUnknown(say("http.coding"))
        if request.fault == "version":
            return VersionUnknown(say("http.version"))
        if status == 501:
            return MethodUnknown(say("method.unknown"))
        wrong = {"target": say("http.target"), "host": say("http.host")}
        return RequestProblem(wrong.get(request.fault, say("http.unreadable")))

    def run(self, turn: Turn) -> None:
        """Let the application answer in a thread."""
        self.threads.submit(self._run, turn)

    def read(self, turn: Turn, direct: DirectQueries) -> None:
        """Read a long query in the thread that is for that."""
        self.readers.submit(self._read, turn, direct)

    def _read(self, turn: Turn, direct: DirectQueries) -> None:
        self.loop.call(partial(turn.read, direct.read(turn.environ, turn.body)))

    def compress(self, coding: str, body: bytes, then: Callable[[bytes], None]) -> None:
        """Compress in a thread, and call back in the loop."""
        self.threads.submit(self._compress, coding, body, then)

    def _compress(self, coding: str, body: bytes, then: Callable[[bytes], None]) -> None:
        self.loop.call(partial(then, codings.compress(coding, body)))

    def _run(self, turn: Turn) -> None:
        try:
            with leaving.told(turn.waits):
                self._answer(turn)
        except BaseException as error:
            LOG.error("fault", path=turn.environ["PATH_INFO"], exc_info=error)
            self.loop.call(turn.broken)

    def _answer(self, turn: Turn) -> None:
        said: dict[str, Any] = {}

        def start(status: str, headers: Headers, *_: Any) -> Any:
            said.update(status=status, headers=headers)
            return pieces.append

        pieces: list[bytes] = []
        body = self.application(turn.environ, start)
        try:
            parts = iter(body)
            for piece in parts:
                pieces.append(piece)
                if sum(map(len, pieces)) > IN_PARTS and not isinstance(body, list | tuple):
                    self.loop.call(partial(turn.first, pieces=pieces, **said))
                    self._answer_rest(turn, parts)
                    return
        finally:
            if hasattr(body, "close"):
                body.close()
        self.loop.call(partial(turn.whole, body=b"".join(pieces), **said))

    def _answer_rest(self, turn: Turn, parts: Any) -> None:
        """Hand on the rest of a large answer no faster than its client takes it."""
        rest = Event()
        for piece in parts:
            while not turn.has_room() and not turn.over:
                rest.wait(ROOM_WAIT)
            if turn.over:
                return
            handed = Event()
            self.loop.call(partial(_hand_on, turn, piece, handed))
            handed.wait()
        self.loop.call(turn.last)


def _hand_on(turn: Turn, piece: bytes, handed: Event) -> None:
    turn.part(piece)
    handed.set()
