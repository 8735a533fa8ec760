"""Take the address that the server answers on, and the directory that its sockets stand in.

Step on the line: the first thing the keeper does, so that what cannot work is said at once.
"""

import os
import shutil
import socket
import tempfile
from contextlib import suppress
from pathlib import Path

from server.settings import Settings

BACKLOG = 1024
"""Connections that the kernel keeps for the fronts."""


class AddressTaken(OSError):  # noqa: N818 - what the operator must change
    """Say why nobody can listen at the address."""


def listen(settings: Settings) -> socket.socket:
    """Return the one socket on which all fronts accept.

    It is bound before the fronts start and without SO_REUSEPORT, so that a second server at
    the same address is refused and a front that dies takes no waiting connection with it.
    Connections inherit that nothing waits for an acknowledgement: the parts of an answer would
    wait 40 ms for a client that delays its own.

    Raises:
        AddressTaken: Another program listens there, or the address is not of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.bind(address)
    except OSError as error:
        raise AddressTaken(
            f"cannot listen at {settings.host} port {settings.port}: {error.strerror}; "
            "choose another address with BEGRIP_PORT or BEGRIP_HOST"
        ) from error
    listener.listen(BACKLOG)
    listener.setblocking(False)
    return listener


def make_directory() -> Path:
    """Return a new private directory for the workers' sockets.

    Directories of servers that were killed are removed on the way.
    """
    parent = Path(tempfile.gettempdir())
    for path in parent.glob("begrip-*-*"):
        pid = path.name.split("-")[1]
        if pid.isdigit() and not Path("/proc", pid).exists():
            with suppress(OSError):
                if path.stat().st_uid == os.getuid():
                    shutil.rmtree(path, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"begrip-{os.getpid()}-"))
