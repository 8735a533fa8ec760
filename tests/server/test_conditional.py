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
