"""Notice that a file was saved: by its time and size, on every system.

Step on the line: the first of :mod:`linkml_schemas.watching`. A file that is not there yet, such
as that of a new import, can be watched too.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

POLL = 0.1
"""Seconds between two looks."""

SETTLED = 0.05
"""Seconds in which nothing may change before a save counts as finished."""

LONGEST_SETTLING = 0.5
"""Seconds after which a file that keeps changing is read all the same."""

Look = Mapping[Path, tuple[int, int, int]]


def look_at(files: Iterable[Path]) -> Look:
    """Return time, size and number of each file; of one that is not there that it is not."""
    found: dict[Path, tuple[int, int, int]] = {}
    for path in files:
        try:
            stat = path.stat()
        except OSError:
            found[path] = (0, -1, 0)
        else:
            found[path] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
    return found


def await_change(
    before: Look,
    files: Iterable[Path],
    *,
    stopped: Callable[[], bool],
    sleep: Callable[[float], None] = time.sleep,
) -> bool:
    """Wait until a file was saved; return False if the watch is stopped before that.

    Args:
        before: What they looked like when they were read.
        files: The files.
        stopped: Whether to give up.
        sleep: Waits a number of seconds.
    """
    watched = tuple(files)
    while (now := look_at(watched)) == before:
        if stopped():
            return False
        sleep(POLL)
    for _ in range(int(LONGEST_SETTLING / SETTLED)):
        sleep(SETTLED)
        later = look_at(watched)
        if later == now:
            break
        now = later
    return True
