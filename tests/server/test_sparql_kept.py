"""What is kept in front of the application, and for how long."""

from urllib.parse import urlencode

import pytest
from werkzeug.test import Client

from server.app import create_app
from server.kept import KEEP, KeptAnswers, is_keepable
from server.settings import Settings

SELECT = "SELECT * { ?s a ?t } ORDER BY ?s ?t"
ADDRESS = f"/sparql?{urlencode({'query': SELECT})}"


class Counted:
    """A WSGI application that counts how often it is asked."""

    def __init__(self, application):
        self.application = application
        self.asked = 0

    def __call__(self, environ, start_response):
        self.asked += 1
        return self.application(environ, start_response)


@pytest.fixture
def counted(dataset):
    return Counted(create_app(Settings.from_mapping({}), dataset).wsgi_app)


@pytest.fixture
def served():
    return ["g1"]


@pytest.fixture
def kept(counted, served):
    return Client(KeptAnswers(counted, lambda: served[0], 1_000_000))


def test_a_repeated_answer_is_the_same_and_asks_nobody(kept, counted):
    first, second = kept.get(ADDRESS), kept.get(ADDRESS)

    assert counted.asked == 1
    assert first.data == second.data
    assert dict(first.headers) == dict(second.headers)
    assert KEEP not in first.headers


def test_a_conditional_request_is_answered_from_what_is_kept(kept, counted):
    etag = kept.get(ADDRESS).headers["ETag"]
    same = kept.get(ADDRESS, headers={"If-None-Match": etag})
    weak = kept.get(ADDRESS, headers={"If-None-Match": f"W/{etag}"})
    other = kept.get(ADDRESS, headers={"If-None-Match": '"other"'})

    assert counted.asked == 1
    assert (same.status_code, same.data) == (304, b"")
    assert same.headers["ETag"] == etag
    assert weak.status_code == 304
    assert other.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"Accept": "text/csv"}, {"Accept-Language": "en"}, {"Range": "bytes=0-1"}],
)
def test_another_request_is_asked_for_itself(kept, counted, headers):
    kept.get(ADDRESS)
    kept.get(ADDRESS, headers=headers)

    assert counted.asked == 2


def test_a_head_is_kept_beside_its_get(kept, counted):
    get, head = kept.get(ADDRESS), kept.head(ADDRESS)
    kept.head(ADDRESS)

    assert counted.asked == 2
    assert head.data == b""
    assert head.headers["Content-Length"] == get.headers["Content-Length"]


def test_a_new_generation_drops_what_was_kept(kept, counted, served):
    kept.get(ADDRESS)
    served[0] = "g2"
    kept.get(ADDRESS)
    kept.get(ADDRESS)

    assert counted.asked == 2


@pytest.mark.parametrize(
    ("method", "query"),
    [("GET", "SELECT (NOW() AS ?x) {}"), ("GET", "SELEC"), ("POST", SELECT)],
)
def test_what_may_not_be_kept_is_asked_again(kept, counted, method, query):
    for _ in range(2):
        kept.open(f"/sparql?{urlencode({'query': query})}", method=method)

    assert counted.asked == 2


@pytest.mark.parametrize(
    ("changed", "keepable"),
    [
        ({}, True),
        ({"ETag": ""}, False),
        ({KEEP: ""}, False),
        ({"Content-Length": "101"}, False),
        ({"Content-Length": ""}, False),
        ({"Cache-Control": "no-store"}, False),
        ({"Vary": "Accept, Accept-Language"}, True),
        ({"Vary": "Accept, Cookie"}, False),
    ],
)
def test_only_what_is_whole_small_and_storable_may_be_kept(changed, keepable):
    headers = {
        KEEP: "1",
        "ETag": '"x"',
        "Content-Length": "100",
        "Cache-Control": "no-cache",
        **changed,
    }

    assert is_keepable(list(headers.items()), 100) is keepable


def test_documents_and_pages_are_kept_too(kept, counted):
    for accept in ("text/turtle", "text/html"):
        for _ in range(2):
            answer = kept.get("/doc/strategie/vlaamse-datastrategie", headers={"Accept": accept})
            assert answer.status_code == 200

    assert counted.asked == 2


def test_what_is_kept_stays_within_its_bound(dataset):
    counted = Counted(create_app(Settings.from_mapping({}), dataset).wsgi_app)
    kept = KeptAnswers(counted, lambda: "g", 40_000)
    client = Client(kept)
    for number in range(100):
        client.get(f"/sparql?{urlencode({'query': f'SELECT ({number} AS ?n) {{}}'})}")
    client.get(f"/sparql?{urlencode({'query': 'SELECT * { ?s ?p ?o }'})}")

    assert 0 < kept._used <= 40_000
    client.get(f"/sparql?{urlencode({'query': 'SELECT (99 AS ?n) {}'})}")
    assert counted.asked == 101


def test_nothing_is_kept_that_an_old_generation_answered_late(dataset, served):
    application = create_app(Settings.from_mapping({}), dataset).wsgi_app

    def late(environ, start_response):
        served[0] = "g2"
        return application(environ, start_response)

    counted = Counted(late)
    client = Client(KeptAnswers(counted, lambda: served[0], 1_000_000))
    client.get(ADDRESS)
    client.get(ADDRESS)

    assert counted.asked == 2
