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
from contextlib import suppress
from functools import partial
from pathlib import Path

import structlog

from server.children import fork_child
from server.frames import PROBLEM, send_value
from server.problem_base import RequestProblem
from server.sandbox import thread_count
from server.saying.message import say
from server.settings import MEBIBYTE, Settings
from server.validating.problems import CheckCrashed, CheckDeadline, CheckMemory

LOG = structlog.get_logger("checker")

REST = 300.0
"""Seconds without a check after which the checker ends."""

DEPTH = 10_000
"""How deep the validator may call itself."""


def to_mark(path: Path) -> Path:
    """Return the file that is there once the checker of a socket can begin at once."""
    return path.with_suffix(".ready")


def run_checker(settings: Settings, listener: socket.socket, path: Path) -> None:
    """Check what comes over a socket, until nothing has come for a while.

    Args:
        settings: The bounds.
        listener: What fronts connect to; non-blocking.
        path: Where it stands.
    """
    from server.validating import child  # what takes half a second is read here, not in a front

    sys.setrecursionlimit(DEPTH)
    if thread_count() > 1:
        raise RuntimeError("the checker has threads, so it cannot fork")
    gc.collect()
    gc.freeze()
    to_mark(path).touch()
    Checker(settings, listener, partial(child.answer, settings=settings)).run(REST)


class Checker:
    """The children that check, each with the connection that it answers.

    Args:
        settings: How many may check at once.
        listener: What fronts connect to.
        answer: What a child does with its connection.
    """

    def __init__(
        self,
        settings: Settings,
        listener: socket.socket,
        answer: "partial[None]",
    ) -> None:
        self._settings = settings
        self._listener = listener
        self._answer = answer
        self._children: dict[int, socket.socket] = {}
        self._left: set[int] = set()
        self._wake = _wake_up_pipe()
        self._poller = select.epoll()
        self._poller.register(self._wake[0], select.EPOLLIN)
        self._listening = False

    def run(self, rest: float) -> None:
        """Serve until nothing has come for so many seconds."""
        since = time.monotonic()
        while True:
            self._listen(len(self._children) < self._settings.checks)
            events = self._poller.poll(min(rest, 1.0))
            for descriptor, event in events:
                self._act(descriptor, event)
            self._reap()
            if self._children or events:
                since = time.monotonic()
            elif time.monotonic() - since > rest:
                return

    def _listen(self, wanted: bool) -> None:
        if wanted != self._listening:
            self._listening = wanted
            if wanted:
                self._poller.register(self._listener, select.EPOLLIN)
            else:
                self._poller.unregister(self._listener)

    def _act(self, descriptor: int, event: int) -> None:
        if descriptor == self._wake[0]:
            with suppress(BlockingIOError):
                os.read(descriptor, 4096)
        elif descriptor == self._listener.fileno():
            with suppress(BlockingIOError):
                self._begin(self._listener.accept()[0])
        elif event & (select.EPOLLRDHUP | select.EPOLLHUP | select.EPOLLERR):
            self._leave(descriptor)

    def _begin(self, connection: socket.socket) -> None:
        others = [other.fileno() for other in self._children.values()]
        not_for_child = (self._listener.fileno(), *self._wake, self._poller.fileno(), *others)
        pid = fork_child("begrip-check", lambda: self._answer(connection), close=not_for_child)
        self._children[pid] = connection
        self._poller.register(connection, select.EPOLLRDHUP)

    def _leave(self, descriptor: int) -> None:
        """End the check for which nobody waits any more."""
        for pid, connection in self._children.items():
            if connection.fileno() == descriptor:
                self._poller.unregister(connection)
                self._left.add(pid)
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                return

    def _reap(self) -> None:
        with suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                pid, status = ended
                connection = self._children.pop(pid, None)
                if connection is None:
                    continue
                with connection:
                    if pid in self._left:
                        self._left.discard(pid)
                    else:
                        self._tell(connection, os.waitstatus_to_exitcode(status))

    def _tell(self, connection: socket.socket, code: int) -> None:
        """Tell a front how the child ended that answers no more."""
        with suppress(OSError, ValueError):
            self._poller.unregister(connection)
        if code == 0:
            return
        problem = to_problem(code, self._settings)
        LOG.warning("check ended", how=problem.slug)
        connection.settimeout(1.0)
        with suppress(OSError):
            value = problem.to_wire()
            send_value(connection, PROBLEM, value)


def to_problem(code: int, settings: Settings) -> RequestProblem:
    """Return the problem that the end of a child means.

    Args:
        code: Its exit code; the number of a signal, negative.
        settings: The bounds.
    """
    if code == -signal.SIGALRM:
        seconds, own = settings.check_deadline, settings.check_shapes_deadline
        return CheckDeadline(say("check.deadline", seconds=seconds, own=own), limit=seconds)
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
