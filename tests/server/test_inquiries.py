"""What a front remembers of the queries that it asks, and what it does when it cannot ask."""

import errno
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from server.board import Board, Notice
from server.http.inquiries import Inquiries
from server.http.inquiry import Inquiry
from server.http.loop import Loop
from server.problems import Overloaded
from server.settings import Settings
from server.slots import Busy
from server.tally import WAITING, Tally

LOOKUP = "SELECT * { <a:b> ?p ?o }"
SCAN = "SELECT * { ?s ?p ?o }"
REQUEST = 7


class Hearing:
    """Keeps why there is no answer."""

    def __init__(self):
        self.problems = []

    def failed(self, problem):
        self.problems.append(problem)


@pytest.fixture
def loop():
    loop = Loop()
    yield loop
    loop.close()


@pytest.fixture
def inquiries(loop):
    board = Board()
    board.publish(Notice("0123456789abcdef", "https://begrip.example", "/nowhere.sock"))
    settings = replace(Settings(Path()), slow_after=0.0, slow_queries=2, fronts=1)
    return Inquiries(loop, settings, board, Tally(1).fronts[0])


def begun(inquiries, client="client"):
    inquiry = Inquiry(inquiries, {"text": LOOKUP}, Hearing(), client, light=True)
    inquiry.request = REQUEST
    inquiries.loop.now += 1
    return inquiry


def waits_next_time(inquiries, text=LOOKUP, client="client"):
    inquiry = inquiries.ask({"text": text}, Hearing(), client)
    inquiry.cancel()
    return not inquiry.light


def test_who_waits_for_a_worker_is_not_taken_for_one_who_keeps_it(inquiries):
    inquiry = begun(inquiries)
    for _ in range(5):
        inquiries.weigh(inquiry)

    assert not waits_next_time(inquiries)


def test_what_a_worker_ran_for_long_waits_for_a_place_the_next_time(inquiries):
    slot = inquiries.board.slot(0, 0)
    slot.occupy(4242)
    slot.begin(Busy.QUERY, REQUEST)
    inquiry = begun(inquiries)
    for _ in range(5):
        inquiries.weigh(inquiry)

    assert waits_next_time(inquiries)
    assert not waits_next_time(inquiries, LOOKUP + " LIMIT 1")  # one query is not several


def test_a_front_without_descriptors_refuses_and_gives_every_place_back(inquiries, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EMFILE, "no descriptor is left")

    heard = Hearing()
    monkeypatch.setattr(socket, "socket", refuse)
    for _ in range(5):
        inquiries.ask({"text": SCAN}, heard, "client")

    assert [type(problem) for problem in heard.problems] == [Overloaded] * 5
    assert inquiries.row.read(WAITING) == [0]
