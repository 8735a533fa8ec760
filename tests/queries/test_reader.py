import re

import pyoxigraph as ox
import pytest

from ontology.namespaces import PREFIXES
from queries.binding import bind, samples, to_example
from queries.errors import QueryError
from queries.reader import FOLDER, query_names, read_queries, read_query
from queries.topics import TOPICS

GRAPH = """
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix cpsv: <http://purl.org/vocab/cpsv#> .
@prefix cv: <http://data.europa.eu/m8g/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix ds: <https://begrip.example/ns/datastrategie#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix schema: <http://schema.org/> .
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://begrip.example/id/concept/principe/once-only> a ds:Principle ; schema:position 2 ;
  skos:prefLabel "Ecosysteem denken"@nl ; ds:motto "once only"@nl .
<https://begrip.example/id/concept/principe/benutten> a ds:Principle ; schema:position 1 ;
  skos:prefLabel "Benutten"@nl .
<https://begrip.example/id/concept/as/2.1> a ds:Axis ; schema:position 1 ;
  skos:prefLabel "Bewustzijn"@nl, "Awareness"@en ;
  skos:broader <https://begrip.example/id/concept/actiedomein/2> .
<https://begrip.example/id/concept/actiedomein/2> a ds:ActionDomain ; schema:position 2 ;
  skos:prefLabel "Datageletterdheid"@nl .
<https://begrip.example/id/organisatie/a> a org:Organization ;
  org:classification <https://begrip.example/id/concept/organisatietype/agentschap> .
<https://begrip.example/id/organisatie/b> a org:Organization ;
  org:classification <https://begrip.example/id/concept/organisatietype/agentschap> .
<https://begrip.example/id/datastandaard/x> a dct:Standard ; dct:title "X"@nl ;
  adms:status <https://data.vlaanderen.be/id/concept/StandaardStatus/ErkendeStandaard> .
<https://begrip.example/id/beslissing/goedkeuring> a ds:Decision ; dct:title "Goedkeuring"@nl ;
  prov:wasAttributedTo <https://begrip.example/id/orgaan/voco> ;
  ds:dateNote "medio 2021"@nl .
<https://begrip.example/id/advies/if> a ds:Advice ; dct:title "Gunstig advies"@nl ;
  dct:date "2022-03-02"^^xsd:date .
<https://begrip.example/id/dataset/never> a dcat:Dataset ; dct:title "Nooit"@nl .
<https://begrip.example/id/dataset/now> a dcat:Dataset ; dct:title "Nu"@nl .
<https://begrip.example/id/dataset/ended> a dcat:Dataset ; dct:title "Voorbij"@nl .
<https://begrip.example/id/roltoewijzing/1>
  ds:overResource <https://begrip.example/id/dataset/now> ;
  org:role <https://begrip.example/id/rol/datasteward> ;
  org:memberDuring [ dcat:startDate "2022-01-01"^^xsd:date ] .
<https://begrip.example/id/roltoewijzing/2>
  ds:overResource <https://begrip.example/id/dataset/ended> ;
  org:role <https://begrip.example/id/rol/datasteward> ;
  org:memberDuring [ dcat:startDate "2022-01-01"^^xsd:date ; dcat:endDate "2023-01-01"^^xsd:date ] .
<https://begrip.example/id/graaf/strategie> a sd:NamedGraph ; dct:title "Strategie"@nl .
<https://begrip.example/id/dienst/magda> a cpsv:PublicService ; skos:prefLabel "MAGDA"@nl ;
  dct:type <https://begrip.example/id/concept/dienstsoort/gegevensdeling> ;
  cv:hasCompetentAuthority <https://begrip.example/id/organisatie/a> ;
  dct:subject <https://data.vlaanderen.be/id/concept/MAGDA-categorie/Persoon> .
<https://begrip.example/id/concept/dienstsoort/gegevensdeling>
  skos:prefLabel "gegevensdeling"@nl, "data sharing"@en .
<https://data.vlaanderen.be/id/concept/MAGDA-categorie/Persoon>
  skos:prefLabel "Persoon"@nl, "Person"@en .
<https://begrip.example/id/dienst/genoemd> a cpsv:PublicService ; skos:prefLabel "Genoemd"@nl .
<http://themis.example.org/domein> owl:deprecated false ; skos:prefLabel "Omgeving"@nl .
<http://themis.example.org/nu> skos:broader <http://themis.example.org/domein> ;
  skos:prefLabel "Klimaat"@nl, "Climate"@en ; schema:position 2 ;
  dct:temporal [ dcat:startDate "2020-09-01"^^xsd:date ] .
<http://themis.example.org/einde> skos:broader <http://themis.example.org/domein> ;
  skos:prefLabel "Milieu"@nl ; schema:position 1 ;
  dct:temporal [ dcat:startDate "2015-04-01"^^xsd:date ; dcat:endDate "2020-09-01"^^xsd:date ] .
<https://begrip.example/id/concept/bestuursorgaansoort/gemeenteraad> a ds:GoverningBodyKind ;
  skos:prefLabel "Gemeenteraad"@nl ; ds:ofUnitType <http://example.org/gemeente> .
<http://example.org/gemeente> skos:prefLabel "Gemeente"@nl .
<https://begrip.example/id/organisatie/gemeente> org:classification <http://example.org/gemeente> ;
  ds:governingBodyKind <https://begrip.example/id/concept/bestuursorgaansoort/gemeenteraad> .
<http://example.org/1000> a dct:Location ; skos:prefLabel "België"@nl .
<http://example.org/2000> a dct:Location ; skos:prefLabel "Vlaams Gewest"@nl ;
  skos:broader <http://example.org/1000> ; skos:notation "2000" ;
  dct:type <http://example.org/gewest> .
<http://example.org/10000> a dct:Location ; skos:prefLabel "Provincie Antwerpen"@nl ;
  skos:broader <http://example.org/2000> ; dct:type <http://example.org/gewest> .
<http://example.org/gewest> skos:prefLabel "gewest"@nl .
"""


@pytest.fixture(scope="module")
def store():
    store = ox.Store()
    store.load(GRAPH.encode(), format=ox.RdfFormat.TURTLE)
    return store


def answer(store, name, **given):
    return [
        [term.value if term else None for term in solution]
        for solution in store.query(bind(read_query(name), given))
    ]


@pytest.mark.parametrize("name", query_names())
def test_every_query_can_be_asked_as_it_is_and_with_its_examples(store, name):
    query = read_query(name)
    examples = {item.name: item.sample for item in query.parameters if item.sample is not None}
    days = {item.name for item in query.parameters if item.default == "today"}

    store.query(to_example(query))
    store.query(
        bind(query, {key: "2024-01-01" if key in days else examples[key] for key in examples})
    )


@pytest.mark.parametrize("name", query_names())
def test_every_query_has_its_texts_in_both_languages(name):
    query = read_query(name)

    assert set(query.titles) == set(query.descriptions) == {"nl", "en"}
    assert all(text.endswith(".") for text in query.descriptions.values())
    assert not any(text.endswith(".") for text in query.titles.values())
    for parameter in query.parameters:
        assert set(parameter.labels) == {"nl", "en"}
    assert query.tags[0] in TOPICS


@pytest.mark.parametrize("name", query_names())
def test_a_query_projects_what_its_layout_says(store, name):
    query = read_query(name)
    results = store.query(to_example(query))

    assert isinstance(
        results,
        {"SELECT": ox.QuerySolutions, "ASK": ox.QueryBoolean, "CONSTRUCT": ox.QueryTriples}[
            query.form
        ],
    )
    if query.form == "SELECT":
        assert tuple(variable.value for variable in results.variables) == query.columns


@pytest.mark.parametrize("name", query_names())
def test_a_query_uses_the_declared_prefixes_and_no_other(name):
    text = read_query(name).text
    declared = dict(re.findall(r"^PREFIX (\w+): <([^>]+)>$", text, re.MULTILINE))

    assert declared.items() <= PREFIXES.items()
    assert all(re.search(rf"\b{prefix}:(?!\s*<)\w", text) for prefix in declared)


def test_titles_are_unique():
    for language in ("nl", "en"):
        titles = [query.titles[language] for query in read_queries()]
        assert len(set(titles)) == len(titles)


def test_queries_come_by_topic_from_what_is_there_to_the_key_questions():
    topics = [query.topic for query in read_queries()]

    assert len(topics) >= 25
    assert list(dict.fromkeys(topics)) == list(TOPICS)
    assert topics == sorted(topics, key=list(TOPICS).index)


def test_a_query_moves_to_a_base_with_its_defaults_and_classes():
    query = read_query("concepts_in_scheme").moved(lambda text: text.replace("begrip.", "moved."))

    assert query.parameters[0].default == "https://moved.example/id/conceptscheme/begrippenkader"
    assert "begrip.example" not in to_example(query)


def test_a_query_without_required_parameters_needs_no_samples():
    assert samples(read_query("areas")) == {}


def test_principles_come_in_order_with_their_motto(store):
    assert [row[1:] for row in answer(store, "principles")] == [
        ["1", "Benutten", None],
        ["2", "Ecosysteem denken", "once only"],
    ]


def test_a_type_counts_each_organisation_once(store):
    assert [row[2] for row in answer(store, "organisations_by_type")] == ["2"]


def test_only_an_assignment_that_holds_today_is_a_steward(store):
    assert [row[1] for row in answer(store, "datasets_without_steward")] == ["Nooit", "Voorbij"]


def test_a_service_comes_with_its_kind_provider_and_categories(store):
    rows = [[row[0], row[2], row[4]] for row in answer(store, "services_by_kind")]

    assert rows == [[None, "Genoemd", None], ["gegevensdeling", "MAGDA", "Persoon"]]


def test_only_policy_fields_that_hold_today_come(store):
    assert [row[3] for row in answer(store, "policy_fields")] == ["Klimaat"]


def test_a_kind_of_governing_body_counts_its_authorities(store):
    assert [[row[1], row[3], row[4]] for row in answer(store, "governing_bodies")] == [
        ["Gemeente", "Gemeenteraad", "1"]
    ]


def test_an_area_lies_in_all_areas_above_it(store):
    assert [[row[1], row[3]] for row in answer(store, "areas")] == [
        ["België", "Provincie Antwerpen"],
        ["België", "Vlaams Gewest"],
        ["Vlaams Gewest", "Provincie Antwerpen"],
    ]


def test_a_bound_area_leaves_what_lies_within_it(store):
    rows = answer(store, "areas", whole="http://example.org/2000")

    assert [[row[1], row[3]] for row in rows] == [["Vlaams Gewest", "Provincie Antwerpen"]]


def test_names_come_in_the_language_that_is_asked(store):
    assert [row[3] for row in answer(store, "axes_by_domain", language="nl")] == ["Bewustzijn"]
    assert answer(store, "axes_by_domain", language="en") == []


def test_a_policy_field_is_found_on_the_days_on_which_it_held(store):
    assert [row[3] for row in answer(store, "policy_fields", day="2019-01-01")] == ["Milieu"]


def test_every_file_in_the_folder_is_a_named_query():
    assert {path.stem for path in FOLDER.glob("*.rq")} == set(query_names())


@pytest.mark.parametrize("name", ["nope", "../queries/principles", "Principles", ""])
def test_an_unknown_name_is_refused_with_the_names_there_are(name):
    with pytest.raises(QueryError, match="principles"):
        read_query(name)
