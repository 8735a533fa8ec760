"""What ended, what repeats, whole words and phrases, fewer words, and what a choice leaves."""

from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest

from server.dataset import Dataset
from server.search import finding, queries
from tests.server.indexing import indexed
from tests.server.small_graph import BASE, to_store

_FIELDS = "\n".join(
    f"""f:{number} a skos:Concept ; skos:prefLabel "Verkeersbeleid"@nl ; skos:inScheme s:veld ;
    dct:temporal <{BASE}/.well-known/genid/{number:032}> .
  <{BASE}/.well-known/genid/{number:032}> dcat:startDate "20{number:02}-01-01"^^xsd:date ;
    dcat:endDate "20{number + 1:02}-01-01"^^xsd:date ."""
    for number in range(4, 9)
)
GRAPH = f"""
PREFIX o: <https://data.vlaanderen.be/id/organisatie/>
PREFIX c: <{BASE}/id/concept/begrip/>
PREFIX f: <{BASE}/id/concept/veld/>
PREFIX s: <{BASE}/id/conceptscheme/>
PREFIX r: <{BASE}/id/rol/>
PREFIX q: <{BASE}/id/zoekvraag/>

<{BASE}/id/graaf/zoeken> {{
  {_FIELDS}
  f:nu a skos:Concept ; skos:prefLabel "Verkeersveiligheid"@nl ; skos:inScheme s:veld ;
    dct:temporal <{BASE}/.well-known/genid/{90:032}> .
  <{BASE}/.well-known/genid/{90:032}> dcat:endDate "2090-01-01"^^xsd:date .
  s:veld a skos:ConceptScheme ; skos:prefLabel "Beleidsvelden"@nl .
  o:OVO000098 a org:Organization ; skos:prefLabel "Agentschap Wegen en Verkeer"@nl .
  o:OVO000059 a org:Organization ; skos:prefLabel "Agentschap Zorg en Gezondheid"@nl .
  c:zorg a skos:Concept ; skos:prefLabel "Gezondheidszorg"@nl .
  c:staden a skos:Concept ; skos:prefLabel "Staden"@nl .
  c:antwerpen a skos:Concept ; skos:prefLabel "Stad Antwerpen"@nl .
  c:dataset a skos:Concept ; skos:prefLabel "dataset"@nl .
  q:datasets a sh:SPARQLExecutable ; rdfs:label "Datasets"@nl .
  c:adres a skos:Concept ; skos:prefLabel "Vocabularium Adres"@nl .
  c:register a skos:Concept ; skos:prefLabel "Register"@nl .
  c:adresregister a skos:Concept ; skos:prefLabel "Adresregister"@nl .
  c:parkeren a skos:Concept ; skos:prefLabel "Vocabularium Vrachtwagenparkeren"@nl .
  c:catalogus a skos:Concept ; skos:prefLabel "Catalogus van data"@nl .
  c:posten a skos:Concept ; skos:prefLabel "Posten"@nl .
  c:kasten a skos:Concept ; skos:prefLabel "Kasten"@nl .
  c:oostende a skos:Concept ; skos:prefLabel "Oostende"@nl .
  c:gent a skos:Concept ; skos:prefLabel "Gent"@nl .
  r:dpo a org:Role ; skos:prefLabel "DPO"@nl .
  r:steward a org:Role ; skos:prefLabel "datasteward"@nl .
}}
"""


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return indexed(to_store(GRAPH), tmp_path_factory.mktemp("zoeken"), BASE)


def suggest(dataset: Dataset, text: str, limit: int = 10) -> list[dict]:
    found = dataset.find("suggest", text, languages=("nl",), filters={}, limit=limit)
    return found["suggestions"]


def names(dataset: Dataset, text: str) -> list[str]:
    return [each["label"] for each in suggest(dataset, text)]


def search(dataset: Dataset, text: str, **filters: str) -> dict:
    return dataset.find("search", text, languages=("nl",), filters=filters, page=1, size=20)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param(
            "verkeer", ["Agentschap Wegen en Verkeer", "Verkeersveiligheid"], id="what holds"
        ),
        pytest.param("zorg en gezondheid", ["Agentschap Zorg en Gezondheid"], id="a phrase"),
        pytest.param("stad", ["Stad Antwerpen", "Staden"], id="a word before a beginning"),
        pytest.param("datasets", ["dataset", "Datasets"], id="a thing before a term"),
        pytest.param("adressen", ["Vocabularium Adres"], id="a plural"),
        pytest.param("adressenregister", ["Adresregister"], id="a plural in a compound"),
        pytest.param("parkeren", ["Vocabularium Vrachtwagenparkeren"], id="the end of a word"),
        pytest.param("datakatalogus", ["Catalogus van data"], id="an error in a compound"),
        pytest.param("rollen", ["DPO", "datasteward"], id="the name of a kind"),
    ],
)
def test_the_meant_comes_first(dataset: Dataset, text: str, first: list[str]) -> None:
    assert names(dataset, text)[: len(first)] == first


def test_what_ended_says_when_and_its_repeats_come_last(dataset: Dataset) -> None:
    found = suggest(dataset, "verkeersbeleid")

    assert [each["past"] for each in found] == [True] * 5
    assert found[0]["period"] == {"since": "2008-01-01", "until": "2009-01-01"}
    assert found[0]["schemes"][0]["text"] == "Beleidsvelden"
    assert names(dataset, "verkeer")[2:] == ["Verkeersbeleid"] * 5


def test_what_ends_is_past_from_that_day(dataset: Dataset) -> None:
    def past() -> bool:
        return suggest(dataset, "verkeersveiligheid")[0]["past"]

    assert not past()
    for day, ended in ((date(2089, 12, 31), False), (date(2090, 1, 1), True)):
        told = {"today": lambda day=day: day}
        with patch.multiple(queries, **told), patch.multiple(finding, **told):
            assert past() is ended


def test_a_named_query_leads_to_where_it_is_asked(dataset: Dataset) -> None:
    assert suggest(dataset, "datasets")[1]["path"] == "/api/queries/datasets"


def test_a_short_word_with_another_letter_is_another_word(dataset: Dataset) -> None:
    assert names(dataset, "kosten") == []
    assert search(dataset, "kosten")["nearest"] == "kasten"


def test_fewer_words_are_offered_where_nothing_has_all(dataset: Dataset) -> None:
    found = search(dataset, "dpo gent")

    assert found["fewer"]
    assert {each["label"] for each in found["results"]} == {"DPO", "Gent"}
    assert not search(dataset, "stad antwerpen")["fewer"]


def test_an_address_is_found_by_either_way_to_the_web(dataset: Dataset) -> None:
    for scheme in ("http", "https"):
        found = suggest(dataset, f"{scheme}://data.vlaanderen.be/id/organisatie/OVO000098")
        assert [each["why"] for each in found] == ["notation"]


def test_counts_are_what_another_choice_gives(dataset: Dataset) -> None:
    counts = search(dataset, "verkeer", kind="zzz")["facets"]["kind"]

    assert counts
    for each in counts:
        assert search(dataset, "verkeer", kind=each["value"])["total"] == each["count"]


def test_no_name_of_the_index_is_needed_for_what_is_meant(tmp_path: Path) -> None:
    said = f"""<{BASE}/id/graaf/g> {{ <{BASE}/id/concept/b/1> a skos:Concept ;
      skos:prefLabel "Transparant werken"@nl ; dct:description "Met oog voor privacy."@nl .
      <{BASE}/id/concept/b/2> a skos:Concept ; skos:prefLabel "Private stichting"@nl . }}"""
    few = indexed(to_store(said), tmp_path, BASE)

    assert search(few, "privacey")["nearest"] == "privacy"
