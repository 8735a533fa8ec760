"""The search in a real browser: by keyboard, without script, on a telephone, with hostile names."""

import re
import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from server.app import create_app
from server.settings import Settings
from tests.running import CHECKOUT
from tests.server.indexing import indexed
from tests.server.small_graph import BASE, small_store
from tests.server.test_browser import browser

pytestmark = pytest.mark.slow

__all__ = ["browser"]

AXE = CHECKOUT / "server/editor_app/node_modules/axe-core/axe.min.js"

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    dataset = indexed(small_store(), tmp_path_factory.mktemp("zoeken"), BASE)
    app = create_app(Settings.from_mapping({}), dataset)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Open]:
    """Open a page; fail on errors, on a broken policy, and on what is asked of others."""
    wrong: list[str] = []
    contexts = []

    def open_at(path: str, *, width: int = 1280, dark: bool = False, script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            locale="nl-BE",
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda asked: note_foreign(asked.url))
        page.on("console", lambda said: note_policy(said.text))
        page.goto(site + path)
        return page

    def note_foreign(url: str) -> None:
        if not url.startswith(f"{site}/"):
            wrong.append(url)

    def note_policy(text: str) -> None:
        if "Content Security Policy" in text:
            wrong.append(text)

    yield open_at
    for context in contexts:
        context.close()
    assert wrong == []


def field(page: Page):
    return page.get_by_role("combobox")


def test_the_keyboard_chooses_a_suggestion(open_page: Open) -> None:
    page = open_page("/lijst")
    field(page).press_sequentially("digi")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Digitaal Vlaanderen")
    expect(page.get_by_role("status").filter(has_text="suggestie")).to_be_attached()
    expect(field(page)).to_have_attribute("aria-expanded", "true")

    field(page).press("ArrowDown")
    active = field(page).get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    field(page).press("Enter")

    page.wait_for_url(re.compile("/doc.iri=.*OVO002949$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Digitaal Vlaanderen")


def test_arrows_go_round_and_escape_closes(open_page: Open) -> None:
    page = open_page("/")
    field(page).press_sequentially("o")
    expect(page.get_by_role("option").first).to_be_visible()
    count = page.get_by_role("option").count()

    field(page).press("ArrowUp")
    assert field(page).get_attribute("aria-activedescendant").endswith(f"-{count - 1}")
    field(page).press("ArrowDown")
    assert field(page).get_attribute("aria-activedescendant") is None
    field(page).press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field(page)).to_have_value("o")
    expect(field(page)).to_have_attribute("aria-expanded", "false")


def test_enter_alone_goes_to_all_results(open_page: Open) -> None:
    page = open_page("/lijst?lang=en")
    field(page).fill("strategie")
    field(page).press("Enter")

    page.wait_for_url(re.compile("/zoeken.lang=en&q=strategie$"))
    expect(page.locator(".total")).to_contain_text("for “strategie”")
    assert page.evaluate("document.documentElement.lang") == "en"


def test_a_mouse_chooses_and_a_look_elsewhere_closes(open_page: Open) -> None:
    page = open_page("/lijst")
    field(page).press_sequentially("digi")
    expect(page.get_by_role("option").first).to_be_visible()
    page.locator("h1").click()
    expect(page.get_by_role("listbox")).to_be_hidden()

    field(page).press("End")
    field(page).press_sequentially("t")
    page.get_by_role("option").first.click()
    page.wait_for_url(re.compile("/doc.iri=.*OVO002949$"))


def test_what_is_typed_last_is_what_is_shown(open_page: Open) -> None:
    page = open_page("/lijst")
    held: list = []
    page.route(re.compile("/api/suggest.q=d&"), lambda route: held.append(route))
    field(page).press_sequentially("d")
    page.wait_for_timeout(300)
    field(page).press_sequentially("igit")
    expect(page.get_by_role("option").first).to_contain_text("Digitaal")
    shown = page.get_by_role("option").all_inner_texts()
    for route in held:
        route.abort()

    assert len(held) == 1
    assert page.get_by_role("option").all_inner_texts() == shown


def test_without_script_the_field_is_a_form(open_page: Open) -> None:
    page = open_page("/lijst", script=False)
    page.locator("#site-search").fill("vlaams")
    page.locator("form.search button").click()
    page.locator(".narrowing a").first.click()

    assert page.locator(".results > li").count() > 0
    assert page.locator(".chosen a").count() == 1
    page.locator(".chosen a").click()
    assert page.locator(".chosen a").count() == 0


def test_hostile_names_stay_texts(open_page: Open) -> None:
    page = open_page("/zoeken?q=kwaad")
    field(page).fill("")
    field(page).press_sequentially("kwaad")
    expect(page.get_by_role("option").first).to_be_visible()

    for option in page.get_by_role("option").all():
        option.hover()
    assert page.evaluate("window.kwaad") is None
    assert page.title() != "kwaad"
    assert page.locator("main img, main iframe, main svg, form img, form script").count() == 0
    assert page.locator("[role=option] mark").count() > 0
    assert page.locator(".results mark").count() > 0


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("path", ["/zoeken?q=organisatie", "/zoeken?q=xyzzyqwv", "/zoeken?q=kwaad"])
def test_the_page_fits_its_window(open_page: Open, path: str, width: int) -> None:
    page = open_page(path, width=width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    "path", ["/lijst", "/zoeken", "/zoeken?q=vlaams&kind=organisatie", "/zoeken?q=xyzzyqwv"]
)
def test_axe_finds_nothing(open_page: Open, path: str, dark: bool) -> None:
    page = open_page(path, dark=dark, width=360 if dark else 1280)
    field(page).fill("")
    field(page).press_sequentially("d")
    expect(page.get_by_role("option").first).to_be_visible()
    field(page).press("ArrowDown")
    page.evaluate(AXE.read_text(encoding="utf-8"))

    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [
        f"{item['id']}: {node['target']} {node['failureSummary']}"
        for item in found["violations"]
        for node in item["nodes"]
    ] == []


@pytest.mark.parametrize("width", [320, 768, 1024, 1280])
@pytest.mark.parametrize("typed", ["o", "xyzzyqwv"])
def test_the_field_keeps_its_width_while_somebody_types(
    open_page: Open, width: int, typed: str
) -> None:
    page = open_page("/lijst", width=width)
    before = field(page).bounding_box()
    field(page).press_sequentially(typed)
    status = page.get_by_role("status").filter(has_text="suggestie")
    expect(status).to_be_attached()

    assert field(page).bounding_box() == before
    box = status.bounding_box()
    assert box is None or max(box["width"], box["height"]) <= 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_suggestion_shows_its_scheme_and_period(open_page: Open) -> None:
    page = open_page("/lijst")
    answer = {
        "label": "Verkeersbeleid", "lang": "nl", "marks": [[0, 7]], "kind_label": "Begrip",
        "schemes": [{"text": "Beleidsvelden", "lang": "nl"}], "past": True, "why": "label",
        "period": {"since": "2009-07-13", "until": "2014-07-25"}, "path": "/", "notation": "",
    }  # fmt: skip
    page.route(re.compile("/api/suggest"), lambda r: r.fulfill(json={"suggestions": [answer]}))
    field(page).press_sequentially("verkeer")

    expect(page.get_by_role("option")).to_contain_text(
        "Begrip · Beleidsvelden · niet meer van kracht · 2009-07-13 \N{EN DASH} 2014-07-25"
    )


def test_the_list_can_be_seen_in_full(open_page: Open) -> None:
    page = open_page("/lijst", width=360)
    field(page).press_sequentially("o")
    expect(page.get_by_role("option").first).to_be_visible()
    box = page.get_by_role("listbox").bounding_box()

    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
