"""Hostile data in every presentation of a page, in a real browser."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from tests.server.presenting.hostile_graph import PAGES, hostile_store
from tests.server.small_graph import BASE
from tests.server.test_browser import browser

pytestmark = pytest.mark.slow

__all__ = ["browser"]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    app = create_app(Settings.from_mapping({}), Dataset(hostile_store(), BASE, "0123456789abcdef"))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test for a dialog, a request elsewhere or a broken policy."""
    context = browser.new_context(viewport={"width": 320, "height": 800}, locale="nl-BE")
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    opened.on(
        "request",
        lambda asked: None if asked.url.startswith("http://127.0.0.1") else wrong.append(asked.url),
    )
    yield opened
    context.close()
    assert wrong == []


@pytest.mark.parametrize(
    "path", [*PAGES, "/lijst/organisatie", "/", "/lijst/rol?q=%22%3E%3Cscript%3Ewindow.kwaad=1"]
)
def test_nothing_runs_and_the_page_fits(page: Page, site: str, path: str) -> None:
    page.goto(site + path)

    for link in page.locator("main a").all()[:60]:
        link.focus()
    assert page.evaluate("window.kwaad") is None
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("a[href^='javascript:' i], a[href^='data:' i]").count() == 0
    assert page.locator("svg a[href^='javascript:' i], svg script, svg foreignObject").count() == 0
    assert page.locator("main script, main iframe, main img, [style], [onload]").count() == 0
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


@pytest.mark.parametrize("path", PAGES)
def test_texts_of_drawings_stay_in_them(page: Page, site: str, path: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(site + path)

    beyond = page.evaluate(
        """[...document.querySelectorAll("svg")].filter(svg => svg.getClientRects().length)
        .flatMap(svg => [...svg.querySelectorAll("text")].map(text => [svg, text]))
        .filter(([svg, text]) =>
          text.getBoundingClientRect().right > svg.getBoundingClientRect().right + 2)
        .map(([svg, text]) => text.textContent)"""
    )
    assert beyond == []
