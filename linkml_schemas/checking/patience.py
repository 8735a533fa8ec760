"""Bound what a pattern of somebody else may compute: one that backtracks never ends.

Step on the line: beneath the rules and the example records of a check. The matcher of Python
looks for signals while it works, so a timer of computing time can stop it; waiting is not counted.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ONE_VALUE = 1.0
"""Seconds of computing for one value: a sound pattern takes a few millionths."""

ONE_RECORD = 20.0
"""Seconds of computing for one record, which may be a whole file."""


class TakesForeverError(Exception):
    """Say that something computes for longer than anybody waits."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Stop the block when it has computed for a number of seconds.

    Only in the main thread, where commands and the watch check: no other has signals.

    Raises:
        TakesForeverError: It took longer.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    armed = True

    def stop(_number: int, _frame: FrameType | None) -> None:
        if armed:
            raise TakesForeverError

    before = signal.signal(signal.SIGVTALRM, stop)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
