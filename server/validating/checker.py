"""Check what fronts send, one child for each, and say how a child ended that could not itself.

Step on the line: started by the keeper when the first check waits, gone again when none has come
for a while. It has read the validator once, so that a child begins at once; it has one thread
and looks at nobody's data.
"""

import gc
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import structlog

from server.children import fork_child
from server.frames import PROBLEM, send_value
from server.problem_base import RequestProblem
from server.sandbox import thread_count
from server.saying.message import say
from server.settings import MEBIBYTE, Settings
from server.validating.lanes import PROFILES, SHAPES, SMALL, Bounds, to_bounds, to_mark
from server.validating.problems import CheckCrashed, CheckDeadline, CheckMemory

LOG = structlog.get_logger("checker")

REST = 300.0
"""Seconds without a check after which the checker ends."""

DEPTH = 10_000
"""How deep the validator may call itself."""


@dataclass(slots=True)
class Lane:
    """A socket and the checks that may come by it.

    Shape:
        ``running`` counts those that run in its places; ``watched`` is whether the checker looks
        at the socket; ``beside`` are lanes whose places its checks may take, best first.
    """

    listener: socket.socket
    bounds: Bounds
    answer: Callable[[socket.socket], None]
    running: int = 0
    watched: bool = False
    beside: tuple["Lane", ...] = ()

    def free(self) -> "Lane | None":
        """Return the lane in which a check of this one may run now, None if all is taken."""
        among = (self, *self.beside)
        return next((each for each in among if each.running < each.bounds.most), None)

    def within(self, place: "Lane") -> "Lane":
        """Return the lane whose bounds hold for a check of this one in a place: the wider."""
        return place if place.bounds.seconds > self.bounds.seconds else self


def run_checker(
    settings: Settings, listeners: Mapping[str, socket.socket], directory: Path
) -> None:
    """Check what comes over the sockets, until nothing has come for a while.

    Args:
        settings: The bounds.
        listeners: What fronts connect to, by the name of the lane; non-blocking.
        directory: Where they stand.
    """
    from server.validating import child  # what takes half a second is read here, not in a front

    sys.setrecursionlimit(DEPTH)
    if thread_count() > 1:
        raise RuntimeError("the checker has threads, so it cannot fork")
    gc.collect()
    gc.freeze()
    to_mark(directory).touch()
    lanes = {}
    for name, listener in listeners.items():
        bounds = to_bounds(name, settings)
        answer = partial(child.answer, settings=settings, bounds=bounds)
        lanes[name] = Lane(listener, bounds, answer)
    lanes[SMALL].beside = lanes[PROFILES], lanes[SHAPES]
    Checker(settings, tuple(lanes.values())).run(REST)


@dataclass(frozen=True, slots=True)
class _Child:
    """A process that checks: whom it answers, the lane whose place it has, its bounds."""

    connection: socket.socket
    place: Lane
    bounds: Bounds


class Checker:
    """The children that check, each with its lane and the connection that it answers.

    Args:
        settings: How much memory each may take.
        lanes: By which checks come, in the order in which they take what is free.
    """

    def __init__(self, settings: Settings, lanes: Sequence[Lane]) -> None:
        self._settings = settings
        self._lanes = {lane.listener.fileno(): lane for lane in lanes}
        self._children: dict[int, _Child] = {}
        self._left: set[int] = set()
        self._wake = _wake_up_pipe()
        self._poller = select.epoll()
        self._poller.register(self._wake[0], select.EPOLLIN)

    def run(self, rest: float) -> None:
        """Serve until nothing has come for so many seconds."""
        since = time.monotonic()
        while True:
            for lane in self._lanes.values():
                self._watch(lane, lane.free() is not None)
            events = self._poller.poll(min(rest, 1.0))
            for descriptor, event in sorted(events, key=self._turn):
                self._act(descriptor, event)
            self._reap()
            if self._children or events:
                since = time.monotonic()
            elif time.monotonic() - since > rest:
                return

    def _watch(self, lane: Lane, wanted: bool) -> None:
        if wanted != lane.watched:
            lane.watched = wanted
            if wanted:
                self._poller.register(lane.listener, select.EPOLLIN)
            else:
                self._poller.unregister(lane.listener)

    def _turn(self, event: tuple[int, int]) -> int:
        """Return when an event is looked at: lanes in their order, after all else."""
        order = list(self._lanes)
        return order.index(event[0]) if event[0] in order else -1

    def _act(self, descriptor: int, event: int) -> None:
        if descriptor == self._wake[0]:
            with suppress(BlockingIOError):
                os.read(descriptor, 4096)
        elif lane := self._lanes.get(descriptor):
            if place := lane.free():  # another lane may have taken it in this very turn
                with suppress(BlockingIOError):
                    self._begin(lane, place, lane.listener.accept()[0])
        elif event & (select.EPOLLRDHUP | select.EPOLLHUP | select.EPOLLERR):
            self._leave(descriptor)

    def _begin(self, lane: Lane, place: Lane, connection: socket.socket) -> None:
        bound = lane.within(place)
        others = [child.connection.fileno() for child in self._children.values()]
        not_for_child = (*self._lanes, *self._wake, self._poller.fileno(), *others)
        pid = fork_child("begrip-check", lambda: bound.answer(connection), close=not_for_child)
        place.running += 1
        self._children[pid] = _Child(connection, place, bound.bounds)
        self._poller.register(connection, select.EPOLLRDHUP)

    def _leave(self, descriptor: int) -> None:
        """End the check for which nobody waits any more."""
        for pid, child in self._children.items():
            if child.connection.fileno() == descriptor:
                self._poller.unregister(child.connection)
                self._left.add(pid)
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                return

    def _reap(self) -> None:
        with suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                pid, status = ended
                if (child := self._children.pop(pid, None)) is None:
                    continue
                child.place.running -= 1
                with child.connection as connection:
                    if pid in self._left:
                        self._left.discard(pid)
                    else:
                        code = os.waitstatus_to_exitcode(status)
                        self._tell(connection, child.bounds, code)

    def _tell(self, connection: socket.socket, bounds: Bounds, code: int) -> None:
        """Tell a front how the child ended that answers no more."""
        with suppress(OSError, ValueError):
            self._poller.unregister(connection)
        if code == 0:
            return
        problem = to_problem(code, self._settings, bounds.seconds)
        LOG.warning("check ended", how=problem.slug)
        connection.settimeout(1.0)
        with suppress(OSError):
            value = problem.to_wire()
            send_value(connection, PROBLEM, value)


def to_problem(code: int, settings: Settings, seconds: float) -> RequestProblem:
    """Return the problem that the end of a child means.

    Args:
        code: Its exit code; the number of a signal, negative.
        settings: The bounds.
        seconds: How long it might run.
    """
    if code == -signal.SIGALRM:
        return CheckDeadline(say("check.deadline", seconds=seconds), limit=seconds)
    if code in {-signal.SIGABRT, -signal.SIGKILL}:
        size = settings.check_memory // MEBIBYTE
        return CheckMemory(say("check.memory", size=size), limit=settings.check_memory)
    return CheckCrashed(say("check.fell"))


def _wake_up_pipe() -> tuple[int, int]:
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    os.set_blocking(writing, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    return reading, writing
