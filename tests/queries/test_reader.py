import re

import pyoxigraph as ox
import pytest

from ontology.namespaces import PREFIXES
from queries.reader import FOLDER, QueryError, query_names, read_query
from tests.queries import competency_questions

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


def answer(store, name):
    return [
        [term.value if term else None for term in solution]
        for solution in store.query(read_query(name).text)
    ]


@pytest.mark.parametrize("name", query_names())
def test_every_query_has_a_summary_and_finds_something(name):
    query = read_query(name)
    store = ox.Store()
    for graph in (GRAPH, competency_questions.GRAPH):
        store.load(graph.encode(), format=ox.RdfFormat.TURTLE)

    assert {key: text[-1] for key, text in query.summaries.items()} == {"en": ".", "nl": "."}
    assert answer(store, name)


@pytest.mark.parametrize("name", query_names())
def test_a_query_uses_the_declared_prefixes_and_no_other(name):
    text = read_query(name).text
    declared = dict(re.findall(r"^PREFIX (\w+): <([^>]+)>$", text, re.MULTILINE))

    assert declared.items() <= PREFIXES.items()
    assert all(re.search(rf"\b{prefix}:(?!\s*<)\w", text) for prefix in declared)


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


def test_every_file_in_the_folder_is_a_named_query():
    assert len(query_names()) >= 5
    assert {path.stem for path in FOLDER.glob("*.rq")} == set(query_names())


@pytest.mark.parametrize("name", ["nope", "../queries/principles", "Principles", ""])
def test_an_unknown_name_is_refused_with_the_names_there_are(name):
    with pytest.raises(QueryError, match="principles"):
        read_query(name)


@pytest.mark.parametrize(
    "text", ["SELECT * {}", "", "#+ summary: \nASK {}", "#+ summary: Only English.\nASK {}"]
)
def test_a_query_without_a_summary_is_refused(tmp_path, text):
    (tmp_path / "bare.rq").write_text(text)

    with pytest.raises(QueryError, match=r"bare\.rq:1: expected"):
        read_query("bare", tmp_path)
