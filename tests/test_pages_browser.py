"""Every kind of page of the shipped registries in a real browser: for everyone, at every size."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.server.axe import complaints
from tests.server.test_browser import CHROMIUM, FLAGS

pytestmark = pytest.mark.slow

OUR_BYTES = 60_000
"""Bytes of our own style and script that one page may take."""

PLAIN = (
    "/", "/lijst", "/lijst/organisatie", "/lijst/organisatie?q=niets%20van%20dit",
    "/ns/datastrategie.html", "/ns/datastrategie/profiel.html", "/api", "/api/limits",
    "/api/problems", "/api/queries.html", "/api/problems/overloaded",
    "/id/rol/datastewart", "/doc?iri=geen%20iri", "/bestaat/niet",
    "/.well-known/void", "/rapport", "/ldes",
)  # fmt: skip
WAYS = (
    pytest.param("nl", "light", 1280, 1, id="Dutch, light, wide"),
    pytest.param("en", "dark", 320, 1, id="English, dark, narrow"),
    pytest.param("en", "light", 390, 5, id="English, light, narrow"),
    pytest.param("nl", "dark", 1280, 5, id="Dutch, dark, wide"),
)
"""Language, colours and width of a reader, and which part of all pages is tried so."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def things(address: str) -> list[str]:
    """The page of the first thing of every kind."""
    browsing = {"Accept": "text/html"}
    lists = re.findall(r'href="(/lijst/[^"?]+)"', httpx.get(f"{address}/lijst.html").text)
    found = []
    for path in dict.fromkeys(lists):
        text = httpx.get(address + path, headers=browsing).text
        found += re.findall(r'class="things">\s*<li><a href="([^"]+)"', text)[:1]
    assert len(found) >= 25
    return found


def opened(browser: Browser, language: str, scheme: str, width: int, **options: object) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        locale=language,
        extra_http_headers={"Accept-Language": language},
        **options,
    )
    return context.new_page()


@pytest.mark.parametrize(("language", "scheme", "width", "part"), WAYS)
def test_nothing_keeps_anyone_out(
    browser: Browser,
    address: str,
    things: list[str],
    language: str,
    scheme: str,
    width: int,
    part: int,
) -> None:
    page = opened(browser, language, scheme, width)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda said: wrong.append(said.text) if "Content Security" in said.text else None,
    )
    for path in (*PLAIN, *things)[::part]:
        page.goto(address + path)
        wrong += [f"{path}: {complaint}" for complaint in complaints(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{path}: wider than {width}")
    page.context.close()

    assert wrong == []


def test_opened_sources_keep_no_one_out_either(browser: Browser, address: str) -> None:
    page = opened(browser, "nl", "light", 390)
    page.goto(f"{address}/doc/rol/datasteward.html")
    for summary in page.locator(".why summary").all():
        summary.click()

    assert page.locator(".why li a").first.is_visible()
    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.context.close()


def test_page_at_twice_its_size_still_fits(
    browser: Browser, address: str, things: list[str]
) -> None:
    page = opened(browser, "nl", "light", 640, device_scale_factor=2)
    wide = []
    for path in ("/", "/lijst", "/id/rol/datastewart", *things):
        page.goto(address + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if page.evaluate("document.documentElement.scrollWidth") > 640:
            wide.append(path)
    page.context.close()

    assert wide == []


@pytest.mark.parametrize("width", [360, 1280])
def test_tab_key_goes_through_the_page_in_the_order_of_reading(
    browser: Browser, address: str, width: int
) -> None:
    page = opened(browser, "nl", "light", width)
    page.goto(f"{address}/doc/rol/datasteward.html")
    stops = page.evaluate(
        """[...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
        .filter(stop => stop.checkVisibility({visibilityProperty: true})).length"""
    )
    order = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        order.append(
            page.evaluate(
                """(() => { const all = [...document.querySelectorAll('*')];
                const at = document.activeElement; const box = at.getBoundingClientRect();
                return [all.indexOf(at), box.width > 0 && box.height > 0]; })()"""
            )
        )
    page.context.close()

    places = [place for place, _ in order]
    assert places == sorted(places)
    assert len(set(places)) == stops
    assert all(visible for _, visible in order)


def test_drawing_is_reached_by_keyboard_and_leads_on(browser: Browser, address: str) -> None:
    page = opened(browser, "en", "light", 1280)
    page.goto(f"{address}/doc/rol/datasteward.html")
    node = page.locator("figure svg.wide-drawing a").first
    node.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "datasteward.html" not in url)

    assert page.locator("h1").is_visible()
    page.context.close()


def test_page_needs_no_script_and_little_style(
    browser: Browser, address: str, things: list[str]
) -> None:
    page = opened(browser, "nl", "light", 1280)
    too_much = []
    for path in (*PLAIN, *things[:3]):
        sizes: list[int] = []

        def weigh(response, sizes=sizes) -> None:
            if response.request.resource_type in ("stylesheet", "script"):
                sizes.append(len(response.body()))

        page.on("response", weigh)
        page.goto(address + path)
        page.remove_listener("response", weigh)
        if sum(sizes) > OUR_BYTES:
            too_much.append((path, sum(sizes)))
    page.context.close()
    without = opened(browser, "nl", "light", 1280, java_script_enabled=False)
    without.goto(address + things[0])

    assert too_much == []
    assert without.locator("h1").is_visible()
    without.context.close()


@pytest.mark.parametrize("features", [{"forced_colors": "active"}, {"reduced_motion": "reduce"}])
def test_page_holds_with_the_colours_and_motion_of_the_reader(
    browser: Browser, address: str, features: dict[str, str]
) -> None:
    page = opened(browser, "nl", "light", 1280, **features)
    page.goto(address)

    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") in (
        ("auto",) if "reduced_motion" in features else ("auto", "smooth")
    )
    assert page.locator("figure.kinds-drawing svg.wide-drawing").is_visible()
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.locator("details:has(table) summary").first.is_visible()  # what it says, in words
    page.goto(f"{address}/doc/rol/datasteward.html")
    assert page.locator("figure svg.narrow").is_visible()
    page.context.close()


def test_printed_concept_has_all_languages_and_no_heading_over_nothing(
    browser: Browser, address: str
) -> None:
    page = opened(browser, "nl", "light", 800)
    page.goto(f"{address}/doc/concept/begrippenkader/data.html")
    page.emulate_media(media="print")

    assert page.locator("#talen details dd").first.is_visible()
    assert not page.get_by_role("heading", name="Als data").is_visible()
    assert not page.locator("footer.site").is_visible()
    page.context.close()


def test_printed_page_shows_the_facts_and_no_menu(browser: Browser, address: str) -> None:
    page = opened(browser, "nl", "light", 800)
    page.goto(f"{address}/doc?iri={quote('https://data.vlaanderen.be/id/organisatie/OVO002949')}")
    page.emulate_media(media="print")

    assert not page.locator("header.site nav").first.is_visible()
    assert page.locator("h1").is_visible()
    page.context.close()
