"""Share a few facts among all processes: which generation is served, what each worker does.

Step on the line: made by the keeper before it forks; every process below it inherits the same
memory. The notice carries a checksum, so that a reader who meets a writer sees it and reads
again.
"""

import json
import mmap
import struct
import time
import zlib
from dataclasses import astuple, dataclass

from server.slots import OFFSET_ENDED_REQUEST, OFFSET_REQUEST, SLOT, WHOLE, End, Slot, Views

NOTICE_SIZE = 8192
PARTS = 4
"""Generations that can be open at once: the one served, the next, and those that drain."""
SLOTS = 256
"""Workers that one generation can have."""

_NOTICE = struct.Struct("=II")


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
        self._memory = mmap.mmap(-1, NOTICE_SIZE + PARTS * SLOTS * SLOT.size)
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

    def slot(self, part: int, number: int) -> Slot:
        """Return one worker's slot.

        Args:
            part: Which of the open generations, below ``PARTS``.
            number: Which of its workers, below ``SLOTS``.
        """
        return self.slot_at(part * SLOTS + number)

    def slot_at(self, index: int) -> Slot:
        """Return the slot with an index over all parts."""
        return Slot(self._views, NOTICE_SIZE + index * SLOT.size, index)

    def slots(self) -> list[Slot]:
        """Return the slots of all parts."""
        return [self.slot_at(index) for index in range(PARTS * SLOTS)]

    def idle(self, part: int) -> int:
        """Return how many workers of a part wait for a request."""
        start = NOTICE_SIZE + part * SLOTS * SLOT.size
        slots = SLOT.iter_unpack(self._memory[start : start + SLOTS * SLOT.size])
        return sum(1 for pid, _, busy, slow, *_ in slots if pid and not busy and not slow)

    def is_running(self, request: int) -> bool:
        """Return whether a worker has begun a request, and works on it still."""
        slot = self._find(OFFSET_REQUEST, request)
        return slot is not None and slot.pid != 0

    def running_for(self, request: int) -> float:
        """Return for how many seconds a worker has run a request, 0 if none does."""
        slot = self._find(OFFSET_REQUEST, request)
        return max(0.0, time.monotonic() - slot.since) if slot and slot.pid else 0.0

    def end_of(self, request: int) -> End:
        """Return how the worker ended that had begun a request, NONE if none has."""
        slot = self._find(OFFSET_ENDED_REQUEST, request)
        return slot.end if slot else End.NONE

    def _find(self, offset: int, request: int) -> Slot | None:
        """Return the slot that names a request at an offset; no two do."""
        start, step = (NOTICE_SIZE + offset) // WHOLE, SLOT.size // WHOLE
        try:
            return self.slot_at(self._views.numbers[start::step].tolist().index(request))
        except ValueError:
            return None

    def part(self, part: int) -> list[Slot]:
        """Return all slots of a part."""
        return [self.slot(part, number) for number in range(SLOTS)]
