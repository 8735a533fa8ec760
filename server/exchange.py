"""Speak with one worker: ask, take what it answers, and say honestly how it ended.

Step on the line: under ``remote``, in a front. Every wait is bounded.
"""

import itertools
import os
import socket
import tempfile
import time
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import IO, Any

from server.board import Board
from server.frames import (
    ASK,
    DATA,
    END,
    META,
    PROBLEM,
    BrokenFrames,
    Frame,
    FrameReader,
    send_value,
)
from server.problems import (
    AnswerTooLarge,
    NotReady,
    Overloaded,
    QueryCrashed,
    QueryDeadline,
    QueryMemory,
    RequestProblem,
    ServerFault,
    TooManySlow,
    from_wire,
)
from server.saying.message import say
from server.settings import MEBIBYTE, Settings
from server.slots import End

PATIENCE = 2.0
"""Seconds beyond the deadline after which whoever says nothing counts as broken."""

LATE = 0.4
"""Seconds beyond its deadline that a request may run: a worker that its timer ended may wait for
a processor before it can die, and its client does not wait with it."""

LEARNING = 1.0
"""Seconds within which a holder says how its worker ended."""

PIECE = 256 * 1024
"""Bytes that are read at once from an answer that waits on disk."""

_COUNTER = itertools.count(1)


def next_request() -> int:
    """Return a number that no other request of this server has."""
    return os.getpid() << 40 | next(_COUNTER)


class Exchange:
    """One request to one worker; a context manager that lets go of the worker.

    Args:
        connection: A connection to the workers, which times out when nobody takes it.
        settings: The limits, which say how long to wait.
        board: Where it stands how a worker ended.
    """

    def __init__(self, connection: socket.socket, settings: Settings, board: Board) -> None:
        self._connection = connection
        self._reader = FrameReader(connection)
        self._settings = settings
        self._board = board
        self._request = next_request()
        self._asked = time.monotonic()
        self.generation = ""
        self.meta: dict[str, Any] = {}
        self.body: Iterator[bytes] = iter(())

    def ask(self, method: str, arguments: Mapping[str, Any]) -> None:
        """Ask, and wait for what a worker says first.

        Raises:
            Overloaded: No worker took the request in time (503).
            NotReady: The worker that was to take it ended before it began; nothing was done.
            RequestProblem: What the worker found wrong, or how it ended.
        """
        try:
            send_value(
                self._connection,
                ASK,
                {"method": method, "arguments": arguments, "request": self._request},
            )
        except (TimeoutError, ConnectionError) as error:
            raise NotReady(say("ready.ended")) from error
        said = self._first().value()
        self.generation, self.meta = said["generation"], said["value"]
        self.body = self._bodies()

    def _first(self) -> Frame:
        """Return what a worker says first; a worker must have begun before the wait is over."""
        longest = self._settings.query_deadline + LATE
        while True:
            running = self._board.running_for(self._request)
            waited = time.monotonic() - self._asked
            left = longest - running if running else self._settings.queue_wait - waited
            if left <= 0:
                raise stands_still() if running else queue_timed_out()
            self._connection.settimeout(min(left, longest))
            try:
                return self._read(META)
            except TimeoutError:
                continue

    def __enter__(self) -> "Exchange":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the worker; one that still works for this request ends itself."""
        self._connection.close()

    def _bodies(self) -> Iterator[bytes]:
        running = self._board.running_for(self._request)
        left = max(0.0, self._settings.query_deadline - running)
        self._connection.settimeout(left + LATE)
        try:
            while (frame := self._read(DATA, END)).kind == DATA:
                yield frame.payload
        except TimeoutError as error:
            raise stands_still() from error

    def _read(self, *expected: bytes) -> Frame:
        try:
            return require_frame(self._reader.read(), *expected)
        except BrokenFrames as error:
            raise self._how_it_ended() from error

    def _how_it_ended(self) -> RequestProblem:
        """Return the problem that the worker's end means, as its holder says it."""
        until = time.monotonic() + LEARNING
        while self._board.is_running(self._request) and time.monotonic() < until:
            time.sleep(0.005)
        return to_problem(self._board.end_of(self._request), self._settings)


def require_frame(frame: Frame, *expected: bytes) -> Frame:
    """Return a frame that a worker may send now.

    Raises:
        RequestProblem: What the worker found wrong; a fault of ours if it is another frame.
    """
    if frame.kind == PROBLEM:
        raise from_wire(frame.value())
    if frame.kind not in expected:
        raise ServerFault(say("fault.frame", kind=str(frame.kind)))
    return frame


def queue_timed_out() -> RequestProblem:
    """Return the problem that nobody took a request."""
    return Overloaded(say("busy.worker"))


def stands_still() -> RequestProblem:
    """Return the problem that a worker says nothing, though its time is up."""
    return QueryDeadline(say("ran.late"))


def to_problem(end: End, settings: Settings) -> RequestProblem:
    """Return the problem that a worker's end means to the client that it worked for."""
    deadline = settings.query_deadline
    if end is End.DEADLINE:
        return QueryDeadline(say("ran.long", seconds=deadline), limit=deadline)
    if end is End.MEMORY:
        size = settings.query_memory // MEBIBYTE
        return QueryMemory(say("ran.memory", size=size), limit=settings.query_memory)
    if end is End.TOO_MANY_SLOW:
        count = settings.slow_queries
        return TooManySlow(say("busy.slow", count=count), limit=count)
    if end is End.NONE:
        return NotReady(say("ready.ended.before"))
    if end is End.STOPPED:
        return NotReady(say("ready.stopping"))
    return QueryCrashed(say("ran.crashed"))


def gather(body: Iterator[bytes], settings: Settings) -> tuple[int, Iterator[bytes]]:
    """Return the size of an answer and its bytes, once all of it is here.

    A small answer waits in memory, a large one in a file without a name. So nothing is sent
    before the answer is whole, the worker is free while a slow client reads, and a client
    knows the length beforehand.

    Raises:
        AnswerTooLarge: The answer is larger than the limit (503).
        RequestProblem: What the worker found wrong, or how it ended.
    """
    pieces: list[bytes] = []
    size = 0
    for chunk in body:
        pieces.append(chunk)
        size += len(chunk)
        if size > min(settings.answer_buffer, settings.answer_limit):
            return _spool(chain(pieces, body), settings)
    return size, (piece for piece in pieces)  # a generator, since what sends it closes it


def _spool(body: Iterator[bytes], settings: Settings) -> tuple[int, Iterator[bytes]]:
    """Return the size of an answer and its bytes, once all of it is in a file."""
    waiting: IO[bytes] = tempfile.TemporaryFile(  # noqa: SIM115 - outlives this function
        dir=settings.spool or None
    )
    size = 0
    try:
        for chunk in body:
            size += len(chunk)
            if size > settings.answer_limit:
                raise _too_large(settings.answer_limit)
            waiting.write(chunk)
        waiting.seek(0)
    except BaseException:
        waiting.close()
        raise
    return size, _pieces(waiting)


def _pieces(waiting: IO[bytes]) -> Iterator[bytes]:
    with waiting:
        while piece := waiting.read(PIECE):
            yield piece


def _too_large(limit: int) -> AnswerTooLarge:
    return AnswerTooLarge(say("answer.large", size=limit // MEBIBYTE), limit=limit)
