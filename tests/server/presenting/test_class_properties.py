"""The page of a vocabulary lists each class with its properties, its own and those from above."""

import re

import pytest

from linkml_schemas.plan import read_plan_at
from server.app import create_app
from server.dataset import Dataset
from server.presenting import class_properties
from server.presenting.class_properties import ClassProperties
from server.presenting.declared import classes_above, declared_of
from server.settings import Settings
from server.statements import Reader
from tests.server.small_graph import BASE, to_store
from tests.server.test_documents import client_at

NS = f"{BASE}/ns/water#"
GENID = f"{BASE}/.well-known/genid"
GRAPH = f"""
PREFIX w: <{NS}>
PREFIX n: <{GENID}/>
<{BASE}/id/graaf/water> {{
  <{BASE}/ns/water> a owl:Ontology ; dct:title "Water"@nl .
  w:Water a owl:Class ; rdfs:label "Water"@nl, "Water"@en ; rdfs:subClassOf owl:Thing, w:River .
  w:River a owl:Class ; rdfs:label "Rivier"@nl, "River"@en ;
    rdfs:subClassOf w:Water, n:0a, n:0b .
  n:0a a owl:Restriction ; owl:onProperty w:mouth ;
    owl:minCardinality 1 ; owl:maxCardinality 1 .
  n:0b a owl:Restriction ; owl:onProperty w:depth ; owl:someValuesFrom xsd:decimal .
  w:depth a owl:DatatypeProperty ; rdfs:label "diepte"@nl, "depth"@en ; rdfs:domain w:Water .
  w:mouth a owl:ObjectProperty ; rdfs:label "monding"@nl, "mouth"@en ; rdfs:range w:Water .
  w:bank a owl:ObjectProperty ; rdfs:domain n:0c ; rdfs:range n:0c .
  n:0c owl:unionOf n:0d . n:0d rdf:first w:River ; rdf:rest n:0e .
  n:0e rdf:first w:Lake ; rdf:rest n:0d .
  w:Lake a owl:Class ; rdfs:label "Meer"@nl ; rdfs:subClassOf w:Water .
  w:colour a rdf:Property ; schema:domainIncludes w:Lake ; schema:rangeIncludes schema:Text .
}}"""


@pytest.fixture(scope="module")
def store():
    return to_store(GRAPH)


def properties(store, iri):
    return ClassProperties(Reader(store, BASE, read_plan_at(BASE), ("nl",))).of(iri)


def names(rows):
    return [row["column"]["text"] for row in rows]


def test_a_class_has_what_names_it_as_domain_alone_or_in_a_union(store):
    assert [each.iri for each in declared_of(store, f"{NS}Lake")] == [f"{NS}bank", f"{NS}colour"]
    assert declared_of(store, f"{NS}Lake")[0].ranges == (f"{NS}Lake", f"{NS}River")


def test_a_restriction_says_what_values_are_and_how_often(store):
    found = {each.iri: each for each in declared_of(store, f"{NS}River")}

    assert (found[f"{NS}mouth"].required, found[f"{NS}mouth"].several) == (True, False)
    assert found[f"{NS}depth"].ranges == ("http://www.w3.org/2001/XMLSchema#decimal",)
    assert (found[f"{NS}depth"].required, found[f"{NS}depth"].several) == (True, None)
    assert found[f"{NS}bank"].required is None


def test_classes_that_are_above_each_other_end(store):
    assert classes_above(store, f"{NS}Water") == [f"{NS}River"]
    assert classes_above(store, f"{NS}Lake") == [f"{NS}Water", f"{NS}River"]


def test_what_is_inherited_stands_once_with_the_nearest_class(store):
    found = properties(store, f"{NS}Lake")

    assert sorted(names(found["own"])) == ["bank", "colour"]
    assert [(group["from"]["text"], names(group["rows"])) for group in found["inherited"]] == [
        ("Water", ["diepte"]),
        ("Rivier", ["monding"]),
    ]


def test_a_kind_of_our_schemas_has_its_columns_and_what_all_kinds_have_aside():
    graph = f"<{BASE}/id/graaf/g> {{ <{BASE}/id/rol/a> a org:Role }}"
    found = properties(to_store(graph), f"{BASE}/ns/datastrategie#Decision")
    own = {row["predicate"]: row for row in found["own"]}
    shared = [group for group in found["inherited"] if group["from"] is None]

    assert own["http://purl.org/dc/terms/date"]["several"] is False
    assert len(shared) == 1
    assert "http://www.w3.org/2004/02/skos/core#altLabel" not in own
    assert not {row["predicate"] for row in shared[0]["rows"]} & set(own)


def test_beyond_a_bound_a_page_only_counts_what_is_inherited(store, monkeypatch):
    monkeypatch.setattr(class_properties, "MOST_INHERITED", 0)
    found = properties(store, f"{NS}Lake")

    assert [(group["count"], group["rows"]) for group in found["inherited"]] == [(1, []), (1, [])]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nl", "monding: Water verplicht, hoogstens één"),
        ("en", "mouth: Water required, one at most"),
    ],
)
@pytest.mark.parametrize("bound", [0, 10])
def test_the_page_of_a_vocabulary_says_so(store, monkeypatch, language, told, bound):
    monkeypatch.setattr(class_properties, "MOST_INHERITED", bound)
    client = create_app(Settings.from_mapping({}), Dataset(store, BASE, "0")).test_client()
    page = client.get(f"/ns/water.html?lang={language}")
    section = page.text.partition('id="River"')[2].partition("</section>")[0]
    text = " ".join(re.sub(r"<[^>]*>", "", section).split())

    assert page.status_code == 200
    assert told in text
    assert f'href="/ns/water?lang={language}#Water"' in section
    assert page.text.count("<details") == (3 if bound else 0)


def test_the_page_of_our_own_vocabulary_has_them_too():
    page = client_at(BASE).get("/ns/datastrategie.html?lang=nl").text
    section = page.partition('id="ActionDomain"')[2].partition("</section>")[0]

    assert "Eigenschappen van Actiedomein" in section
    assert "Zoals elke soort hier" in section
