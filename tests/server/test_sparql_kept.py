"""What is kept in front of the application, and for how long."""

from urllib.parse import urlencode

import pytest

from server.app import create_app
from server.kept import KEEP, is_keepable
from server.settings import Settings
from tests.server.fronting import fronting

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
def app(dataset):
    return create_app(Settings.from_mapping({}), dataset)


@pytest.fixture
def counted(app):
    return Counted(app.wsgi_app)


@pytest.fixture
def served():
    return ["g1"]


@pytest.fixture
def kept(app, counted, served):
    with fronting(app, application=counted, generation=lambda: served[0], direct=False) as client:
        yield client


def test_a_repeated_answer_is_the_same_and_asks_nobody(kept, counted):
    first, second = kept.get(ADDRESS), kept.get(ADDRESS)

    assert counted.asked == 1
    assert first.content == second.content
    assert undated(first) == undated(second)
    assert KEEP not in first.headers


def test_a_conditional_request_is_answered_from_what_is_kept(kept, counted):
    etag = kept.get(ADDRESS).headers["ETag"]
    same = kept.get(ADDRESS, headers={"If-None-Match": etag})
    weak = kept.get(ADDRESS, headers={"If-None-Match": f"W/{etag}"})
    other = kept.get(ADDRESS, headers={"If-None-Match": '"other"'})

    assert counted.asked == 1
    assert (same.status_code, same.content) == (304, b"")
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


@pytest.mark.parametrize("first", ["GET", "HEAD"])
def test_a_head_is_answered_from_what_its_get_is(kept, counted, first):
    kept.request(first, ADDRESS)
    get, head = kept.get(ADDRESS), kept.head(ADDRESS)

    assert counted.asked == 1
    assert head.content == b""
    assert len(get.content) == int(get.headers["Content-Length"])
    assert undated(get) == undated(head)


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_each_coding_is_kept_and_confirmed_for_itself(kept, counted, coding):
    plain = kept.get(ADDRESS)
    for _ in range(2):
        coded = kept.get(ADDRESS, headers={"Accept-Encoding": coding})
    wanted = {"Accept-Encoding": coding, "If-None-Match": coded.headers["ETag"]}
    same = kept.get(ADDRESS, headers=wanted)

    assert counted.asked == 2
    assert coded.headers["Content-Encoding"] == coding
    assert int(coded.headers["Content-Length"]) < len(plain.content)
    assert coded.content == plain.content
    assert coded.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert (same.status_code, same.headers["ETag"]) == (304, coded.headers["ETag"])


def test_a_client_that_has_another_coding_gets_the_answer(kept):
    plain = kept.get(ADDRESS)
    kept.get(ADDRESS, headers={"Accept-Encoding": "gzip"})
    wanted = {"Accept-Encoding": "gzip", "If-None-Match": plain.headers["ETag"]}
    other = kept.get(ADDRESS, headers=wanted)

    assert (other.status_code, other.headers["Content-Encoding"]) == (200, "gzip")
    assert other.content == plain.content


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
        kept.request(method, f"/sparql?{urlencode({'query': query})}")

    assert counted.asked == 2


@pytest.mark.parametrize(
    ("changed", "keepable"),
    [
        ({}, True),
        ({"ETag": ""}, False),
        ({KEEP: ""}, False),
        ({"Cache-Control": "no-store"}, False),
        ({"Vary": "Accept, Accept-Language"}, True),
        ({"Vary": "Accept, Cookie"}, False),
    ],
)
def test_only_what_is_tagged_and_storable_may_be_kept(changed, keepable):
    headers = {
        KEEP: "1",
        "ETag": '"x"',
        "Cache-Control": "no-cache",
        **changed,
    }

    assert is_keepable(list(headers.items())) is keepable


def test_documents_and_pages_are_kept_too(kept, counted):
    for accept in ("text/turtle", "text/html"):
        for _ in range(2):
            answer = kept.get("/doc/strategie/vlaamse-datastrategie", headers={"Accept": accept})
            assert answer.status_code == 200

    assert counted.asked == 2


def test_what_is_kept_stays_within_its_bound(app):
    counted = Counted(app.wsgi_app)
    with fronting(app, application=counted, kept=80_000, direct=False) as client:
        for number in range(100):
            client.get(f"/sparql?{urlencode({'query': f'SELECT ({number} AS ?n) {{}}'})}")
        client.get(f"/sparql?{urlencode({'query': 'SELECT * { ?s ?p ?o }'})}")
        asked = counted.asked
        client.get(f"/sparql?{urlencode({'query': 'SELECT (99 AS ?n) {}'})}")
        again = counted.asked
        client.get(f"/sparql?{urlencode({'query': 'SELECT (0 AS ?n) {}'})}")

    assert (asked, again, counted.asked) == (101, 101, 102)


def test_nothing_is_kept_that_an_old_generation_answered_late(app, served):
    def late(environ, start_response):
        served[0] = "g2"
        return app.wsgi_app(environ, start_response)

    counted = Counted(late)
    with fronting(app, application=counted, generation=lambda: served[0], direct=False) as client:
        client.get(ADDRESS)
        client.get(ADDRESS)

    assert counted.asked == 2


def undated(answer):
    return {name: value for name, value in answer.headers.items() if name != "date"}
