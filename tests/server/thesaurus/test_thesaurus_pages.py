import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.texts import TEXTS
from server.thesaurus.pages import EVENTS, to_past
from server.thesaurus.texts import THESAURUS_TEXTS
from tests.server.small_graph import BASE, to_store
from tests.server.test_pages import Outline
from tests.server.thesaurus.graph import (
    COLLECTION,
    KADER,
    LONG,
    OTHER,
    SCHEME,
    client_over,
    thesaurus_store,
)

STORE = thesaurus_store()
SCHEME_PAGE = "/doc/conceptscheme/kader"
CONCEPT = "/doc/concept/kader/data"
PAGES = [
    "/begrippen",
    SCHEME_PAGE,
    f"{SCHEME_PAGE}?weergave=alfabet",
    f"{SCHEME_PAGE}?weergave=nieuw",
    f"{SCHEME_PAGE}?weergave=groepen",
    f"{SCHEME_PAGE}?boven={KADER}/data",
    f"/doc?iri={OTHER}",
    CONCEPT,
    "/doc/concept/kader/zonder",
    "/doc/concept/kader/oud",
    f"/doc?iri={COLLECTION}",
    f"/doc?iri={COLLECTION}/orde",
    "/doc/conceptscheme/lastig",
    "/doc/concept/lastig/1",
]
TEMPLATES = Path(__file__).parents[3] / "server" / "templates"
OWN = ("schemes", "scheme", "concept", "collection", "thesaurus_parts")


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return client_over(STORE)


def seen(client: FlaskClient, path: str, **headers: str) -> str:
    answer = client.get(path, headers={"Accept": "text/html", **headers})
    assert answer.status_code == 200, path
    return answer.text


def words(text: str) -> str:
    """Return what a reader reads of a page."""
    whole = text.replace("<wbr>", "")
    bare = re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", whole, flags=re.DOTALL)
    return re.sub(r"\s+", " ", bare)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_stands_on_its_own_in_both_languages(client, path, language):
    text = seen(client, path, **{"Accept-Language": language})
    outline = Outline(text)

    assert outline.all("html")[0]["lang"] == language
    assert len(outline.all("h1")) == 1
    assert len(text.encode()) < 100_000
    identifiers = [attributes["id"] for _, attributes in outline.elements if "id" in attributes]
    assert len(set(identifiers)) == len(identifiers)
    assert all(name[:2] != "on" for _, attributes in outline.elements for name in attributes)
    assert not [a for _, a in outline.elements if "style" in a]


@pytest.mark.parametrize("path", PAGES)
def test_a_language_that_was_chosen_travels_with_every_link_within(client, path):
    joiner = "&" if "?" in path else "?"
    outline = Outline(seen(client, f"{path}{joiner}lang=en&taal=fr"))

    within = [
        a["href"] for a in outline.all("a")
        if a.get("href", "").startswith("/doc") and "type" not in a
        and re.search(r"concept/|conceptscheme/|lijst|verzameling", a["href"])
    ]  # fmt: skip
    assert within
    assert [href for href in within if "lang=en" not in href] == []
    if path.startswith(SCHEME_PAGE):
        assert [href for href in within if "taal=" not in href] == []


@pytest.mark.parametrize("name", OWN)
def test_templates_hold_no_sentence_of_their_own(name):
    source = (TEMPLATES / f"{name}.html").read_text(encoding="utf-8")
    bare = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|<[^>]*>", " ", source, flags=re.DOTALL)

    assert not re.findall(r"[A-Za-z]{2,}", bare)


def test_every_text_is_used():
    code = "".join((TEMPLATES / f"{name}.html").read_text(encoding="utf-8") for name in OWN)
    code += (TEMPLATES / "base.html").read_text(encoding="utf-8")
    made = {f"thesaurus.{key}" for key in ("created", "issued", "modified", "preferred",
                                           "alternative", "hidden")}  # fmt: skip
    families = ("thesaurus.group.", "thesaurus.view.", "thesaurus.past.", "predicate.")

    unused = [key for key in THESAURUS_TEXTS if f'"{key}"' not in code and f"'{key}'" not in code]
    assert [key for key in unused if key not in made and not key.startswith(families)] == []


def test_schemes_stand_by_what_they_are_for_the_shared_framework_first(client):
    text = seen(client, "/begrippen")
    outline = Outline(text)

    groups = [a["id"] for a in outline.all("h2") if a.get("id", "").startswith("groep-")]
    assert groups == ["groep-framework", "groep-registries", "groep-others"]
    assert words(text).index("Begrippenkader") < words(text).index("Actiedomeinen")
    assert "letter=D" in text


def test_a_small_scheme_without_hierarchy_is_a_table_with_codes(client):
    outline = Outline(seen(client, "/doc/conceptscheme/actiedomein"))

    assert next(a["class"] for a in outline.all("table")) == "stacked codes"


def test_a_scheme_with_a_hierarchy_is_a_tree_that_works_without_script(client):
    outline = Outline(seen(client, SCHEME_PAGE))

    assert [a for a in outline.all("ul") if a.get("class") == "tree"]
    assert len(outline.all("details")) >= 2
    hrefs = [a["href"] for a in outline.all("a") if "entry" in a.get("class", "")]
    assert {f"/doc/concept/kader/{name}" for name in ("data", "open", "zorg", "kring2")} <= set(
        hrefs
    )


def test_a_place_in_the_tree_has_an_address(client):
    text = words(seen(client, f"{SCHEME_PAGE}?boven={KADER}/open"))

    assert "Zorgdata" in text
    assert "Oud woord" not in text.partition("Namen per taal")[0].partition("Hiërarchie")[2]


def test_what_is_not_in_the_scheme_shows_its_top(client):
    assert "Élan" in words(seen(client, f"{SCHEME_PAGE}?boven=javascript:alert(1)"))


def test_alternative_labels_say_see(client):
    assert "gegevens zie D1 data" in words(seen(client, f"{SCHEME_PAGE}?weergave=alfabet&letter=G"))


def test_a_scheme_tells_its_labels_by_language_and_what_misses(client):
    text = words(seen(client, SCHEME_PAGE))

    assert "Frans 1 0 9" in text
    assert "Zonder naam in welke taal ook: 1." in text


def test_a_scheme_tells_what_is_new_and_changed(client):
    assert "15 januari 2026 gewijzigd D1 data" in words(
        seen(client, f"{SCHEME_PAGE}?weergave=nieuw")
    )


def test_a_concept_page_says_all_that_is_known(client):
    text = words(seen(client, CONCEPT))

    for said in (
        "Voorstellingen van feiten.", "https://example.org/bron".removeprefix("https://"),
        "gegevens", "dta", "données", "Een middel.", "Een tabel.", "Scherper gezegd.",
        "Kwam van ver.", "Waterdata", "elders.example", "Open data", "Zorgdata", "Zorgcijfers",
        "Zorgstandaard", "1 mei 2024", "15 januari 2026", "example.org/zie",
        "Digitaal Vlaanderen (2026). “data”. Begrippenkader, 1.2.", "Representations of facts.",
    ):  # fmt: skip
        assert said in text, said
    assert text.index("Voorstellingen van feiten.") < text.index("Plaats tussen de begrippen")


def test_a_concept_shows_every_way_from_the_top_of_the_scheme_in_its_path(client):
    text = seen(client, "/doc/concept/kader/zorg")
    outline = Outline(text)

    assert len([a for a in outline.all("nav") if a.get("class") == "crumbs"]) == 2
    assert words(text).index("Begrippenkader data Open data") < words(text).index("Water")


def test_use_is_grouped_by_kind(client):
    text = seen(client, CONCEPT)
    use = words(text[text.index('id="gebruik"') :].partition("</section>")[0])

    assert re.search(r"Dataset 1 .*Zorgcijfers", use)
    assert re.search(r"Datastandaard 1 .*Zorgstandaard", use)


@pytest.mark.parametrize(
    ("path", "pointed", "parameter"),
    [("/doc/concept/kader/data", f"{KADER}/data", "p"), (SCHEME_PAGE, SCHEME, "gebruik")],
)
def test_every_use_is_shown_a_page_at_a_time(path, pointed, parameter):
    store = thesaurus_store()
    rows = "".join(
        f'<{BASE}/id/dataset/d{number}> a dcat:Dataset ; dct:title "Reeks {number}"@nl ; '
        f"dcat:theme <{pointed}> ."
        for number in range(60)
    )
    store.extend(to_store(f"<{BASE}/id/graaf/veel> {{ {rows} }}"))
    client = client_over(store)

    texts = [
        text[text.index('id="gebruik"') :].partition("</section>")[0]
        for number in (1, 2)
        for text in [seen(client, f"{path}?{parameter}={number}&lang=nl")]
    ]

    found = [set(re.findall(r"/doc/dataset/d(\d+)", text)) for text in texts]
    assert set.union(*found) == {str(number) for number in range(60)}
    assert not set.intersection(*found)
    assert f'rel="next" href="?{parameter}=2&amp;lang=nl#gebruik"' in texts[0]
    assert "formaten" not in "".join(texts)


def test_a_deprecated_concept_names_its_replacement_and_is_struck_through_in_lists(client):
    page = words(seen(client, "/doc/concept/kader/oud"))
    tree = seen(client, f"{SCHEME_PAGE}?boven={KADER}/data")

    assert "Dit begrip is afgeschaft. Gebruik in de plaats: Open data" in page
    assert 'class="entry deprecated" href="/doc/concept/kader/oud"' in tree


def test_a_concept_without_a_name_says_so(client):
    assert "Dit begrip heeft geen naam" in words(seen(client, "/doc/concept/kader/zonder"))


def test_labels_come_in_the_language_of_the_content_and_say_when_they_do_not(client):
    text = seen(client, f"{CONCEPT}?lang=en&taal=fr")

    assert '<h1 lang="fr" dir="auto">données</h1>' in text
    assert 'title="in Dutch"' in text
    assert "données" in seen(client, f"{CONCEPT}?clang=fr")
    assert "<h1" in seen(client, f"{CONCEPT}?taal=<script>")


def test_a_collection_lists_its_members_in_its_own_order(client):
    plain = words(seen(client, f"/doc?iri={COLLECTION}"))
    ordered = words(seen(client, f"/doc?iri={COLLECTION}/orde"))

    assert plain.index("Open data") < plain.index("Zorgdata")
    assert ordered.index("Zorgdata") < ordered.index(" data") < ordered.index("Open data")


def test_a_remark_is_reported_where_the_setting_says():
    client = client_over(STORE, REMARKS="https://example.org/nieuw?titel={label}&over={iri}")

    text = seen(client, CONCEPT)

    over = "https%3A%2F%2Fbegrip.example%2Fid%2Fconcept%2Fkader%2Fdata"
    assert f"https://example.org/nieuw?titel=data&amp;over={over}" in text
    mail = seen(client_over(STORE, REMARKS="mailto:begrip@example.org"), CONCEPT)
    assert f"mailto:begrip@example.org?body={over}" in mail


def test_changes_that_the_graph_remembers_lead_to_their_generations():
    events = [
        {"generation": f"{number:016}", "at": "2026-03-04T00:00:00Z", "change": "changed"}
        for number in range(EVENTS + 2)
    ]

    past = to_past(BASE, {"since": "2026-01-01T00:00:00Z", "events": events})

    assert (len(past["events"]), past["total"]) == (EVENTS, EVENTS + 2)
    assert past["events"][1]["href"] == f"/doc/generatie/{1:016}"


def test_without_that_setting_there_is_no_such_link(client):
    assert TEXTS["thesaurus.remark.do"]["nl"] not in seen(client, CONCEPT)


def test_a_label_of_any_length_keeps_lists_small(client):
    text = seen(client, "/doc/conceptscheme/lastig")

    assert LONG not in text
    assert len(text.encode()) < 100_000


def test_schemes_and_concepts_answer_machines_as_before(client):
    answer = client.get(CONCEPT, headers={"Accept": "text/turtle"})

    assert answer.content_type == "text/turtle; charset=utf-8"
    assert SCHEME in answer.text


def test_a_concept_says_when_it_holds_and_so_do_the_links_to_it(client):
    assert "Geldig van 2 augustus 2006 tot 1 januari 2014." in words(
        seen(client, "/doc/concept/kader/oud")
    )
    assert "Valid from 2 August 2006 until 1 January 2014." in words(
        seen(client, "/doc/concept/kader/oud?lang=en")
    )
    assert "2006\N{EN DASH}2014" in words(seen(client, CONCEPT))
    assert "Geldig" not in words(seen(client, CONCEPT))
