import httpx
import pytest
from werkzeug.http import http_date

from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from tests.server.fronting import fronting
from tests.server.small_graph import BASE, small_store

SINCE = 1_800_000_000
ASK = {"query": "SELECT * { ?s a ?type } LIMIT 1"}


@pytest.fixture(scope="module", params=[True, False], ids=["in the loop", "through Flask"])
def client(request):
    dataset = Dataset(
        small_store(), BASE, "g1", {"counts": {"triples": 1, "quads": 1}}, since=SINCE
    )
    with fronting(create_app(Settings.from_mapping({}), dataset), direct=request.param) as client:
        yield client


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"If-Modified-Since": http_date(SINCE)}, 304, id="same moment"),
        pytest.param({"If-Modified-Since": http_date(SINCE - 1)}, 200, id="before"),
        pytest.param({"If-Modified-Since": "yesterday"}, 200, id="no date"),
        pytest.param(
            {"If-Modified-Since": http_date(SINCE), "If-None-Match": '"x"'}, 200, id="tag wins"
        ),
        pytest.param({"If-Modified-Since": http_date(SINCE)}, 304, id="same moment, when kept"),
        pytest.param({"If-Modified-Since": http_date(SINCE - 1)}, 200, id="before, when kept"),
    ],
)
def test_a_query_is_answered_on_the_condition_that_the_client_makes(client, headers, status):
    answer: httpx.Response = client.get("/sparql", params=ASK, headers=headers)

    assert answer.status_code == status
    assert answer.headers["ETag"]


@pytest.mark.parametrize("method", ["GET", "QUERY"])
@pytest.mark.parametrize("query", ["SELECT bad", "SELECT * { ?s ?p ?o", "SELECT ?x { ?x }"])
@pytest.mark.parametrize(
    "headers",
    [{"If-None-Match": "*"}, {"If-Modified-Since": http_date(SINCE)}],
    ids=["any", "date"],
)
def test_a_condition_does_not_make_a_wrong_query_right(client, headers, query, method):
    if method == "GET":
        answer = client.get("/sparql", params={"query": query}, headers=headers)
    else:
        sent = {**headers, "Content-Type": "application/sparql-query"}
        answer = client.request("QUERY", "/sparql", content=query, headers=sent)

    assert answer.status_code == 400


@pytest.mark.parametrize("method", ["GET", "QUERY"])
@pytest.mark.parametrize("coding", ["zstd", "identity"])
def test_what_is_had_varies_as_what_is_sent(client, coding, method):
    query = f"SELECT * {{ ?s a ?type }} # {method} {coding}"

    def ask(**headers):
        sent = {"Accept-Encoding": coding, **headers}
        if method == "GET":
            return client.get("/sparql", params={"query": query}, headers=sent)
        sent["Content-Type"] = "application/sparql-query"
        return client.request("QUERY", "/sparql", content=query, headers=sent)

    whole = ask()
    for known in (whole.headers["ETag"], "*"):
        confirmed = ask(**{"If-None-Match": known})
        assert confirmed.status_code == 304
        for name in ("Vary", "ETag", "Cache-Control"):
            assert confirmed.headers[name] == whole.headers[name]


def test_a_mark_before_a_query_is_no_part_of_it(client):
    answer = client.get("/sparql", params={"query": "\N{BYTE ORDER MARK}ASK {}"})

    assert answer.json()["boolean"] is True


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"If-Unmodified-Since": http_date(SINCE - 1)}, 412, id="changed since"),
        pytest.param({"If-Unmodified-Since": http_date(SINCE)}, 200, id="not changed since"),
        pytest.param({"If-Unmodified-Since": "yesterday"}, 200, id="no date"),
        pytest.param({"If-Match": '"other"'}, 412, id="another tag"),
        pytest.param({"If-Match": "*"}, 200, id="whatever is here"),
        pytest.param(
            {"If-Match": "*", "If-Unmodified-Since": http_date(SINCE - 1)}, 200, id="tag wins"
        ),
        pytest.param(
            {"If-Unmodified-Since": http_date(SINCE - 1), "If-Modified-Since": http_date(SINCE)},
            412,
            id="before what would be a 304",
        ),
    ],
)
def test_what_is_wanted_only_unchanged_is_refused_when_it_changed(client, headers, status):
    answer: httpx.Response = client.get("/sparql", params=ASK, headers=headers)

    assert answer.status_code == status
    if status == 412:
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.json()["type"] == "/api/problems/precondition-failed"
        assert "ETag" not in answer.headers


@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_the_tag_that_came_with_an_answer_matches_it(client, coding):
    accepted = {"Accept-Encoding": coding}
    first: httpx.Response = client.get("/sparql", params=ASK, headers=accepted)
    same = {**accepted, "If-Match": first.headers["ETag"]}

    assert client.get("/sparql", params=ASK, headers=same).status_code == 200
    assert (
        client.get(
            "/sparql", params=ASK, headers={**same, "If-Match": f"W/{first.headers['ETag']}"}
        ).status_code
        == 412
    )
