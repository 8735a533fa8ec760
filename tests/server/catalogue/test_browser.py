"""Feed, catalogue and dumps over real HTTP and in a real browser."""

import gzip
import hashlib
import http.client
import json
from contextlib import closing
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from server.catalogue.dump_files import WHOLE
from tests.server.axe import complaints
from tests.server.published import HOSTILE
from tests.server.serving import serving
from tests.server.test_browser import browser

__all__ = ["browser"]
pytestmark = pytest.mark.slow

SHOWN = ("/ldes", "/ldes/organen", "/catalogus", "/dumps/")
WITH_DATA = (
    "/",
    "/doc/dataset/vuil",
    "/doc?iri=https://data.vlaanderen.be/id/organisatie/OVO002949",
)


@pytest.fixture(scope="module")
def site(data, tmp_path_factory):
    with serving(data.path, tmp_path_factory.mktemp("log") / "log", WORKERS=1) as server:
        yield f"{server.address}/begrip"


def opened(browser: Browser, address: str, *, width: int = 1280, scheme: str = "light") -> Page:
    page = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    ).new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("path", WITH_DATA)
def test_data_in_a_page_is_no_breach_of_its_policy_and_does_not_run(browser, site, path):
    page = browser.new_page()
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.goto(site + path)
    block = page.locator('script[type="application/ld+json"]')

    expect(block).to_have_count(1)
    told = json.loads(block.text_content() or "")
    assert told["@context"] == "https://schema.org"
    assert (said, asked) == ([], [])
    if path.endswith("vuil"):
        assert told["name"] == HOSTILE


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", SHOWN)
def test_pages_fit_and_axe_finds_nothing(browser, site, path, width, scheme):
    page = opened(browser, site + path, width=width, scheme=scheme)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints(page) == []


@pytest.mark.parametrize("path", SHOWN)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_links_of_the_pages_lead_somewhere(browser, site, path, language):
    page = opened(browser, f"{site}{path}?lang={language}")
    hrefs = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.href)")
    here = {href for href in hrefs if href.startswith(site)}

    assert here
    for href in here:
        assert httpx.get(href, follow_redirects=True).status_code == 200, href


def test_a_dump_streams_whole_in_parts_and_by_its_head(site, data):
    address = f"{site}/dumps/{data.current_id()}/{WHOLE}.nq.gz"
    head, whole = httpx.head(address), httpx.get(address)
    parts = [
        httpx.get(address, headers={"Range": f"bytes={start}-{start + 9999}"})
        for start in range(0, len(whole.content), 10_000)
    ]

    assert head.headers["Content-Length"] == str(len(whole.content))
    assert head.headers["Accept-Ranges"] == "bytes"
    assert hashlib.sha256(whole.content).hexdigest() == whole.headers["ETag"].strip('"')
    assert {part.status_code for part in parts} == {206}
    assert b"".join(part.content for part in parts) == whole.content
    assert gzip.decompress(whole.content).count(b"\n") > 100


@pytest.mark.parametrize(
    "path",
    [
        "/dumps/../../base.json",
        "/dumps/%2e%2e/%2e%2e/base.json",
        "/ldes/../../base.json",
        "/dumps//x",
    ],
)
def test_a_raw_path_leads_out_of_nothing(site, path):
    parts = urlsplit(site)
    host, port = str(parts.hostname), parts.port
    with closing(http.client.HTTPConnection(host, port, timeout=60)) as connection:
        connection.request("GET", f"/begrip{path}")
        answer = connection.getresponse()
        body = answer.read()

    assert answer.status in {301, 308, 404}
    assert b'"layout"' not in body


def test_a_closed_page_is_kept_and_an_open_one_is_asked_again(site):
    first = httpx.get(f"{site}/ldes/_alles/1")
    again = httpx.get(f"{site}/ldes/_alles/1", headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "X-Begrip-Keep" not in first.headers
    assert again.status_code == 304
    assert httpx.get(f"{site}/ldes").headers["Cache-Control"] == "public, max-age=30"
