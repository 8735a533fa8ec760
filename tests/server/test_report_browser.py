"""The report in a real browser, from the server and as a file: it fits, and nothing in it runs."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from linkml_schemas.report_page import render_alone
from linkml_schemas.report_texts import TEXTS
from tests.linkml_schemas.test_report_page import HOSTILE, report
from tests.server.test_browser import browser, opened
from tests.server.test_report import FILES, MANIFEST, client_over

pytestmark = pytest.mark.slow

__all__ = ["browser"]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    folder = tmp_path_factory.mktemp("generation")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    alone = folder / "index.html"
    alone.write_text(render_alone(report()), encoding="utf-8")
    server = make_server("127.0.0.1", 0, client_over(folder, MANIFEST).application, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield {
        "server": f"http://127.0.0.1:{server.server_port}/rapport",
        "file": Path(alone).as_uri(),
    }
    server.shutdown()
    thread.join()
    server.server_close()


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("place", ["server", "file"])
def test_report_fits_its_window_with_all_of_it_unfolded(
    browser: Browser, places: dict[str, str], place: str, width: int
) -> None:
    page = opened(browser, places[place], width=width)

    unfold(page)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1:visible").count() == 1
    page.context.close()


@pytest.mark.parametrize("place", ["server", "file"])
def test_each_number_of_the_summary_stands_beside_its_own_word_on_a_phone(
    browser: Browser, places: dict[str, str], place: str
) -> None:
    page = opened(browser, places[place], width=360)
    table = page.locator(".summary:visible").first
    heads = table.locator("th").all_inner_texts()[1:]

    cells = table.locator("tbody tr").first.locator("td[data-label]")
    shown = cells.evaluate_all("all => all.map(each => getComputedStyle(each, '::before').content)")

    assert [text.strip('"') for text in shown] == heads
    for cell in cells.all():
        box = cell.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
    page.context.close()


@pytest.mark.parametrize("place", ["server", "file"])
def test_nothing_in_a_report_runs_or_is_fetched_from_elsewhere(
    browser: Browser, places: dict[str, str], place: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    alarms: list[str] = []
    asked: list[str] = []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(places[place])

    unfold(page)

    assert alarms == []
    assert page.locator("main script, main img").count() == 0
    assert page.get_by_text(HOSTILE, exact=True).first.is_visible()
    if place == "file":
        assert asked == [places["file"]]
    else:
        assert all(url.startswith(places["server"].removesuffix("/rapport")) for url in asked)
    context.close()


def test_the_switch_of_the_page_shows_the_other_language_without_script(
    browser: Browser, places: dict[str, str]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(places["file"])
    before = page.locator("h1:visible").inner_text()

    page.locator("label[for=language-en]").click()

    assert before == TEXTS["title"]["nl"]
    assert page.locator("h1:visible").inner_text() == TEXTS["title"]["en"]
    context.close()


def test_the_switch_of_the_page_works_by_keyboard(browser: Browser, places: dict[str, str]) -> None:
    page = opened(browser, places["file"])

    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")

    assert page.locator("h1:visible").inner_text() == TEXTS["title"]["en"]
    page.context.close()


def test_the_page_follows_the_dark_mode_of_the_reader(
    browser: Browser, places: dict[str, str]
) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        page = opened(browser, places["file"], scheme=scheme)
        colours.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        page.context.close()

    assert len(colours) == 2
