"""How the end of a worker is understood, with real processes and without a server."""

import os
import time

import pytest

from server.board import Board, Busy, End
from server.roster import Roster, end_of
from server.settings import Settings

SETTINGS = Settings.from_mapping({"BEGRIP_QUERY_MEMORY": "400", "BEGRIP_WORKERS": "1"})


def ended(act) -> End:
    """Return how a child that acts ended."""
    pid = os.fork()
    if pid == 0:
        act()
        os._exit(0)
    _, status, usage = os.wait4(pid, 0)
    return end_of(status, usage, SETTINGS)


def abort_when_full() -> None:
    held = bytearray(os.urandom(1024) * 1024 * 200)
    os.abort() if held else None


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        pytest.param(lambda: None, End.RETIRED, id="returns"),
        pytest.param(os.abort, End.CRASHED, id="aborts while small"),
        pytest.param(abort_when_full, End.MEMORY, id="aborts when it has grown"),
        pytest.param(lambda: os._exit(3), End.CRASHED, id="exit code"),
    ],
)
def test_an_end_is_put_down_to_memory_only_if_the_process_had_grown(act, expected):
    assert ended(act) is expected


def test_what_one_worker_says_changes_no_other_slot():
    before, slot, after = Board().part(0)[:3]
    for number, other in enumerate((before, after), 1):
        other.occupy(number)
        other.begin(Busy.QUERY)
    since = before.since
    slot.occupy(7)
    slot.begin(Busy.LOOKUP)
    slot.mark_slow()
    slot.record_end(7, End.CRASHED)

    assert (before.pid, before.busy, before.since, before.slow) == (1, Busy.QUERY, since, False)
    assert (after.pid, after.busy, after.end_of(7)) == (2, Busy.QUERY, End.NONE)
    assert (slot.pid, slot.end_of(7)) == (0, End.CRASHED)


@pytest.mark.parametrize(("busy", "rests"), [(Busy.QUERY, False), (Busy.IDLE, True)])
def test_only_workers_that_fall_over_by_themselves_make_the_holder_wait(busy, rests):
    def fall_over(slot, parent):
        slot.begin(busy)
        os.abort()

    roster = Roster(SETTINGS, Board().part(0), None, fall_over)
    roster.fill()
    until = time.monotonic() + 10
    while roster.workers and time.monotonic() < until:
        roster.reap()

    assert not roster.workers
    assert (roster.rest_until > 0) is rests
