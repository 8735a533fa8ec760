"""The check of data on a real server: bounded, in a lane of its own, and nothing is kept."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from server.settings import Settings
from server.validating.checker import to_problem
from tests.running import CHECKOUT
from tests.server.serving import Server, await_equal, serving

pytestmark = [pytest.mark.slow, pytest.mark.alone]

DATASET = (
    b"<a:b> a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> 'SECRET' ."
)
TURTLE = {"Content-Type": "text/turtle"}
PATTERN = b"""@prefix sh: <http://www.w3.org/ns/shacl#> .
<http://x.example/S> a sh:NodeShape ; sh:targetSubjectsOf <http://x.example/p> ;
  sh:property [ sh:path <http://x.example/p> ; sh:pattern "^(a+)+$" ] .
"""
ENDLESS = f'<http://x.example/a> <http://x.example/p> "{"a" * 60}!" .'
DEADLINE = 2.0


@pytest.fixture(scope="module")
def server(generation_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("log")
    temporary = folder / "temporary"
    temporary.mkdir()
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = str(temporary)
    try:
        with serving(
            generation_dir, folder / "server.log", WORKERS=2, CHECK_DEADLINE=DEADLINE,
            CHECK_MEMORY=200, CHECK_SIZE=4, QUEUE_WAIT=1, ACCESS_LOG="on", QUERY_LOG="on",
            CLIENT_CHECKS=0,
        ) as server:  # fmt: skip
            yield server
    finally:
        os.environ.pop("TMPDIR")
        if before is not None:
            os.environ["TMPDIR"] = before


def post(server: Server, data: bytes = DATASET, query: str = "profile=dcat-ap-3.0.1", **more):
    headers = {**TURTLE, **more.pop("headers", {})}
    address = f"{server.address}/api/validate?{query}"
    return httpx.post(address, content=data, headers=headers, timeout=60, **more)


def post_endless(server: Server) -> httpx.Response:
    fields, files = {"text": ENDLESS}, {"shapes": ("s.ttl", PATTERN)}
    return httpx.post(f"{server.address}/api/validate", data=fields, files=files, timeout=60)


def slug(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


def test_there_is_no_checker_until_somebody_checks(server: Server) -> None:
    assert server.named("begrip-checker") == []

    assert post(server).json()["conforms"] is False

    assert len(server.named("begrip-checker")) == 1
    assert await_equal(lambda: server.named("begrip-check"), []) == []


def test_a_pattern_without_end_is_ended_by_the_deadline(server: Server) -> None:
    assert slug(post_endless(server)) == (504, "check-deadline")
    assert post(server).status_code == 200


@pytest.mark.parametrize(
    ("data", "media_type", "known"),
    [
        pytest.param("\n".join(f"[] <a:p> [ <a:q> {n} ] ." for n in range(90_000)), "text/turtle",
                     {(504, "check-deadline"), (503, "check-memory")}, id="blank nodes"),
        pytest.param("[" * 3_000_000, "application/ld+json", {(400, "data-unreadable")},
                     id="deep JSON"),
        pytest.param("<a:a> <a:b> " + "(" * 3_000_000, "text/turtle",
                     {(400, "data-unreadable"), (504, "check-deadline"), (503, "check-memory"),
                      (503, "check-crashed")}, id="deep lists"),
        pytest.param('{"@id":' * 200_000, "application/ld+json", {(400, "data-unreadable")},
                     id="deep objects"),
        pytest.param("<a>" * 1_000_000, "application/rdf+xml",
                     {(400, "data-unreadable"), (503, "check-memory"), (504, "check-deadline")},
                     id="deep XML"),
        pytest.param('"' + "a" * 3_000_000, "text/csv", {(422, "check-unusable"),
                     (400, "data-unreadable")}, id="endless cell"),
    ],
)  # fmt: skip
def test_hostile_data_end_within_their_bounds_and_the_server_goes_on(
    server: Server, data: str, media_type: str, known: set[tuple[int, str]]
) -> None:
    answer = post(server, data.encode(), headers={"Content-Type": media_type})

    assert slug(answer) in known
    assert post(server).status_code == 200


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(server: Server) -> None:
    answer = post(server, b"#" * 13_000_000)

    assert slug(answer) == (413, "data-too-large")


def test_checks_wait_for_a_place_and_not_for_ever(server: Server) -> None:
    with ThreadPoolExecutor(4) as threads:
        found = sorted(map(slug, threads.map(post_endless, [server] * 3)))

    assert (503, "too-many-checks") in found
    assert (504, "check-deadline") in found


def test_shapes_of_visitors_never_hold_up_our_profiles(
    generation_dir: Path, tmp_path: Path
) -> None:
    with (
        ThreadPoolExecutor(4) as threads,
        serving(generation_dir, tmp_path / "server.log", WORKERS=2, CHECK_DEADLINE=600,
                CHECK_SHAPES_DEADLINE=600, QUEUE_WAIT=600, CLIENT_CHECKS=0) as server,
    ):  # fmt: skip
        endless = [threads.submit(_ignoring, post_endless, server) for _ in range(4)]
        assert await_equal(lambda: len(server.named("begrip-check")), 1) == 1

        assert [post(server).status_code for _ in range(3)] == [200] * 3

        assert [each.done() for each in endless] == [False] * 4
        assert await_equal(lambda: len(server.named("begrip-check")), 1) == 1


def test_our_profiles_hold_up_no_shapes_of_visitors(generation_dir: Path, tmp_path: Path) -> None:
    deep = "\n".join(f"[] <a:p> [ <a:q> {n} ] ." for n in range(90_000)).encode()
    with (
        ThreadPoolExecutor(1) as threads,
        serving(generation_dir, tmp_path / "server.log", WORKERS=2, CHECK_DEADLINE=600,
                CHECK_SHAPES_DEADLINE=1, CHECK_MEMORY=4000) as server,
    ):  # fmt: skip
        long = threads.submit(_ignoring, post, server, deep)
        assert await_equal(lambda: len(server.named("begrip-check")), 1) == 1
        (held,) = server.named("begrip-check")
        os.kill(held, signal.SIGSTOP)

        assert slug(post_endless(server)) == (504, "check-deadline")

        assert not long.done()


def test_a_client_runs_as_many_checks_as_it_may_and_others_run_theirs(
    generation_dir: Path, tmp_path: Path
) -> None:
    with (
        ThreadPoolExecutor(1) as threads,
        serving(generation_dir, tmp_path / "server.log", WORKERS=2, FRONTS=1, CLIENT_CHECKS=1,
                CHECK_DEADLINE=600, CHECK_SHAPES_DEADLINE=600, TRUSTED_PROXIES="127.0.0.1",
                ) as server,
    ):  # fmt: skip
        threads.submit(_ignoring, post_endless, server)
        assert await_equal(lambda: len(server.named("begrip-check")), 1) == 1

        refused = post(server)
        other = post(server, headers={"X-Forwarded-For": "192.0.2.1"})

        assert slug(refused) == (429, "too-many-client-checks")
        assert refused.headers["Retry-After"] == "5"
        assert refused.json()["limit"] == 1
        assert other.status_code == 200


def test_documents_keep_their_pace_while_checks_run(server: Server) -> None:
    address = f"{server.address}/doc/rol/lastig"
    stop = threading.Event()

    def load() -> None:
        while not stop.is_set():
            with suppress(httpx.HTTPError):
                post_endless(server)

    threads = [threading.Thread(target=load) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        time.sleep(0.3)
        waits = []
        with httpx.Client(headers={"Accept": "text/turtle"}) as client:
            for number in range(40):
                began = time.monotonic()
                answer = client.get(f"{address}?n={number}", timeout=30)
                waits.append(time.monotonic() - began)
                assert answer.status_code == 200
    finally:
        stop.set()
        for thread in threads:
            thread.join()

    assert sorted(waits)[len(waits) // 2] < 0.5


def test_a_check_for_which_nobody_waits_is_ended(server: Server) -> None:
    fields = {"text": ENDLESS}
    with suppress(httpx.ReadTimeout):
        httpx.post(f"{server.address}/api/validate", data=fields,
                   files={"shapes": ("s.ttl", PATTERN)}, timeout=0.5)  # fmt: skip

    until = time.monotonic() + DEADLINE * 0.6
    while server.named("begrip-check") and time.monotonic() < until:
        time.sleep(0.05)
    assert server.named("begrip-check") == []


def test_a_checker_that_dies_is_replaced(server: Server) -> None:
    assert post(server).status_code == 200
    (before,) = server.named("begrip-checker")

    os.kill(before, signal.SIGKILL)

    assert await_equal(lambda: post(server).status_code, 200) == 200
    assert server.named("begrip-checker") != [before]


def test_nothing_is_kept_of_what_was_handed_in(server: Server) -> None:
    large = DATASET + b"\n<a:b> <a:c> '" + b"SECRET" * 200_000 + b"' ."
    post(server, large)
    post(server, DATASET + b" <")
    httpx.post(f"{server.address}/valideren", files={"data": ("SECRET.ttl", large)}, timeout=60)

    temporary = server.log.parent / "temporary"
    files = [path for path in temporary.rglob("*") if path.is_file()]
    assert {path.name for path in files} <= {"checks.ready"}
    assert [path.name for path in files if path.stat().st_size] == []
    assert "SECRET" not in server.log.read_text(encoding="utf-8")


@contextmanager
def canary() -> Iterator[tuple[int, list[bytes]]]:
    """Listen on loopback and note whoever comes."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                with suppress(TimeoutError):
                    connection, _ = listener.accept()
                    with connection:
                        heard.append(b"someone")

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield listener.getsockname()[1], heard
        finally:
            time.sleep(0.3)
            stop.set()
            thread.join()


def test_nothing_is_fetched_whatever_the_data_and_the_shapes_name(server: Server) -> None:
    with canary() as (port, heard):
        there = f"http://127.0.0.1:{port}/x"
        json_ld = {"Content-Type": "application/ld+json"}
        xml = {"Content-Type": "application/rdf+xml"}
        imports = f"<{there}> a <http://www.w3.org/2002/07/owl#Ontology> ; " \
                  f"<http://www.w3.org/2002/07/owl#imports> <{there}> ."  # fmt: skip
        answers = [
            post(server, f'{{"@context": "{there}", "@id": "a:b"}}'.encode(), headers=json_ld),
            post(server, f'{{"@context": {{"@import": "{there}"}}}}'.encode(), headers=json_ld),
            post(server, f'<!DOCTYPE r SYSTEM "{there}"><r/>'.encode(), headers=xml),
            post(server, f'<!DOCTYPE r [<!ENTITY a SYSTEM "{there}">]><r>&a;</r>'.encode(),
                 headers=xml),
            post(server, imports.encode()),
            post(server, b"", f"iri={there}"),
            post(server, b"", f"graph={there}"),
            httpx.post(f"{server.address}/api/validate", data={"text": DATASET.decode()},
                       files={"shapes": ("s.ttl", PATTERN + imports.encode())}, timeout=60),
        ]  # fmt: skip

    assert [answer.status_code for answer in answers] == [400, 400, 400, 400, 200, 422, 422, 200]
    assert heard == []


def test_a_child_has_no_network_no_file_and_no_program(tmp_path: Path) -> None:
    code = f"""
import os, socket, sys
from server.settings import Settings
from server.validating.child import _give_up
_give_up(Settings.from_mapping({{}}), 19)
for name, attempt in (
    ("socket", lambda: socket.socket()),
    ("program", lambda: os.execv("/bin/true", ["true"])),
    ("file", lambda: open({str(tmp_path / "kept")!r}, "w").write("x" * 100_000)),
):
    try:
        attempt()
        sys.exit(f"{{name}} is there")
    except OSError:
        pass
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_a_server_stops_while_a_check_runs(generation_dir: Path, tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    with serving(generation_dir, log, WORKERS=2, CHECK_DEADLINE=60) as server:
        threading.Thread(target=lambda: _ignoring(post_endless, server), daemon=True).start()
        assert await_equal(lambda: len(server.named("begrip-check")), 1) == 1
        before = list(server.processes())

        server.process.send_signal(signal.SIGTERM)
        server.process.wait(10)

    assert await_equal(lambda: [pid for pid in before if Path(f"/proc/{pid}").exists()], []) == []


def _ignoring(function, *arguments) -> None:
    with suppress(httpx.HTTPError):
        function(*arguments)


@pytest.mark.parametrize(
    ("code", "slug"),
    [
        (-signal.SIGALRM, "check-deadline"),
        (-signal.SIGABRT, "check-memory"),
        (-signal.SIGKILL, "check-memory"),
        (-signal.SIGSEGV, "check-crashed"),
        (1, "check-crashed"),
    ],
)
def test_the_end_of_a_child_has_its_problem(code: int, slug: str) -> None:
    assert to_problem(code, Settings.from_mapping({}), 8).slug == slug
