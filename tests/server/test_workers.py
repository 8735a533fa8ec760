"""What a worker may not do, with real processes: overrun, overeat, or speak to anyone."""

import csv
import io
import json
import os
import re
import signal
import socket
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from server.board import Board, Notice
from server.frames import (
    ASK,
    DATA,
    END,
    BrokenFrames,
    FrameReader,
    pack_frame,
    send_frame,
    send_value,
)
from server.problems import BadQuery, from_wire
from server.saying.message import say
from server.slots import Busy, End
from server.watching import require_front
from tests.server.serving import await_busy, await_equal, serving, soonest

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
NEXT = "<https://begrip.example/ns/getal#volgende>"
RUNAWAYS = {
    "cross product": CROSS,
    "sort": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "group concat": "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f), STR(?i))) AS ?n) "
    "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "path closure": "SELECT (COUNT(*) AS ?n) "
    f"{{ ?a ({NEXT}|!<a:b>)* ?b . ?c ({NEXT}|!<a:b>)* ?d }}",
}
POINT = "SELECT ?v {{ <https://begrip.example/id/getal/{}> ?p ?v }} # {}"


@pytest.fixture
def quiet(server):
    """The real server, with nothing of an earlier test still running."""
    names = ["begrip-front"] * 2 + ["begrip-holder", "begrip-keeper"] + ["begrip-worker"] * 2
    assert server.await_quiet(names) == names
    return server


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize("query", [pytest.param(q, id=name) for name, q in RUNAWAYS.items()])
def test_a_runaway_ends_by_its_deadline_with_a_clear_reason(quiet, query):
    answers = []

    def ask() -> float:
        began = time.monotonic()
        answers.append(quiet.query(query))
        return time.monotonic() - began

    assert soonest(ask, 3) < 3
    answer = answers[-1]
    assert answer.status_code in {503, 504}
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] in {
        "/api/problems/query-deadline",
        "/api/problems/query-memory",
    }
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.slow
def test_point_queries_are_answered_beside_runaways_and_nothing_is_left(quiet, capsys):
    names = sorted(quiet.processes().values())
    memory = quiet.memory()
    codes: set[int] = set()
    alone = pace(quiet, 300)
    threads = [
        threading.Thread(target=lambda text: codes.add(quiet.query(text).status_code), args=(q,))
        for q in RUNAWAYS.values()
    ]
    for thread in threads:
        thread.start()
    times = pace(quiet, 300)
    for thread in threads:
        thread.join()

    with capsys.disabled():
        sys.stdout.write(f"\np95 of point queries: {alone[285]:.4f} s alone, ")
        sys.stdout.write(f"{times[285]:.4f} s beside 4 runaways\n")
    assert codes <= {503, 504}
    assert quiet.await_quiet(names) == names
    assert quiet.memory() < memory + 64 * 1024 * 1024


def pace(server, count: int) -> list[float]:
    """Return the sorted times of point queries, of which none may fail."""
    times = []
    with httpx.Client(timeout=30) as client:
        for number in range(count):
            text = POINT.format(number, time.monotonic())
            began = time.perf_counter()
            answer = client.get(f"{server.address}/sparql", params={"query": text})
            times.append(time.perf_counter() - began)
            assert answer.status_code == 200
    return sorted(times)


VALUE = "<https://begrip.example/ns/getal#waarde>"
LIGHT_CROSS = (
    f"SELECT (COUNT(*) AS ?n) {{ <https://begrip.example/id/getal/1> {NEXT} ?x . "
    f"?a {VALUE} ?b . ?c {VALUE} ?d . ?e {VALUE} ?f . ?g {VALUE} ?h }}"
)
"""A query that names a subject, so that it is not expected to take long."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "type_"),
    [
        pytest.param(CROSS, "overloaded", id="that wait for a place"),
        pytest.param(LIGHT_CROSS, "too-many-slow-queries", id="that nobody expected"),
    ],
)
def test_long_queries_beyond_the_limit_are_told_to_come_back(
    generation_dir, tmp_path, query, type_
):
    answers = []
    settings = {"QUERY_DEADLINE": 2, "SLOW_QUERIES": 1, "FRONTS": 1, "QUEUE_WAIT": 0.5}
    with serving(generation_dir, tmp_path / "log", **settings) as server:
        threads = [
            threading.Thread(target=lambda: answers.append(server.query(query))) for _ in range(3)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    types = sorted(answer.json()["type"].rpartition("/")[2] for answer in answers)
    assert types == sorted(["query-deadline", type_, type_])
    refused = [answer for answer in answers if "Retry-After" in answer.headers]
    assert [answer.status_code for answer in refused] == [503, 503]


@pytest.mark.slow
def test_a_full_queue_is_answered_at_once(generation_dir, tmp_path):
    settings = {"QUERY_DEADLINE": 1, "WORKERS": 1, "QUEUE": 1, "SLOW_AFTER": 20}
    answers: list[httpx.Response] = []
    with serving(generation_dir, tmp_path / "log", **settings) as server:
        threads = [
            threading.Thread(target=lambda: answers.append(server.query(CROSS))) for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    refused = [answer for answer in answers if answer.json()["type"].endswith("overloaded")]
    assert refused
    assert all(answer.headers["Retry-After"] == "2" for answer in refused)


@pytest.mark.slow
def test_a_query_that_the_parser_cannot_survive_is_an_answer_and_no_outage(
    generation_dir, tmp_path
):
    deep = "SELECT * WHERE " + "{" * 100_000 + "}" * 100_000
    with serving(generation_dir, tmp_path / "log", QUERY_DEPTH=1_000_000) as server:
        answer = httpx.post(f"{server.address}/sparql", data={"query": deep}, timeout=60)

        assert answer.status_code == 503
        assert answer.json()["type"].endswith("query-crashed")
        assert server.query("ASK {}", accept="application/json").json()["boolean"] is True


@pytest.mark.slow
@pytest.mark.parametrize("coding", ["identity", "gzip", "zstd"])
def test_a_large_answer_is_streamed_whole(quiet, coding):
    pairs = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 90000"
    whole = httpx.get(
        f"{quiet.address}/sparql",
        params={"query": pairs},
        headers={"Accept": "text/csv", "Accept-Encoding": coding},
        timeout=60,
    )

    assert whole.status_code == 200
    assert whole.headers["Transfer-Encoding"] == "chunked"
    assert whole.headers.get("Content-Encoding", "identity") == coding
    assert len(whole.content) > 4 * 1024 * 1024
    assert len(list(csv.reader(io.StringIO(whole.text, newline="")))) == 90001


@pytest.mark.slow
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_an_answer_that_fails_late_breaks_its_connection(quiet, version):
    pairs = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with asking(quiet, pairs, version) as connection:
        received = receive(connection)

    assert received.head.startswith(b"HTTP/1.1 200")
    assert received.size > 4 * 1024 * 1024
    assert received.reset
    assert not received.is_whole


@pytest.mark.slow
def test_a_client_that_reads_slowly_keeps_no_worker(quiet):
    pairs = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 90000"
    with asking(quiet, pairs) as connection:
        connection.recv(1000)
        assert await_equal(lambda: at_work(quiet), 0) == 0
        received = receive(connection)

    assert not received.reset
    assert received.is_whole


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize("accept", ["text/csv", "text/html"])
@pytest.mark.parametrize("query", [pytest.param(q, id=name) for name, q in RUNAWAYS.items()])
def test_a_client_that_leaves_frees_its_worker_within_a_second(quiet, query, accept):
    def leave() -> float:
        workers = set(quiet.named("begrip-worker"))
        with asking(quiet, query, accept=accept):
            time.sleep(0.3)
        left = time.monotonic()
        await_equal(lambda: workers <= set(quiet.named("begrip-worker")), False)
        return time.monotonic() - left

    assert soonest(leave, 1) < 1
    assert quiet.query("ASK {}").status_code == 200


@pytest.mark.slow
def test_a_front_that_dies_breaks_the_answer_that_it_was_sending(generation_dir, tmp_path):
    with serving(generation_dir, tmp_path / "log", FRONTS=1) as server:
        pairs = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 90000"
        with asking(server, pairs) as connection:
            head = connection.recv(1024, socket.MSG_PEEK)
            os.kill(server.named("begrip-front")[0], signal.SIGKILL)
            received = receive(connection)

    assert head.startswith(b"HTTP/1.1 200")
    assert not received.is_whole


@dataclass(slots=True)
class Received:
    """What came over a connection until it ended, and whether it was reset."""

    head: bytes = b""
    tail: bytes = b""
    size: int = 0
    reset: bool = False

    @property
    def is_whole(self) -> bool:
        """Return whether the last chunk came."""
        return not self.reset and self.tail.endswith(b"0\r\n\r\n")


@contextmanager
def asking(server, query: str, version: str = "1.1", accept: str = "text/csv"):
    """Send a query on a connection of its own."""
    host, _, port = server.address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        target = f"/sparql?{urlencode({'query': query})}"
        fields = f"Host: x\r\nAccept: {accept}\r\nConnection: close"
        connection.sendall(f"GET {target} HTTP/{version}\r\n{fields}\r\n\r\n".encode())
        yield connection


def receive(connection: socket.socket) -> Received:
    received = Received()
    try:
        while piece := connection.recv(1 << 20):
            received.head = received.head or piece[:100]
            received.tail = piece[-100:]
            received.size += len(piece)
    except ConnectionResetError:
        received.reset = True
    return received


def at_work(server) -> int:
    """Return how many queries run now."""
    text = httpx.get(f"{server.address}/metrics").text
    return int(float(re.search(r"^begrip_queries_running ([\d.]+)", text, re.MULTILINE)[1]))


@pytest.fixture
def canary():
    """A listener on loopback that remembers whether anybody came."""
    heard = []
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.2)
        stop = threading.Event()

        def listen():
            while not stop.is_set():
                try:
                    heard.append(listener.accept())
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        yield listener.getsockname()[1], heard
        stop.set()
        thread.join()


@pytest.mark.slow
def test_a_worker_that_is_asked_for_service_directly_cannot_connect(quiet, canary):
    port, heard = canary
    text = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
    path = next(p for p in sockets_of(quiet))
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(path)
        arguments = {"text": text, "media_type": "text/csv"}
        send_value(connection, ASK, {"method": "query", "arguments": arguments, "request": 1})
        frame = FrameReader(connection).read()

    problem = frame.value()
    assert problem["slug"] == "query-crashed"
    assert heard == []


def sockets_of(server) -> list[str]:
    """Return the paths of the workers' sockets of a server."""
    lines = Path("/proc/net/unix").read_text().splitlines()
    paths = [line.split()[-1] for line in lines if line.endswith(".sock")]
    own = [path for path in paths if f"begrip-{server.process.pid}-" in path]
    return [path for path in own if Path(path).stem.isdigit()]  # that of the checks has a name


@pytest.mark.slow
def test_a_worker_whose_front_goes_away_ends(quiet):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(sockets_of(quiet)[0])
        before = set(quiet.named("begrip-worker"))
        arguments = {"text": CROSS, "media_type": "text/csv"}
        send_value(connection, ASK, {"method": "query", "arguments": arguments, "request": 1})
        worker = await_busy(lambda: before)
        assert worker in quiet.processes()

    assert await_equal(lambda: worker in quiet.processes(), False) is False

    def reasons() -> list[object]:
        events = quiet.events("worker ended")
        return [event["why"] for event in events if event["pid"] == worker]

    assert await_equal(reasons, ["abandoned"]) == ["abandoned"]


def test_frames_arrive_as_they_were_sent():
    left, right = socket.socketpair()
    with left, right:
        thread = threading.Thread(target=lambda: send_frame(left, DATA, b"x" * 1_000_000))
        thread.start()
        frame = FrameReader(right).read()
        thread.join()
        send_frame(left, END)

        assert frame == (DATA, b"x" * 1_000_000)
        assert FrameReader(right).read().kind == END


def test_frames_that_came_together_are_read_apart():
    left, right = socket.socketpair()
    with left, right:
        left.sendall(pack_frame(DATA, b"x") + pack_frame(DATA, b"y" * 40_000) + pack_frame(END))
        reader = FrameReader(right)

        assert [len(reader.read().payload) for _ in range(2)] == [1, 40_000]
        assert reader.read().kind == END


def test_a_request_is_not_begun_for_a_front_that_has_gone():
    left, right = socket.socketpair()
    with right:
        with left:
            require_front(right)
        with pytest.raises(BrokenPipeError):
            require_front(right)


@pytest.mark.parametrize("sent", [b"", b"D", b"D\x00\x00\x00\x05abc", b"D\xff\xff\xff\xffabc"])
def test_an_answer_without_its_end_is_broken(sent):
    left, right = socket.socketpair()
    with right:
        with left:
            left.sendall(sent)
        with pytest.raises(BrokenFrames):
            FrameReader(right).read()


def test_the_board_says_what_is_served_and_how_workers_ended():
    board = Board()
    assert board.notice() is None
    notice = Notice("0123456789abcdef", "https://begrip.example", "1.sock")
    board.publish(notice)
    slot = board.slot(1, 3)
    slot.clear()
    slot.occupy(4242)
    slot.begin(Busy.QUERY, 99)
    slot.mark_slow()

    assert board.notice() == notice
    assert (slot.pid, slot.busy, slot.slow) == (4242, Busy.QUERY, True)
    assert (board.is_running(99), board.is_running(17), board.end_of(99)) == (True, False, End.NONE)
    assert (board.running_for(99) > 0, board.running_for(17)) == (True, 0)
    slot.record_end(End.DEADLINE)
    assert (slot.pid, board.is_running(99), board.running_for(99)) == (0, False, 0)
    assert (board.end_of(99), board.end_of(17)) == (End.DEADLINE, End.NONE)
    assert board.slot(1, 2).pid == 0


def test_a_problem_survives_the_way_from_worker_to_front():
    near = say("query.near", near="SELEC")
    message = say("query.unreadable.at", line=3, column=1, near=near, reason="")
    problem = from_wire(json.loads(json.dumps(BadQuery(message, line=3).to_wire())))

    assert type(problem) is BadQuery
    assert problem.to_document("nl")["line"] == 3
    assert problem.message == message


@pytest.mark.slow
def test_bodies_that_never_end_keep_nobody_waiting(generation_dir, tmp_path):
    head = (
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        b"Content-Length: 100\r\n\r\nASK"
    )
    with serving(generation_dir, tmp_path / "log", FRONTS=1, THREADS=4) as server:
        host, _, port = server.address.removeprefix("http://").partition(":")
        with ExitStack() as stack:
            for _ in range(64):
                unfinished = stack.enter_context(socket.create_connection((host, int(port))))
                unfinished.sendall(head)
            live = httpx.get(f"{server.address}/health/live", timeout=10)
            asked = httpx.get(f"{server.address}/sparql", params={"query": "ASK {}"}, timeout=10)
            full = httpx.post(f"{server.address}/sparql", data={"query": "ASK {}"}, timeout=10)

    assert (live.status_code, asked.status_code, full.status_code) == (200, 200, 200)
