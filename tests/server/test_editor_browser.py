"""The query editor in a real browser, over a real server."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from server.editor_files import read_bundle
from tests.server.axe import complaints
from tests.server.generation import NUMBERS
from tests.server.serving import Server
from tests.server.small_graph import BASE
from tests.server.test_browser import browser

pytestmark = pytest.mark.slow

__all__ = ["browser"]

ORGANISATIONS = "SELECT ?o WHERE { ?o a org:Organization } ORDER BY ?o"
VALUES = f"SELECT ?getal ?w WHERE {{ ?getal <{BASE}/ns/getal#waarde> ?w }}"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GRAPH = f"CONSTRUCT WHERE {{ <{BASE}/id/strategie/vlaamse-datastrategie> ?p ?o }}"

Open = Callable[..., Page]


@pytest.fixture
def open_editor(browser: Browser, server: Server) -> Iterator[Open]:
    """Open the editor in a browser without a past; fail on what a page of ours never does.

    That is: to ask anything of another origin, to break the policy of the page, or to raise.
    """
    assert read_bundle(), "the editor is not built: make develop builds it with node and npm"
    wrong: list[str] = []
    contexts = []

    def open_page(query: str = "", *, width: int = 1280, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            locale="nl-BE",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda asked: note_foreign(asked.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: note_policy(said.text))
        page.goto(f"{server.address}/sparql{query}")
        expect(box(page)).to_be_visible()
        expect(page.get_by_role("searchbox")).to_be_visible()
        return page

    def note_foreign(url: str) -> None:
        if not url.startswith((f"{server.address}/", "blob:")):
            wrong.append(url)

    def note_policy(text: str) -> None:
        if "Content Security Policy" in text:
            wrong.append(text)

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def box(page: Page):
    return page.locator(".cm-content")


def write(page: Page, text: str) -> None:
    """Put a text in an empty tab of its own.

    Chromium itself styles what replaces selected text, and the policy refuses that style; so
    the text that stands there is deleted first.
    """
    page.get_by_role("button", name="Nieuwe zoekvraag").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)


def ask(page: Page, text: str) -> None:
    write(page, text)
    page.keyboard.press("Control+Enter")


def answered(page: Page) -> None:
    expect(page.locator("#answer-title")).to_be_visible(timeout=15_000)


def status(page: Page):
    return page.locator(".tools [role=status]")


@contextmanager
def counted(page: Page, path: str) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(request) -> None:
        if path in request.url and request.resource_type == "fetch":
            asked.append(request.url)

    page.on("request", note)
    yield asked
    page.remove_listener("request", note)


def test_control_enter_asks_and_the_answer_has_names_and_links(open_editor: Open) -> None:
    page = open_editor()
    ask(page, ORGANISATIONS)
    answered(page)

    link = page.locator(".answer tbody a", has_text="Digitaal Vlaanderen")
    expect(link).to_be_visible()
    assert link.get_attribute("href") == "/doc?iri=" + quote(
        "https://data.vlaanderen.be/id/organisatie/OVO002949", safe=""
    )
    assert re.match(r"2 rijen in \d+ ms", status(page).inner_text())


def test_our_own_things_are_linked_by_path_and_names_can_be_left_out(open_editor: Open) -> None:
    page = open_editor()
    ask(page, "SELECT ?s WHERE { ?s a ds:Strategy }")
    link = page.locator(".answer tbody a")
    expect(link).to_have_text("Vlaamse datastrategie")
    page.get_by_label("Namen in plaats van IRI's").uncheck()

    expect(link).to_have_text("/id/strategie/vlaamse-datastrategie")
    assert link.get_attribute("href") == "/id/strategie/vlaamse-datastrategie"


def test_a_known_prefix_is_declared_while_it_is_written(open_editor: Open) -> None:
    page = open_editor()
    write(page, "SELECT * WHERE { ?s a skos:Concept }")

    expect(box(page)).to_contain_text("PREFIX skos: <http://www.w3.org/2004/02/skos/core#>")


def test_syntax_is_checked_while_it_is_written(open_editor: Open) -> None:
    page = open_editor()
    write(page, "SELECT * WHERE { ?s ?p ?o ?x }")
    mark = page.locator(".cm-lintRange-error")
    expect(mark).to_have_text("?x")
    mark.hover()

    expect(page.locator(".cm-diagnostic")).to_contain_text("“?x” hoort hier niet; verwacht:")


def test_what_the_server_refuses_is_explained_and_marked(open_editor: Open) -> None:
    page = open_editor()
    ask(page, "SELECT * WHERE {\n  ?s ?p ?o .\n  FILTER(nope:x(?o))\n}")
    answered(page)

    expect(page.locator(".answer .problem h2")).to_contain_text("volgt de syntaxis van SPARQL niet")
    expect(page.locator(".answer .problem")).to_contain_text(re.compile(r"Regel \d+, kolom"))
    expect(page.locator(".cm-lint-marker-error")).to_be_visible()


def test_a_runaway_is_explained_in_the_language_of_the_reader(open_editor: Open) -> None:
    page = open_editor()
    ask(page, RUNAWAY)
    answered(page)

    assert page.locator(".answer .problem h2").inner_text() == (
        "De zoekvraag duurde te lang en is gestopt"
    )
    assert "LIMIT" in page.locator(".answer .problem p").first.inner_text()


def test_a_query_can_be_stopped(open_editor: Open) -> None:
    page = open_editor()
    ask(page, RUNAWAY)
    page.get_by_role("button", name="Stop", exact=True).click()

    expect(status(page)).to_have_text("Gestopt.")
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_hidden()
    ask(page, ORGANISATIONS)
    answered(page)
    assert "2 rijen" in status(page).inner_text()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        pytest.param("SELECT * { ?s a organi", "org:OrganizationOrganisatie", id="class by name"),
        pytest.param("SELECT * { ?s skos:prefL", "skos:prefLabel", id="property by its CURIE"),
        pytest.param("SELECT * { ?dienst ?p ?d", "?dienst", id="variable"),
        pytest.param("SELECT * { ?s ?p governa", "Data governance", id="thing by its name"),
        pytest.param("SELECT * { ?s ?p ?o } ORD", "ORDER", id="keyword"),
    ],
)
def test_what_may_come_next_is_offered(open_editor: Open, typed: str, offered: str) -> None:
    page = open_editor()
    write(page, typed[:-1])
    page.keyboard.type(typed[-1])

    option = page.locator(".cm-tooltip-autocomplete li", has_text=offered).first
    expect(option).to_be_visible(timeout=10_000)


def test_what_is_chosen_brings_its_prefix(open_editor: Open) -> None:
    page = open_editor()
    write(page, "SELECT * { ?s a organ")
    page.keyboard.type("i")
    expect(page.locator(".cm-tooltip-autocomplete li[aria-selected]")).to_contain_text(
        "org:Organization"
    )
    page.wait_for_timeout(150)  # the package ignores a key that follows the list at once
    page.keyboard.press("Enter")

    expect(box(page)).to_contain_text("PREFIX org: <http://www.w3.org/ns/org#>")
    expect(box(page)).to_contain_text("?s a org:Organization")


def test_no_rows_are_left_out_silently_and_every_page_can_be_reached(open_editor: Open) -> None:
    page = open_editor()
    ask(page, VALUES)
    answered(page)
    count = f"{NUMBERS // 2:,}".replace(",", ".")
    assert status(page).inner_text().startswith(f"{count} rijen")
    expect(page.locator(".answer .pages span")).to_have_text(f"Rij 1 tot 100 van {count}")
    assert page.locator(".answer tbody tr").count() == 100
    page.get_by_role("button", name="Volgende").click()

    expect(status(page)).to_have_text(f"Rij 101 tot 200 van {count}")
    assert page.evaluate("document.activeElement.textContent") == "Volgende"


def test_rows_are_sorted_by_a_column(open_editor: Open) -> None:
    page = open_editor()
    ask(page, VALUES)
    answered(page)
    head = page.locator(".answer th").nth(1)
    head.get_by_role("button").click()
    first = page.locator(".answer tbody tr").first.locator("td").nth(1)
    expect(first).to_contain_text("getal 0")
    assert head.get_attribute("aria-sort") == "ascending"
    head.get_by_role("button").click()

    expect(first).to_contain_text(f"getal {NUMBERS // 2 - 1}")
    assert head.get_attribute("aria-sort") == "descending"


def test_a_truth_is_said_in_words(open_editor: Open) -> None:
    page = open_editor()
    ask(page, "ASK { ?s a org:Organization }")
    answered(page)

    assert page.locator(".truth").inner_text().split() == ["Ja", "true"]
    assert status(page).inner_text().startswith("Ja")


def test_a_graph_is_a_table_of_triples_and_turtle(open_editor: Open) -> None:
    page = open_editor()
    ask(page, GRAPH)
    answered(page)
    expect(page.locator(".answer tbody")).to_contain_text("Digitaal Vlaanderen")
    page.get_by_label("Ruw").check()

    expect(page.locator(".answer pre")).to_contain_text("Strategy> ,")
    expect(page.locator("#raw-format")).to_have_value("text/turtle")


def test_the_answer_is_shown_raw_in_every_format(open_editor: Open) -> None:
    page = open_editor()
    ask(page, ORGANISATIONS)
    answered(page)
    page.get_by_label("Ruw").check()
    expect(page.locator(".answer pre")).to_contain_text('"bindings"')
    page.locator("#raw-format").select_option("text/csv")

    expect(page.locator(".answer pre")).to_contain_text("o\n")


@pytest.mark.parametrize(
    ("query", "name", "ending", "holds"),
    [
        pytest.param(VALUES, "CSV", ".csv", "getal,w", id="rows as CSV"),
        pytest.param(GRAPH, "Turtle", ".ttl", "vlaamse-datastrategie", id="graph as Turtle"),
    ],
)
def test_the_whole_answer_is_downloaded(
    open_editor: Open, query: str, name: str, ending: str, holds: str
) -> None:
    page = open_editor()
    ask(page, query)
    answered(page)
    with page.expect_download() as downloading:
        page.get_by_role("button", name=f"Download {name}").click()
    text = downloading.value.path().read_text(encoding="utf-8")

    assert downloading.value.suggested_filename.endswith(ending)
    assert holds in text
    if ending == ".csv":
        assert len(text.splitlines()) == NUMBERS // 2 + 1


def test_queries_are_kept_and_a_closed_one_can_be_put_back(open_editor: Open) -> None:
    page = open_editor()
    write(page, "ASK { <a:b> <c:d> 1 }")
    page.reload()
    expect(box(page)).to_contain_text("ASK { <a:b> <c:d> 1 }")
    page.get_by_role("button", name="Sluit deze zoekvraag").click()
    expect(box(page)).not_to_contain_text("<a:b>")
    page.get_by_role("button", name="Toch houden").click()

    expect(box(page)).to_contain_text("<a:b>")


def test_the_arrows_walk_through_the_queries(open_editor: Open) -> None:
    page = open_editor()
    write(page, "ASK { <a:b> <c:d> 1 }")
    page.locator("[role=tab][aria-selected=true]").focus()
    page.keyboard.press("ArrowLeft")

    assert page.evaluate("document.activeElement.textContent") == "Zoekvraag 1"
    expect(box(page)).not_to_contain_text("<a:b>")


def test_a_link_opens_the_query_with_its_answer_and_asks_once(
    open_editor: Open, server: Server
) -> None:
    first = open_editor()
    ask(first, ORGANISATIONS)
    answered(first)
    link = first.url.removeprefix(f"{server.address}/sparql")
    assert link.startswith("?query=")

    page = open_editor(link)
    with counted(page, quote("ORDER BY ?o")) as asked:
        answered(page)
        expect(box(page)).to_contain_text("ORDER BY ?o")
        expect(page.locator(".answer tbody")).to_contain_text("Digitaal Vlaanderen")
    assert asked == []


def test_a_link_to_a_wrong_query_opens_it_with_what_is_wrong(open_editor: Open) -> None:
    page = open_editor("?query=" + quote("SELECT * WHERE { ?s ?p }"))

    expect(page.locator("h1")).to_have_text("SPARQL")
    expect(page.locator(".answer .problem h2")).to_contain_text("volgt de syntaxis van SPARQL niet")
    expect(box(page)).to_contain_text("?s ?p }")
    expect(page.locator(".cm-lintRange-error").first).to_be_visible()


def test_an_example_is_found_by_a_word_and_opened_beside_the_others(open_editor: Open) -> None:
    page = open_editor()
    page.get_by_role("searchbox").fill("principes")
    shown = page.locator(".query-examples li:visible button")
    expect(shown.first).to_be_visible()
    title = shown.first.inner_text()
    shown.first.click()

    expect(page.locator("[role=tab][aria-selected=true]")).to_have_text(title)
    page.keyboard.press("Control+Enter")
    answered(page)


def test_sources_and_licences_stand_with_the_answer(open_editor: Open) -> None:
    page = open_editor()
    ask(page, "SELECT ?s WHERE { ?s a ds:Strategy }")
    answered(page)

    sources = page.locator(".answer-sources")
    expect(sources).to_contain_text("Deze registers zeggen iets over de dingen")
    expect(sources).to_contain_text("licentie")
    expect(sources.locator("a").first).to_have_attribute("href", re.compile("/id/graaf/strategie"))


def test_the_keyboard_leaves_the_text_box(open_editor: Open) -> None:
    page = open_editor()
    write(page, "ASK {}")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent") == "Stel de vraag"


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
@pytest.mark.parametrize(
    "query",
    [
        pytest.param("", id="nothing asked"),
        pytest.param(VALUES, id="rows"),
        pytest.param("ASK {}", id="truth"),
        pytest.param(GRAPH, id="graph"),
        pytest.param("SELECT * { ?s ?p }", id="problem"),
        pytest.param("SELECT * { <a:b> <c:d> ?x }", id="nothing found"),
    ],
)
def test_the_page_fits_and_nobody_is_shut_out(
    open_editor: Open, query: str, width: int, scheme: str
) -> None:
    page = open_editor(width=width, scheme=scheme)
    if query:
        ask(page, query)
        answered(page)
        page.wait_for_timeout(800)  # names, sources and marks come after the answer

    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_raw_view_and_open_list_shut_nobody_out(open_editor: Open) -> None:
    page = open_editor("?lang=nl")
    ask(page, ORGANISATIONS)
    answered(page)
    page.get_by_label("Ruw").check()
    expect(page.locator(".answer pre")).to_contain_text('"bindings"')
    write(page, "SELECT * { ?s a organ")
    page.keyboard.type("i")
    expect(page.locator(".cm-tooltip-autocomplete")).to_be_visible()

    assert complaints(page) == []


def test_the_page_speaks_english_too(open_editor: Open) -> None:
    page = open_editor("?lang=en")

    assert page.get_by_role("button", name="Ask", exact=True).is_visible()
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    answered(page)
    assert re.match(r"\d+ rows? in ", status(page).inner_text())
    assert "lang=en" in page.url


def test_hostile_data_is_shown_as_text(open_editor: Open) -> None:
    page = open_editor()
    text = json.dumps("<img src=x onerror=alert(1)><script>alert(1)</script>")
    ask(page, f"SELECT ({text} AS ?x) (IRI('javascript:alert(1)') AS ?y) {{}}")
    answered(page)

    assert page.locator(".answer td img, .answer td script").count() == 0
    assert page.locator("a[href^='javascript:' i]").count() == 0
    expect(page.locator(".answer td").first).to_contain_text("<img src=x")


def test_without_script_the_form_asks(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-BE")
    page = context.new_page()
    page.goto(f"{server.address}/sparql")
    page.locator("#query").fill("PREFIX org: <http://www.w3.org/ns/org#> " + ORGANISATIONS)
    page.get_by_role("button", name="Stel de vraag").click()

    assert page.locator("#answer .count").inner_text().startswith("2 rijen")
    context.close()
