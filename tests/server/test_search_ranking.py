"""What somebody types finds what they mean, the best first."""

import json
from pathlib import Path

import pytest

from server.dataset import Dataset
from server.search.index import LAYOUT, open_index
from tests.server.indexing import indexed
from tests.server.small_graph import BASE, to_store

GRAPH = """
PREFIX : <https://begrip.example/id/rol/>
PREFIX o: <https://data.vlaanderen.be/id/organisatie/>
PREFIX c: <https://begrip.example/id/concept/begrip/>
PREFIX status: <https://begrip.example/id/concept/begripstatus/>

<https://begrip.example/id/graaf/zoeken> {
  :datasteward a org:Role ; skos:prefLabel "datasteward"@nl, "data steward"@en ;
    skos:definition "Wie dagelijks zorgt voor de kwaliteit van data."@nl .
  :data-eigenaar a org:Role ; skos:prefLabel "data-eigenaar"@nl, "data owner"@en ;
    skos:altLabel "eigenaar van data"@nl ; skos:definition "Beslist, en stelt een steward aan."@nl .
  o:OVO002949 a org:Organization ; skos:prefLabel "Agentschap Digitaal Vlaanderen"@nl ;
    skos:altLabel "Informatie Vlaanderen"@nl, "AIV" ; dct:identifier "OVO002949" .
  o:OVO000001 a org:Organization ; skos:prefLabel "Vlaamse overheid"@nl, "Flemish government"@en ;
    dct:identifier "OVO000001" ; regorg:registration <urn:reg> .
  o:OVO000020 a org:Organization ; skos:prefLabel "Agentschap Informatie Vlaanderen"@nl ;
    schema:dissolutionDate "2018-12-31"^^xsd:date ; dct:identifier "OVO000020" .
  c:privacy a skos:Concept ; skos:prefLabel "privacy"@nl ; dct:publisher o:OVO002949 ;
    skos:inScheme <https://begrip.example/id/conceptscheme/begrip> ; adms:status status:aanvaard .
  c:persoonsgegeven a skos:Concept ; skos:prefLabel "persoonsgegeven"@nl, "personal data"@en ;
    skos:definition "Een gegeven dat onder de privacywet valt."@nl ;
    skos:inScheme <https://begrip.example/id/conceptscheme/begrip> ; adms:status status:aanvaard .
  c:gegeven a skos:Concept ; skos:prefLabel "gegeven"@nl, "data"@en ; skos:notation "G-1" ;
    skos:inScheme <https://begrip.example/id/conceptscheme/begrip> .
  c:decreet a skos:Concept ; skos:prefLabel "decreet"@nl .
  c:ordonnantie a skos:Concept ; skos:prefLabel "ordonnantie"@nl ;
    skos:definition "Het decreet van Brussel."@nl .
  c:bestuursdecreet a skos:Concept ; skos:prefLabel "Bestuursdecreet"@nl ; skos:notation "decreet" .
  c:oud a skos:Concept ; skos:prefLabel "decreten"@nl ; owl:deprecated true .
  c:cafe a skos:Concept ; skos:prefLabel "Café-uitbating"@nl .
  c:gemeente a skos:Concept ; skos:prefLabel "gemeente"@nl .
  c:raad a skos:Concept ; skos:prefLabel "gemeenteraadsbesluit"@nl ;
    skos:definition "Wat een raad besluit."@nl .
  c:mine a skos:Concept ; skos:prefLabel "mijn"@nl, "mine"@en .
  c:mine2 a skos:Concept ; skos:prefLabel "mine"@nl, "land mine"@en .
  <https://begrip.example/id/conceptscheme/begrip> a skos:ConceptScheme ;
    skos:prefLabel "Begrippen"@nl .
  ds:Role a owl:Class ; rdfs:label "decreet"@nl .
}
"""


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return indexed(to_store(GRAPH), tmp_path_factory.mktemp("zoeken"), BASE)


def suggest(dataset: Dataset, text: str, *languages: str, **filters: str) -> list[str]:
    found = dataset.find("suggest", text, languages=languages or ("nl",), filters=filters, limit=10)
    return [each["label"] for each in found["suggestions"]]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("datasteward", ["datasteward"], id="as it is"),
        pytest.param("DATASTEWARD", ["datasteward"], id="capitals"),
        pytest.param("dátastèward", ["datasteward"], id="diacritics"),
        pytest.param("steward", ["datasteward", "data-eigenaar"], id="compound before description"),
        pytest.param("stewards", ["datasteward"], id="plural of a part"),
        pytest.param("data steward", ["datasteward"], id="written apart"),
        pytest.param("dataeigenaar", ["data-eigenaar"], id="written as one"),
        pytest.param("eigenaar", ["data-eigenaar"], id="a word"),
        pytest.param("eigenaren", ["data-eigenaar"], id="another form"),
        pytest.param("dat", ["datasteward", "data-eigenaar"], id="beginning"),
        pytest.param("d", ["decreet"], id="one letter"),
        pytest.param("privacey", ["privacy"], id="a letter too many"),
        pytest.param("prviacy", ["privacy"], id="letters swapped"),
        pytest.param("persoonsgegven", ["persoonsgegeven"], id="a letter missing"),
        pytest.param("pesroonsgeegven", ["persoonsgegeven"], id="two errors in a long word"),
        pytest.param("privacy", ["privacy", "persoonsgegeven"], id="name before description"),
        pytest.param("OVO002949", ["Agentschap Digitaal Vlaanderen"], id="notation"),
        pytest.param("ovo 002949", ["Agentschap Digitaal Vlaanderen"], id="notation with a space"),
        pytest.param("ovo0029", ["Agentschap Digitaal Vlaanderen"], id="notation begun"),
        pytest.param("aiv", ["Agentschap Digitaal Vlaanderen"], id="abbreviation"),
        pytest.param(
            "https://data.vlaanderen.be/id/organisatie/OVO002949",
            ["Agentschap Digitaal Vlaanderen"],
            id="IRI",
        ),
        pytest.param(
            "informatie vlaanderen",
            ["Agentschap Digitaal Vlaanderen", "Agentschap Informatie Vlaanderen"],
            id="the past after another name",
        ),
        pytest.param("vlaanderen agentschap", ["Agentschap Digitaal Vlaanderen"], id="any order"),
        pytest.param("cafe", ["Café-uitbating"], id="typed without its accent"),
        pytest.param("raadsbesluit", ["gemeenteraadsbesluit"], id="end of a compound"),
        pytest.param("besluit", ["gemeenteraadsbesluit"], id="last part"),
        pytest.param("gemeenten", ["gemeente"], id="singular for plural"),
        pytest.param("personal data", ["persoonsgegeven"], id="another language"),
        pytest.param(
            "decreet",
            ["Bestuursdecreet", "decreet", "decreet", "decreten", "ordonnantie"],
            id="notation, things, terms, the past, descriptions",
        ),
        pytest.param("de decreten van", ["decreet"], id="with stop words"),
        pytest.param("", [], id="nothing"),
        pytest.param("  \t ", [], id="space"),
        pytest.param("xyzzyq", [], id="nonsense"),
    ],
)
def test_the_best_comes_first(dataset: Dataset, text: str, first: list[str]) -> None:
    found = suggest(dataset, text)

    assert found[: len(first)] == first
    assert found or not first


def test_the_readers_language_comes_first(dataset: Dataset) -> None:
    assert suggest(dataset, "mine", "nl")[0] == "mine"
    assert suggest(dataset, "mine", "en")[0] == "mine"
    found = dataset.find("suggest", "mine", languages=("en",), filters={}, limit=1)
    assert found["suggestions"][0]["iri"].endswith("/begrip/mine")


def test_a_choice_narrows(dataset: Dataset) -> None:
    assert suggest(dataset, "data", kind="rol") == ["data-eigenaar", "datasteward"]
    assert suggest(dataset, "gegeven", scheme=f"{BASE}/id/conceptscheme/begrip") == [
        "gegeven",
        "persoonsgegeven",
    ]
    assert suggest(dataset, "data", kind="bestaat-niet") == []


@pytest.mark.parametrize(
    ("text", "why", "matched"),
    [
        ("steward", "label", None),
        ("aiv", "alternative", "AIV"),
        ("OVO002949", "notation", None),
        ("personal", "label", "personal data"),
        ("dagelijks", "description", None),
    ],
)
def test_it_says_why_a_thing_was_found(dataset: Dataset, text: str, why: str, matched) -> None:
    found = dataset.find("suggest", text, languages=("nl",), filters={}, limit=1)
    (suggestion,) = found["suggestions"]

    assert suggestion["why"] == why
    assert (suggestion.get("matched") or {}).get("text") == matched


def search(dataset: Dataset, text: str, page: int = 1, size: int = 5, **filters: str) -> dict:
    options = {"languages": ("nl",), "filters": filters, "page": page, "size": size}
    return dataset.find("search", text, **options)


def test_facets_count_what_the_other_choices_leave(dataset: Dataset) -> None:
    accepted = f"{BASE}/id/concept/begripstatus/aanvaard"
    found = search(dataset, "privacy", status=accepted)

    def counts(facet: str) -> dict[str, int]:
        return {value["value"]: value["count"] for value in found["facets"][facet]}

    assert found["total"] == 2
    assert counts("kind") == {"concept": 2}
    assert counts("scheme") == {f"{BASE}/id/conceptscheme/begrip": 2}
    assert counts("status") == {accepted: 2}
    assert list(counts("publisher").values()) == [1]
    assert found["facets"]["scheme"][0]["label"] == {"text": "Begrippen", "lang": "nl"}


def test_everything_of_a_choice_is_found_without_words(dataset: Dataset) -> None:
    assert search(dataset, "", kind="rol")["total"] == 2
    assert search(dataset, "")["total"] == 0


def test_pages_follow_one_another(dataset: Dataset) -> None:
    whole = [each["iri"] for each in search(dataset, "d", size=20)["results"]]
    pages = [search(dataset, "d", page=page, size=2) for page in range(1, 9)]
    found = [each["iri"] for page in pages for each in page["results"]]

    assert len(whole) == pages[0]["total"]
    assert found[: len(whole)] == whole
    assert pages[-1]["page"] == pages[-1]["pages"]


def test_a_snippet_is_the_part_with_the_words(dataset: Dataset) -> None:
    (result, *_) = search(dataset, "dagelijks")["results"]

    assert result["snippet"]["text"] == "Wie dagelijks zorgt voor de kwaliteit van data."
    assert result["snippet"]["marks"] == ((4, 13),)


def test_what_is_nearly_spelled_is_offered(dataset: Dataset) -> None:
    nearly = search(dataset, "privacey")
    far = search(dataset, "gemenntxeraadsbxslyt")

    assert (nearly["forgiving"], nearly["nearest"]) == (True, "privacy")
    assert (far["total"], far["nearest"]) == (0, "gemeenteraadsbesluit")
    assert search(dataset, "xyzzyq")["nearest"] == ""


def test_a_generation_without_index_is_looked_through(dataset: Dataset) -> None:
    bare = Dataset(dataset.store, BASE, "0123456789abcdef")

    assert suggest(bare, "datasteward") == ["datasteward"]
    assert suggest(bare, "eigenaar")[0] == "data-eigenaar"
    assert suggest(bare, "data", kind="rol")
    found = search(bare, "decreet")
    assert found["indexed"] is False
    assert found["total"] > 0
    assert found["facets"] == {"kind": [], "scheme": [], "status": [], "publisher": []}


def test_an_index_of_another_layout_is_as_good_as_none(dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "search").mkdir()
    for layout in (1, 99):
        text = json.dumps({"layout": layout, "shards": ["0"]})
        (tmp_path / "search" / "index.json").write_text(text)
        assert open_index(tmp_path, tmp_path / "links") is None
    text = json.dumps({"layout": LAYOUT, "shards": ["0"]})
    (tmp_path / "search" / "index.json").write_text(text)
    assert open_index(tmp_path, tmp_path / "links") is None
    assert open_index(None, tmp_path) is None
