"""Share a few facts among all processes: which generation is served, what each worker does.

Step on the line: made by the keeper before it forks; every process below it inherits the same
memory. One process writes each field, so that there is nothing to lock; the notice carries a
checksum, so that a reader who meets a writer sees it and reads again.
"""

import json
import mmap
import struct
import time
import zlib
from dataclasses import astuple, dataclass
from enum import IntEnum

NOTICE_SIZE = 8192
PARTS = 4
"""Generations that can be open at once: the one served, the next, and those that drain."""
SLOTS = 256
"""Workers that one generation can have."""

_NOTICE = struct.Struct("=II")
_SLOT = struct.Struct("=iBBBxdQQQ")  # pid, end, busy, slow, since, request, that of the end, count
_PID, _REQUESTS = struct.Struct("=i"), struct.Struct("=QQ")
_OFFSET_END, _OFFSET_BUSY, _OFFSET_SLOW, _OFFSET_SINCE = 4, 5, 6, 8
_OFFSET_REQUEST, _OFFSET_ENDED_REQUEST, _OFFSET_COUNT = 16, 24, 32
_WHOLE = 8
"""Bytes of a number that is read and written in one step; it stands at a multiple of them."""


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


@dataclass(frozen=True, slots=True)
class Notice:
    """What is served now.

    Args:
        generation: Its id.
        base: The base of our IRIs.
        socket: Path of the socket on which its workers answer.
        since: When it was published, as Unix time; 0 if that is not known.
        part: Which part of the board is its workers'.
    """

    generation: str
    base: str
    socket: str
    since: int = 0
    part: int = 0


class Board:
    """The shared memory.

    Shape:
        A notice of at most ``NOTICE_SIZE`` bytes, then ``PARTS`` times ``SLOTS`` slots.
    """

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, NOTICE_SIZE + PARTS * SLOTS * _SLOT.size)
        self._views = Views(self._memory)
        self._seen: tuple[bytes, Notice | None] = (b"", None)

    def publish(self, notice: Notice) -> None:
        """Replace the notice; only the keeper does this."""
        text = json.dumps(astuple(notice)).encode()
        head = _NOTICE.pack(len(text), zlib.crc32(text))
        self._memory[: len(head) + len(text)] = head + text

    def notice(self) -> Notice | None:
        """Return what is served now, None if nothing is yet."""
        seen, notice = self._seen
        if self._memory[: _NOTICE.size] == seen:
            return notice
        return self._read_notice()

    def _read_notice(self) -> Notice | None:
        for _ in range(1000):
            head = self._memory[: _NOTICE.size]
            size, checksum = _NOTICE.unpack(head)
            if not size:
                return None
            text = self._memory[_NOTICE.size : _NOTICE.size + size]
            if zlib.crc32(text) == checksum:
                notice = Notice(*json.loads(text))
                self._seen = (head, notice)
                return notice
            time.sleep(0)
        return None

    def slot(self, part: int, number: int) -> "Slot":
        """Return one worker's slot.

        Args:
            part: Which of the open generations, below ``PARTS``.
            number: Which of its workers, below ``SLOTS``.
        """
        return self.slot_at(part * SLOTS + number)

    def slot_at(self, index: int) -> "Slot":
        """Return the slot with an index over all parts."""
        return Slot(self._views, NOTICE_SIZE + index * _SLOT.size, index)

    def slots(self) -> list["Slot"]:
        """Return the slots of all parts."""
        return [self.slot_at(index) for index in range(PARTS * SLOTS)]

    def idle(self, part: int) -> int:
        """Return how many workers of a part wait for a request."""
        start = NOTICE_SIZE + part * SLOTS * _SLOT.size
        slots = _SLOT.iter_unpack(self._memory[start : start + SLOTS * _SLOT.size])
        return sum(1 for pid, _, busy, slow, *_ in slots if pid and not busy and not slow)

    def is_running(self, request: int) -> bool:
        """Return whether a worker has begun a request, and works on it still."""
        return any(slot.requests[0] == request and slot.pid for slot in self.slots())

    def running_for(self, request: int) -> float:
        """Return for how many seconds a worker has run a request, 0 if none does."""
        now = time.monotonic()
        begun = (slot.since for slot in self.slots() if slot.requests[0] == request and slot.pid)
        return max(0.0, now - next(begun, now))

    def end_of(self, request: int) -> End:
        """Return how the worker ended that had begun a request, NONE if none has."""
        ended = (slot for slot in self.slots() if slot.requests[1] == request)
        return next((slot.end for slot in ended), End.NONE)

    def part(self, part: int) -> list["Slot"]:
        """Return all slots of a part."""
        return [self.slot(part, number) for number in range(SLOTS)]


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
        return self.views.moments[(self.offset + _OFFSET_SINCE) // _WHOLE]

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
        views.numbers[(offset + _OFFSET_REQUEST) // _WHOLE] = request
        views.moments[(offset + _OFFSET_SINCE) // _WHOLE] = time.monotonic()
        views.memory[offset + _OFFSET_BUSY] = busy
        if busy is Busy.QUERY or busy is Busy.LOOKUP:
            views.numbers[(offset + _OFFSET_COUNT) // _WHOLE] += 1

    @property
    def count(self) -> int:
        """Return how many requests that look few things up were begun here."""
        return self.views.numbers[(self.offset + _OFFSET_COUNT) // _WHOLE]

    @property
    def requests(self) -> tuple[int, int]:
        """Return the request that the worker has begun, and the one in which another ended."""
        current, ended = _REQUESTS.unpack_from(self.memory, self.offset + _OFFSET_REQUEST)
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
        ended = (self.offset + _OFFSET_ENDED_REQUEST) // _WHOLE
        self.views.numbers[ended] = self.requests[0]
        _PID.pack_into(self.memory, self.offset, 0)
