"""Let a thread that waits for a worker go when the client has left for whom it waits.

Step on the line: between a front's loop, which sees clients leave, and ``remote``, which waits
in a thread for a worker. A connection that is shut down ends the wait and frees the worker.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Hear = Callable[[socket.socket | None], None]
"""What is told on which connection a thread waits now; None for none."""

_THREAD = threading.local()


@contextmanager
def told(hear: Hear) -> Iterator[None]:
    """Tell someone on which connections this thread waits, while it answers one request."""
    _THREAD.hear = hear
    try:
        yield
    finally:
        del _THREAD.hear


@contextmanager
def waiting_on(connection: socket.socket) -> Iterator[None]:
    """Say that this thread waits on a connection."""
    hear: Hear | None = getattr(_THREAD, "hear", None)
    if hear is None:
        yield
        return
    hear(connection)
    try:
        yield
    finally:
        hear(None)


def let_go(connection: socket.socket) -> None:
    """End the wait of another thread; a connection that is closed already has ended it."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
