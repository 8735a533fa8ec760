"""Accept clients, bound how many there are and how long they may do nothing.

Step on the line: around the connections of one front.
"""

import socket
from collections.abc import Callable
from contextlib import suppress

from server.http.connection import LINGER, Answering, Connection
from server.http.loop import IN, Loop
from server.http.outgoing import Outgoing
from server.http.parsing import Limits

CONNECTIONS = 1024
"""Connections that one front keeps open; more wait in the kernel."""

IDLE, REQUEST, STUCK = 75.0, 60.0, 60.0
"""Seconds that a connection may be kept without a request, that a request may take to come
whole, and that a client may take nothing of its answer."""

BODIES = 64 * 1024 * 1024
"""Bytes of unfinished bodies that one front holds."""

_EXCLUSIVE = 1 << 28
"""EPOLLEXCLUSIVE: one front is woken for one client."""

_AT_ONCE = 1


class HttpServer:
    """The connections of one front.

    Args:
        loop: Waits for all of them.
        listener: A socket that other fronts accept from, too; it does not block.
        answering: Answers their requests.
        limits: What one request may have.
        waiting: Makes what holds an answer until it is sent.
    """

    def __init__(
        self,
        loop: Loop,
        listener: socket.socket,
        answering: Answering,
        limits: Limits,
        waiting: Callable[[], Outgoing],
    ) -> None:
        self._loop = loop
        self._listener = listener
        self._answering = answering
        self._limits = limits
        self._waiting = waiting
        self._connections: set[Connection] = set()
        self._accepting = self._stopping = False
        self._accept_again()
        loop.every(1.0, self._look)

    def stop(self) -> None:
        """Take no more clients; stop the loop when those that are here have their answers."""
        self._stopping = True
        self._stop_accepting()
        self._loop.every(0.02, self._let_go)

    def close(self) -> None:
        """Let go of everyone at once; the loop has stopped."""
        self._stop_accepting()
        for connection in list(self._connections):
            connection.close()

    def _let_go(self) -> None:
        for connection in list(self._connections):
            if connection.is_idle or connection.is_lingering:
                connection.close()
        if not self._connections:
            self._loop.stop()

    def _accept_again(self) -> None:
        if not self._accepting and not self._stopping:
            self._accepting = True
            self._loop.watch(self._listener.fileno(), IN | _EXCLUSIVE, self._accept)

    def _stop_accepting(self) -> None:
        if self._accepting:
            self._accepting = False
            self._loop.forget(self._listener.fileno())

    def _accept(self, _: int) -> None:
        for _ in range(_AT_ONCE):
            if len(self._connections) >= CONNECTIONS:
                self._stop_accepting()
                return
            try:
                client, address = self._listener.accept()
            except BlockingIOError:
                return
            except OSError:
                self._stop_accepting()  # no descriptor is left; the next look tries again
                return
            client.setblocking(False)
            with suppress(OSError):
                client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._connections.add(
                Connection(
                    self._loop,
                    client,
                    str(address[0]),
                    self._answering,
                    self._limits,
                    self._waiting(),
                    self._connections.discard,
                )
            )

    def _look(self) -> None:
        now, held = self._loop.now, 0
        for connection in list(self._connections):
            quiet = now - connection.since
            if connection.is_stuck:
                if quiet > STUCK:
                    connection.abort()
            elif connection.is_lingering:
                if quiet > LINGER:
                    connection.close()
            elif connection.is_reading:
                held += connection.gathered
                if now - connection.begun > REQUEST or held > BODIES:
                    connection.abort()
            elif connection.is_idle and quiet > IDLE:
                connection.close()
        if len(self._connections) < CONNECTIONS * 0.9:
            self._accept_again()
