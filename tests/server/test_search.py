"""The search over HTTP: what is asked safely gets an answer, whatever it is."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from unittest.mock import patch

import httpx
import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.app import create_app
from server.dataset import Dataset
from server.search import page
from server.search.asked import LONGEST
from server.settings import Settings
from tests.effort import examples
from tests.server.fronting import fronting
from tests.server.generation import write_generation
from tests.server.indexing import indexed, write_index
from tests.server.serving import serving
from tests.server.small_graph import BASE, HOSTILE, small_store

STRANGE = [
    "",
    "de het een",
    "woord " * 80,
    "\x00\x01\x1f\x7f",
    "😀 👩‍👩‍👧",
    "\N{RIGHT-TO-LEFT OVERRIDE}שלום عربى",
    'name_nl:* AND (thing:x OR -y) "z"~3^9 [a TO b] {c} \\ /d.*/',
    "' OR 1=1; DROP TABLE",
    "%s %d {} {0} {{7*7}}",
    "a" * LONGEST,
    "…\N{EN DASH}«»",
    "e\u0301" * 100,
    "../../etc/passwd",
    *HOSTILE,
]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return indexed(small_store(), tmp_path_factory.mktemp("zoeken"), BASE)


@pytest.fixture(scope="module")
def client(dataset: Dataset) -> Iterator[FlaskClient]:
    with create_app(Settings.from_mapping({}), dataset).test_client() as client:
        yield client


@pytest.mark.parametrize("path", ["/api/suggest", "/api/search", "/zoeken"])
@pytest.mark.parametrize("text", STRANGE)
def test_whatever_is_typed_gets_an_answer(client: FlaskClient, path: str, text: str) -> None:
    answer = client.get(path, query_string={"q": text[:LONGEST]})

    assert answer.status_code == 200


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=LONGEST), st.sampled_from(["kind", "scheme", "status", "publisher"]))
def test_no_text_is_a_fault(client: FlaskClient, text: str, facet: str) -> None:
    given = {"q": text, facet: text}

    for path, choice in (("/api/search", facet), ("/api/suggest", "kind")):
        assert client.get(path, query_string={"q": text}).status_code == 200
        answer = client.get(path, query_string={"q": text, choice: text})
        assert answer.status_code == (400 if text.strip() else 200)
    assert client.get("/zoeken", query_string=given).status_code == 200


@pytest.mark.parametrize(
    ("path", "given", "parameter"),
    [
        ("/api/suggest", {"q": "x" * (LONGEST + 1)}, "q"),
        ("/api/suggest", {"q": "x", "limit": "0"}, "limit"),
        ("/api/suggest", {"q": "x", "limit": "51"}, "limit"),
        ("/api/suggest", {"q": "x", "limit": "²"}, "limit"),
        ("/api/search", {"q": "x", "page": "501"}, "page"),
        ("/api/search", {"q": "x", "page_size": "-1"}, "page_size"),
        ("/api/search", {"q": "x", "kind": "k" * 3000}, "kind"),
        ("/zoeken", {"q": "x" * 6000}, "q"),
        ("/api/suggest", {}, "q"),
        ("/api/search", {}, "q"),
        ("/api/suggest", {"q": "x", "kind": "zzz"}, "kind"),
        ("/api/search", {"q": "x", "kind": ["rol", "dataset"]}, "kind"),
        ("/api/search", {"q": "x", "scheme": "https://example.org/geen"}, "scheme"),
        ("/api/search", {"status": "https://example.org/geen"}, "status"),
    ],
)
def test_what_is_wrong_is_said(client: FlaskClient, path: str, given, parameter: str) -> None:
    answer = client.get(path, query_string=given)

    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert answer.json["parameter"] == parameter
    assert answer.json["expected"]


def test_what_is_wrong_names_the_kinds(client: FlaskClient) -> None:
    refused = client.get("/api/search?q=x&kind=zzz").json["expected"]
    described = client.get("/api/openapi.json").json["paths"]["/api/search"]["get"]["parameters"]
    (kinds,) = (each["schema"]["enum"] for each in described if each["name"] == "kind")

    assert refused == f"one of {', '.join(kinds)}"
    assert client.get("/api/search?kind=rol").json["total"] > 0


def test_every_value_of_a_facet_can_be_reached(client: FlaskClient) -> None:
    with patch.object(page, "SHOWN_VALUES", 1):
        shown = client.get("/zoeken?q=d&lang=nl").text
    kinds = client.get("/api/search?q=d").json["facets"]["kind"]

    assert len(kinds) > 1
    assert f"<summary>Nog {len(kinds) - 1}</summary>" in shown
    assert all(f"kind={each['value']}" in shown for each in kinds)


def test_a_suggestion_says_what_it_is(client: FlaskClient) -> None:
    answer = client.get("/api/suggest?q=digitaal&lang=en")
    (suggestion,) = answer.json["suggestions"]

    assert suggestion["iri"] == "https://data.vlaanderen.be/id/organisatie/OVO002949"
    assert suggestion["path"] == f"/doc?iri={suggestion['iri']}"
    assert (suggestion["label"], suggestion["lang"]) == ("Digitaal Vlaanderen", "nl")
    assert suggestion["marks"] == [[0, 8]]
    assert (suggestion["kind"], suggestion["kind_label"]) == ("organisatie", "Organisation")
    assert suggestion["notation"] == "OVO002949"
    assert client.get(suggestion["path"]).status_code == 200


def test_suggestions_are_kept_and_confirmed(dataset: Dataset) -> None:
    app = create_app(Settings.from_mapping({}), dataset)
    with fronting(app) as front:
        first = front.get("/api/suggest?q=digitaal")
        dataset_of = app.extensions.pop("dataset")
        kept = front.get("/api/suggest?q=digitaal")
        confirmed = front.get(
            "/api/suggest?q=digitaal", headers={"If-None-Match": first.headers["ETag"]}
        )
        app.extensions["dataset"] = dataset_of

    assert first.status_code == kept.status_code == 200
    assert kept.content == first.content
    assert confirmed.status_code == 304
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert first.headers["Cache-Control"] == "max-age=60"
    assert "Accept-Language" in first.headers["Vary"]


def test_browsers_get_suggestions_as_they_read_them(client: FlaskClient) -> None:
    answer = client.get("/api/suggest?q=digitaal&format=opensearch")

    assert answer.content_type == "application/x-suggestions+json"
    assert json.loads(answer.text) == [
        "digitaal",
        ["Digitaal Vlaanderen"],
        ["Organisatie"],
        [f"{BASE}/doc?iri=https://data.vlaanderen.be/id/organisatie/OVO002949"],
    ]


def test_browsers_find_the_search(client: FlaskClient) -> None:
    page = client.get("/").text
    answer = client.get("/opensearch.xml")
    described = ET.fromstring(answer.text)
    namespace = "{http://a9.com/-/spec/opensearch/1.1/}"
    templates = [url.get("template") for url in described.iter(f"{namespace}Url")]

    assert 'rel="search" type="application/opensearchdescription+xml"' in page
    assert answer.content_type.startswith("application/opensearchdescription+xml")
    assert f"{BASE}/zoeken?q={{searchTerms}}" in templates
    assert 0 < len(described.findtext(f"{namespace}ShortName") or "") <= 16


def test_results_come_by_pages(client: FlaskClient) -> None:
    answer = client.get("/api/search?q=kwaad&page=2&page_size=2&kind=rol")
    found = answer.json

    assert (found["page"], len(found["results"])) == (2, 2)
    assert found["pages"] == -(-found["total"] // 2)
    links = {
        part.split('rel="')[1].rstrip('"'): part.split(">")[0].lstrip("<")
        for part in answer.headers["Link"].split(", ")
    }
    assert set(links) == {"first", "prev", "next", "last"}
    assert client.get(links["prev"]).json["page"] == 1
    assert "kind=rol" in links["next"]


class Shown(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_hostile_names_are_marked_as_text(client: FlaskClient) -> None:
    page = client.get("/zoeken?q=kwaad")
    shown = Shown(page.text)
    tags = [tag for tag, _ in shown.found]

    assert tags.count("mark") > 3
    assert {"iframe", "svg"}.isdisjoint(tags)
    assert tags.count("script") == 1
    assert tags.count("img") == 1
    assert not [name for _, attributes in shown.found for name in attributes if name[:2] == "on"]


def test_a_page_without_results_helps(client: FlaskClient) -> None:
    page = client.get("/zoeken?q=xyzzyqwv").text

    assert "Niets gevonden" in page
    assert 'href="/lijst"' in page
    assert 'href="/api/queries"' in page


def test_choices_can_be_made_and_dropped(client: FlaskClient) -> None:
    page = client.get("/zoeken?q=vlaams&kind=dataset").text

    assert 'href="?q=vlaams"' in page
    assert "kind=organisatie" in page or "Organisatie" not in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_is_in_the_readers_language(client: FlaskClient, language: str) -> None:
    page = client.get(f"/zoeken?q=strategie&lang={language}").text

    assert ("Narrow down" in page) == (language == "en")
    assert f'name="lang" value="{language}"' in page


def test_a_generation_without_index_says_so(tmp_path: Path) -> None:
    bare = Dataset(small_store(), BASE, "0123456789abcdef")
    client = create_app(Settings.from_mapping({}), bare).test_client()

    assert client.get("/api/suggest?q=digitaal").json["indexed"] is False
    assert client.get("/api/suggest?q=digitaal").json["suggestions"]
    assert "geen zoekindex" in client.get("/zoeken?q=digitaal").text


@pytest.mark.slow
def test_workers_answer_from_the_index_of_their_generation(tmp_path: Path) -> None:
    data = tmp_path / "data"
    name = write_generation(data)
    write_index(data / "generations" / name)
    before = sorted(path.name for path in (data / "generations" / name).rglob("*"))
    with serving(data, tmp_path / "log", WORKERS=2) as server:
        answers = [
            httpx.get(f"{server.address}/api/suggest", params={"q": f"digitaa{'l' * more}"})
            for more in range(4)
        ]
        page = httpx.get(f"{server.address}/zoeken", params={"q": "digitaal"})
        workers = server.named("begrip-worker")

    assert all(answer.json()["indexed"] for answer in answers)
    assert answers[0].json()["suggestions"][0]["notation"] == "OVO002949"
    assert "<mark>Digitaal</mark>" in page.text
    assert len(workers) == 2
    assert sorted(path.name for path in (data / "generations" / name).rglob("*")) == before


def test_a_page_beyond_the_last_is_not_there(client):
    assert client.get("/zoeken?q=d&p=9999", headers={"Accept": "text/html"}).status_code == 404
    assert client.get("/zoeken?q=d&p=1", headers={"Accept": "text/html"}).status_code == 200
