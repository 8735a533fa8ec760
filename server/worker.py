"""Answer one request at a time from an open generation, and die rather than overrun.

Step on the line: forked by a holder, asked by fronts over the socket. The kernel keeps the
deadline: a timer whose signal ends the process, with no Python running.
"""

import fcntl
import os
import select
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog

from server.board import Busy, Slot
from server.dataset import Dataset
from server.frames import (
    ASK,
    DATA,
    END,
    HELLO,
    META,
    PROBLEM,
    BrokenFrames,
    pack_frame,
    pack_value,
    read_frame,
    send_value,
)
from server.problems import QueryCrashed, QueryMemory, RequestProblem, ServerFault
from server.query import QueryRequest, write_answer
from server.sandbox import address_space
from server.settings import Settings
from server.shapes import to_wire

LOG = structlog.get_logger("worker")

LOOKUPS = (
    "document", "page", "resolve", "gone", "last_document", "last_page", "overview", "listing",
)  # fmt: skip
"""Methods of the dataset that a front may ask for by name."""

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
    said = {"slot": worker.slot.index, "pid": os.getpid(), "generation": worker.dataset.generation}
    hello = pack_value(HELLO, said)
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
            _serve(worker, connection, hello)
        worker.slot.begin(Busy.IDLE)
        if worker.slot.slow:
            return
        looks = served % LOOK_EVERY == 0 or time.monotonic() - began > LOOK_AFTER
        if looks and address_space() > start + FAT:
            return


def _serve(worker: Worker, connection: socket.socket, hello: bytes) -> None:
    connection.settimeout(ASKING)
    worker.slot.begin(Busy.LOOKUP)
    try:
        connection.sendall(hello)
        frame = read_frame(connection)
        if frame.kind == ASK:
            connection.settimeout(None)
            signal.setitimer(signal.ITIMER_REAL, worker.settings.query_deadline)
            _answer(worker, connection, frame.value())
    except (BrokenFrames, TimeoutError, BrokenPipeError, ConnectionResetError):
        pass  # the front, or its client, has gone away
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(worker: Worker, connection: socket.socket, asked: dict[str, Any]) -> None:
    method, arguments = asked["method"], asked["arguments"]
    try:
        if method == "query":
            worker.slot.begin(Busy.QUERY)
            _query(worker.dataset, connection, QueryRequest(**arguments))
        elif method in LOOKUPS:
            _look_up(worker.dataset, connection, method, arguments)
        else:
            raise ServerFault(f"a worker has no method {method!r}")
    except RequestProblem as problem:
        _send_problem(connection, problem)
    except MemoryError:
        _send_problem(connection, QueryMemory("The query needed more memory than its budget."))
        os._exit(0)  # what is left of the heap is not worth trusting
    except (BrokenPipeError, ConnectionResetError):
        raise
    except BaseException as error:  # the engine's panics are no Exceptions
        LOG.error("fault", method=method, exc_info=error)
        _send_problem(connection, QueryCrashed(f"The engine failed: {error}."))


def _query(dataset: Dataset, connection: socket.socket, request: QueryRequest) -> None:
    watch_front(connection)
    require_front(connection)
    output = _Output(connection)
    write_answer(dataset.store, request, output.emit, dataset.planner)
    output.finish()


def _look_up(
    dataset: Dataset, connection: socket.socket, method: str, arguments: dict[str, Any]
) -> None:
    value, body = to_wire(partial(getattr(dataset, method), **arguments)())
    pieces = [body[start : start + CHUNK] for start in range(0, len(body), CHUNK)]
    frames = [pack_value(META, value), *(pack_frame(DATA, p) for p in pieces), pack_frame(END)]
    connection.sendall(b"".join(frames))


def _send_problem(connection: socket.socket, problem: RequestProblem) -> None:
    value = {"slug": problem.slug, "detail": problem.detail, "fields": problem.fields}
    send_value(connection, PROBLEM, value)


def watch_front(connection: socket.socket, signal_number: int = signal.SIGIO) -> None:
    """Let the kernel end this process when the other side of the connection closes.

    Source:
        fcntl(2): F_SETOWN, O_ASYNC; the default action of SIGIO is to terminate.
    """
    signal.signal(signal_number, signal.SIG_DFL)
    fcntl.fcntl(connection, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(connection, fcntl.F_GETFL)
    fcntl.fcntl(connection, fcntl.F_SETFL, flags | os.O_ASYNC)


def require_front(connection: socket.socket) -> None:
    """Stop if the other side has gone already, as it may while its request waits.

    Raises:
        BrokenPipeError: It has.
    """
    with suppress(BlockingIOError):
        if not connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT):
            raise BrokenPipeError("the front closed the connection before its request began")


def unwatch_front(connection: socket.socket) -> None:
    """Stop what :func:`watch_front` began; from here on a failed write tells the same."""
    flags = fcntl.fcntl(connection, fcntl.F_GETFL)
    fcntl.fcntl(connection, fcntl.F_SETFL, flags & ~os.O_ASYNC)


class _Output:
    """Gather the engine's small pieces into frames."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
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
            before = pack_value(META, {})
        if self._gathered:
            before += pack_frame(DATA, b"".join(self._gathered))
            self._gathered.clear()
            self._size = 0
        self._connection.sendall(before + after)
