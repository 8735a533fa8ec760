"""Fork a child that ends with its parent, and wait longer the more often one dies.

Step on the line: used by the keeper for holders and fronts.
"""

import os
import signal
import time
from collections.abc import Callable, Sequence

import structlog

from server.sandbox import die_with_parent, name_process

LOG = structlog.get_logger("children")

LONGEST_REST = 5.0
"""Seconds that pass at most before what died is started again."""


def fork_child(name: str, run: Callable[[], None], *, close: Sequence[int] = ()) -> int:
    """Return the process id of a child that runs a function and ends.

    Args:
        name: What ps shows, at most 15 bytes.
        run: Called in the child; a SystemExit sets its exit code.
        close: File descriptors of the parent that are not for the child.
    """
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        for number in (signal.SIGTERM, signal.SIGCHLD, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.set_wakeup_fd(-1)
        die_with_parent(parent)
        name_process(name)
        for descriptor in close:
            os.close(descriptor)
        run()
        status = 0
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 1
    except BaseException as error:
        LOG.error("child failed", name=name, exc_info=error)
    finally:
        os._exit(status)


class Rest:
    """How long to wait before something that died is started again.

    >>> rest = Rest()
    >>> rest.is_over()
    True
    """

    def __init__(self) -> None:
        self._failures = 0
        self._began = 0.0
        self._until = 0.0

    def is_over(self) -> bool:
        """Return whether it may be started now."""
        return time.monotonic() >= self._until

    def started(self) -> None:
        """Note that it was started."""
        self._began = time.monotonic()

    def died(self) -> None:
        """Note that it died: at once again the first time, then ever later."""
        lived = time.monotonic() - self._began
        self._failures = 0 if lived > LONGEST_REST else self._failures + 1
        pause = 0.0 if self._failures < 2 else min(LONGEST_REST, 0.1 * 2**self._failures)
        self._until = time.monotonic() + pause
