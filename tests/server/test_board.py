"""The shared memory: what one process says is not what another one reads elsewhere."""

from server.board import PARTS, SLOTS, Board
from server.slots import Busy, End


def test_the_slots_do_not_overlap():
    board = Board()
    slots = [board.slot_at(index) for index in range(PARTS * SLOTS)]
    for slot in slots:
        slot.begin(Busy.QUERY, slot.index + 1)
    moments = [slot.since for slot in slots]
    for slot in slots:
        slot.occupy(2**31 - 1 - slot.index)
        slot.record_end(End.DEADLINE)
        slot.occupy(2**31 - 1 - slot.index)
        slot.mark_slow()

    assert [slot.since for slot in slots] == moments
    assert [slot.pid for slot in slots] == [2**31 - 1 - slot.index for slot in slots]
    assert {slot.busy for slot in slots} == {Busy.QUERY}
    assert [slot.requests for slot in slots] == [(slot.index + 1,) * 2 for slot in slots]
    assert {slot.end for slot in slots} == {End.DEADLINE}
    assert {board.end_of(slot.index + 1) for slot in slots} == {End.DEADLINE}
    assert all(slot.slow for slot in slots)
