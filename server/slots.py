"""What one worker does, and how the one before it ended: a place in memory that all share.

Step on the line: beneath ``board``, which lays the slots out. One process writes each field, so
that there is nothing to lock.
"""

import mmap
import struct
import time
from dataclasses import dataclass
from enum import IntEnum

SLOT = struct.Struct("=iBBBxdQQQ")
"""Process, end, busy, slow, since, request, request of the end, count."""
_PID, _REQUESTS = struct.Struct("=i"), struct.Struct("=QQ")
_OFFSET_END, _OFFSET_BUSY, _OFFSET_SLOW, _OFFSET_SINCE = 4, 5, 6, 8
OFFSET_REQUEST, OFFSET_ENDED_REQUEST, _OFFSET_COUNT = 16, 24, 32
WHOLE = 8
"""Bytes of a number that is read and written in one step; it stands at a multiple of them, as
does each slot."""


class End(IntEnum):
    """Why a worker ended."""

    NONE = 0
    RETIRED = 1
    DEADLINE = 2
    MEMORY = 3
    CRASHED = 4
    TOO_MANY_SLOW = 5
    ABANDONED = 6
    STOPPED = 7


class Busy(IntEnum):
    """What a worker is doing."""

    IDLE = 0
    LOOKUP = 1
    QUERY = 2
    LONG = 3

    @property
    def is_query(self) -> bool:
        """Return whether it is a stranger's query, of either lane."""
        return self in {Busy.QUERY, Busy.LONG}


class Views:
    """The shared memory as bytes, and as numbers that are read and written in one step each.

    Args:
        memory: The shared memory; its size is a multiple of eight bytes.
    """

    __slots__ = ("memory", "moments", "numbers")

    def __init__(self, memory: mmap.mmap) -> None:
        self.memory = memory
        self.numbers = memoryview(memory).cast("Q")
        self.moments = memoryview(memory).cast("d")


@dataclass(frozen=True, slots=True)
class Slot:
    """What one worker does, as it says itself, and how the one before it ended."""

    views: Views
    offset: int
    index: int

    @property
    def memory(self) -> mmap.mmap:
        """Return the shared memory."""
        return self.views.memory

    @property
    def pid(self) -> int:
        """Return the process that has the slot, 0 if it is free."""
        return int(_PID.unpack_from(self.memory, self.offset)[0])

    @property
    def busy(self) -> Busy:
        """Return what the worker is doing."""
        return Busy(self.memory[self.offset + _OFFSET_BUSY])

    @property
    def slow(self) -> bool:
        """Return whether the worker runs a long query, after which it retires."""
        return bool(self.memory[self.offset + _OFFSET_SLOW])

    @property
    def since(self) -> float:
        """Return when the worker began what it does, on the monotonic clock."""
        return self.views.moments[(self.offset + _OFFSET_SINCE) // WHOLE]

    def clear(self) -> None:
        """Make the slot ready for a new worker; the holder does this before it forks."""
        self.memory[self.offset + _OFFSET_SLOW] = 0
        self.begin(Busy.IDLE)

    def occupy(self, pid: int) -> None:
        """Give the slot to a new worker; the holder does this."""
        _PID.pack_into(self.memory, self.offset, pid)

    def begin(self, busy: Busy, request: int = 0) -> None:
        """Say what the worker does from now on, and for which request; the worker does this."""
        views, offset = self.views, self.offset
        views.numbers[(offset + OFFSET_REQUEST) // WHOLE] = request
        views.moments[(offset + _OFFSET_SINCE) // WHOLE] = time.monotonic()
        views.memory[offset + _OFFSET_BUSY] = busy
        if busy is Busy.QUERY or busy is Busy.LOOKUP:
            views.numbers[(offset + _OFFSET_COUNT) // WHOLE] += 1

    @property
    def count(self) -> int:
        """Return how many requests that look few things up were begun here."""
        return self.views.numbers[(self.offset + _OFFSET_COUNT) // WHOLE]

    @property
    def requests(self) -> tuple[int, int]:
        """Return the request that the worker has begun, and the one in which another ended."""
        current, ended = _REQUESTS.unpack_from(self.memory, self.offset + OFFSET_REQUEST)
        return current, ended

    @property
    def end(self) -> End:
        """Return how the worker ended that had the slot last."""
        return End(self.memory[self.offset + _OFFSET_END])

    def mark_slow(self) -> None:
        """Tell the worker that its query counts as long; the holder does this."""
        self.memory[self.offset + _OFFSET_SLOW] = 1

    def record_end(self, end: End) -> None:
        """Free the slot and say how its worker ended; the holder does this."""
        self.memory[self.offset + _OFFSET_END] = end
        ended = (self.offset + OFFSET_ENDED_REQUEST) // WHOLE
        self.views.numbers[ended] = self.requests[0]
        _PID.pack_into(self.memory, self.offset, 0)
