"""A page of another site asks the endpoint with fetch, in Chromium."""

import threading
from http.server import HTTPServer, SimpleHTTPRequestHandler

import pytest

from tests.clients.browsing import browsing
from tests.clients.graph import TITLES

pytestmark = pytest.mark.slow

FETCH = """async ([address, options]) => {
  const answer = await fetch(address, options);
  return [answer.status, await answer.text(), answer.headers.get('etag'),
          answer.headers.get('retry-after'), answer.type];
}"""


class Empty(SimpleHTTPRequestHandler):
    """A site of someone else, whose pages are empty."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def page():
    """A page of another origin."""
    with HTTPServer(("127.0.0.1", 0), Empty) as site, browsing() as page:
        thread = threading.Thread(target=site.serve_forever)
        thread.start()
        page.goto(f"http://127.0.0.1:{site.server_port}/")
        yield page
        site.shutdown()
        thread.join()


def fetched(page, address, **options):
    return page.evaluate(FETCH, [address, options])


def posted(content_type, body, **headers):
    return {"method": "POST", "headers": {"Content-Type": content_type, **headers}, "body": body}


def test_a_simple_request_is_read_with_its_tag(page, endpoint):
    status, text, tag, _, kind = fetched(page, f"{endpoint}?query=ASK%7B%7D")

    assert (status, kind) == (200, "cors")
    assert '"boolean":true' in text
    assert tag.startswith('"')


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(posted("application/sparql-query", TITLES), id="media type"),
        pytest.param(
            posted("application/sparql-query", TITLES, **{"X-Request": "7"}), id="field of its own"
        ),
        pytest.param(
            {**posted("application/sparql-query", TITLES), "method": "QUERY"}, id="method QUERY"
        ),
    ],
)
def test_a_request_that_must_be_allowed_first_is(page, endpoint, options):
    status, text, *_ = fetched(page, endpoint, **options)

    assert status == 200
    assert "Vlaamse datastrategie" in text


def test_a_tag_is_sent_back_from_elsewhere(page, endpoint):
    address = f"{endpoint}?query=ASK%7B%7D%23tag"
    tag = fetched(page, address)[2]
    again = fetched(page, address, headers={"If-None-Match": tag}, cache="no-store")

    assert again[:2] == [304, ""]


@pytest.mark.parametrize(
    ("query", "headers", "status", "says"),
    [
        ("SELECT {", {}, 400, '"column"'),
        ("ASK {}", {"Accept": "image/png"}, 406, "application/sparql-results+json"),
        ("ASK { SERVICE <http://x/> {} }", {}, 403, "SERVICE"),
    ],
)
def test_an_error_is_read_from_elsewhere(page, endpoint, query, headers, status, says):
    address = "?".join([endpoint, f"query={query.replace(' ', '%20')}"])
    found, text, *_ = fetched(page, address, headers=headers)

    assert found == status
    assert says in text


def test_what_is_refused_before_it_is_read_is_read_from_elsewhere(page, endpoint):
    status, text, *_ = fetched(page, f"{endpoint}?query=ASK%7B%7D{'%20' * 400_000}")

    assert status == 414
    assert "address-too-long" in text


def test_a_large_answer_is_read_as_it_comes_and_may_be_left(page, server, endpoint):
    script = """async (address) => {
      const leaving = new AbortController();
      const answer = await fetch(address, { signal: leaving.signal });
      const { value } = await answer.body.getReader().read();
      leaving.abort();
      return value.length;
    }"""
    query = "SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D"

    assert page.evaluate(script, f"{endpoint}?query={query}") > 0
    assert server.query("ASK {}").status_code == 200
