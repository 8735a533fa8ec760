import csv
import io
import json
import re
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from queries.reader import read_queries, read_query
from server.app import create_app
from server.dataset import Dataset
from server.named_queries import LARGEST_PAGE_SIZE, PAGE_SIZE
from server.settings import Settings
from tests.server.small_graph import BASE, small_store

CLASS = quote("http://www.w3.org/ns/org#Organization")
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
RESULTS = {
    "json": "application/sparql-results+json",
    "srx": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}


def client_over(*more: ox.Quad, **settings: str) -> FlaskClient:
    store = small_store()
    for quad in more:
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph()))
    dataset = Dataset(store, BASE, "0123456789abcdef", {"counts": {"triples": len(store)}})
    return create_app(Settings.from_mapping(settings), dataset).test_client()


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    things = [ox.NamedNode(f"{BASE}/id/rol/{number:03}") for number in range(150)]
    role = ox.NamedNode("http://www.w3.org/ns/org#Post")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    return client_over(*(ox.Quad(thing, kind, role) for thing in things))


POSTS = f"/api/queries/things_by_class.csv?class={quote('http://www.w3.org/ns/org#Post')}"


def links(answer) -> dict[str, str]:
    found = re.findall(r'<([^>]*)>; rel="([^"]+)"', answer.headers["Link"])
    return {relation: address for address, relation in found}


def rows(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.text)))[1:]


def test_the_list_is_json_with_all_that_an_editor_needs(client):
    answer = client.get("/api/queries")
    listing = answer.json
    first = listing["queries"][0]

    assert answer.content_type == "application/json"
    assert [query["name"] for query in listing["queries"]] == [q.name for q in read_queries()]
    assert listing["topics"][0]["name"] == "overview"
    assert set(first["title"]) == set(first["description"]) == {"nl", "en"}
    assert {"name", "title", "description", "tags", "text", "parameters", "href"} <= set(first)
    assert client.get(first["href"]).status_code == 200


def test_the_list_holds_no_placeholder_and_its_texts_can_be_asked():
    base = "http://data.example.org/begrip"
    store = small_store(base)
    dataset = Dataset(store, base, "0123456789abcdef")
    answer = create_app(Settings.from_mapping({}), dataset).test_client().get("/api/queries")

    assert BASE not in answer.text
    assert answer.json["queries"][0]["href"].startswith("/begrip/api/queries/")
    for query in answer.json["queries"]:
        store.query(query["text"])


@pytest.mark.parametrize("extension", ["json", "ttl", "jsonld", "html"])
def test_the_list_has_a_suffix_for_each_format(client, extension):
    named = client.get(f"/api/queries.{extension}")
    assert named.status_code == 200

    accept = named.content_type.partition(";")[0]
    negotiated = client.get("/api/queries", headers={"Accept": accept})
    assert negotiated.content_type == named.content_type
    assert "Accept" in negotiated.headers["Vary"]


def test_the_list_is_confirmed_to_who_has_it(client):
    etag = client.get("/api/queries").headers["ETag"]

    assert client.get("/api/queries", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize(("extension", "media_type"), RESULTS.items())
def test_an_answer_comes_by_suffix_or_by_accept(client, extension, media_type):
    path = f"/api/queries/things_by_class.{extension}?class={CLASS}"
    by_suffix = client.get(path)
    by_accept = client.get(path.replace(f".{extension}", ""), headers={"Accept": media_type})

    assert by_suffix.status_code == by_accept.status_code == 200
    assert by_suffix.content_type.partition(";")[0] == media_type
    assert by_suffix.data == by_accept.data
    assert "Accept" in by_accept.headers["Vary"]
    assert by_suffix.headers["Query-Version"] == read_query("things_by_class").version


def test_a_graph_and_a_boolean_come_in_their_own_formats(client):
    graph = client.get("/api/queries/everything_about.ttl")
    said = client.get(f"/api/queries/is_described.json?thing={BASE}/id/rol/nergens")

    assert list(ox.parse(graph.data, ox.RdfFormat.TURTLE))
    assert said.get_json(force=True)["boolean"] is False
    assert "first" not in links(graph)
    assert "first" not in links(said)
    assert client.get("/api/queries/everything_about.csv").status_code == 404
    nothing = client.get("/api/queries/everything_about", headers={"Accept": "text/csv"})
    assert nothing.status_code == 406


def test_a_parameter_decides_what_comes(client):
    named = rows(client.get("/api/queries/things_by_name.csv?text=digitaal"))

    assert named == [["https://data.vlaanderen.be/id/organisatie/OVO002949", "Digitaal Vlaanderen"]]
    assert rows(client.get("/api/queries/things_by_name.csv?text=%22%29%20%7D%20%23")) == []


@pytest.mark.parametrize(
    ("address", "parameter", "value", "expected"),
    [
        ("things_by_class?class=Role", "class", "Role", "absolute IRI"),
        ("things_by_class?class=http://a/%3E%20%7D", "class", "http://a/> }", "absolute IRI"),
        ("things_by_class?language=fr", "language", "fr", "one of nl, en"),
        ("role_holders?day=2023-02-29", "day", "2023-02-29", "a day of the calendar"),
        ("datasets_by_keyword?atLeast=veel", "atLeast", "veel", "a whole number"),
        ("loaded_since?since=2024", "since", "2024", "a moment"),
        ("concept_with_label?label=data", "label", "data", "a text, @"),
        ("things_by_name?text=a&text=b", "text", "b", "one value"),
        ("things_by_name?page=0", "page", "0", "from 1"),
        ("things_by_name?page=-1", "page", "-1", "from 1"),
        ("things_by_name?page=twee", "page", "twee", "from 1"),
        ("things_by_name?page_size=10001", "page_size", "10001", "from 1 to 10000"),
        ("things_by_name?page=1&page=2", "page", "2", "one value"),
    ],
)
def test_a_wrong_value_is_refused_with_what_would_be_right(
    client, address, parameter, value, expected
):
    answer = client.get(f"/api/queries/{address}")
    problem = answer.get_json(force=True)

    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert problem["type"] == "/api/problems/bad-parameter"
    assert (problem["parameter"], problem["value"]) == (parameter, value)
    assert expected in problem["expected"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_what_is_no_parameter_is_ignored(client):
    plain = client.get("/api/queries/principles.json")
    more = client.get("/api/queries/principles.json?page=&nonsense=1&query=ASK&nonsense=2")

    assert more.status_code == 200
    assert more.data == plain.data


@pytest.mark.parametrize(
    "address", ["principles?language=%FF", "principles?" + "&".join(f"a{n}" for n in range(200))]
)
def test_an_address_that_cannot_be_read_is_refused(client, address):
    answer = client.get(f"/api/queries/{address}")

    assert answer.status_code == 400
    assert answer.get_json(force=True)["type"] == "/api/problems/bad-request"


def test_an_unknown_query_is_not_found_and_near_names_are_offered(client):
    answer = client.get("/api/queries/principels")

    assert answer.status_code == 404
    assert answer.get_json(force=True)["near"][0] == "principles"
    assert client.get("/api/queries/principles.xlsx").status_code == 404


def test_pages_lead_to_each_other_and_hold_everything_once(client):
    address, found, visited = f"{POSTS}&page_size=40", [], []
    while address:
        answer = client.get(address)
        found += rows(answer)
        visited.append(links(answer))
        address = visited[-1].get("next")

    assert [row[0] for row in found] == [f"{BASE}/id/rol/{number:03}" for number in range(150)]
    assert len(visited) == 4
    assert "prev" not in visited[0]
    assert client.get(visited[-1]["first"]).data == client.get(visited[1]["prev"]).data
    assert rows(client.get(visited[-1]["prev"]))[0][0] == f"{BASE}/id/rol/080"


def test_a_page_has_a_size_that_is_documented_and_may_be_larger(client):
    assert len(rows(client.get(POSTS))) == PAGE_SIZE
    assert len(rows(client.get(f"{POSTS}&page_size={LARGEST_PAGE_SIZE}"))) == 150
    assert "next" not in links(client.get(f"{POSTS}&page_size=150"))
    assert "next" in links(client.get(f"{POSTS}&page_size=149"))


def test_a_page_after_the_last_is_empty_and_leads_back(client):
    answer = client.get(f"{POSTS}&page=9")

    assert (answer.status_code, rows(answer)) == (200, [])
    assert set(links(answer)) >= {"first", "prev"}
    assert "next" not in links(answer)


def test_head_equals_get(client):
    get, head = client.get(POSTS), client.head(POSTS)

    assert head.data == b""
    assert dict(head.headers) == dict(get.headers)


def test_an_answer_is_confirmed_to_who_has_it(client):
    etag = client.get(POSTS).headers["ETag"]
    again = client.get(POSTS, headers={"If-None-Match": etag})

    assert again.status_code == 304
    assert client.get(f"{POSTS}&page=2").headers["ETag"] != etag


def test_an_answer_that_depends_on_the_day_is_not_kept(client):
    today = client.get("/api/queries/datasets_without_steward.csv")
    fixed = client.get("/api/queries/datasets_without_steward.csv?day=2024-01-01")

    assert rows(today) == rows(fixed)
    assert today.headers["Cache-Control"] == "no-store"
    assert "ETag" not in today.headers
    assert "ETag" in fixed.headers


def test_pages_of_other_origins_may_ask(client):
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    preflight = client.options("/api/queries/principles", headers=asked)
    answer = client.get("/api/queries/principles", headers=asked)

    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    exposed = answer.headers["Access-Control-Expose-Headers"]
    assert {"Link", "ETag", "Query-Version"} <= set(exposed.split(", "))


def test_only_reading_is_allowed(client):
    answer = client.post("/api/queries/principles")

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_a_text_beyond_the_limit_of_queries_is_refused():
    client = client_over(BEGRIP_QUERY_SIZE="1")
    answer = client.get("/api/queries/things_by_name", query_string={"text": "a" * 2000})

    assert answer.status_code == 413


def test_a_browser_gets_a_page_with_the_form_filled_in(client):
    answer = client.get(f"/api/queries/things_by_class?class={CLASS}&lang=en", headers=BROWSER)

    assert answer.status_code == 200
    assert answer.content_type == "text/html; charset=utf-8"
    assert {"Accept", "Accept-Language"} <= set(answer.headers["Vary"].split(", "))
    assert 'value="http://www.w3.org/ns/org#Organization"' in answer.text
    assert '<option value="en" selected>Dutch' not in answer.text
    assert 'href="/doc?iri=https://data.vlaanderen.be/id/organisatie/OVO000001' in answer.text
    assert "/sparql?query=PREFIX" in answer.text


def test_names_on_a_page_are_in_its_language(client):
    address = "/api/queries/things_by_class.html?class=" + quote(
        "http://www.w3.org/2004/02/skos/core#ConceptScheme"
    )
    assert ">Actiedomeinen<" in client.get(address).text
    assert ">Action domains<" in client.get(f"{address}&lang=en").text
    assert ">Actiedomeinen<" in client.get(f"{address}&lang=en&language=nl").text


def test_a_page_says_beside_the_field_what_is_wrong(client):
    address = "/api/queries/role_holders?day=morgen"
    answer = client.get(address, headers=BROWSER)

    assert answer.status_code == 400
    assert 'aria-invalid="true"' in answer.text
    assert "“morgen” past hier niet; verwacht is een dag van de kalender" in answer.text
    assert (
        "expected is a day of the calendar"
        in client.get(f"{address}&lang=en", headers=BROWSER).text
    )
    assert "één waarde" in client.get(f"{address}&day=2024-01-01", headers=BROWSER).text
    assert "hoogstens 10000" in client.get("/api/queries/areas.html?page_size=10001").text
    assert "ETag" in client.get("/api/queries/role_holders", headers=BROWSER).headers


def test_a_required_value_is_asked_for(client):
    answer = client.get("/api/queries/is_described.json")
    page = client.get("/api/queries/is_described.html?lang=en")

    assert answer.status_code == 400
    assert answer.get_json(force=True)["value"] is None
    assert "is missing; expected an absolute IRI" in answer.get_json(force=True)["detail"]
    assert page.status_code == 200
    assert " required" in page.text
    assert ">Answer<" not in page.text
    assert (
        ">yes<"
        in client.get(f"/api/queries/is_described.html?lang=en&thing={BASE}/id/rol/lastig").text
    )


def test_a_form_proposes_the_things_of_a_class_where_they_are_few(client):
    page = client.get("/api/queries/concepts_in_scheme.html?lang=en").text

    assert f'<option value="{BASE}/id/conceptscheme/actiedomein">Action domains' in page


def test_nothing_of_a_value_is_markup(client):
    value = "<script>alert(1)</script>\"'>"
    page = client.get("/api/queries/things_by_name.html", query_string={"text": value}).text

    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_pages_of_a_long_answer_lead_on(client):
    page = client.get(POSTS.replace(".csv", ".html"), headers={"Accept-Language": "en"}).text

    assert "Row 1 to 100" in page
    assert 'rel="next"' in page
    assert 'rel="prev"' not in page


def test_what_is_described_in_the_graph_is_linked_from_an_answer():
    iri = ox.NamedNode(f"{BASE}/id/zoekvraag/principles")
    title = ox.NamedNode("http://purl.org/dc/terms/title")
    client = client_over(ox.Quad(iri, title, ox.Literal("Principes", language="nl")))

    assert (
        links(client.get("/api/queries/principles"))["describedby"] == "/doc/zoekvraag/principles"
    )
    assert "describedby" not in links(client.get("/api/queries/areas"))


def test_the_api_has_a_page_in_both_languages(client):
    for language, title in (("nl", "De API"), ("en", "The API")):
        answer = client.get("/api", headers={"Accept-Language": language})
        assert answer.status_code == 200
        assert f"<h1>{title}</h1>" in answer.text
        assert "<script>" not in answer.text


def test_json_of_the_list_is_parsed_as_it_is_served(client):
    assert json.loads(client.get("/api/queries.json").data)["queries"]
