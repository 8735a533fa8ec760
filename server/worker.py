"""Answer one request at a time from an open generation, and die rather than overrun.

Step on the line: forked by a holder, asked by fronts over the socket. The kernel keeps the
deadline: a timer whose signal ends the process, with no Python running.
"""

import os
import select
import signal
import socket
import time
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import structlog

from server.contents import write_contents
from server.dataset import Dataset
from server.frames import (
    ASK,
    DATA,
    END,
    META,
    PROBLEM,
    QUERY,
    BrokenFrames,
    pack_frame,
    pack_value,
    read_asked,
    send_value,
)
from server.problems import QueryCrashed, QueryMemory, RequestProblem, ServerFault
from server.query import QueryRequest, write_answer
from server.rows import CountedRows
from server.sandbox import address_space
from server.saying.message import say
from server.settings import Settings
from server.shapes import to_wire
from server.slices import LONG, USUAL, take_turns
from server.slots import Busy, Slot
from server.watching import require_front, unwatch_front, watch_front

LOG = structlog.get_logger("worker")

LOOKUPS = (
    "document", "page", "resolve", "gone", "last_document", "last_page", "overview", "listing",
    "terms_in_use", "nearest", "thesaurus", "history", "find", "catalogue", "catalogue_pages",
)  # fmt: skip
"""Methods of the dataset that a front may ask for by name."""

STREAMING = frozenset({"query", "contents"})
"""Methods that a client may ask much of: they are watched as queries are."""

CHUNK = 128 * 1024
"""Bytes that are gathered before they are sent."""

ASKING = 5.0
"""Seconds within which a front must say what it wants."""

LOOK_EVERY, LOOK_AFTER = 50, 0.01
"""Requests after which a worker sees whether it has grown, and seconds of one after which too."""

FAT = 64 * 1024 * 1024
"""Bytes of address space above the start at which a worker retires."""


@dataclass(frozen=True, slots=True)
class Worker:
    """What a worker has.

    Args:
        dataset: The open generation.
        listener: The socket that all workers of the generation accept from; non-blocking.
        lifeline: A pipe whose other end the holder closes when no more requests will come.
        slot: Where the worker says what it does.
        settings: The limits.
    """

    dataset: Dataset
    listener: socket.socket
    lifeline: int
    slot: Slot
    settings: Settings


def work(worker: Worker) -> None:
    """Answer requests until told to stop; return when nobody waits any more.

    The worker retires earlier after a query that had to yield, or when it has grown. The
    kernel wakes one idle worker for a request.
    """
    start, served = address_space(), 0
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    poller = select.epoll()
    poller.register(worker.listener, select.EPOLLIN | select.EPOLLEXCLUSIVE)
    poller.register(worker.lifeline, select.EPOLLIN)
    while True:
        ready = {descriptor for descriptor, _ in poller.poll()}
        try:
            connection, _ = worker.listener.accept()
        except BlockingIOError:
            if worker.lifeline in ready:
                return
            continue
        began, served = time.monotonic(), served + 1
        with connection:
            _serve(worker, connection)
        worker.slot.begin(Busy.IDLE)
        if worker.slot.slow:
            return
        looks = served % LOOK_EVERY == 0 or time.monotonic() - began > LOOK_AFTER
        if looks and address_space() > start + FAT:
            return


def _serve(worker: Worker, connection: socket.socket) -> None:
    busy = Busy.IDLE
    try:
        frame = read_asked(connection, ASKING)
        if frame.kind in {ASK, QUERY}:
            asked = frame.asked()
            busy = Busy.QUERY if asked["method"] in STREAMING else Busy.LOOKUP
            busy = Busy.LONG if asked.get("long") else busy
            worker.slot.begin(busy, asked["request"])
            if busy is Busy.LONG:
                take_turns(LONG)
            signal.setitimer(signal.ITIMER_REAL, worker.settings.query_deadline)
            _answer(worker, connection, asked["method"], asked["arguments"])
    except (BrokenFrames, TimeoutError, BrokenPipeError, ConnectionResetError):
        pass  # the front, or its client, has gone away
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        if busy is Busy.LONG:
            take_turns(USUAL)


def _answer(
    worker: Worker, connection: socket.socket, method: str, arguments: dict[str, Any]
) -> None:
    try:
        if method == "query":
            _query(worker, connection, QueryRequest(**arguments))
        elif method == "contents":
            _contents(worker.dataset, connection, **arguments)
        elif method in LOOKUPS:
            _look_up(worker.dataset, connection, method, arguments)
        else:
            raise ServerFault(say("fault.method", method=method))
    except RequestProblem as problem:
        _send_problem(connection, problem)
    except MemoryError:
        _send_problem(connection, QueryMemory(say("ran.memory.budget")))
        os._exit(0)  # what is left of the heap is not worth trusting
    except (BrokenPipeError, ConnectionResetError):
        raise
    except BaseException as error:  # the engine's panics are no Exceptions
        LOG.error("fault", method=method, exc_info=error)
        _send_problem(connection, QueryCrashed(say("ran.engine", reason=str(error))))


def _query(worker: Worker, connection: socket.socket, request: QueryRequest) -> None:
    watch_front(connection)
    require_front(connection)
    dataset = worker.dataset
    output = _Output(connection, _meta(dataset.generation))
    emit, most = output.emit, worker.settings.query_rows
    if most:
        emit = CountedRows(emit, request.media_type, most).write
    write_answer(dataset.store, request, emit, dataset.known_graphs, dataset.planner)
    output.finish()


def _contents(
    dataset: Dataset, connection: socket.socket, graph: str | None, media_type: str
) -> None:
    watch_front(connection)
    require_front(connection)
    output = _Output(connection, _meta(dataset.generation))
    write_contents(dataset.store, graph, media_type, dataset.base, output.emit)
    output.finish()


@lru_cache(maxsize=1)
def _meta(generation: str) -> bytes:
    """Return what is said before the bytes of an answer to a query."""
    return pack_value(META, {"generation": generation, "value": {}})


def _look_up(
    dataset: Dataset, connection: socket.socket, method: str, arguments: dict[str, Any]
) -> None:
    value, body = to_wire(partial(getattr(dataset, method), **arguments)())
    pieces = [body[start : start + CHUNK] for start in range(0, len(body), CHUNK)]
    said = {"generation": dataset.generation, "value": value}
    frames = [pack_value(META, said), *(pack_frame(DATA, p) for p in pieces), pack_frame(END)]
    connection.sendall(b"".join(frames))


def _send_problem(connection: socket.socket, problem: RequestProblem) -> None:
    send_value(connection, PROBLEM, problem.to_wire())


class _Output:
    """Gather the engine's small pieces into frames."""

    def __init__(self, connection: socket.socket, meta: bytes) -> None:
        self._connection = connection
        self._meta = meta
        self._gathered: list[bytes] = []
        self._size = 0
        self._started = False

    def emit(self, piece: bytes) -> None:
        """Take one piece."""
        self._gathered.append(piece)
        self._size += len(piece)
        if self._size >= CHUNK:
            self._flush()

    def finish(self) -> None:
        """Send what is left, and that the answer is whole."""
        self._flush(pack_frame(END))

    def _flush(self, after: bytes = b"") -> None:
        before = b""
        if not self._started:
            self._started = True
            unwatch_front(self._connection)
            before = self._meta
        if self._gathered:
            before += pack_frame(DATA, b"".join(self._gathered))
            self._gathered.clear()
            self._size = 0
        self._connection.sendall(before + after)
