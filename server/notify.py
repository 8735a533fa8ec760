"""Tell the service manager that the server is ready, which generation it serves, that it stops.

Step on the line: within the keeper. Without a manager that asks, nothing is said.

Source:
    sd_notify(3): datagrams to the Unix socket that NOTIFY_SOCKET names.
"""

import os
import socket
from collections.abc import MutableMapping
from contextlib import suppress


class Notifier:
    """Who is told what the server does.

    Args:
        environment: Where ``NOTIFY_SOCKET`` stands; it is taken out, so that no child of ours
            speaks for the server.
    """

    def __init__(self, environment: MutableMapping[str, str]) -> None:
        address = environment.pop("NOTIFY_SOCKET", "")
        self._address = f"\0{address[1:]}" if address.startswith("@") else address

    @property
    def is_heard(self) -> bool:
        """Return whether a service manager asked to be told."""
        return bool(self._address)

    def serving(self, generation: str) -> None:
        """Say that requests are answered, and from which generation."""
        self._say(f"READY=1\nSTATUS=serving generation {generation}\nMAINPID={os.getpid()}")

    def stopping(self) -> None:
        """Say that the server was asked to stop."""
        self._say("STOPPING=1\nSTATUS=stopping")

    def _say(self, text: str) -> None:
        """Send a datagram; a manager that does not listen is no fault of ours."""
        if self._address:
            with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as speaker:
                speaker.sendto(text.encode(), self._address)
