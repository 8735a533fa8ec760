"""In the shipped registries, people find what they mean."""

import httpx
import pytest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("text", "end", "kind"),
    [
        pytest.param("steward", "/id/rol/datasteward", "rol", id="part of a compound"),
        pytest.param("stewards", "/id/rol/datasteward", "rol", id="its plural"),
        pytest.param("data steward", "/id/rol/datasteward", "rol", id="written apart"),
        pytest.param("OVO002949", "/OVO002949", "organisatie", id="code"),
        pytest.param("digitaal vlanderen", "/OVO002949", "organisatie", id="a letter missing"),
        pytest.param("informatie vlaanderen", "/OVO000020", "organisatie", id="words of a name"),
        pytest.param("verkeer", "/OVO000098", "organisatie", id="a word before the past"),
        pytest.param("zorg en gezondheid", "/OVO000059", "organisatie", id="a phrase"),
        pytest.param("datasets", "/begrippenkader/dataset", "concept", id="a thing before terms"),
        pytest.param(
            "datastandaarden", "/begrippenkader/datastandaard", "concept", id="plural of a compound"
        ),
        pytest.param("gemeenten", "/gebiedsniveau/gemeente", "concept", id="plural"),
        pytest.param("rollen", "/conceptscheme/rol", "conceptscheme", id="a scheme"),
        pytest.param("parkeren", "/vocabularium-vrachtwagenparkeren", "datastandaard", id="an end"),
        pytest.param(
            "http://data.vlaanderen.be/id/organisatie/OVO002949",
            "/OVO002949",
            "organisatie",
            id="an address by the other way",
        ),
        pytest.param("decr", "/DECREE#id", "concept", id="beginning"),
        pytest.param(
            "privacey", "/principe/verantwoordelijk-en-transparant", "principe", id="description"
        ),
        pytest.param("begripenkader", "/begrippenkader", "concept", id="a letter too few"),
    ],
)
def test_the_first_is_what_is_meant(address: str, text: str, end: str, kind: str) -> None:
    answer = httpx.get(f"{address}/api/suggest", params={"q": text, "lang": "nl"}, timeout=30)
    first = answer.json()["suggestions"][0]

    assert first["iri"].endswith(end)
    assert first["kind"] == kind


@pytest.mark.parametrize(
    ("text", "end", "most"),
    [
        pytest.param("adressen", "/vocabularium-adres", 2, id="plural of a word"),
        pytest.param("adressenregister", "/applicatieprofiel-adresregister", 2, id="in a compound"),
        pytest.param("steden", "/organisatie/vvsg", 3, id="a word among others"),
        pytest.param("onderwijs", "/OVO000049", 8, id="a word after a schema's own"),
        pytest.param("stad", "stadAntwerpen.opendata.arcgis.com", 1, id="a word, no beginning"),
        pytest.param("rollen", "/rol/datasteward", 8, id="a kind"),
        pytest.param("metadatastandaard", "/vocabularium-metadata-dcat", 3, id="parts said apart"),
        pytest.param("datakatalogus", "/graaf/catalogi", 4, id="an error in a compound"),
        pytest.param("dpo gent", "/rol/dpo", 12, id="fewer words"),
    ],
)
def test_what_is_meant_is_among_the_first(address: str, text: str, end: str, most: int) -> None:
    answer = httpx.get(f"{address}/api/search", params={"q": text, "lang": "nl"}, timeout=30)
    first = [result["iri"] for result in answer.json()["results"][:most]]

    assert [iri for iri in first if iri.endswith(end) or end in iri]


@pytest.mark.parametrize("text", ["verkeer", "personen", "steden", "zorg en gezondheid"])
def test_what_ended_comes_again_after_all_else(address: str, text: str) -> None:
    asked = {"q": text, "lang": "nl", "limit": 50}
    found = httpx.get(f"{address}/api/suggest", params=asked, timeout=30).json()["suggestions"]
    ended = [each["label"] for each in found if each["past"] and each["schemes"]]
    first = {name: ended.index(name) for name in ended}
    again = [number for number, name in enumerate(ended) if first[name] < number]

    assert again == list(range(len(first), len(ended)))
    assert ended


def test_what_ended_comes_once_among_many(address: str) -> None:
    asked = {"q": "verkeer", "lang": "nl", "limit": 8}
    found = httpx.get(f"{address}/api/suggest", params=asked, timeout=30).json()["suggestions"]

    assert not [each["label"] for each in found if each["past"]]


def test_nearly_spelled_words_lead_to_what_is_said(address: str) -> None:
    def nearest(text: str) -> str:
        return httpx.get(f"{address}/api/search", params={"q": text}, timeout=30).json()["nearest"]

    assert nearest("privacey") == "privacy"
    assert nearest("digitaal vlanderen") == "digitaal vlaanderen"


def test_every_suggestion_leads_to_its_document(address: str) -> None:
    for text in ("d", "vlaams", "2", "principe"):
        found = httpx.get(f"{address}/api/suggest", params={"q": text, "limit": 20}, timeout=30)
        for suggestion in found.json()["suggestions"]:
            answer = httpx.get(f"{address}{suggestion['path']}", timeout=30)
            assert answer.status_code == 200, suggestion["path"]


def test_counts_of_facets_are_what_a_choice_leaves(address: str) -> None:
    found = httpx.get(f"{address}/api/search", params={"q": "vlaams"}, timeout=30).json()

    for facet, values in found["facets"].items():
        for value in values[:3]:
            narrowed = {"q": "vlaams", facet: value["value"]}
            left = httpx.get(f"{address}/api/search", params=narrowed, timeout=30).json()
            assert left["total"] == value["count"], (facet, value)
