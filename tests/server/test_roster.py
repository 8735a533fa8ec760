"""How the end of a worker is understood, with real processes and without a server."""

import faulthandler
import os
import time

import pytest

from server import roster as roster_module
from server.board import Board
from server.roster import Roster, end_of
from server.settings import Settings
from server.slots import _OFFSET_SINCE, Busy, End

SETTINGS = Settings.from_mapping({"BEGRIP_QUERY_MEMORY": "400", "BEGRIP_WORKERS": "1"})


def ended(act) -> End:
    """Return how a child that acts ended."""
    pid = os.fork()
    if pid == 0:
        faulthandler.disable()  # the trace of an end that is wanted would stand in the report
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
    slot.begin(Busy.LOOKUP, 3)
    slot.mark_slow()
    slot.record_end(End.CRASHED)

    assert (before.pid, before.busy, before.since, before.slow) == (1, Busy.QUERY, since, False)
    assert (after.pid, after.busy, after.end) == (2, Busy.QUERY, End.NONE)
    assert (slot.pid, slot.requests[1], slot.end) == (0, 3, End.CRASHED)


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


def busy_since(slot, seconds: float, request: int = 0) -> None:
    """Let a worker look as if it had run a query for a while."""
    slot.begin(Busy.QUERY, request)
    slot.views.moments[(slot.offset + _OFFSET_SINCE) // 8] = time.monotonic() - seconds


@pytest.fixture
def sleeping(monkeypatch):
    """A roster of two sleeping workers on two processors, and their slots."""
    monkeypatch.setattr(roster_module, "PROCESSORS", 2)
    settings = Settings.from_mapping({"BEGRIP_WORKERS": "2", "BEGRIP_SLOW_QUERIES": "2"})
    roster = Roster(settings, Board().part(0), None, lambda *_: time.sleep(60))
    roster.fill()
    yield roster, list(roster.workers.values())
    roster.end()
    while roster.workers:
        roster.reap()


@pytest.mark.slow
def test_a_long_query_that_is_alone_keeps_its_pace_and_its_worker(sleeping):
    roster, (first, second) = sleeping
    busy_since(first, 5)
    roster.look()

    assert not first.slow
    assert len(roster.long) == 1

    second.begin(Busy.LOOKUP)
    roster.look()

    assert first.slow
    assert not second.slow


@pytest.mark.slow
def test_long_queries_yield_until_a_worker_is_free_and_one_too_many_is_ended(sleeping):
    roster, (first, second) = sleeping
    for slot in (first, second):
        busy_since(slot, 5)
    roster.look()
    roster.fill()
    third = next(slot for slot in roster.workers.values() if slot not in (first, second))
    busy_since(third, 5)
    roster.look()

    assert [first.slow, second.slow] == [True, False]
    assert list(roster.verdicts.values()) == [End.TOO_MANY_SLOW]


def test_a_worker_whose_long_query_ended_counts_no_more(sleeping):
    roster, (first, _) = sleeping
    busy_since(first, 5)
    roster.look()
    first.begin(Busy.IDLE)
    roster.look()

    assert roster.long == {}
