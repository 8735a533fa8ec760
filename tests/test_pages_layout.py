"""What stands where on the pages of the shipped registries, measured in a real browser."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.server.test_browser import CHROMIUM, FLAGS

pytestmark = pytest.mark.slow

DATASET = (
    "/doc.html?iri=https://metadata.vlaanderen.be/srv/resources/datasets/"
    "c96bf4c0-5669-4f52-81c7-34bfa8a6ba20"
)
WORDS = (
    "/api/limits", "/api/problems", "/valideren/dcat-ap-3.0.1", "/lijst/datastandaard",
    "/persistentie", "/.well-known/void", "/ns/datastrategie/versies", DATASET,
)  # fmt: skip
BROKEN = """() => {
  const broken = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!text.parentElement.checkVisibility({visibilityProperty: true})) continue;
    if (text.parentElement.closest("svg, pre, code, .iri, .heard")) continue;
    for (const word of text.data.matchAll(/(?<!\\S)\\p{L}{3,}(?=[\\s,.;:]|$)/gu)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = [...range.getClientRects()].map(box => Math.round(box.top));
      if (new Set(lines).size > 1) broken.push(word[0]);
    }
  }
  return broken; }"""
"""The words that are broken in two without a sign."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


def opened(browser: Browser, width: int) -> Page:
    return browser.new_page(
        viewport={"width": width, "height": 900}, extra_http_headers={"Accept-Language": "nl"}
    )


@pytest.mark.parametrize("width", [360, 1280])
def test_no_word_is_broken(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, width)
    broken = []
    for path in WORDS:
        page.goto(address + path)
        broken += [(path, word) for word in page.evaluate(BROKEN)]
    page.close()

    assert broken == []


def test_source_of_a_row_stands_beside_its_name_on_a_phone(browser: Browser, address: str) -> None:
    page = opened(browser, 360)
    page.goto(address + DATASET)
    row = page.locator(".stacked tr:has(> .from)").first
    name, source = row.locator("th a").bounding_box(), row.locator(".from a").bounding_box()
    page.close()

    assert name
    assert source
    assert source["x"] >= name["x"] + name["width"]
    assert source["y"] < name["y"] + 24
    assert min(source["width"], source["height"]) >= 24


@pytest.mark.parametrize("path", ["concept/begrippenkader/data", "rol/bronbeheerder"])
def test_history_without_changes_is_a_sentence_and_no_section(
    browser: Browser, address: str, path: str
) -> None:
    page = opened(browser, 1280)
    page.goto(f"{address}/doc/{path}.html")
    sections, beside = page.locator("#geschiedenis").count(), page.locator(".about").inner_text()
    headings = page.locator(".body > .group > h2").all_inner_texts()
    page.close()

    assert sections == 0
    assert "Wijzigingen worden hier onthouden sinds" in beside
    assert "Wat erover bekend is" in headings
    assert "Herkomst" not in headings


@pytest.mark.parametrize("width", [360, 1280])
def test_line_of_a_workflow_ends_at_its_last_step(
    browser: Browser, address: str, width: int
) -> None:
    page = opened(browser, width)
    page.goto(f"{address}/doc/strategie/vlaamse-datastrategie.html")
    lines = page.evaluate(
        """[...document.querySelectorAll('.steps > li')].map(
        step => getComputedStyle(step, '::before').content)"""
    )
    page.close()

    assert len(lines) >= 3
    assert [line != "none" for line in lines] == [True] * (len(lines) - 1) + [False]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_two_pages_have_the_same_title(address: str, language: str) -> None:
    browsing = {"Accept": "text/html", "Accept-Language": language}
    titles: dict[str, list[str]] = {}
    with httpx.Client(base_url=address, headers=browsing, follow_redirects=True) as client:
        lists = re.findall(r'href="(/lijst/[^"?]+)"', client.get("/lijst").text)
        queries = re.findall(r'href="(/api/queries/\w+)"', client.get("/api/queries").text)
        scheme = "/doc/conceptscheme/begrippenkader"
        paths = [
            *lists, *queries, *WORDS, "/", "/lijst", "/begrippen", "/zoeken", "/zoeken?q=rol",
            scheme, f"{scheme}?weergave=alfabet&letter=D", "/doc/concept/begrippenkader/dataset",
            "/lijst/organisatie?p=2", "/lijst/organisatie?q=dienst", "/doc/zoekvraag/datasets",
            "/ldes", "/ldes/datasets", "/dumps/", "/catalogus", "/api", "/sparql", "/valideren",
        ]  # fmt: skip
        for path in dict.fromkeys(paths):
            title = re.search(r"<title>(.*?)</title>", client.get(path).text)
            titles.setdefault(title[1] if title else "", []).append(path)

    assert [found for found in titles.values() if len(found) > 1] == []
    assert all(title.endswith("Begrip") or title.startswith("Begrip") for title in titles)
