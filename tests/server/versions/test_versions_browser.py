"""The pages of versions in a real browser: they fit, and axe finds nothing wrong with them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from linkml_schemas.releasing.records import RELEASES, Release, read_releases
from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from tests.server.axe import complaints
from tests.server.small_graph import BASE, small_store
from tests.server.test_browser import browser, opened

pytestmark = pytest.mark.slow

__all__ = ["browser"]

NAME = "/ns/datastrategie/profiel"
PATHS = (
    f"{NAME}/versies.html",
    f"{NAME}/0.1.0.html",
    f"{NAME}/0.2.1.html?lang=en",
    f"{NAME}/0.1.0/verschil.html",
    f"{NAME}/0.2.0/verschil.html",
    f"{NAME}/0.2.1/verschil.html?met=0.1.0&lang=en",
)
OWN = 60_000
"""Bytes of our own style and script that a page may take."""


@contextmanager
def serving(releases: Path) -> Iterator[str]:
    app = create_app(Settings.from_mapping({}), Dataset(small_store(), BASE, "0123456789abcdef"))
    app.extensions["releases"] = releases
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def site(releases: Path) -> Iterator[str]:
    with serving(releases) as address:
        yield address


@pytest.fixture(scope="module")
def own_site() -> Iterator[str]:
    """The pages of our own versions."""
    with serving(RELEASES) as address:
        yield address


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_fits_its_window(browser: Browser, site: str, path: str, width: int) -> None:
    page = opened(browser, site + path, width=width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").is_visible()
    page.context.close()


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "light"), (1280, "dark")])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_fault_that_axe_finds(
    browser: Browser, site: str, path: str, width: int, scheme: str
) -> None:
    page = opened(browser, site + path, width=width, scheme=scheme)

    assert complaints(page) == []
    page.context.close()


def test_a_reader_chooses_what_to_compare_with_without_a_script(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"{site}{NAME}/0.2.1/verschil.html")

    page.get_by_label("Compare with").select_option("0.1.0")
    page.get_by_role("button", name="Show").click()

    assert (
        page.get_by_role("heading", level=1).inner_text() == "What version 0.2.1 changes in 0.1.0"
    )
    assert page.locator("h2", has_text="0.2.0").count() >= 1
    context.close()


def test_a_page_takes_little_of_our_own_style_and_script(browser: Browser, site: str) -> None:
    page = browser.new_context().new_page()
    taken: list[int] = []
    page.on(
        "response",
        lambda answer: taken.append(len(answer.body())) if "/static/" in answer.url else None,
    )

    page.goto(f"{site}{NAME}/0.2.0/verschil.html", wait_until="networkidle")

    assert sum(taken) < OWN
    page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("release", read_releases(), ids=lambda release: str(release.version))
def test_the_pages_of_our_own_versions_fit_and_have_no_fault(
    browser: Browser, own_site: str, release: Release, width: int
) -> None:
    for part in ("versies.html", f"{release.version}.html", f"{release.version}/verschil.html"):
        page = opened(browser, f"{own_site}/ns/datastrategie/{part}", width=width)

        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert complaints(page) == []
        page.context.close()
