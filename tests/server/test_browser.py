"""The pages in a real browser: they fit, they keep their colours, and nothing in the data runs."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from loaders.promising.tombstones import write_tombstones
from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from tests.server.small_graph import BASE, HOSTILE, small_store, to_store
from tests.server.test_gone import STONES
from tests.server.test_pages import PAGES

pytestmark = pytest.mark.slow

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("generation")
    write_tombstones(folder, STONES)
    store = small_store()
    long_names = f"""<{BASE}/id/graaf/lang> {{ <{BASE}/id/rol/lang> a org:Role ;
        skos:prefLabel "{LONG}"@nl ; skos:definition "{LONG}"@nl ; dct:identifier "{LONG}" ;
        foaf:page <https://example.org/{LONG.replace("ä", "a")}> . }}"""
    store.extend(to_store(long_names))
    app = create_app(
        Settings.from_mapping({}), Dataset(store, BASE, "0123456789abcdef", folder=folder)
    )
    server = make_server("127.0.0.1", 0, app, threaded=True)
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


def opened(browser: Browser, address: str, *, width: int = 1280, scheme: str = "light") -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="nl-BE",
    )
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "path", [*PAGES, "/api/limits", "/doc/rol/lang.html", "/id/rol/onbekend", "/id/rol/oude-rol"]
)
def test_page_fits_its_window(browser: Browser, site: str, path: str, width: int) -> None:
    page = opened(browser, site + path, width=width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").first.is_visible()
    page.context.close()


def test_page_follows_the_dark_mode_of_the_reader(browser: Browser, site: str) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        page = opened(browser, site, scheme=scheme)
        colours.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        page.context.close()

    assert len(colours) == 2


@pytest.mark.parametrize("thing", [f"kwaad-{number}" for number in range(len(HOSTILE))])
def test_nothing_in_the_data_runs(browser: Browser, site: str, thing: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    alarms: list[str] = []
    asked: list[str] = []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{site}/doc/rol/{thing}.html")
    for link in page.locator("main a:visible").all():
        link.focus()
        link.hover()

    assert page.title() != "kwaad"
    assert page.evaluate("window.kwaad") is None
    assert alarms == []
    assert all(url.startswith(f"{site}/") for url in asked)
    assert page.locator("a[href^='javascript:' i], a[href^='data:' i]").count() == 0
    assert page.locator("main script, main img, main iframe, main svg [onload]").count() == 0
    context.close()


def test_keyboard_reaches_the_content_first(browser: Browser, site: str) -> None:
    page = opened(browser, f"{site}/doc/strategie/vlaamse-datastrategie.html")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")

    assert first == "#main"
    assert page.evaluate("document.activeElement.id") == "main"
    page.context.close()


def test_reader_switches_language_and_keeps_it(browser: Browser, site: str) -> None:
    page = opened(browser, f"{site}/lijst/organisatie")
    page.get_by_role("link", name="EN", exact=True).click()
    page.locator("ul.things a").first.click()

    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("h1").is_visible()
    page.context.close()


def test_list_is_filtered_without_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/lijst/organisatie")
    page.locator("#q").fill("digitaal")
    page.locator(".filter button").click()

    assert page.locator("ul.things li").all_inner_texts() == ["Digitaal Vlaanderen"]
    context.close()
