"""Keep the socket of the checks, and start the checker when someone waits at it.

Step on the line: within the keeper. Who checks nothing pays nothing: until the first check comes
there is a socket and no process.
"""

import os
import socket
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import structlog

from server.children import Rest, fork_child
from server.settings import Settings
from server.validating.checker import run_checker, to_mark

LOG = structlog.get_logger("checks")

WAITING = 16
"""Checks that may wait for a place."""


class CheckingLane:
    """The socket of the checks, and the process that serves it if there is one.

    Args:
        settings: The bounds of a check.
        directory: Where the socket stands.
    """

    def __init__(self, settings: Settings, directory: Path) -> None:
        self.path = directory / "checks.sock"
        self._settings = settings
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(self.path))
        self.path.chmod(0o600)
        self._listener.listen(WAITING)
        self._listener.setblocking(False)
        self._pid = 0
        self._rest = Rest()

    @property
    def descriptor(self) -> int:
        """Return the descriptor of the socket, which is for no other process."""
        return self._listener.fileno()

    @property
    def watched(self) -> tuple[int, ...]:
        """Return what the keeper is to watch: the socket while nobody serves it."""
        return () if self._pid or not self._rest.is_over() else (self.descriptor,)

    @property
    def pids(self) -> tuple[int, ...]:
        """Return the process of the checker, if there is one."""
        return (self._pid,) if self._pid else ()

    def start(self, close: Sequence[int]) -> None:
        """Start the checker, since someone waits.

        Args:
            close: Descriptors of the keeper that are not for it.
        """
        self._rest.started()
        run = partial(run_checker, self._settings, self._listener, self.path)
        self._pid = fork_child("begrip-checker", run, close=close)
        LOG.info("checks", pid=self._pid)

    def bury(self, pid: int, status: int) -> bool:
        """Note that a process ended; return whether it was the checker."""
        if pid != self._pid:
            return False
        self._pid = 0
        to_mark(self.path).unlink(missing_ok=True)
        self._rest.died()
        if os.waitstatus_to_exitcode(status):
            LOG.error("checker ended", pid=pid, status=status)
        return True
