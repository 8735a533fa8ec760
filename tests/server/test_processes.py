"""What starts, dies and is replaced, with real processes."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.server.generation import publish, write_generation
from tests.server.serving import CHECKOUT, await_busy, await_equal, family, serving

pytestmark = pytest.mark.slow

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ALL = sorted(["begrip-keeper", *["begrip-front"] * 2, "begrip-holder", *["begrip-worker"] * 2])


def start(data: Path, port: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "server.keeper"],
        cwd=CHECKOUT,
        env={**os.environ, "BEGRIP_DATA": str(data), "BEGRIP_PORT": str(port)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize("kind", ["begrip-worker", "begrip-front", "begrip-holder"])
def test_what_is_killed_is_replaced(server, kind):
    assert server.await_quiet(ALL) == ALL
    victim = server.named(kind)[0]
    os.kill(victim, signal.SIGKILL)

    assert await_equal(lambda: victim in server.processes(), False) is False
    assert server.await_quiet(ALL) == ALL
    assert server.query(COUNT).status_code == 200


def test_a_new_generation_is_served_without_a_restart_or_a_failed_request(tmp_path):
    first = write_generation(tmp_path, count=2000)
    seen: dict[str, int] = {}
    failures: list[object] = []
    stop = threading.Event()

    def ask(server):
        with httpx.Client(timeout=30) as client:
            number = 0
            while not stop.is_set():
                number += 1
                text = f"{COUNT} # {number} {threading.get_ident()}"
                answer = client.get(
                    f"{server.address}/sparql",
                    params={"query": text},
                    headers={"Accept": "text/csv"},
                )
                if answer.status_code != 200:
                    failures.append(answer.text)
                seen[answer.text] = seen.get(answer.text, 0) + 1

    with serving(tmp_path, tmp_path / "log", WORKERS=2) as server:
        threads = [threading.Thread(target=ask, args=(server,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(0.5)
        second = write_generation(tmp_path, count=2002)
        ready = f"{server.address}/health/ready"
        for wanted in (second, first, second):
            publish(tmp_path, wanted)
            found = await_equal(lambda: httpx.get(ready).json().get("generation"), wanted)
            assert found == wanted
            time.sleep(0.2)
        stop.set()
        for thread in threads:
            thread.join()
        assert failures == []
        assert len(seen) == 2
        assert server.await_quiet(ALL) == ALL
        assert len(server.events("serving")) == 4


def test_a_query_that_runs_during_the_switch_is_answered_by_its_own_generation(tmp_path):
    write_generation(tmp_path, count=600)
    pairs = "?a ?b ?c . ?d ?e ?f FILTER(STRLEN(CONCAT(STR(?c), STR(?f))) > 0)"
    slow = f"SELECT (COUNT(*) AS ?n) {{ {pairs} }}"
    answers = []
    with serving(tmp_path, tmp_path / "log", WORKERS=1) as server:
        thread = threading.Thread(target=lambda: answers.append(server.query(slow)))
        before = int(server.query(COUNT).text.split()[1])
        thread.start()
        await_busy(lambda: server.named("begrip-worker"))
        second = write_generation(tmp_path, count=700)
        ready = f"{server.address}/health/ready"
        await_equal(lambda: httpx.get(ready).json().get("generation"), second)
        thread.join()

        assert answers[0].text.split()[1] == str(before * before)


def test_a_damaged_generation_is_refused_and_the_old_one_stays(tmp_path):
    first = write_generation(tmp_path, count=100)
    with serving(tmp_path, tmp_path / "log") as server:
        damaged = write_generation(tmp_path, count=102)
        dump = tmp_path / "generations" / damaged / "dumps" / "getallen.nq.gz"
        dump.write_bytes(dump.read_bytes()[:100])
        publish(tmp_path, first)
        publish(tmp_path, damaged)
        await_equal(lambda: len(server.events("generation refused")), 1)
        refused = server.events("generation refused")
        (tmp_path / "generations" / "0000000000000000").mkdir()
        publish(tmp_path, "0000000000000000")
        await_equal(lambda: len(server.events("generation refused")), 2)

        assert httpx.get(f"{server.address}/health/ready").json()["generation"] == first
        assert "getallen.nq.gz is damaged" in str(refused[0]["why"])
        assert refused[0]["still_serving"] == first
        assert len(server.events("generation refused")) >= 2


@pytest.mark.parametrize("broken", ["missing", "damaged"])
def test_a_holder_that_dies_while_the_pointer_is_broken_is_replaced(tmp_path, broken):
    first = write_generation(tmp_path, count=100)
    with serving(tmp_path, tmp_path / "log") as server:
        (tmp_path / "current").unlink()
        if broken == "damaged":
            (tmp_path / "generations" / "0000000000000000").mkdir()
            publish(tmp_path, "0000000000000000")
            await_equal(lambda: bool(server.events("generation refused")), True)
        os.kill(server.named("begrip-holder")[0], signal.SIGKILL)
        await_equal(lambda: len(server.events("serving")), 2)

        ready = httpx.get(f"{server.address}/health/ready", timeout=30)
        assert (ready.status_code, ready.json()["generation"]) == (200, first)


def test_a_look_up_whose_worker_is_killed_is_answered_by_another(tmp_path):
    write_generation(tmp_path, count=100)
    with serving(tmp_path, tmp_path / "log", WORKERS=2) as server:
        codes = set()
        with httpx.Client(base_url=server.address) as client:
            for _ in range(5):
                server.await_quiet(ALL)
                os.kill(server.named("begrip-worker")[0], signal.SIGKILL)
                codes.add(client.get("/health/ready", timeout=30).status_code)

        assert codes == {200}


def test_a_long_chain_of_operators_does_not_overflow_the_stack(server):
    chain = "||".join(["?a"] * 900)

    assert server.query(f"ASK {{ FILTER({chain}) }}").status_code == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_one_signal_ends_everything(tmp_path, number):
    write_generation(tmp_path, count=1000)
    with serving(tmp_path, tmp_path / "log") as server:
        thread = threading.Thread(target=lambda: swallow(server))
        thread.start()
        time.sleep(0.3)
        everything = server.processes()
        os.killpg(server.process.pid, number)
        code = server.process.wait(10)
        thread.join()

        assert code == 0
        assert await_equal(lambda: alive(everything), []) == []


def swallow(server) -> None:
    with suppress(httpx.TransportError):
        server.query(CROSS)


def alive(processes: dict[int, str]) -> list[str]:
    return [name for pid, name in processes.items() if family(pid).get(pid) == name]


def test_when_the_keeper_is_killed_everything_ends(tmp_path):
    write_generation(tmp_path, count=1000)
    with serving(tmp_path, tmp_path / "log") as server:
        everything = server.processes()
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait(20)

        assert await_equal(lambda: alive(everything), []) == []


def test_an_address_that_is_taken_is_said_with_an_exit_code(generation_dir):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        ended = start(generation_dir, port)

    assert ended.returncode == 10
    assert f"cannot listen at 127.0.0.1 port {port}: Address already in use" in ended.stderr
    assert "BEGRIP_PORT" in ended.stderr


def test_a_second_server_at_the_same_address_is_refused(server, generation_dir):
    ended = start(generation_dir, int(server.address.rpartition(":")[2]))

    assert ended.returncode == 10


def test_a_data_directory_without_a_generation_is_said_with_an_exit_code(tmp_path):
    ended = start(tmp_path, 0)

    assert ended.returncode == 8
    assert "nothing is published" in ended.stderr
    assert "begrip build" in ended.stderr


def test_a_first_generation_that_is_damaged_is_said_with_an_exit_code(tmp_path):
    generation = write_generation(tmp_path, count=10)
    shutil.rmtree(tmp_path / "generations" / generation / "dumps")
    ended = start(tmp_path, 0)

    assert ended.returncode == 8
    assert "is damaged" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("store", ["memory", "disk"])
def test_both_kinds_of_store_answer_the_same(generation_dir, tmp_path, store):
    with serving(generation_dir, tmp_path / "log", STORE=store, QUERY_DEADLINE=1) as server:
        count = server.query(COUNT).text.split()[1]
        runaway = server.query(CROSS)
        counts = httpx.get(f"{server.address}/health/ready").json()["counts"]

        assert count == str(counts["triples"])
        assert runaway.status_code == 504
        assert server.events("opened")[0]["store"] == store
