"""Ask the scheduler for a short turn or a long one, and take that back.

Step on the line: around what a front and a worker do. A process that asks for short turns runs
soon after it wakes, before those whose turns are long; unlike a lower priority, this takes
nothing from a process that is alone, and needs no right to be undone.

Source:
    sched_setattr(2); Linux 6.12, Documentation/scheduler/sched-eevdf.rst. Older kernels and
    other processors take no notice.
"""

import ctypes
import os
import platform
import struct

SHORT, LONG, USUAL = 100_000, 100_000_000, 0
"""Nanoseconds of a turn: the least and the most that the kernel grants; 0 for what it does."""

_SCHED_SETATTR = {"x86_64": 314, "aarch64": 274}.get(platform.machine())
_ATTRIBUTES = struct.Struct("=IIQiIQQQ")  # size, policy, flags, nice, priority, runtime, two more
_LIBC = ctypes.CDLL(None, use_errno=True)


def take_turns(nanoseconds: int) -> bool:
    """Ask for turns of a length from now on; return whether the kernel took that."""
    if _SCHED_SETATTR is None or os.sched_getscheduler(0) != os.SCHED_OTHER:
        return False
    nice = os.getpriority(os.PRIO_PROCESS, 0)
    values = (_ATTRIBUTES.size, os.SCHED_OTHER, 0, nice, 0, nanoseconds, 0, 0)
    buffer = ctypes.create_string_buffer(_ATTRIBUTES.pack(*values), _ATTRIBUTES.size)
    return bool(_LIBC.syscall(_SCHED_SETATTR, 0, buffer, 0) == 0)
