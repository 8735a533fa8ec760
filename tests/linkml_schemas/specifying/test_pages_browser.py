"""Specifications in a real browser: for everyone, at every size, in light and dark."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from linkml_schemas.specifying.class_diagram import render_diagram
from linkml_schemas.specifying.content import Change, Example, Publication
from linkml_schemas.specifying.pages import render_index, render_specification, render_term_page
from linkml_schemas.specifying.wording import LANGUAGES, Said
from tests.linkml_schemas.specifying.models import library, ours
from tests.server.axe import complaints
from tests.server.test_browser import CHROMIUM, FLAGS

pytestmark = pytest.mark.slow

EXAMPLE = Example("book", "book-long", [("title", "Long")], '{"title": "Long"}', "<x> a <y> .")
PUBLICATION = Publication(
    status="candidate", this_version="https://e.org/v/1.2.0", files=[("context", "c.jsonld")]
)
WIDTHS = (320, 768, 1280)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with every kind of page, in every language."""
    where = tmp_path_factory.mktemp("pages")
    for language in LANGUAGES:
        library_page = render_specification(
            library(), language, examples=[EXAMPLE], publication=PUBLICATION,
            changes=[Change("breaking", Said("colour is gone"))],
        )  # fmt: skip
        pages = {
            f"specification.{language}.html": library_page,
            f"term.{language}.html": render_term_page(library(), "book", language),
            f"list.{language}.html": render_term_page(ours(), "OrganisationStatus", language),
            f"index.{language}.html": render_index(library(), language),
        }
        if language == "fr":
            pages["ours.fr.html"] = render_specification(ours(), language)
        for name, page in pages.items():
            (where / name).write_text(page, encoding="utf-8")
    return where


def opened(browser: Browser, path: Path, width: int = 1280, scheme: str = "light") -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.goto(path.as_uri())
    assert said == []
    return page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["specification", "term", "list", "index"])
def test_pages_are_for_everyone(browser, folder, kind, language):
    width, scheme = (1280, "light") if language in {"nl", "fr"} else (320, "dark")
    page = opened(browser, folder / f"{kind}.{language}.html", width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")

    assert complaints(page) == []
    page.context.close()


def test_our_specification_is_for_everyone(browser, folder):
    page = opened(browser, folder / "ours.fr.html")

    assert complaints(page) == []
    page.context.close()


@pytest.mark.parametrize("kind", ["ours", "specification", "term", "list", "index"])
def test_no_page_is_wider_than_its_window(browser, folder, kind):
    for width in WIDTHS:
        page = opened(browser, folder / f"{kind}.fr.html", width)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")

        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.context.close()


def test_every_text_of_a_diagram_lies_in_its_box_as_the_browser_draws_it(browser, tmp_path):
    for name in (None, "Dataset", "Anything"):
        path = tmp_path / "diagram.svg"
        path.write_text(render_diagram(ours(), "nl", name), encoding="utf-8")
        page = opened(browser, path)

        outside = page.evaluate(
            """() => {
                const all = kind => [...document.querySelectorAll(kind)].map(e => e.getBBox());
                const boxes = [...all('rect.box'), ...all('rect.paper')];
                return [...document.querySelectorAll('text')].filter(text => {
                    const t = text.getBBox();
                    return !boxes.some(b => b.x <= t.x && b.y <= t.y + 2 &&
                        t.x + t.width <= b.x + b.width + .5 &&
                        t.y + t.height <= b.y + b.height + 2);
                }).map(text => text.textContent);
            }"""
        )
        assert outside == []
        page.context.close()


def test_a_reader_gets_everywhere_by_keyboard(browser, folder):
    page = opened(browser, folder / "specification.en.html")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#s-content")
    box = page.locator("#s-overview a.focus").first
    box.focus()
    page.keyboard.press("Enter")
    assert re.search(r"#\w+$", page.url)
    page.context.close()


def test_a_reader_changes_language_with_one_link(browser, folder):
    page = opened(browser, folder / "specification.en.html")

    page.get_by_role("link", name="Deutsch").click()

    assert page.locator("html").get_attribute("lang") == "de"
    page.context.close()


def test_print_shows_what_is_folded(browser, folder):
    page = opened(browser, folder / "specification.en.html")
    page.emulate_media(media="print")

    assert not page.locator("nav.contents").is_visible()
    assert page.locator("details.picture svg").first.bounding_box()["height"] > 40
    page.context.close()
