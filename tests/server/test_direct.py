"""A plain query is answered without Flask, and nobody can tell."""

from urllib.parse import urlencode

import pytest
from werkzeug.test import Client

from server.app import create_app
from server.direct import DirectQueries
from server.kept import KeptAnswers
from server.problems import QueryDeadline
from server.settings import Settings

SELECT = "SELECT * { ?s a ?t } ORDER BY ?s ?t"
CONSTRUCT = "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }"


def address(query: str, **more: str) -> str:
    return f"/sparql?{urlencode({'query': query, **more})}"


@pytest.fixture
def flask(dataset):
    return create_app(Settings.from_mapping({}), dataset)


@pytest.fixture
def unasked(flask, monkeypatch):
    """What answers directly, over a Flask application that must not be asked."""

    def refuse(*_: object) -> None:
        raise AssertionError("Flask was asked")

    direct = DirectQueries(flask)
    monkeypatch.setattr(flask, "wsgi_app", refuse)
    return direct


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        pytest.param(SELECT, "", id="no Accept"),
        pytest.param(SELECT, "text/csv", id="CSV"),
        pytest.param(SELECT, "application/sparql-results+xml;q=0.5, text/tab-separated-values"),
        pytest.param(CONSTRUCT, "application/n-triples", id="CONSTRUCT"),
        pytest.param("ASK {}", "application/sparql-results+json", id="ASK"),
        pytest.param(f"{SELECT} # één", "text/csv", id="letters beyond ASCII"),
    ],
)
def test_a_plain_query_has_the_answer_and_headers_of_flask(flask, unasked, query, accept):
    ours = Client(KeptAnswers(unasked, lambda: "g1", 0)).get(
        address(query), headers={"Accept": accept}
    )
    theirs = Client(create_app(Settings.from_mapping({}), flask.extensions["dataset"])).get(
        address(query), headers={"Accept": accept}
    )

    assert ours.status == theirs.status
    assert ours.data == theirs.data
    kept = {name: value for name, value in theirs.headers.items() if name != "X-Begrip-Keep"}
    assert dict(ours.headers) == kept


@pytest.mark.parametrize(
    ("target", "headers", "status"),
    [
        pytest.param(address("SELECT * {"), {}, 400, id="no query"),
        pytest.param(address("SELECT * { SERVICE <a:b> {} }"), {}, 403, id="SERVICE"),
        pytest.param(address(SELECT), {"Accept": "text/html"}, 200, id="page"),
        pytest.param(address(SELECT), {"Accept": "image/png"}, 406, id="not acceptable"),
        pytest.param("/sparql", {"Accept": "text/html"}, 200, id="editor"),
        pytest.param("/sparql?query=%FF", {}, 400, id="no UTF-8"),
        pytest.param(address("SELECT (NOW() AS ?n) {}"), {}, 200, id="differs by run"),
        pytest.param("/health/live", {}, 200, id="another address"),
    ],
)
def test_what_is_not_plain_is_answered_as_before(flask, target, headers, status):
    ours = Client(DirectQueries(flask)).get(target, headers=headers)
    theirs = Client(flask).get(target, headers=headers)

    assert ours.status_code == theirs.status_code == status
    assert ours.content_type == theirs.content_type
    assert ours.headers.get("Cache-Control") == theirs.headers.get("Cache-Control")


def test_a_problem_of_a_worker_is_found_once_and_rendered_by_flask(flask):
    asked = []

    class Ended:
        generation, base, manifest = "g1", "https://begrip.example", {"counts": {}}

        def query(self, request):
            asked.append(request)
            raise QueryDeadline("It ran for 30 seconds.", limit=30)

    app = create_app(Settings.from_mapping({}), Ended())
    answer = Client(DirectQueries(app)).get(address(SELECT))

    assert answer.status_code == 504
    assert answer.content_type == "application/problem+json"
    assert answer.json["type"].endswith("query-deadline")
    assert len(asked) == 1


def test_a_conditional_request_is_answered_304(flask):
    client = Client(DirectQueries(flask))
    etag = client.get(address(SELECT)).headers["ETag"]

    assert client.get(address(SELECT), headers={"If-None-Match": etag}).status_code == 304


def test_the_bound_of_one_client_holds_here_too(dataset):
    settings = Settings.from_mapping({"BEGRIP_CLIENT_QUERIES": "1"})
    flask = create_app(settings, dataset)
    client = Client(DirectQueries(flask))
    with flask.extensions["clients"].running("127.0.0.1"):
        refused = client.get(address(SELECT), environ_base={"REMOTE_ADDR": "127.0.0.1"})
        other = client.get(address(SELECT), environ_base={"REMOTE_ADDR": "127.0.0.2"})

    assert (refused.status_code, other.status_code) == (429, 200)
    assert "as many as may at once" in refused.text
