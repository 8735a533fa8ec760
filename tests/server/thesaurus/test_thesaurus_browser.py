"""The thesaurus in a real browser: it fits, a keyboard walks it, and nothing in a label runs."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pyoxigraph import RdfFormat
from werkzeug.serving import make_server

from tests.server.axe import complaints
from tests.server.small_graph import HOSTILE
from tests.server.test_browser import browser, opened
from tests.server.thesaurus.graph import KADER, client_over, thesaurus_store
from tests.server.thesaurus.large import GRAPH, concept, large_quads
from tests.server.thesaurus.test_thesaurus_pages import CONCEPT, PAGES, SCHEME_PAGE

pytestmark = pytest.mark.slow

__all__ = ["browser"]

LARGE = "/doc/conceptscheme/groot"
DIFFICULT = (
    "/doc/conceptscheme/lastig",
    "/doc/conceptscheme/lastig?weergave=alfabet",
    *(f"/doc/concept/lastig/{number}" for number in range(len(HOSTILE) + 2)),
)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    store = thesaurus_store()
    quads = large_quads(3_000, wide=500)
    store.bulk_load(quads, RdfFormat.N_QUADS)
    store.bulk_load(quads.replace(f" <{GRAPH}> .\n".encode(), b" .\n"), RdfFormat.N_TRIPLES)
    app = client_over(store, REMARKS="mailto:begrip@example.org").application
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", [*PAGES, LARGE, f"{LARGE}?weergave=alfabet"])
def test_a_page_fits_its_window(browser: Browser, site: str, path: str, width: int) -> None:
    page = opened(browser, site + path, width=width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*PAGES, LARGE])
def test_a_page_has_no_fault_that_axe_finds(
    browser: Browser, site: str, path: str, scheme: str
) -> None:
    page = opened(browser, site + path, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.evaluate("document.querySelectorAll('.fold').forEach(each => each.click())")

    assert complaints(page) == []
    page.context.close()


@pytest.mark.parametrize("path", DIFFICULT)
def test_nothing_in_a_label_runs(browser: Browser, site: str, path: str) -> None:
    page = opened(browser, site + path)

    assert page.evaluate("window.kwaad") is None
    assert page.title() != "kwaad"
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.context.close()


def tree_of(page: Page):
    tree = page.get_by_role("tree")
    expect(tree).to_be_visible()
    return tree


def test_the_tree_is_walked_with_the_keyboard(browser: Browser, site: str) -> None:
    page = opened(browser, site + LARGE)
    item = tree_of(page).get_by_role("treeitem").first
    item.focus()
    assert item.get_attribute("aria-expanded") == "false"

    page.keyboard.press("ArrowRight")
    expect(item).to_have_attribute("aria-expanded", "true")
    expect(tree_of(page).get_by_role("treeitem")).to_have_count(202)
    page.keyboard.press("ArrowRight")
    focused = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowLeft")
    back = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowLeft")

    expect(item).to_have_attribute("aria-expanded", "false")
    assert focused != back == item.text_content()
    assert page.locator("[role=treeitem][tabindex='0']").count() == 1
    page.context.close()


def test_home_end_up_and_down_move_within_what_is_shown(browser: Browser, site: str) -> None:
    page = opened(browser, site + SCHEME_PAGE)
    shown = tree_of(page).locator("[role=treeitem]:visible")
    names = shown.all_text_contents()
    shown.first.focus()

    def after(key: str) -> str:
        page.keyboard.press(key)
        return str(page.evaluate("document.activeElement.textContent"))

    assert [after("End"), after("Home"), after("ArrowDown"), after("ArrowUp")] == [
        names[-1], names[0], names[1], names[0],
    ]  # fmt: skip
    page.context.close()


def test_children_that_come_later_lead_to_their_pages_in_the_readers_languages(
    browser: Browser, site: str
) -> None:
    page = opened(browser, f"{site}{LARGE}?lang=en&taal=en")
    tree_of(page).locator(".fold").first.click()
    child = tree_of(page).get_by_role("treeitem").nth(1)
    child.click()

    assert "lang=en" in page.url
    assert "taal=en" in page.url
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.context.close()


def test_a_tree_whose_server_is_away_says_so_and_tries_again(browser: Browser, site: str) -> None:
    page = opened(browser, site + LARGE)
    page.route("**/api/schemes/**", lambda route: route.abort())
    summary = tree_of(page).locator(".fold").first
    summary.click()
    expect(tree_of(page).locator(".failed")).to_be_visible()

    page.unroute("**/api/schemes/**")
    summary.click()
    summary.click()

    expect(tree_of(page).get_by_role("treeitem")).to_have_count(202)
    page.context.close()


def test_without_script_the_tree_is_walked_by_links(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-BE")
    page = context.new_page()
    page.goto(site + LARGE)

    page.locator(".unfold").first.click()

    assert "boven=" in page.url
    assert page.locator(".tree > li").count() == 200
    page.goto(site + SCHEME_PAGE)
    page.locator(".tree summary").first.click()
    assert page.get_by_role("link", name="Open data").first.is_visible()
    context.close()


def test_the_filter_leaves_what_contains_a_text_without_diacritics(
    browser: Browser, site: str
) -> None:
    page = opened(browser, f"{site}{LARGE}?weergave=alfabet&letter=E")
    field = page.get_by_label("Filter deze bladzijde")

    field.fill("elan 1919")
    assert page.locator(".entries li:visible").count() == 1
    field.fill("ELAN")
    assert page.locator(".entries li:visible").count() == 200
    field.fill("niets van dit")
    assert page.locator(".entries li:visible").count() == 0
    expect(page.get_by_text("Niets op deze bladzijde bevat dat.")).to_be_visible()
    page.context.close()


def test_the_address_is_copied(browser: Browser, site: str) -> None:
    context = browser.new_context(locale="nl-BE", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site + CONCEPT)

    page.get_by_role("button", name="Kopieer het adres").click()

    expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{KADER}/data"
    context.close()


def test_a_page_twice_as_large_still_fits(browser: Browser, site: str) -> None:
    for path in (SCHEME_PAGE, CONCEPT, f"{LARGE}?boven={concept(0)}"):
        page = opened(browser, site + path, width=640)
        assert page.evaluate("document.documentElement.scrollWidth") <= 640
        page.context.close()
