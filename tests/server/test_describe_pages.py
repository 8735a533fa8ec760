import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from linkml_schemas.generated_files import read_ontology_turtle
from linkml_schemas.plan import read_plan_at
from ontology.namespaces import rebase
from server.describe import page
from server.incoming import PAGE_SIZE, SORTED_UP_TO
from server.labels import Labels
from server.overview import LIST_SIZE, listing, overview
from server.statements import SHOWN_VALUES
from tests.server.small_graph import BASE, small_store, to_store

PLAN = read_plan_at(BASE)
STRATEGY = f"{BASE}/id/strategie/vlaamse-datastrategie"
ORGANISATION = "https://data.vlaanderen.be/id/organisatie/OVO002949"


@pytest.fixture(scope="module")
def store() -> Store:
    return small_store()


def page_of(
    store: Store, iri: str, *languages: str, incoming_page: int = 1, base: str = BASE
) -> dict[str, Any]:
    asked = languages or ("nl",)
    found = page(store, base, read_plan_at(base), iri, languages=asked, incoming_page=incoming_page)
    assert found is not None
    assert json.loads(json.dumps(found)) == found, "a page crosses a socket as JSON"
    return found


def statements(shown: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    return {
        statement["label"]["text"]: statement["values"]
        for rows in (shown["glance"], *(group["statements"] for group in shown["groups"]))
        for statement in rows
    }


@pytest.mark.parametrize(
    ("languages", "title", "language"),
    [
        pytest.param(("nl",), "Vlaamse datastrategie", "nl", id="Dutch"),
        pytest.param(("en",), "Flemish data strategy", "en", id="English"),
        pytest.param(("fr",), "Vlaamse datastrategie", "nl", id="falls back to Dutch"),
    ],
)
def test_title_is_in_the_language_of_the_reader(
    store: Store, languages: tuple[str, ...], title: str, language: str
) -> None:
    shown = page_of(store, STRATEGY, *languages)["title"]

    assert shown == {"text": title, "lang": language, "sources": [1]}


def test_thing_without_a_name_is_called_by_its_address(store: Store) -> None:
    labels = Labels(store, BASE, ("nl",))

    assert labels.name("http://purl.org/dc/terms/license").value == "dct:license"
    assert labels.name("https://example.org/dienst/magda%20online").value == "magda online"


def test_few_statements_stand_together_by_the_name_of_their_column(store: Store) -> None:
    shown = page_of(store, STRATEGY, "nl")
    publisher = PLAN.record_class("Strategy").column("publisher")

    group = next(g for g in shown["groups"] if g["key"] == "only")
    assert publisher.labels["nl"] in [s["label"]["text"] for s in group["statements"]]
    assert shown["list"]["href"] == "/lijst/strategie"


def test_value_behind_a_node_between_is_shown_as_the_thing_s_own(store: Store) -> None:
    kbo = PLAN.record_class("Organisation").column("kbo").labels["nl"]

    assert [v["text"] for v in statements(page_of(store, ORGANISATION))[kbo]] == ["0316380841"]


def test_node_without_a_place_in_the_plan_is_nested(store: Store) -> None:
    shown = page_of(store, f"{BASE}/id/graaf/strategie")

    nodes = [v for values in statements(shown).values() for v in values if v["kind"] == "node"]
    assert [s["curie"] for node in nodes for s in node["statements"]] == ["prov:endedAtTime"]


def test_inverse_column_is_shown_with_the_thing_that_it_belongs_to(store: Store) -> None:
    shown = page_of(store, f"{BASE}/id/distributie/organisaties-csv")
    column = PLAN.record_class("Distribution").column("dataset")

    values = statements(shown)[column.labels["nl"]]
    assert [v["text"] for v in values] == ["Organisaties van de Vlaamse overheid"]
    assert shown["incoming"]["total"] == 0


@pytest.mark.parametrize(("language", "said"), [("nl", "Distributie"), ("en", "Distribution")])
def test_predicate_that_a_column_states_the_other_way_round_reads_forwards(
    language: str, said: str
) -> None:
    dataset = "https://data.example/waterpeilen"
    store = to_store(
        f"""GRAPH <{BASE}/id/graaf/elders> {{
          <{dataset}> a dcat:Dataset ; dct:title "Waterpeilen"@nl ;
            dcat:distribution <https://data.example/waterpeilen.csv> .
        }}"""
    )
    profile = parse(rebase(read_ontology_turtle().decode(), BASE), format=RdfFormat.TURTLE)
    store.extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in profile)

    shown = page_of(store, dataset, language)
    of_predicate = page_of(store, "http://www.w3.org/ns/dcat#distribution", language)

    assert said in statements(shown)
    assert of_predicate["title"]["text"] == said
    assert "dataset" in of_predicate["description"]["text"]


def test_every_statement_says_from_which_registry_it_comes(store: Store) -> None:
    shown = page_of(store, ORGANISATION)

    titles = [source["title"]["text"] for source in shown["sources"]]
    assert sorted(titles) == ["Datastandaarden", "Organisaties"]
    assert {n for values in statements(shown).values() for v in values for n in v["sources"]} == {
        1,
        2,
    }
    assert {source["loaded"] for source in shown["sources"]} == {"2026-11-23T10:00:00Z"}


def test_links_lead_to_our_page_out_to_the_web_or_nowhere(store: Store) -> None:
    organisation = page_of(store, "https://data.vlaanderen.be/id/organisatie/OVO000001")
    homepage = statements(organisation)[
        PLAN.record_class("Organisation").column("homepage").labels["nl"]
    ]
    evil = page_of(store, f"{BASE}/id/rol/kwaad-0")
    hrefs = [v["href"] for values in statements(evil).values() for v in values if "href" in v]

    assert [(v["href"], v["external"]) for v in homepage] == [("https://www.vlaanderen.be/", True)]
    assert {urlsplit(href).scheme for href in hrefs} == {"", "https"}
    assert hrefs.count("") == 4
    assert page_of(store, STRATEGY)["blocks"][0]["rows"][0]["link"]["href"].startswith("/doc/")


def test_what_a_thing_says_of_itself_is_no_link_from_elsewhere(store: Store) -> None:
    incoming = page_of(store, ORGANISATION)["incoming"]

    assert ORGANISATION not in [i["iri"] for g in incoming["groups"] for i in g["links"]]


def test_links_with_a_base_that_has_a_path_keep_it() -> None:
    base = "https://data.example.org/begrip"
    shown = page_of(
        small_store(base), f"{base}/id/strategie/vlaamse-datastrategie", "nl", base=base
    )

    links = [row["link"] for block in shown["blocks"] for row in block["rows"]]
    assert {link["href"].split("/")[1] for link in links} == {"begrip"}


def test_unknown_iri_has_no_page(store: Store) -> None:
    assert page(store, BASE, PLAN, "https://example.org/nothing", languages=("nl",)) is None


def hub(count: int) -> Store:
    rows = "\n".join(
        f'<https://e.org/{i}> dct:publisher <https://e.org/hub> ; dct:title "Ding {i:06}"@nl .'
        for i in range(count)
    )
    own = '<https://e.org/hub> rdfs:label "Naaf" ; dct:source <https://e.org/hub> .'
    person = "<https://e.org/1> dct:creator <https://e.org/hub> ."
    return to_store(f"<https://e.org/g> {{ {rows} {own} {person} }}")


@pytest.mark.parametrize("count", [PAGE_SIZE * 2 + 5, SORTED_UP_TO + 205])
def test_every_incoming_link_is_on_exactly_one_page(count: int) -> None:
    store = hub(count)
    first = page_of(store, "https://e.org/hub")["incoming"]

    pages = [
        page_of(store, "https://e.org/hub", incoming_page=number)["incoming"]
        for number in range(1, first["pages"] + 1)
    ]
    links = [(g["predicate"], i["iri"]) for p in pages for g in p["groups"] for i in g["links"]]

    assert first["total"] == len(links) == len(set(links)) == count + 1
    assert all(sum(len(g["links"]) for g in p["groups"]) == PAGE_SIZE for p in pages[:-1])


def test_page_beyond_the_last_is_the_last() -> None:
    incoming = page_of(hub(PAGE_SIZE + 1), "https://e.org/hub", incoming_page=99)["incoming"]

    assert incoming["page"] == incoming["pages"] == 2


def test_link_from_a_node_without_a_name_comes_from_the_thing_that_holds_it() -> None:
    store = to_store(
        """<https://e.org/g> {
        <https://e.org/a> rdfs:label "A" ; dcat:contactPoint
            <https://begrip.example/.well-known/genid/0f> .
        <https://begrip.example/.well-known/genid/0f> vcard:hasURL <https://e.org/page> .
        <https://e.org/page> rdfs:label "Contact" . }"""
    )

    incoming = page_of(store, "https://e.org/page")["incoming"]

    assert [link["text"] for link in incoming["groups"][0]["links"]] == ["A"]


def test_statement_with_very_many_values_says_how_many_are_not_shown() -> None:
    count = SHOWN_VALUES + 20
    values = ", ".join(f"<https://e.org/{i}>" for i in range(count))
    store = to_store(f"<https://e.org/g> {{ <https://e.org/c> dcat:dataset {values} }}")

    [statement] = page_of(store, "https://e.org/c")["groups"][0]["statements"]

    assert (len(statement["values"]), statement["total"]) == (SHOWN_VALUES, count)


def test_nodes_that_point_at_each_other_end() -> None:
    node = f"{BASE}/.well-known/genid/0"
    store = to_store(
        f"<https://e.org/g> {{ <https://e.org/a> dct:relation <{node}1> . "
        f"<{node}1> dct:relation <{node}2> . <{node}2> dct:relation <{node}1> }}"
    )

    assert page_of(store, "https://e.org/a")["groups"]


def test_vocabulary_page_shows_its_terms_by_kind(store: Store) -> None:
    shown = page_of(store, f"{BASE}/ns/datastrategie", "en")

    names = {g["key"]: [term["title"]["text"] for term in g["terms"]] for g in shown["terms"]}
    assert names == {"classes": ["Action domain", "Strategy"], "properties": ["actiedomein van"]}


def test_overview_counts_things_and_points_at_the_strategy(store: Store) -> None:
    shown = overview(store, BASE, PLAN, languages=("en",))

    counts = {row["key"]: row["count"] for row in shown["classes"]}
    assert counts["organisatie"] == 2
    assert shown["strategy"]["text"] == "Flemish data strategy"
    assert [domain["text"] for domain in shown["domains"]] == [
        "General framework",
        "Data governance",
    ]
    assert len(shown["registries"]) == 3
    assert json.loads(json.dumps(shown)) == shown


def test_list_is_sorted_filtered_and_paged() -> None:
    rows = "\n".join(
        f'<{BASE}/id/rol/{i}> a org:Role ; skos:prefLabel "Rol {i:04}"@nl .'
        for i in range(LIST_SIZE + 30)
    )
    store = to_store(f"<{BASE}/id/graaf/g> {{ {rows} }}")

    whole = listing(store, BASE, PLAN, "rol", languages=("nl",), page=2)
    some = listing(store, BASE, PLAN, "rol", languages=("nl",), text="ROL 001")

    assert whole is not None
    assert some is not None
    assert (whole["pages"], len(whole["things"])) == (2, 30)
    assert whole["things"][0]["text"] == f"Rol {LIST_SIZE:04}"
    assert [thing["text"] for thing in some["things"]] == [f"Rol {i:04}" for i in range(10, 20)]


def test_list_of_an_unknown_kind_is_none(store: Store) -> None:
    assert listing(store, BASE, PLAN, "planeet", languages=("nl",)) is None
