"""Pages of named queries say what they are about in words, not by the keys of topics."""

import re

import pytest

from queries.reader import query_names, read_query
from queries.topics import TAGS
from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from tests.server.small_graph import BASE, to_store
from tests.server.test_documents import client_at

QUERY = f"{BASE}/id/zoekvraag/areas_within"
GRAPH = f"""<{BASE}/id/graaf/zoekvragen> {{
  <{QUERY}> a <http://www.w3.org/ns/shacl#SPARQLExecutable> ; dct:title "Gebieden"@nl ;
    schema:keywords "organisations", "areas", "eigen" ;
    foaf:page <{BASE}/api/queries/areas_within> . }}"""
WORDS = {
    "nl": ("Organisaties en gebieden", "Gebieden"),
    "en": ("Organisations and areas", "Areas"),
}


def plain(text):
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def test_every_tag_of_a_query_has_a_title_in_both_languages():
    used = {tag for name in query_names() for tag in read_query(name).tags}

    assert used <= set(TAGS)
    assert all(set(title) == {"nl", "en"} for title in TAGS.values())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_of_a_query_as_a_thing_names_its_topics(language):
    client = create_app(Settings.from_mapping({}), Dataset(to_store(GRAPH), BASE, "0"))
    page = client.test_client().get(f"/doc/zoekvraag/areas_within.html?lang={language}").text
    shown = plain(page.partition("<main")[2])

    assert f'href="/api/queries?lang={language}#organisations"' in page
    assert all(word in shown for word in (*WORDS[language], "eigen"))
    assert "organisations " not in shown


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_to_ask_a_query_names_its_topics(language):
    name = next(n for n in query_names() if read_query(n).tags == ("organisations", "areas"))
    page = client_at(BASE).get(f"/api/queries/{name}.html?lang={language}").text
    head = page.partition('<p class="kicker">')[2].partition("</p>")[0]

    assert f'href="/api/queries?lang={language}#organisations"' in head
    assert plain(head).endswith(" · ".join(WORDS[language]))


def test_data_keep_the_keys():
    client = create_app(Settings.from_mapping({}), Dataset(to_store(GRAPH), BASE, "0"))

    assert '"organisations"' in client.test_client().get("/doc/zoekvraag/areas_within.ttl").text
