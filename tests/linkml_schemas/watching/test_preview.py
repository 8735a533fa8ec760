import http.client
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from linkml_schemas.watching.preview import Preview
from linkml_schemas.watching.workbench import Workbench
from tests.clients.browsing import browsing
from tests.linkml_schemas.watching.schemas import edit, write_library
from tests.server.axe import complaints


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path)


@pytest.fixture
def preview() -> Iterator[Preview]:
    server = Preview(0)
    server.start()
    yield server
    server.shutdown()
    server.server_close()


def ask(preview: Preview, path: str, **headers: str) -> tuple[http.client.HTTPResponse, str]:
    connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=20)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response, response.read().decode()
    finally:
        connection.close()


def test_terms_profile_and_diagrams_are_there_in_every_language(preview, library):
    preview.show(Workbench(library).answer())

    for language, book in (("nl", "Boek"), ("en", "Book"), ("fr", "Book"), ("de", "Book")):
        _, index = ask(preview, f"/{language}/")
        response, term = ask(preview, f"/{language}/term/Book")
        _, profile = ask(preview, f"/{language}/profile")
        assert response.status == 200
        for page in (index, term, profile):
            assert f'<html lang="{language}">' in page
            assert book in page
            assert 'data-save="1"' in page
        assert "<svg" in index
        assert f'href="/{language}/term/' in index


def test_every_link_of_the_pages_leads_to_a_page_and_a_place_on_it(preview, library):
    preview.show(Workbench(library).answer())
    pages = {path: ask(preview, path)[1] for path in ("/en/", "/en/profile", "/en/term/Book")}

    links = {link for page in pages.values() for link in re.findall(r'href="(/[^"]*)"', page)}
    assert any("#" in link for link in links)
    for link in links:
        path, _, anchor = link.partition("#")
        response, page = ask(preview, path)
        assert response.status == 200, link
        assert not anchor or f'id="{anchor}"' in page, link


def test_start_leads_to_the_language_of_the_schema(preview, library):
    preview.show(Workbench(library).answer())

    response, _ = ask(preview, "/")

    assert (response.status, response.headers["Location"]) == (303, "/en/")


def test_page_has_an_etag_and_changes_with_a_save_only(preview, library):
    bench = Workbench(library)
    preview.show(bench.answer())
    response, _ = ask(preview, "/nl/term/Book")
    tag = response.headers["ETag"]

    again, _ = ask(preview, "/nl/term/Book", **{"If-None-Match": tag})
    edit(library, "title_nl: Boek", "title_nl: Boekdeel")
    preview.show(bench.answer())
    later, page = ask(preview, "/nl/term/Book", **{"If-None-Match": tag})

    assert again.status == 304
    assert later.status == 200
    assert "Boekdeel" in page


def test_broken_state_shows_the_last_good_one_and_the_fault(preview, library):
    bench = Workbench(library)
    preview.show(bench.answer())
    edit(library, "classes:", "classes: [")
    preview.show(bench.answer())

    _, page = ask(preview, "/nl/term/Book")
    _, state = ask(preview, "/state.json")

    assert "Boek" in page
    assert "getoond wordt de laatste die dat wel kon" in page
    assert "[yaml]" in page
    assert json.loads(state)["number"] == 2
    assert json.loads(state)["shown"] == 1


def test_schema_that_was_never_good_has_a_page_with_its_faults(preview, library):
    edit(library, "classes:", "classes: [")
    preview.show(Workbench(library).answer())

    response, page = ask(preview, "/en/")

    assert response.status == 200
    assert "There is no version yet that can be read." in page
    assert "[yaml]" in page


def test_texts_of_the_schema_are_escaped(preview, library):
    edit(library, "title: Book", "title: <script>alert(1)</script>")
    edit(library, "range: integer", "range: <img src=x>")
    preview.show(Workbench(library).answer())

    for path in ("/en/", "/en/profile", "/en/nothing"):
        _, page = ask(preview, path)
        assert "<script>alert" not in page
        assert "<img" not in page


@pytest.mark.parametrize(
    "path", ["/xx/", "/en/term/Nothing", "/../etc", "/en/term/", "/robots.txt"]
)
def test_unknown_address_is_not_found(preview, library, path):
    preview.show(Workbench(library).answer())

    response, _ = ask(preview, path)

    assert response.status == 404


def test_page_of_another_host_cannot_read_the_preview(preview, library):
    preview.show(Workbench(library).answer())

    response, _ = ask(preview, "/en/", Host="rebound.example.org")
    own, _ = ask(preview, "/en/")

    assert response.status == 421
    assert "script-src 'self'" in own.headers["Content-Security-Policy"]
    assert "unsafe" not in own.headers["Content-Security-Policy"]


def test_translations_stand_side_by_side_with_a_style_sheet_of_their_own(preview, library):
    preview.show(Workbench(library).answer())

    response, page = ask(preview, "/en/translations")
    style, _ = ask(preview, "/translations.css")

    assert (response.status, style.status) == (200, 200)
    assert 'href="/translations.css"' in page
    assert "<style" not in page
    assert 'id="language-en" checked' in page
    assert 'data-save="1"' in page


@pytest.mark.slow
def test_axe_has_no_complaint_and_nothing_runs_off_a_narrow_page(preview, library):
    bench = Workbench(library)
    preview.show(bench.answer())
    edit(library, "range: integer", "range: intger")
    preview.show(bench.answer())

    with browsing() as page:
        page.set_viewport_size({"width": 320, "height": 640})
        for path in ("en/", "nl/term/Book", "de/profile"):
            page.goto(f"{preview.address}{path}")
            assert complaints(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        page.emulate_media(color_scheme="dark")
        assert complaints(page) == []
