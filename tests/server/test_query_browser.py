"""The pages of named queries in a real browser, as a person without a script uses them."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from tests.server.small_graph import BASE, small_store
from tests.server.test_browser import CHROMIUM, FLAGS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    store = small_store()
    dataset = Dataset(store, BASE, "0123456789abcdef", {"counts": {"triples": len(store)}})
    server = make_server(
        "127.0.0.1", 0, create_app(Settings.from_mapping({}), dataset), threaded=True
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    yield context.new_page()
    context.close()


def test_a_person_finds_a_query_fills_in_its_form_and_follows_a_row(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("link", name="Queries", exact=True).click()
    page.get_by_role("link", name="Things with a word in their name").click()
    page.get_by_label("Name contains").fill("datastrategie")
    page.get_by_role("button", name="Ask").click()

    assert page.get_by_role("table").get_by_text("Vlaamse datastrategie").first.is_visible()
    page.get_by_role("table").get_by_role("link").first.click()
    assert page.url.endswith("/doc/strategie/vlaamse-datastrategie")


def test_a_wrong_value_is_named_at_its_field_and_what_was_typed_stays(
    page: Page, site: str
) -> None:
    page.goto(f"{site}/api/queries/datasets_by_keyword")
    field = page.get_by_label("In at least so many datasets")
    field.fill("many")
    page.get_by_role("button", name="Ask").click()

    assert page.get_by_text("expected is a whole number").is_visible()
    assert field.input_value() == "many"
    assert field.get_attribute("aria-invalid") == "true"
    assert (
        "whole number" in page.locator(f"#{field.get_attribute('aria-describedby')}").inner_text()
    )


def test_the_text_goes_along_to_the_editor(page: Page, site: str) -> None:
    page.goto(f"{site}/api/queries/principles?language=nl")
    text = page.locator("pre").inner_text()
    page.get_by_role("link", name="Change it in the editor").click()

    assert page.url.startswith(f"{site}/sparql?query=")
    assert page.locator("textarea").input_value().strip() == text.strip()


def test_the_language_of_the_page_is_kept_on_the_way(page: Page, site: str) -> None:
    page.goto(f"{site}/api/queries?lang=nl")
    page.get_by_role("link", name="Leidende principes").click()
    page.get_by_role("button", name="Stel de vraag").click()

    assert page.locator("html").get_attribute("lang") == "nl"
    assert "lang=nl" in page.url
    assert page.get_by_label("Taal van de namen").input_value() == "nl"
