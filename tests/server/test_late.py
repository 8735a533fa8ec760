"""Nobody waits longer than the limits say, whatever has become of the worker."""

import os
import signal
import socket
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from server.board import Board, Notice
from server.exchange import Exchange
from server.frames import DATA, END, META, FrameReader, pack_frame, pack_value
from server.http.inquiries import Inquiries
from server.http.inquiry import Inquiry
from server.http.loop import Loop
from server.problems import NotReady, Overloaded, QueryDeadline
from server.saying.message import say
from server.settings import Settings
from server.slots import Busy
from server.tally import WAITING, Tally
from tests.server.serving import await_equal, serving
from tests.server.test_inquiries import REQUEST, SCAN, Hearing
from tests.server.test_roster import busy_since
from tests.server.test_workers import CROSS, asking, at_work

SETTINGS = replace(Settings(Path()), query_deadline=0.1, queue_wait=10.0, fronts=1)


def asked(board, *, before: float, begun: float) -> tuple[Inquiry, Hearing]:
    """Return a query that came and was handed to the workers so many seconds ago."""
    loop = Loop()
    heard = Hearing()
    inquiries = Inquiries(loop, SETTINGS, board, Tally(1).fronts[0])
    inquiry = Inquiry(inquiries, {"text": SCAN}, heard, "client", light=False)
    inquiries.row.add(WAITING)
    inquiry.request = REQUEST
    inquiry.asked, inquiry.begun = loop.now - before, loop.now - begun
    loop.close()
    return inquiry, heard


@pytest.fixture
def board():
    board = Board()
    board.publish(Notice("0123456789abcdef", "https://begrip.example", "/nowhere.sock"))
    return board


@pytest.mark.parametrize(("before", "problems"), [(9.0, []), (11.0, [Overloaded])])
def test_the_wait_for_a_place_and_that_for_a_worker_are_one_wait(board, before, problems):
    inquiry, heard = asked(board, before=before, begun=5.0)
    inquiry.look()

    assert [type(problem) for problem in heard.problems] == problems


def test_a_query_that_is_asked_again_waits_no_longer_than_any_other(board):
    inquiry, heard = asked(board, before=11.0, begun=5.0)
    inquiry._running = True  # the worker that had it was stopped
    inquiry._end_with(NotReady(say("ready.stopping")))
    inquiry.look()

    assert [type(problem) for problem in heard.problems] == [Overloaded]


@pytest.mark.parametrize(("running", "problems"), [(0.2, []), (0.6, [QueryDeadline])])
def test_who_asked_does_not_wait_for_a_worker_that_cannot_die(board, running, problems):
    slot = board.slot(0, 0)
    slot.occupy(4242)
    busy_since(slot, running, REQUEST)
    inquiry, heard = asked(board, before=1.0, begun=1.0)
    inquiry.look()

    assert [type(problem) for problem in heard.problems] == problems


@pytest.fixture
def sides():
    left, right = socket.socketpair()
    with left, right:
        yield left, right


def test_a_worker_that_says_nothing_after_its_deadline_is_waited_for_no_longer(board, sides):
    slot = board.slot(0, 0)
    slot.occupy(4242)
    with Exchange(sides[0], SETTINGS, board) as exchange:
        slot.begin(Busy.LOOKUP, exchange._request)
        with pytest.raises(QueryDeadline):
            exchange.ask("overview", {})


def test_a_worker_that_stands_still_within_its_answer_is_waited_for_no_longer(board, sides):
    slot = board.slot(0, 0)
    slot.occupy(4242)
    sides[1].sendall(pack_value(META, {"generation": "0", "value": {}}) + pack_frame(DATA, b"x"))
    with Exchange(sides[0], SETTINGS, board) as exchange:
        slot.begin(Busy.LOOKUP, exchange._request)
        exchange.ask("overview", {})

        assert next(exchange.body) == b"x"
        with pytest.raises(QueryDeadline):
            next(exchange.body)


def test_a_worker_that_begins_late_has_its_whole_time(board, sides):
    slot = board.slot(0, 0)
    slot.occupy(4242)

    def answer() -> None:
        asked = FrameReader(sides[1]).read().value()
        time.sleep(0.7)  # longer than a query may run
        slot.begin(Busy.LOOKUP, asked["request"])
        said = pack_value(META, {"generation": "0", "value": {}})
        sides[1].sendall(said + pack_frame(END))

    with Exchange(sides[0], SETTINGS, board) as exchange:
        thread = threading.Thread(target=answer)
        thread.start()
        exchange.ask("overview", {})
        thread.join()

        assert list(exchange.body) == []


@pytest.mark.parametrize("place", [1, 3, 5, 20_000, 30_004])
def test_a_frame_that_comes_in_two_parts_is_read_whole(sides, place):
    sides[1].settimeout(0.01)
    frame = pack_frame(DATA, bytes(30_000))
    reader = FrameReader(sides[1])
    sides[0].sendall(frame[:place])
    with pytest.raises(TimeoutError):
        reader.read()
    sides[0].sendall(frame[place:] + pack_frame(END))

    assert reader.read() == (DATA, bytes(30_000))
    assert reader.read() == (END, b"")


@pytest.mark.slow
def test_a_stopped_worker_keeps_its_client_no_longer_than_its_deadline(generation_dir, tmp_path):
    limits = {"QUERY_DEADLINE": 3, "WORKERS": 1, "FRONTS": 1, "QUERY_LOG": "on"}
    with serving(generation_dir, tmp_path / "log", **limits) as server:
        (worker,) = server.named("begrip-worker")
        with asking(server, CROSS) as connection:
            assert await_equal(lambda: at_work(server), 1) == 1
            os.kill(worker, signal.SIGSTOP)  # as good as one that finds no processor to die on
            answer = connection.recv(1000)
        os.kill(worker, signal.SIGCONT)
        ended = await_equal(lambda: worker in server.processes(), False)
        again = server.query("ASK {}")

    assert answer.startswith(b"HTTP/1.1 504")
    assert not ended
    assert again.status_code == 200
