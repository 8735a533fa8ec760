"""The form and its report in a real browser: usable by everyone, at any width, without a script."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from server.app import create_app
from server.settings import Settings
from tests.server.axe import complaints
from tests.server.test_browser import browser

pytestmark = pytest.mark.slow

__all__ = ["browser"]

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
DATA = f"""@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
<https://example.org/{"a" * 150}> a dcat:Dataset ; dct:title "{LONG}"@nl ;
  dct:publisher [ a <http://xmlns.com/foaf/0.1/Agent> ] ;
  dcat:theme <https://example.org/theme>, <javascript:alert(1)> .
<https://example.org/d> a dcat:Dataset ; dct:title "<script>alert(1)</script>"@en .
"""


@pytest.fixture(scope="module")
def site(dataset) -> Iterator[str]:
    server = make_server(
        "127.0.0.1", 0, create_app(Settings.from_mapping({}), dataset), threaded=True
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def opened(browser: Browser, address: str, width: int, *, script: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=script
    )
    page = context.new_page()
    page.goto(address)
    return page


def submit(page: Page, data: str = DATA, profile: str = "dcat-ap-3.0.1") -> None:
    page.select_option("#profile", profile)
    page.fill("#text", data)
    page.click("form.validate button")
    page.wait_for_load_state()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_form_and_report_fit_and_everyone_can_use_them(
    browser: Browser, site: str, width: int, language: str
) -> None:
    page = opened(browser, f"{site}/valideren?lang={language}", width)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    submit(page)

    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("details.rule").count() > 3
    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_it_all_works_without_a_script_and_with_a_file(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    path = tmp_path / "catalogus.ttl"
    path.write_text(DATA, encoding="utf-8")
    page = opened(browser, f"{site}/valideren?lang=en", 800, script=False)
    page.select_option("#profile", "dcat-ap-3.0.1")
    page.set_input_files("#data", path)

    page.click("form.validate button")

    assert page.locator("h1").inner_text() == "The data do not follow the profile."
    assert page.get_by_text("How to mend it").first.is_visible()
    page.context.close()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_refusal_shows_the_form_again_with_the_cursor_at_the_fault(
    browser: Browser, site: str, width: int, language: str
) -> None:
    page = opened(browser, f"{site}/valideren?lang={language}", width, script=False)

    submit(page, data=f"{DATA}\n<{'b' * 300}")

    assert page.locator("#text:focus").input_value() == f"{DATA}\n<{'b' * 300}"
    assert page.locator("#profile").input_value() == "dcat-ap-3.0.1"
    assert page.locator("html").get_attribute("lang") == language
    scripted = opened(browser, f"{site}/valideren?lang={language}", width)
    submit(scripted, data="<a")
    assert complaints(scripted) == []
    assert scripted.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()
    scripted.context.close()


def test_print_shows_the_findings_of_every_rule(browser: Browser, site: str) -> None:
    page = opened(browser, f"{site}/valideren?lang=en", 1280)
    submit(page)
    closed = page.locator("details.rule:not([open]) table")
    assert closed.count() > 0
    assert not closed.first.is_visible()

    page.emulate_media(media="print")

    heights = closed.evaluate_all("all => all.map(each => each.getBoundingClientRect().height)")
    assert min(heights) > 0
    assert closed.first.is_visible()
    page.context.close()


def test_nothing_in_the_data_runs_or_is_a_link_that_runs(browser: Browser, site: str) -> None:
    page = opened(browser, f"{site}/valideren?lang=en", 1280)
    alarms: list[str] = []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))

    submit(page)

    assert alarms == []
    assert page.locator("main script").count() == 0
    assert page.locator("main a[href^='javascript']").count() == 0
    page.context.close()
