"""What is nothing to show still keeps to HTTP: HEAD, OPTIONS, CORS, links and when to come back."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from loaders.promising.tombstones import Tombstone, write_tombstones
from server.app import create_app
from server.board import Board
from server.dataset import Dataset
from server.remote import RemoteDataset
from server.settings import Settings
from tests.server.small_graph import BASE, small_store

GONE = "/id/rol/weg"
TURTLE = {"Accept": "text/turtle"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    folder = tmp_path_factory.mktemp("generation")
    write_tombstones(folder, [Tombstone(GONE, "2026-11-20T10:00:00Z", successor="/id/rol/lastig")])
    dataset = Dataset(small_store(), BASE, "g", folder=folder)
    with create_app(Settings.from_mapping({}), dataset).test_client() as client:
        yield client


@pytest.fixture
def away() -> Iterator[FlaskClient]:
    """A client of a front before any generation is served."""
    settings = Settings.from_mapping({})
    app = create_app(settings, RemoteDataset(settings, Board()))
    with app.test_client() as client:
        yield client


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        pytest.param(GONE, TURTLE, 410, id="gone"),
        pytest.param(GONE, {"Accept": "text/html"}, 410, id="gone, as a page"),
        pytest.param(GONE, {"Accept": "image/png"}, 410, id="gone, in no format"),
        pytest.param("/doc/rol/weg.json", {}, 410, id="gone, by suffix"),
        pytest.param("/id/rol/nooit", TURTLE, 404, id="never there"),
        pytest.param("/doc/rol/lastig", {"Accept": "image/png"}, 406, id="in no format"),
        pytest.param("/doc?iri=x", {}, 400, id="malformed"),
    ],
)
def test_head_says_what_get_says_and_any_origin_may_read_it(client, path, headers, status):
    got, head = client.get(path, headers=headers), client.head(path, headers=headers)

    assert (got.status_code, head.status_code, head.data) == (status, status, b"")
    for answer in (got, head):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Link" in answer.headers["Access-Control-Expose-Headers"]
    assert got.headers["Content-Type"] == head.headers["Content-Type"]


@pytest.mark.parametrize("path", [GONE, "/id/rol/nooit", "/doc/rol/lastig", "/doc?iri=x"])
def test_options_says_what_may_be_asked(client, path):
    answer = client.options(path, headers={"Access-Control-Request-Method": "GET"})

    assert answer.status_code in {200, 204}
    assert {"GET", "HEAD", "OPTIONS"} <= set(answer.headers["Allow"].split(", "))
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]


@pytest.mark.parametrize("accept", ["text/turtle", "text/html", "application/json", "image/png"])
def test_what_is_gone_links_to_what_replaces_it(client, accept):
    links = client.get(GONE, headers={"Accept": accept}).headers["Link"]

    assert f'<{BASE}/id/rol/lastig>; rel="successor-version"' in links
    assert '</doc/rol/weg>; rel="describedby"' in links


@pytest.mark.parametrize("path", [GONE, "/id/rol/nooit", "/doc/rol/lastig.ttl", "/ns/x", "/"])
def test_a_store_that_is_away_is_never_a_404(away, path):
    got, head = away.get(path, headers=TURTLE), away.head(path, headers=TURTLE)

    assert (got.status_code, head.status_code) == (503, 503)
    assert int(got.headers["Retry-After"]) >= 1
    assert got.headers["Cache-Control"] == "no-store"
    assert got.headers["Access-Control-Allow-Origin"] == "*"
