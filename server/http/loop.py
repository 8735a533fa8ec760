"""Wait for many descriptors at once, and call whoever is concerned.

Step on the line: under a front. One thread runs the loop; others hand it calls.
"""

import os
import select
import time
from collections import deque
from collections.abc import Callable

import structlog

IN, OUT, HANG_UP, GONE = select.EPOLLIN, select.EPOLLOUT, select.EPOLLRDHUP, select.EPOLLHUP

Handler = Callable[[int], None]
"""What is called with the events of a descriptor."""

LOG = structlog.get_logger("loop")


class Loop:
    """A poller with its handlers.

    Shape:
        ``now`` is the monotonic clock at the last waking, in seconds.
    """

    def __init__(self) -> None:
        self._poller = select.epoll()
        self._handlers: dict[int, tuple[Handler, Callable[[], None]]] = {}
        self._calls: deque[Callable[[], None]] = deque()
        self._wake = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self._rounds: list[tuple[float, Callable[[], None]]] = []
        self._due: list[float] = []
        self._fresh: set[int] = set()
        self._stopping = False
        self.now = time.monotonic()
        self.watch(self._wake, IN, self._woken)

    def watch(
        self,
        descriptor: int,
        events: int,
        handler: Handler,
        broken: Callable[[], None] = lambda: None,
    ) -> None:
        """Call a handler whenever something of what is named happens to a descriptor.

        Args:
            descriptor: What is watched.
            events: What is waited for.
            handler: What is called.
            broken: What is called if the handler fails, which is a fault of ours: it ends one
                connection and never the loop.
        """
        self._handlers[descriptor] = handler, broken
        self._fresh.add(descriptor)
        self._poller.register(descriptor, events)

    def change(self, descriptor: int, events: int) -> None:
        """Listen to other events of a descriptor."""
        self._poller.modify(descriptor, events)

    def forget(self, descriptor: int, *, closing: bool = False) -> None:
        """Listen no more; the descriptor must still be open.

        Args:
            descriptor: What was watched.
            closing: Whether it is closed next, by which the kernel forgets it, too.
        """
        if self._handlers.pop(descriptor, None) and not closing:
            self._poller.unregister(descriptor)

    def call(self, function: Callable[[], None]) -> None:
        """Let the thread of the loop call a function soon; from any thread."""
        self._calls.append(function)
        os.eventfd_write(self._wake, 1)

    def every(self, seconds: float, function: Callable[[], None]) -> None:
        """Call a function about every so many seconds."""
        self._rounds.append((seconds, function))
        self._due.append(time.monotonic() + seconds)

    def stop(self) -> None:
        """Return from :meth:`run` soon; from any thread or a signal's handler."""
        self._stopping = True
        os.eventfd_write(self._wake, 1)

    def close(self) -> None:
        """Let go of the poller; the loop has stopped."""
        self._poller.close()
        os.close(self._wake)

    def run(self) -> None:
        """Wait and call until stopped."""
        while not self._stopping:
            wait = max(0.0, min(self._due, default=self.now + 1) - time.monotonic())
            events = self._poller.poll(wait)
            self.now = time.monotonic()
            self._fresh.clear()
            for descriptor, happened in events:
                found = self._handlers.get(descriptor)
                if found and descriptor not in self._fresh:  # an event of who had its number
                    try:
                        found[0](happened)
                    except Exception as error:
                        self._report(error, found[1])
            self._go_round()

    def _woken(self, _: int) -> None:
        os.eventfd_read(self._wake)
        for _ in range(len(self._calls)):
            self._guard(self._calls.popleft())

    def _guard(
        self, function: Callable[[], None], broken: Callable[[], None] = lambda: None
    ) -> None:
        """Call a function; a fault in it is logged, and harms nobody else."""
        try:
            function()
        except Exception as error:
            self._report(error, broken)

    def _report(self, error: Exception, broken: Callable[[], None]) -> None:
        LOG.error("fault", exc_info=error)
        broken()

    def _go_round(self) -> None:
        for index, (seconds, function) in enumerate(self._rounds):
            if self.now >= self._due[index]:
                self._due[index] = self.now + seconds
                self._guard(function)
