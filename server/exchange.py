"""Speak with one worker: ask, take what it answers, and say honestly how it ended.

Step on the line: under ``remote``, in a front. Every wait is bounded.
"""

import socket
import tempfile
import time
from collections.abc import Iterator
from itertools import chain
from typing import IO, Any

from server.board import Board, End
from server.frames import (
    ASK,
    DATA,
    END,
    HELLO,
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
    restore_problem,
)
from server.settings import MEBIBYTE, Settings

PATIENCE = 2.0
"""Seconds beyond the deadline after which a worker that says nothing counts as broken."""

PIECE = 256 * 1024
"""Bytes that are read at once from an answer that waits on disk."""


class Exchange:
    """One request to one worker; a context manager that lets go of the worker.

    Args:
        connection: A connection on which no worker has said hello yet.
        settings: The limits, which say how long to wait.
        board: Where it stands how a worker ended.
    """

    def __init__(self, connection: socket.socket, settings: Settings, board: Board) -> None:
        self._connection = connection
        self._reader = FrameReader(connection)
        self._settings = settings
        self._board = board
        self._slot, self._pid = 0, 0
        self.generation = ""
        self.meta: dict[str, Any] = {}
        self.body: Iterator[bytes] = iter(())

    def meet(self, asked: dict[str, Any]) -> None:
        """Ask, and wait for a worker.

        What is asked lies ready for the worker; one that says hello reads it at once.
        """
        try:
            send_value(self._connection, ASK, asked)
            hello = self._reader.read()
        except TimeoutError as error:
            raise Overloaded("No worker was free in time; ask again in a few seconds.") from error
        except (BrokenFrames, ConnectionError) as error:
            raise NotReady("The worker that took the request ended; ask again.") from error
        if hello.kind != HELLO:
            raise ServerFault("a worker did not say hello")
        value = hello.value()
        self._slot, self._pid, self.generation = value["slot"], value["pid"], value["generation"]

    def begin(self) -> None:
        """Wait for what the worker that was met says first."""
        self._connection.settimeout(self._settings.query_deadline + PATIENCE)
        self.meta = self._read(META).value()
        self.body = self._bodies()

    def __enter__(self) -> "Exchange":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the worker; one that still works for this request ends itself."""
        self._connection.close()

    def _bodies(self) -> Iterator[bytes]:
        while (frame := self._read(DATA, END)).kind == DATA:
            yield frame.payload

    def _read(self, *expected: bytes) -> Frame:
        try:
            frame = self._reader.read()
        except TimeoutError as error:
            raise QueryDeadline("The worker did not answer within its deadline.") from error
        except BrokenFrames as error:
            raise self._how_it_ended() from error
        if frame.kind == PROBLEM:
            problem = frame.value()
            raise restore_problem(problem["slug"], problem["detail"], problem["fields"])
        if frame.kind not in expected:
            raise ServerFault(f"a worker sent a frame {frame.kind!r}")
        return frame

    def _how_it_ended(self) -> RequestProblem:
        """Return the problem that the worker's end means, as its holder says it."""
        slot = self._board.slot_at(self._slot)
        until = time.monotonic() + 1
        while (end := slot.end_of(self._pid)) is End.NONE and time.monotonic() < until:
            time.sleep(0.005)
        return to_problem(end, self._settings)


def to_problem(end: End, settings: Settings) -> RequestProblem:
    """Return the problem that a worker's end means to the client that it worked for."""
    deadline = settings.query_deadline
    if end is End.DEADLINE:
        return QueryDeadline(
            f"The query ran for {deadline:g} seconds, the longest that one may. Make it smaller: "
            "name more in its patterns, or add a LIMIT within a subquery.",
            limit=deadline,
        )
    if end is End.MEMORY:
        size = settings.query_memory // MEBIBYTE
        return QueryMemory(
            f"The query needed more than {size} MiB beyond the graph. Make it smaller, or ask "
            "for its parts.",
            limit=settings.query_memory,
        )
    if end is End.TOO_MANY_SLOW:
        count = settings.slow_queries
        return TooManySlow(
            f"{count} queries that take long are running, as many as may. Ask again later.",
            limit=count,
        )
    if end is End.STOPPED:
        return NotReady("The server is stopping; ask again in a few seconds.")
    return QueryCrashed("The process that ran the query fell over, and has been replaced.")


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
    return AnswerTooLarge(
        f"The answer is larger than {limit // MEBIBYTE} MiB. Ask for its parts, with LIMIT and "
        "OFFSET over an ORDER BY, or take the published files.",
        limit=limit,
    )
