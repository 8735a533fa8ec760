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
