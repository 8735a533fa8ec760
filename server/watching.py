"""Let a worker end when nobody waits for its answer any more.

Step on the line: around a query in a worker; the kernel watches, with no Python running.
"""

import fcntl
import os
import socket

_LOOK = int(socket.MSG_PEEK | socket.MSG_DONTWAIT)
_TOLD = os.O_RDWR | os.O_ASYNC
"""Flags, put together once: adding named ones takes longer than the call."""


def watch_front(connection: socket.socket) -> None:
    """Let the kernel end this process when the other side of the connection closes.

    Source:
        fcntl(2): F_SETOWN, O_ASYNC; the default action of SIGIO is to terminate.
    """
    fcntl.fcntl(connection, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(connection, fcntl.F_SETFL, _TOLD)


def require_front(connection: socket.socket) -> None:
    """Stop if the other side has gone already, as it may while its request waits.

    Raises:
        BrokenPipeError: It has.
    """
    try:
        if not connection.recv(1, _LOOK):
            raise BrokenPipeError("the front closed the connection before its request began")
    except BlockingIOError:
        return


def unwatch_front(connection: socket.socket) -> None:
    """Stop what :func:`watch_front` began; from here on a failed write tells the same."""
    fcntl.fcntl(connection, fcntl.F_SETFL, os.O_RDWR)
