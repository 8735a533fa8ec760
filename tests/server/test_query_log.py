"""What is counted and logged of a query: how it ended and what it cost, never who asked."""

import httpx
import pytest

from server.problems import PROBLEMS
from server.query_log import hash_of, to_outcome
from server.tally import OUTCOMES
from tests.server.serving import await_equal, serving
from tests.server.test_metrics import scrape, total

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } # Jan Peeters"
LABELS = "SELECT ?o { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?o } LIMIT 3"
COUNTER = "begrip_query_duration_seconds_count"


@pytest.fixture(scope="module")
def logged(generation_dir, tmp_path_factory):
    log = tmp_path_factory.mktemp("queries") / "log"
    settings = {"QUERY_LOG": "on", "SLOW_LOG": 0.8, "QUERY_DEADLINE": 1, "WORKERS": 2}
    with serving(generation_dir, log, FRONTS=1, **settings) as server:
        yield server


def lines(server, event, text):
    return [line for line in server.events(event) if line["hash"] == hash_of(text)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "method", "outcome", "status", "problem", "form"),
    [
        (LABELS, "GET", "answered", 200, None, "SELECT"),
        ("ASK { ?s ?p 'x' }", "POST", "answered", 200, None, "ASK"),
        ("SELECT (NOW() AS ?n) {}", "GET", "answered", 200, None, "SELECT"),
        ("SELECT * { ?s ?p", "GET", "refused", 400, "bad-query", "SELECT"),
        ("ASK " + "{" * 500, "GET", "refused", 400, "query-too-deep", ""),
        (CROSS, "GET", "deadline", 504, "query-deadline", "SELECT"),
    ],
)
def test_each_query_is_a_line_without_the_client(
    logged, text, method, outcome, status, problem, form
):
    before = total(scrape(logged), COUNTER, outcome=outcome)
    given = {"data" if method == "POST" else "params": {"query": text}}
    headers = {"Accept": "*/*", "X-Forwarded-For": "203.0.113.9", "User-Agent": "Jan/1"}
    answer = httpx.request(method, f"{logged.address}/sparql", headers=headers, timeout=30, **given)
    await_equal(lambda: len(lines(logged, "query", text)), 1)
    (line,) = lines(logged, "query", text)

    assert answer.status_code == line["status"] == status
    assert (line["outcome"], line["problem"], line["form"]) == (outcome, problem, form)
    assert line["bytes"] == len(answer.content)
    assert line["seconds"] > 0
    assert len(line["generation"]) == 16
    assert "query" not in line
    assert not {"client", "host", "path"} & set(line)
    assert total(scrape(logged), COUNTER, outcome=outcome) == before + 1


@pytest.mark.slow
def test_the_text_of_a_slow_query_is_logged_and_of_no_other(logged):
    text = CROSS + " again"
    logged.query(text)
    logged.query(LABELS + " # quick")
    await_equal(lambda: len(lines(logged, "slow query", text)), 1)

    (line,) = lines(logged, "slow query", text)
    assert line["query"] == text
    assert line["seconds"] >= 0.8
    assert lines(logged, "slow query", LABELS + " # quick") == []
    assert "# quick" not in logged.log.read_text()
    assert "127.0.0.1" not in "".join(str(e) for e in logged.events("slow query"))


@pytest.mark.slow
def test_idle_workers_are_counted(logged):
    assert await_equal(lambda: total(scrape(logged), "begrip_workers_idle"), 2) == 2


@pytest.mark.slow
def test_nothing_is_logged_that_was_not_asked_for(generation_dir, tmp_path):
    with serving(generation_dir, tmp_path / "log", FRONTS=1, WORKERS=1, SLOW_LOG=0,
                 QUERY_DEADLINE=1) as server:  # fmt: skip
        server.query(CROSS)
        server.query("ASK {}")

        assert server.events("query") == server.events("slow query") == []
        assert "Jan Peeters" not in server.log.read_text()


@pytest.mark.parametrize("kind", PROBLEMS, ids=lambda kind: kind.slug)
def test_every_problem_is_an_outcome_that_is_counted(kind):
    outcome = to_outcome(str(int(kind.status)), kind.slug)

    assert outcome in OUTCOMES
    refused = int(kind.status) < 500 and int(kind.status) != 429
    assert (outcome == "refused") == (refused or int(kind.status) in {501, 505})


def test_a_text_is_known_again_by_its_hash():
    assert hash_of("ASK {}") == hash_of("ASK {}") != hash_of("ASK { }")
    assert len(hash_of("\ud800")) == 16
