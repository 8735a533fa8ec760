"""A plain query is answered without Flask, and nobody can tell."""

from urllib.parse import urlencode

import httpx
import pytest

from server.app import create_app
from server.problems import QueryDeadline
from server.saying.message import say
from server.settings import Settings
from tests.server.fronting import fronting

SELECT = "SELECT * { ?s a ?t } ORDER BY ?s ?t"
CONSTRUCT = "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}


def address(query: str, **more: str) -> str:
    return f"/sparql?{urlencode({'query': query, **more})}"


@pytest.fixture
def app(dataset):
    return create_app(Settings.from_mapping({}), dataset)


@pytest.fixture
def direct(app):
    with fronting(app, kept=0) as client:
        yield client


@pytest.fixture
def flask(app):
    with fronting(app, kept=0, direct=False) as client:
        yield client


@pytest.fixture
def unasked(app):
    """A front whose Flask application must not be asked."""

    def refuse(*_: object) -> None:
        raise AssertionError("Flask was asked")

    with fronting(app, application=refuse, kept=0) as client:
        yield client


def same_headers(one: httpx.Response, other: httpx.Response) -> bool:
    left_out = {"date"}
    return {k: sorted(v.split(", ")) for k, v in one.headers.items() if k not in left_out} == {
        k: sorted(v.split(", ")) for k, v in other.headers.items() if k not in left_out
    }


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        pytest.param(SELECT, "", id="no Accept"),
        pytest.param(SELECT, "text/csv", id="CSV"),
        pytest.param(SELECT, "application/sparql-results+xml;q=0.5, text/tab-separated-values"),
        pytest.param(CONSTRUCT, "application/n-triples", id="CONSTRUCT"),
        pytest.param("ASK {}", "application/sparql-results+json", id="ASK"),
        pytest.param("SELECT (NOW() AS ?n) { FILTER(false) }", "text/csv", id="differs by run"),
        pytest.param(f"{SELECT} # één", "text/csv", id="letters beyond ASCII"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_plain_query_has_the_answer_and_headers_of_flask(flask, unasked, query, accept, method):
    ours = unasked.request(method, address(query), headers={"Accept": accept})
    theirs = flask.request(method, address(query), headers={"Accept": accept})

    assert (ours.status_code, theirs.status_code) == (200, 200)
    assert ours.content == theirs.content
    assert same_headers(ours, theirs)


@pytest.mark.parametrize(
    ("method", "headers", "content"),
    [
        pytest.param("POST", FORM, urlencode({"query": SELECT}).encode(), id="form"),
        pytest.param("POST", QUERY, SELECT.encode(), id="direct"),
    ],
)
def test_a_plain_post_has_the_answer_and_headers_of_flask(flask, unasked, method, headers, content):
    wanted = {"Accept": "text/csv", **headers}
    ours = unasked.request(method, "/sparql", headers=wanted, content=content)
    theirs = flask.request(method, "/sparql", headers=wanted, content=content)

    assert (ours.status_code, theirs.status_code) == (200, 200)
    assert ours.content == theirs.content
    assert same_headers(ours, theirs)


@pytest.mark.parametrize(
    ("target", "headers", "status"),
    [
        pytest.param(address("SELECT * {"), {}, 400, id="no query"),
        pytest.param(address("SELECT * { SERVICE <a:b> {} }"), {}, 403, id="SERVICE"),
        pytest.param(address(SELECT), {"Accept": "text/html"}, 200, id="page"),
        pytest.param(address(SELECT), {"Accept": "image/png"}, 406, id="not acceptable"),
        pytest.param("/sparql", {"Accept": "text/html"}, 200, id="editor"),
        pytest.param("/sparql?query=%FF", {}, 400, id="no UTF-8"),
        pytest.param("/health/live", {}, 200, id="another address"),
    ],
)
def test_what_is_not_plain_is_answered_by_flask(direct, flask, target, headers, status):
    ours, theirs = direct.get(target, headers=headers), flask.get(target, headers=headers)

    assert ours.status_code == theirs.status_code == status
    assert same_headers(ours, theirs)


def test_a_problem_of_a_worker_is_found_once_and_rendered_by_flask():
    asked = []

    class Ended:
        generation, base, manifest, since = "g1", "https://begrip.example", {"counts": {}}, 0

        def query(self, request):
            asked.append(request)
            raise QueryDeadline(say("ran.long", seconds=30), limit=30)

    with fronting(create_app(Settings.from_mapping({}), Ended())) as client:
        answer = client.get(address(SELECT))

    assert answer.status_code == 504
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"].endswith("query-deadline")
    assert len(asked) == 1


def test_a_conditional_request_is_answered_304_without_a_query(unasked, dataset, monkeypatch):
    etag = unasked.get(address(SELECT)).headers["ETag"]
    monkeypatch.setattr(type(dataset), "query", lambda *_: pytest.fail("asked"))
    answer = unasked.get(address(SELECT), headers={"If-None-Match": etag})

    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", etag)


def test_the_bound_of_one_client_holds_here_too(dataset):
    settings = Settings.from_mapping({"BEGRIP_CLIENT_QUERIES": "1"})
    app = create_app(settings, dataset)
    with fronting(app, kept=0) as client, app.extensions["clients"].running("127.0.0.1"):
        refused = client.get(address(SELECT))

    assert refused.status_code == 429
    assert "as many as may at once" in refused.text
