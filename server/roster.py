"""Keep the workers of one generation at strength: fork, look, reap.

Step on the line: within a holder, whose children the workers are. What a worker does it says
itself on its slot; what becomes of it is decided here.
"""

import os
import resource
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from server.settings import Settings
from server.slots import Busy, End, Slot

LOG = structlog.get_logger("roster")

HUNG = 6.0
"""Seconds beyond the deadline after which a worker can only be standing still."""

BESIDE, LOOK_AFTER = 1.0, 0.03
"""Seconds for which a lookup counts as recent; seconds after which a query that is expected to
be long yields to them."""

_ENDS = {
    signal.SIGALRM: End.DEADLINE,
    signal.SIGABRT: End.MEMORY,
    signal.SIGIO: End.ABANDONED,
    signal.SIGTERM: End.STOPPED,
}


PROCESSORS = len(os.sched_getaffinity(0))
"""Processes that this machine runs at the same time."""


@dataclass(slots=True)
class Roster:
    """The workers of a generation.

    Shape:
        ``long`` says since when each long query runs, by its worker.

    Args:
        settings: How many there are, and when a query is long.
        slots: The part of the board that is theirs.
        listener: The socket they accept from.
        start: Called in a new worker with its slot and its parent; the worker ends when it
            returns.
        count: Hears how each worker ended.
    """

    settings: Settings
    slots: list[Slot]
    listener: socket.socket
    start: Callable[[Slot, int], None]
    count: Callable[[End], None] = lambda end: None
    workers: dict[int, Slot] = field(default_factory=dict)
    verdicts: dict[int, End] = field(default_factory=dict)
    long: dict[int, float] = field(default_factory=dict)
    failures: int = 0
    count_seen: int = 0
    light_seen: float = 0.0
    rest_until: float = 0.0

    def fill(self) -> None:
        """Fork until there are as many workers as there are to be, long queries not counted."""
        if time.monotonic() < self.rest_until:
            return
        missing = self.settings.workers - sum(not slot.slow for slot in self.workers.values())
        if missing > 0:
            free = sorted((s for s in self.slots if not s.pid), key=lambda slot: slot.since)
            for slot in free[:missing]:
                self._fork(slot)

    def reap(self) -> None:
        """Say on the board how each worker ended that has."""
        while self.workers:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
            if pid == 0:
                return
            if pid in self.workers:
                self._bury(pid, self.workers.pop(pid), end_of(status, usage, self.settings))

    def look(self) -> None:
        """Count the queries that have become long, and end the one that is one too many.

        A long query yields to others, and its worker retires after it, only where processors
        or workers are short: a worker that stays has its memory ready for the next query. A
        worker that its own timer should have ended, but that stands still, is ended too.
        """
        now = time.monotonic()
        self._end_hung(now)
        self._forget_ended()
        self._count_light(now)
        for pid, slot in self.workers.items():
            if not self._is_overdue(slot, now) or pid in self.long or pid in self.verdicts:
                continue
            if len(self.long) >= self.settings.slow_queries and slot.busy.is_query:
                self.verdicts[pid] = End.TOO_MANY_SLOW
                os.kill(pid, signal.SIGKILL)
                continue
            self.long[pid] = slot.since
        self._demote()

    def _count_light(self, now: float) -> None:
        """Note whether anybody looks things up meanwhile."""
        count = sum(slot.count for slot in self.slots)
        if count != self.count_seen:
            self.count_seen, self.light_seen = count, now

    def _is_overdue(self, slot: Slot, now: float) -> bool:
        """Return whether a worker has been busy for long: at once beside lookups, if expected."""
        if slot.busy is Busy.IDLE:
            return False
        expected = slot.busy is Busy.LONG and now - self.light_seen < BESIDE
        return now - slot.since > (LOOK_AFTER if expected else self.settings.slow_after)

    def _end_hung(self, now: float) -> None:
        """End who stands still; who only waits for a processor to die gets one, where allowed."""
        deadline = self.settings.query_deadline
        for pid, slot in self.workers.items():
            over = now - slot.since - deadline if slot.busy is not Busy.IDLE else 0.0
            if over > 0 and slot.slow:
                _hurry(pid)
            if over > HUNG and pid not in self.verdicts:
                self.verdicts[pid] = End.DEADLINE
                os.kill(pid, signal.SIGKILL)

    def _forget_ended(self) -> None:
        for pid, since in list(self.long.items()):
            slot = self.workers.get(pid)
            if slot is None or (slot.since != since and not slot.slow):
                del self.long[pid]

    def _demote(self) -> None:
        """Let long queries yield while they take what others could use."""
        room = min(self.settings.workers, PROCESSORS)
        taken = sum(
            slot.busy is not Busy.IDLE and not slot.slow and pid not in self.verdicts
            for pid, slot in self.workers.items()
        )
        beside = time.monotonic() - self.light_seen < BESIDE
        for pid in self.long:
            slot = self.workers[pid]
            if taken < room and not (beside and slot.busy is Busy.LONG):
                continue
            if not slot.slow:
                slot.mark_slow()
                if slot.busy.is_query:  # a look-up is small: others are in its way
                    _yield_to_others(pid)
                taken -= 1

    def end(self) -> None:
        """Kill every worker."""
        for pid in list(self.workers):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _fork(self, slot: Slot) -> None:
        parent = os.getpid()
        slot.clear()
        pid = os.fork()
        if pid:
            slot.occupy(pid)
            self.workers[pid] = slot
            return
        status = 1
        try:
            self.start(slot, parent)
            status = 0
        except BaseException as error:
            LOG.error("worker failed", exc_info=error)
        finally:
            os._exit(status)

    def _bury(self, pid: int, slot: Slot, ended: End) -> None:
        end = self.verdicts.pop(pid, None) or ended
        seconds = round(time.monotonic() - slot.since, 2)
        slot.record_end(end)
        self.count(end)
        if end is End.CRASHED and slot.busy is Busy.IDLE and seconds < 1:  # no query did this
            self.failures += 1
            self.rest_until = time.monotonic() + min(5.0, 0.01 * 2**self.failures)
        else:
            self.failures = 0
        if end is not End.RETIRED:
            LOG.warning("worker ended", pid=pid, why=end.name.lower(), after=seconds)


def end_of(status: int, usage: resource.struct_rusage, settings: Settings) -> End:
    """Return how a process ended, from what waiting for it gave.

    The engine aborts when memory is refused and when it falls over, so an abort is put down to
    memory only if the process had grown by a good part of its budget; a table that doubles is
    refused well before all of it is used.
    """
    if not os.WIFSIGNALED(status):
        return End.RETIRED if os.WEXITSTATUS(status) == 0 else End.CRASHED
    end = _ENDS.get(signal.Signals(os.WTERMSIG(status)), End.CRASHED)
    grown = usage.ru_maxrss * 1024 - _own_size()
    if end is End.MEMORY and grown < settings.query_memory // 4:
        return End.CRASHED
    return end


def _own_size() -> int:
    """Return the memory that a fork of this process begins with, in bytes.

    Pages of files are left out: a fork maps them when it needs them.
    """
    fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return (int(fields[1]) - int(fields[2])) * resource.getpagesize()


def _yield_to_others(pid: int) -> None:
    """Let a process run only where nobody else wants to."""
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, 19)
        os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0))


def _hurry(pid: int) -> None:
    """Take back :func:`_yield_to_others`; only a privileged holder may."""
    with suppress(OSError):
        os.sched_setscheduler(pid, os.SCHED_OTHER, os.sched_param(0))
        os.setpriority(os.PRIO_PROCESS, pid, 0)
