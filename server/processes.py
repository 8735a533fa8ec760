"""Look at the processes of the machine.

Step on the line: under ``metrics``.
"""

import resource
from pathlib import Path


def memory_of(pid: int) -> int:
    """Return the bytes that a process has in memory, 0 if it is gone.

    Shape:
        What several processes share is divided among them (Pss), so that their sum is what
        they take; where the kernel does not say it, the resident set.

    >>> import os
    >>> memory_of(os.getpid()) > 1_000_000
    True
    """
    folder = Path("/proc") / str(pid)
    try:
        for line in (folder / "smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    try:
        pages = (folder / "statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()
