"""Metrics of a real server: over several fronts, and after processes were killed."""

import json
import os
import re
import signal
import threading
from pathlib import Path

import httpx
import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse_open
from prometheus_client.parser import text_string_to_metric_families as parse_text

from server.build_metrics import collect_builds
from server.observed import to_route
from server.problems import PROBLEMS
from server.slots import End
from server.tally import DURATIONS, FAMILIES, REQUESTS, ROUTES, SERVED_SINCE, Tally
from tests.server.generation import publish, write_generation
from tests.server.serving import await_equal, serving

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PAGE = Path(__file__).parents[2] / "docs" / "operating.md"


def scrape(server):
    """Return every sample as {name and labels: value}."""
    text = httpx.get(f"{server.address}/metrics", timeout=30).text
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in parse_text(text)
        for sample in family.samples
    }


def total(samples, name, **labels):
    return sum(
        value
        for key, value in samples.items()
        if key[0] == name and set(labels.items()) <= set(key[1:])
    )


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("counted")
    write_generation(folder, count=400)
    settings = {"FRONTS": 3, "WORKERS": 2, "QUERY_DEADLINE": 1, "QUERY_MEMORY": 64}
    with serving(folder, folder / "log", **settings) as server:
        yield server


@pytest.mark.slow
def test_every_request_counts_once_whichever_front_took_it(counted):
    before = scrape(counted)
    threads = [threading.Thread(target=ask_twenty_times, args=(counted,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after = scrape(counted)

    def grown(name, **labels):
        return total(after, name, **labels) - total(before, name, **labels)

    assert grown("begrip_requests_total", route="doc", method="GET", status="200") == 80
    assert grown("begrip_requests_total", route="other", method="GET", status="404") == 80
    assert grown("begrip_requests_total", route="doc", method="HEAD") == 80
    assert grown("begrip_request_duration_seconds_count", route="doc") == 160
    assert grown("begrip_request_duration_seconds_bucket", route="doc", le="+Inf") == 160
    assert grown("begrip_request_duration_seconds_sum", route="doc") > 0
    assert grown("begrip_problems_total", problem="not-found") == 80
    assert grown("begrip_kept_answers_total") > 0
    assert grown("begrip_answer_bytes_total", route="doc") == 80 * ANSWER_SIZES.pop()
    assert not ANSWER_SIZES
    assert grown("begrip_requests_total", route="metrics") == 1


ANSWER_SIZES: set[int] = set()


def ask_twenty_times(server):
    for number in range(20):
        with httpx.Client(base_url=server.address, timeout=30) as client:
            answer = client.get("/doc/concept/actiedomein/1", headers={"Accept": "text/turtle"})
            ANSWER_SIZES.add(int(answer.headers["Content-Length"]))
            client.head("/doc/concept/actiedomein/1", headers={"Accept": "text/turtle"})
            client.get(f"/wp-login-{number}.php")


@pytest.mark.slow
def test_a_front_that_is_killed_takes_no_count_with_it(counted):
    ask_twenty_times(counted)
    before = scrape(counted)
    for victim in counted.named("begrip-front"):
        os.kill(victim, signal.SIGKILL)
    await_equal(lambda: len(counted.named("begrip-front")), 3)
    after = scrape(counted)

    for key, value in before.items():
        if key[0].endswith("_total"):
            assert after.get(key, 0) >= value, key
    ends = "begrip_process_ends_total"
    assert total(after, ends, process="front") == total(before, ends, process="front") + 3


@pytest.mark.slow
def test_a_holder_that_is_killed_leaves_no_worker_that_counts_as_alive(counted):
    os.kill(counted.named("begrip-holder")[0], signal.SIGKILL)
    await_equal(lambda: len(counted.events("serving")), 2)

    assert await_equal(lambda: total(scrape(counted), "begrip_workers"), 2) == 2
    assert total(scrape(counted), "begrip_process_ends_total", process="holder") == 1


@pytest.mark.slow
def test_how_queries_end_is_counted(counted):
    before = scrape(counted)
    assert counted.query(CROSS).status_code == 504
    large = "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?x) { ?a ?b ?c . ?d ?e ?f }"
    codes = {counted.query(large).status_code}
    await_equal(lambda: total(scrape(counted), "begrip_workers"), 2)
    after = scrape(counted)
    deadline = ("begrip_problems_total", ("problem", "query-deadline"))
    ended = ("begrip_worker_ends_total", ("reason", "deadline"))

    assert codes <= {503, 504}
    assert after[deadline] > before[deadline]
    assert after[ended] > before[ended]
    assert total(after, "begrip_queries_running") == 0
    assert total(after, "begrip_requests_waiting") == 0


@pytest.mark.slow
def test_what_runs_and_waits_now_is_seen(counted):
    threads = [threading.Thread(target=counted.query, args=(CROSS,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    running = await_equal(lambda: total(scrape(counted), "begrip_queries_running") > 0, True)
    for thread in threads:
        thread.join()

    assert running is True
    assert await_equal(lambda: total(scrape(counted), "begrip_queries_running"), 0) == 0


@pytest.mark.slow
def test_the_generation_the_processes_and_the_program_are_described(counted):
    samples = scrape(counted)
    generation = httpx.get(f"{counted.address}/health/ready").json()

    labels = next(dict(key[1:]) for key in samples if key[0] == "begrip_generation_info")
    assert (labels["id"], labels["base"]) == (generation["generation"], generation["base"])
    assert total(samples, "begrip_generation_triples") == generation["counts"]["triples"]
    assert total(samples, "begrip_generation_served_since_seconds") > 1_700_000_000
    for kind in ("keeper", "front", "holder", "worker"):
        assert total(samples, "begrip_process_memory_bytes", process=kind) > 1_000_000
    assert total(samples, "begrip_program_info") == 1


@pytest.mark.slow
def test_switches_refusals_and_builds_are_counted(tmp_path):
    first = write_generation(tmp_path, count=100)
    rows = {"name": "rollen", "read": 9, "accepted": 8, "refused": 1}
    lines = [
        {"at": "2026-11-23T10:00:00Z", "result": "published", "exit_code": 4, "seconds": 2.5,
         "registries": [rows]},
        {"at": "2026-11-23T11:00:00Z", "result": "failed", "exit_code": 5, "seconds": 0.5},
    ]  # fmt: skip
    (tmp_path / "builds.log").write_text("torn{\n" + "\n".join(map(json.dumps, lines)) + "\n")
    (tmp_path / "publications.log").write_text('{"event": "rollback"}\n')
    with serving(tmp_path, tmp_path / "log", FRONTS=2) as server:
        second = write_generation(tmp_path, count=102)
        ready = f"{server.address}/health/ready"
        await_equal(lambda: httpx.get(ready).json().get("generation"), second)
        (tmp_path / "generations" / "0000000000000000").mkdir()
        publish(tmp_path, "0000000000000000")
        await_equal(lambda: len(server.events("generation refused")), 1)
        samples = scrape(server)

    assert first != second
    assert total(samples, "begrip_generation_switches_total") == 1
    assert total(samples, "begrip_generation_refusals_total") == 1
    assert total(samples, "begrip_rollbacks_total") == 1
    assert total(samples, "begrip_build_last_exit_code") == 5
    assert total(samples, "begrip_build_last_duration_seconds") == 0.5
    moments = "begrip_build_last_timestamp_seconds"
    assert (
        total(samples, moments, result="failed") - total(samples, moments, result="published")
        == 3600
    )
    assert total(samples, "begrip_build_rows", registry="rollen", rows="refused") == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("accept", "content_type", "parse"),
    [
        ("", "text/plain; version=0.0.4", parse_text),
        ("text/plain", "text/plain; version=0.0.4", parse_text),
        ("application/openmetrics-text;version=1.0.0", "application/openmetrics-text", parse_open),
        ("text/html,*/*;q=0.8", "text/plain; version=0.0.4", parse_text),
    ],
)
def test_the_format_is_negotiated_and_never_kept(counted, accept, content_type, parse):
    answer = httpx.get(f"{counted.address}/metrics", headers={"Accept": accept})

    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith(content_type)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "begrip_requests" in {family.name for family in parse(answer.text)}


@pytest.mark.slow
def test_metrics_are_for_whom_they_are(counted, tmp_path):
    through = {"X-Forwarded-For": "127.0.0.1"}

    hidden = httpx.get(f"{counted.address}/metrics", headers=through)
    assert (hidden.status_code, hidden.json()["type"]) == (404, "/api/problems/not-found")
    assert "BEGRIP_TRUSTED_PROXIES" in hidden.json()["detail"]
    with serving(counted.data, tmp_path / "log", METRICS_FROM="192.0.2.0/24") as closed:
        assert httpx.get(f"{closed.address}/metrics").status_code == 404


def test_no_client_can_make_a_label():
    tally = Tally(2)
    for number in range(500):
        route = to_route(f"/made-up-{number}/x")
        tally.fronts[number % 2].add(REQUESTS, route, f"M{number}", str(600 + number))

    cells = tally.total(REQUESTS)
    assert sum(cells) == 500
    assert cells[REQUESTS.index("other", "other", "other")] == 500
    assert len(cells) == REQUESTS.size < 2000


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/", "home"),
        ("", "home"),
        ("/id/rol/cdo", "id"),
        ("/doc.ttl", "doc"),
        ("/.well-known/genid/0a", "well-known"),
        ("/static/page.css", "static"),
        ("/begrip", "home"),
        ("/begrip/sparql", "sparql"),
        ("/begripx/sparql", "other"),
        ("//evil/", "other"),
        ("/other", "other"),
    ],
)
def test_a_path_is_of_one_kind(path, route):
    assert to_route(path, "/begrip") == route
    assert route in ROUTES


def test_a_process_that_follows_goes_on_counting_and_begins_its_gauges_anew():
    row = Tally(1).fronts[0]
    row.occupy(1)
    row.add(REQUESTS, "doc", "GET", "200")
    row.put(SERVED_SINCE, 7)
    row.occupy(2)

    assert sum(row.read(REQUESTS)) == 1
    assert (row.pid, row.read(SERVED_SINCE)) == (2, [0])


def test_threads_lose_no_count():
    row = Tally(1).fronts[0]

    def count():
        for _ in range(5000):
            row.add(DURATIONS, "doc", "0.01")

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(row.read(DURATIONS)) == 40000


def test_labels_are_what_the_server_knows():
    labels = {name: values for family in FAMILIES for name, values in family.labels.items()}

    assert set(labels["problem"]) == {problem.slug for problem in PROBLEMS}
    assert set(labels["reason"]) == {end.name.lower() for end in End} - {"none"}
    statuses = {str(int(problem.status)) for problem in PROBLEMS}
    assert statuses <= set(dict(REQUESTS.labels)["status"])


@pytest.mark.parametrize("text", ["", "[]\n", "{}\n", '{"at": 3}\n', "\x00\xff\n"])
def test_a_log_that_says_nothing_is_no_build(tmp_path, text):
    (tmp_path / "builds.log").write_text(text)

    assert [family.name for family in collect_builds(tmp_path)] == ["begrip_rollbacks"]


def test_every_metric_is_documented():
    page = PAGE.read_text(encoding="utf-8")
    source = Path(__file__).parents[2] / "server"
    named = {family.name for family in FAMILIES if not family.name.endswith("_microseconds")}
    for module in ("metrics.py", "build_metrics.py"):
        named |= set(re.findall(r'"(begrip_[a-z_]+)"', (source / module).read_text()))

    assert [name for name in sorted(named) if f"`{name}" not in page] == []
