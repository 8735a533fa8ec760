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
