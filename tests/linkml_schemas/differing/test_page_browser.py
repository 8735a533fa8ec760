"""The page of a difference is read by anybody: by axe, in the dark, on a phone, by the keyboard."""

import pytest

from linkml_schemas.differing.comparison import difference
from linkml_schemas.differing.rendering import to_html
from tests.clients.browsing import browsing
from tests.linkml_schemas.differing.edits import EDITS, to_model, to_schema
from tests.server.axe import complaints


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    models = []
    for numbers in ((), range(len(EDITS))):
        models.append(to_model(to_schema(numbers), tmp_path_factory.mktemp("version")))
    file = tmp_path_factory.mktemp("page") / "difference.html"
    file.write_text(to_html(difference(*models), "nl"), encoding="utf-8")
    with browsing() as page:
        page.goto(file.as_uri())
        yield page


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_has_no_complaints_and_nothing_is_cut_off(page, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})

    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.slow
def test_the_language_is_switched_without_a_script(page):
    assert page.locator("main[lang=nl] h1").is_visible()

    page.locator("label[for=language-en]").click()

    assert page.locator("main[lang=en] h1").is_visible()
    assert not page.locator("main[lang=nl] h1").is_visible()
    page.locator("label[for=language-nl]").click()
