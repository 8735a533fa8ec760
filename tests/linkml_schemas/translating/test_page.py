import re

import pytest

from linkml_schemas.translating.page import render_page
from linkml_schemas.translating.reporting import begin
from tests.clients.browsing import browsing
from tests.linkml_schemas.schema_edits import SMALL_FILE
from tests.server.axe import complaints


def page_of(path, *languages):
    task = begin(path, None, languages)
    return render_page(task.model, task.findings(), task.languages)


@pytest.mark.slow
def test_all_languages_stand_side_by_side_and_states_are_words():
    page = page_of(SMALL_FILE, "nl", "en", "fr")

    assert '<span lang="en" dir="auto">Has names.</span>' in page
    assert '<td class="missing">' in page
    assert '<span class="say-en" lang="en">missing</span>' in page
    assert "<script" not in page


def test_nothing_of_a_schema_runs_in_the_page(shop):
    hostile = "<script>alert(1)</script>"
    text = shop.read_text(encoding="utf-8").replace("title: Thing ", f'title: "{hostile}" ')
    shop.write_text(text, encoding="utf-8")

    assert "<script" not in page_of(shop)


@pytest.mark.slow
def test_a_state_can_be_chosen_without_a_script_and_axe_has_no_complaint(shop):
    with browsing() as page:
        page.set_content(page_of(shop, "en", "nl"))
        assert complaints(page) == []
        whole = page.locator("tr.text:visible").count()
        page.get_by_label("verouderd").check()
        assert page.locator("tr.text:visible").count() == 0
        page.get_by_label("ontbreekt").check()
        assert 0 < page.locator("tr.text:visible").count() < whole
        page.get_by_label("English").check()
        assert page.locator("h1").inner_text() == "Translations of shop"
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert re.search("prefers-color-scheme: dark", page_of(shop))
