"""Keep the sockets of the checks, and start the checker when someone waits at one.

Step on the line: within the keeper. Who checks nothing pays nothing: until the first check comes
there are sockets and no process.
"""

import os
import socket
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import structlog

from server.children import Rest, fork_child
from server.settings import Settings
from server.validating.checker import run_checker
from server.validating.lanes import NAMES, to_mark, to_path

LOG = structlog.get_logger("checks")

WAITING = 16
"""Checks that may wait for a place in a lane."""


class CheckingLanes:
    """The sockets of the checks, and the process that serves them if there is one.

    Args:
        settings: The bounds of a check.
        directory: Where the sockets stand.
    """

    def __init__(self, settings: Settings, directory: Path) -> None:
        self.directory = directory
        self._settings = settings
        self._listeners = {name: _listen(to_path(directory, name)) for name in NAMES}
        self._pid = 0
        self._rest = Rest()

    @property
    def descriptors(self) -> tuple[int, ...]:
        """Return the descriptors of the sockets, which are for no other process."""
        return tuple(each.fileno() for each in self._listeners.values())

    @property
    def watched(self) -> tuple[int, ...]:
        """Return what the keeper is to watch: the sockets while nobody serves them."""
        return () if self._pid or not self._rest.is_over() else self.descriptors

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
        run = partial(run_checker, self._settings, self._listeners, self.directory)
        self._pid = fork_child("begrip-checker", run, close=close)
        LOG.info("checks", pid=self._pid)

    def bury(self, pid: int, status: int) -> bool:
        """Note that a process ended; return whether it was the checker."""
        if pid != self._pid:
            return False
        self._pid = 0
        to_mark(self.directory).unlink(missing_ok=True)
        self._rest.died()
        if os.waitstatus_to_exitcode(status):
            LOG.error("checker ended", pid=pid, status=status)
        return True


def _listen(path: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(str(path))
    path.chmod(0o600)
    listener.listen(WAITING)
    listener.setblocking(False)
    return listener
