"""Every named query finds something in the shipped graph, in every format and on a page."""

import csv
import io
from collections.abc import Iterator

import httpx
import pyoxigraph as ox
import pytest

from ontology.namespaces import rebase
from queries.parameters import Parameter
from queries.reader import Query, query_names, read_query

pytestmark = pytest.mark.slow

RESULTS = ("json", "srx", "csv", "tsv")
GRAPHS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client


def ask(client: httpx.Client, path: str, **given: str) -> httpx.Response:
    answer = client.get(f"/api/queries/{path}", params=given)
    assert answer.status_code == 200, f"{path}: {answer.text}"
    return answer


def required(query: Query, address: str) -> dict[str, str]:
    """Return a value for each parameter that wants one."""
    return {p.name: rebase(p.example or "", address) for p in query.parameters if p.required}


def count(client: httpx.Client, query: Query, **given: str) -> int:
    """Return how many rows or triples an answer has, all pages of it."""
    given = {**required(query, str(client.base_url).rstrip("/")), **given}
    if query.form == "ASK":
        return int(ask(client, f"{query.name}.json", **given).json()["boolean"])
    if query.form == "CONSTRUCT":
        return len(list(ox.parse(ask(client, f"{query.name}.nt", **given).content, GRAPHS["nt"])))
    answer = ask(client, f"{query.name}.csv", **given, page_size="10000")
    assert "next" not in answer.links
    return len(list(csv.reader(io.StringIO(answer.text)))) - 1


@pytest.mark.parametrize("name", query_names())
def test_a_query_finds_something_in_every_format(client, address, name):
    query = read_query(name)
    given = required(query, address)

    assert count(client, query) > 0
    for extension in GRAPHS if query.form == "CONSTRUCT" else RESULTS:
        assert ask(client, f"{name}.{extension}", **given).content.strip()


@pytest.mark.parametrize("name", query_names())
def test_a_query_finds_something_with_each_of_its_examples(client, address, name):
    query = read_query(name)

    for parameter in query.parameters:
        if parameter.example is not None:
            assert count(client, query, **{parameter.name: rebase(parameter.example, address)})


@pytest.mark.parametrize("name", query_names())
def test_no_row_is_lost_for_want_of_a_name_in_a_language(client, name):
    query = read_query(name)

    for parameter in query.parameters:
        if is_choice_of_names(parameter):
            found = {c.value: count(client, query, language=c.value) for c in parameter.choices}
            assert len(set(found.values())) == 1, found


def is_choice_of_names(parameter: Parameter) -> bool:
    return parameter.name == "language" and bool(parameter.choices)


@pytest.mark.parametrize("name", query_names())
def test_a_query_has_a_page_that_leads_to_what_it_is(client, address, name):
    page = client.get(
        f"/api/queries/{name}",
        params=required(read_query(name), address),
        headers={"Accept": "text/html"},
    )

    assert page.status_code == 200
    assert f'href="/doc/zoekvraag/{name}"' in page.text
    assert page.headers["Query-Version"] == read_query(name).version


@pytest.mark.parametrize("name", query_names())
def test_a_query_is_a_thing_whose_text_answers_as_its_address_does(client, address, name):
    query = read_query(name)
    thing = client.get(
        f"/id/zoekvraag/{name}", headers={"Accept": "text/turtle"}, follow_redirects=True
    )
    store = ox.Store()
    store.load(thing.content, ox.RdfFormat.TURTLE)
    holding = ox.NamedNode(f"http://www.w3.org/ns/shacl#{query.form.lower()}")
    (found,) = store.quads_for_pattern(
        ox.NamedNode(f"{address}/id/zoekvraag/{name}"), holding, None
    )

    accept = "application/n-triples" if query.form == "CONSTRUCT" else "text/csv"
    if query.form == "ASK":
        accept = "application/sparql-results+json"
    asked = client.get("/sparql", params={"query": found.object.value}, headers={"Accept": accept})
    given = {**required(query, address), "page_size": "10000"}
    named = client.get(f"/api/queries/{name}", params=given, headers={"Accept": accept})
    assert asked.status_code == named.status_code == 200
    assert sorted(asked.text.splitlines()) == sorted(named.text.splitlines())


def test_the_list_in_rdf_holds_every_query(client, address):
    turtle = client.get("/api/queries", headers={"Accept": "text/turtle"})
    store = ox.Store()
    store.load(turtle.content, ox.RdfFormat.TURTLE)
    executable = ox.NamedNode("http://www.w3.org/ns/shacl#SPARQLExecutable")

    found = {quad.subject.value for quad in store.quads_for_pattern(None, None, executable)}
    assert found == {f"{address}/id/zoekvraag/{name}" for name in query_names()}


def test_what_the_page_of_the_api_proposes_to_try_answers(client):
    page = client.get("/api", headers={"Accept": "text/html"})
    tried = [part.partition('"')[0] for part in page.text.split('class="iri" href="')[1:]]

    assert len(tried) > 5
    for path in tried:
        answer = client.get(path.replace("&amp;", "&"), follow_redirects=True)
        assert answer.status_code == 200, path


def test_an_answer_is_kept_and_confirmed_by_real_processes(client):
    first = client.get("/api/queries/principles.csv")
    again = client.get("/api/queries/principles.csv")
    etag = {"If-None-Match": first.headers["ETag"]}
    confirmed = client.get("/api/queries/principles.csv", headers=etag)

    assert (again.content, again.headers["ETag"]) == (first.content, first.headers["ETag"])
    assert again.headers["Link"] == first.headers["Link"]
    assert confirmed.status_code == 304


def test_the_command_line_asks_a_named_query_with_its_defaults(copy, client):
    done = copy.run("begrip query --format csv principles")

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ask(client, "principles.csv").text.splitlines()


@pytest.mark.parametrize(
    ("language", "heading", "day", "number"),
    [("nl", "gewijzigd op", "18 september 2024", "16.291"),
     ("en", "modified on", "18 September 2024", "16,291")],
)  # fmt: skip
def test_an_answer_is_written_in_the_language_of_the_page(client, language, heading, day, number):
    browsing = {"Accept": "text/html", "Accept-Language": language}

    datasets = client.get("/api/queries/datasets", headers=browsing).text
    graphs = client.get("/api/queries/graphs", headers=browsing).text

    assert f'<th scope="col">{heading}</th>' in datasets
    assert f'<time datetime="2024-09-18">{day}</time>' in datasets
    assert f'data-label="{heading}"' in datasets
    assert f">{number}</td>" in graphs
