"""Processes that are killed while clients ask: no wrong answer, no answer that never comes."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from loaders.errors import GenerationError
from loaders.generations.data_directory import DataDirectory
from loaders.generations.publication import roll_back
from tests.running import CHECKOUT
from tests.server.serving import Server, await_equal, await_ready, family, free_port, serving
from tests.survival.chance import chance
from tests.survival.killing import kill_after, kill_at, write_registries
from tests.survival.load import LONGEST, expect, loading
from tests.survival.whole import find_litter, served_id

pytestmark = [pytest.mark.slow, pytest.mark.alone]

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
LABELS = (
    "SELECT ?label { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?label } "
    "ORDER BY ?label LIMIT 20"
)
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
REQUESTS = [
    *((f"/begrip/doc/orgaan/a{number}.nt", "*/*") for number in range(0, 60, 7)),
    ("/begrip/id/orgaan/a3", "text/turtle"),
    ("/begrip/doc/orgaan/nietes", "text/turtle"),
    *((f"/begrip/sparql?query={query} %23 {n}", "text/csv") for query in (COUNT, LABELS)
      for n in range(4)),
]  # fmt: skip


@pytest.fixture
def server(fresh, tmp_path):
    with serving(fresh.data, tmp_path / "log", WORKERS=2, KEPT=0) as found:
        yield found


def ready(server):
    return httpx.get(f"{server.address}/health/ready", timeout=LONGEST)


def with_same(answers):
    return {request: {answer} for request, answer in answers.items()}


def kill(pid):
    """Kill a process, unless it has ended of itself since it was found."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def test_a_killed_worker_holder_or_front_costs_no_wrong_answer(server):
    moments = chance("processes")
    expected = with_same(expect(server.address, REQUESTS))
    killed = []
    with loading(server.address, expected) as seen:
        for _ in range(24):
            kind = moments.choice(["worker", "worker", "front", "holder"])
            found = server.named(f"begrip-{kind}")
            if found:
                killed.append(kind)
                kill(moments.choice(found))
            time.sleep(moments.uniform(0.02, 0.4))

    assert seen.wrong == []
    assert seen.retried_in_vain == []
    assert seen.right > len(REQUESTS)
    assert {"worker", "front", "holder"} <= {*killed}
    assert ready(server).status_code == 200
    assert server.process.poll() is None


def test_killed_workers_alone_break_no_connection(server):
    moments = chance("workers")
    lookups = [request for request in REQUESTS if "/sparql" not in request[0]]
    expected = with_same(expect(server.address, lookups))
    with loading(server.address, expected) as seen:
        for _ in range(20):
            if found := server.named("begrip-worker"):
                kill(moments.choice(found))
            time.sleep(moments.uniform(0.1, 0.3))

    assert (seen.wrong, seen.broken, seen.retried_in_vain) == ([], 0, [])
    assert seen.right > len(lookups)


def test_rollbacks_under_load_fail_no_request(scene, fresh, server):
    moments = chance("rollbacks")
    second = served_id(fresh.data)
    first = next(iter(scene.known))
    before = expect(server.address, REQUESTS)
    data = DataDirectory(fresh.data)
    roll_back(data, first)
    assert await_equal(lambda: ready(server).json()["generation"], first) == first
    after = expect(server.address, REQUESTS)
    expected = {request: {before[request], after[request]} for request in REQUESTS}
    assert any(len(answers) == 2 for answers in expected.values())

    with loading(server.address, expected) as seen:
        for number in range(24):
            wanted = (second, first)[number % 2]
            roll_back(data, wanted)
            if moments.random() < 0.7:
                assert await_equal(lambda: ready(server).json()["generation"], wanted) == wanted
            time.sleep(moments.uniform(0, 0.2))

    assert (seen.wrong, seen.busy, seen.broken) == ([], 0, 0)
    assert seen.right > len(REQUESTS)


def test_builds_that_are_killed_change_no_answer(scene, fresh, server, tmp_path):
    moments = chance("builds beside a server")
    (tmp_path / "calm").mkdir()
    calm = fresh.copy_to(tmp_path / "calm")
    calm.build()
    with serving(calm.data, tmp_path / "calm.log", WORKERS=1, KEPT=0) as other:
        after = expect(other.address, REQUESTS)
    before = expect(server.address, REQUESTS)
    expected = {request: {before[request], after[request]} for request in REQUESTS}

    with loading(server.address, expected, clients=1) as seen:
        for _ in range(5):
            kill_after(fresh.start("build"), moments.uniform(0.3, 0.9) * scene.seconds)
            now = served_id(fresh.data)
            assert await_equal(lambda now=now: ready(server).json()["generation"], now) == now
            assert expect(server.address, REQUESTS) == (after if now == scene.next_id else before)

    assert (seen.wrong, seen.busy, seen.broken) == ([], 0, 0)
    assert fresh.build() == scene.next_id
    assert await_equal(lambda: ready(server).json()["generation"], scene.next_id) == scene.next_id


def test_a_worker_that_stands_still_is_replaced_and_its_client_is_told(fresh, tmp_path):
    with serving(fresh.data, tmp_path / "log", WORKERS=1, QUERY_DEADLINE=1, KEPT=0) as server:
        client = subprocess.Popen(
            [sys.executable, "-c", "import httpx, sys; r = httpx.get(sys.argv[1], params="
             "{'query': sys.argv[2]}, timeout=60); print(r.status_code)",
             f"{server.address}/sparql", CROSS],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        busy = server.named("begrip-worker")[0]
        await_equal(lambda: Path(f"/proc/{busy}/stat").read_text().rpartition(")")[2][1], "R")
        os.kill(busy, signal.SIGSTOP)

        out, _ = client.communicate(timeout=60)
        assert out.strip() in {"503", "504"}
        assert await_equal(lambda: busy in server.processes(), False) is False
        assert server.query(COUNT).status_code == 200


def start_up(site, port, log):
    """Start ``begrip up`` in a group of its own."""
    with log.open("ab") as output:
        return subprocess.Popen(
            site.command("up"),
            cwd=CHECKOUT,
            env=site.environment(BEGRIP_PORT=str(port), BEGRIP_WORKERS="2"),
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


def gone(processes):
    return not any(family(pid).get(pid) == name for pid, name in processes.items())


def test_after_a_power_cut_the_server_starts_again_without_help(scene, fresh, tmp_path):
    port, log = free_port(), tmp_path / "log"
    process = start_up(fresh, port, log)
    server = Server(f"http://127.0.0.1:{port}", fresh.data, log, process)
    await_ready(server)
    answers = expect(server.address, REQUESTS[:8])
    everything = server.processes()
    write_registries(fresh.registries, bodies=520, mark="later")
    kill_at(fresh, "the folder of the build", "build")
    for pid in everything:
        with suppress(ProcessLookupError):  # it ended with its parent
            os.kill(pid, signal.SIGKILL)
    process.wait(20)
    assert await_equal(lambda: gone(everything), True)
    stale = Path(tempfile.gettempdir()) / f"begrip-{process.pid}-stale"
    stale.mkdir()
    write_registries(fresh.registries, bodies=500, mark="nieuw")

    again = start_up(fresh, port, log)
    server = Server(server.address, fresh.data, log, again)
    try:
        await_ready(server)
        assert expect(server.address, REQUESTS[:8]) == answers
        assert not stale.exists()
        assert find_litter(fresh.data) == []
    finally:
        os.kill(again.pid, signal.SIGTERM)
        again.wait(20)


def test_a_start_that_is_killed_at_any_moment_is_followed_by_one_that_serves(
    scene, tmp_path, fresh
):
    moments, port, log = chance("up"), free_port(), tmp_path / "log"
    for _ in range(6):
        process = start_up(fresh, port, log)
        time.sleep(moments.uniform(0.2, 2.0) * scene.seconds)
        everything = family(process.pid)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(20)
        assert await_equal(lambda found=everything: gone(found), True)

    process = start_up(fresh, port, log)
    server = Server(f"http://127.0.0.1:{port}", fresh.data, log, process)
    try:
        await_ready(server)
        assert ready(server).json()["generation"] == scene.next_id
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def test_when_the_keeper_is_killed_its_port_is_free_at_once(fresh, tmp_path):
    with serving(fresh.data, tmp_path / "log") as server:
        everything = server.processes()
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait(5)
        assert await_equal(lambda: gone(everything), True)
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", int(server.address.rpartition(":")[2])))


def test_what_a_server_still_serves_is_not_pruned(scene, fresh, server):
    second = served_id(fresh.data)
    prune = ("generations", "prune", "--keep", "1", "--keep-days", "0")
    os.kill(server.process.pid, signal.SIGSTOP)  # the keeper follows no publication meanwhile
    try:
        assert fresh.build() == scene.next_id
        done = fresh.run(*prune)
        assert f"{second}  stays: a process reads it" in done.stdout
        assert (fresh.data / "generations" / second).is_dir()
    finally:
        os.kill(server.process.pid, signal.SIGCONT)
    assert await_equal(lambda: ready(server).json()["generation"], scene.next_id) == scene.next_id

    def is_pruned():
        fresh.run(*prune)
        return not (fresh.data / "generations" / second).exists()

    assert await_equal(is_pruned, True)
    assert server.query(COUNT).status_code == 200


def replace(path):
    """Put something else in the place of a file that another generation may share."""
    path.unlink()
    path.write_bytes(b"x")


HARM = {
    "a vanished pointer": lambda data, folder: (data / "current").unlink(),
    "a missing manifest": lambda data, folder: (folder / "manifest.json").unlink(),
    "a damaged manifest": lambda data, folder: (folder / "manifest.json").write_text("{}"),
    "a missing store": lambda data, folder: shutil.rmtree(folder / "store"),
    "an empty CURRENT": lambda data, folder: (folder / "store" / "CURRENT").write_bytes(b""),
    "a cut store": lambda data, folder: [replace(path) for path in folder.glob("store/*.sst")],
}


@pytest.mark.parametrize("harm", HARM)
def test_a_server_that_starts_over_damage_serves_the_last_good_generation(
    scene, fresh, tmp_path, harm
):
    first, second = next(iter(scene.known)), served_id(fresh.data)
    HARM[harm](fresh.data, fresh.data / "generations" / second)

    with serving(fresh.data, tmp_path / "log", STORE="disk") as server:
        served = second if harm == "a vanished pointer" else first
        assert ready(server).json()["generation"] == served
        said = (tmp_path / "log").read_text()
        assert "what is published cannot be served" in said or "generation refused" in said
        assert "Traceback" not in said
        assert fresh.run("build", "--force").returncode == 0
        now = served_id(fresh.data)
        assert await_equal(lambda: ready(server).json()["generation"], now) == now


@pytest.mark.parametrize("kind", ["dump", "store"])
def test_a_server_whose_graph_is_damaged_while_it_runs_goes_on(scene, fresh, tmp_path, kind):
    first, second = next(iter(scene.known)), served_id(fresh.data)
    folder = fresh.data / "generations" / second
    setting = "memory" if kind == "dump" else "disk"
    with serving(fresh.data, tmp_path / "log", STORE=setting, WORKERS=2) as server:
        for path in (folder / "dumps").iterdir() if kind == "dump" else folder.glob("store/*.sst"):
            path.unlink()
            path.write_bytes(b"\x1f\x8b" + b"x" * 50)
        os.kill(server.named("begrip-holder")[0], signal.SIGKILL)

        assert await_equal(lambda: len(server.events("serving")), 2) == 2
        assert ready(server).json()["generation"] == first
        assert "Traceback" not in (tmp_path / "log").read_text()
        verdict = json.loads(fresh.run("generations", "verify", "--json").stdout)
        assert verdict[0]["problems"]


def test_a_server_with_nothing_good_left_says_why(scene, fresh, tmp_path):
    for folder in (fresh.data / "generations").iterdir():
        shutil.rmtree(folder / "store")

    done = fresh.run("serve", "--port", "0", BEGRIP_STORE="disk")

    assert done.returncode == 8
    assert "store is missing" in done.stderr
    assert "Traceback" not in done.stderr
    with pytest.raises(GenerationError):
        roll_back(DataDirectory(fresh.data), "0123")
