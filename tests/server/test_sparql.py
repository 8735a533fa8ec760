"""The protocol, over the application without processes."""

import csv
import io
import json
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, Store, parse, parse_query_results
from rdflib import Dataset as RdflibDataset
from rdflib.compare import isomorphic

from server.app import create_app
from server.dataset import Dataset
from server.query import QueryRequest, evaluate
from server.settings import Settings
from tests.server.small_graph import BASE

LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
SELECT = f"SELECT ?s ?o WHERE {{ ?s {LABEL} ?o }} ORDER BY ?s ?o"
IN_XML = SELECT.replace("?o }", "?o FILTER (!STRENDS(STR(?s), '/kwaad-6')) }")
"""All but a text whose characters XML has no way to write."""
ASK = "ASK { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }"
DESCRIBE = f"DESCRIBE <{BASE}/id/strategie/vlaamse-datastrategie>"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def address(query: str, **parameters: str) -> str:
    return f"/sparql?{urlencode({'query': query, **parameters})}"


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml", "application/xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.6", "application/sparql-results+xml"),
        ("application/sparql-results+json,application/json,text/javascript,*/*;q=0.1",
         "application/sparql-results+json"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("query", [IN_XML, ASK])
def test_solutions_and_booleans_come_in_the_format_asked_for(client, query, accept, content_type):
    answer = client.get(address(query), headers={"Accept": accept} if accept else {})

    assert answer.status_code == 200
    assert answer.content_type == content_type
    assert "Accept" in answer.headers["Vary"]
    if "json" in content_type:
        assert set(json.loads(answer.data)) >= {"head"}
    elif "xml" in content_type:
        assert parse_query_results(answer.data, format=QueryResultsFormat.XML) is not None


def test_tables_have_a_row_per_solution(client):
    rows = list(csv.reader(io.StringIO(client.get(address(SELECT), headers={"Accept": "text/csv"})
                                       .get_data(as_text=True), newline="")))  # fmt: skip
    bindings = client.get(address(SELECT)).json["results"]["bindings"]

    assert rows[0] == ["s", "o"]
    assert [row[1] for row in rows[1:]] == [binding["o"]["value"] for binding in bindings]


@pytest.mark.parametrize(
    ("media_type", "format"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/trig", RdfFormat.TRIG),
        ("application/n-quads", RdfFormat.N_QUADS),
    ],
)
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_graphs_are_the_same_in_every_format(client, query, media_type, format):
    plain = client.get(address(query), headers={"Accept": "application/n-triples"})
    answer = client.get(address(query), headers={"Accept": media_type})

    assert answer.status_code == 200
    assert answer.content_type.partition(";")[0] == media_type
    expected = {str(quad) for quad in parse(plain.data, RdfFormat.N_TRIPLES)}
    assert {str(quad) for quad in parse(answer.data, format)} == expected
    assert expected


def test_rdflib_reads_a_graph_that_comes_as_json_ld(client):
    turtle = client.get(address(DESCRIBE), headers={"Accept": "text/turtle"})
    json_ld = client.get(address(DESCRIBE), headers={"Accept": "application/ld+json"})
    one, two = RdflibDataset(), RdflibDataset()

    one.parse(data=turtle.data, format="turtle")
    two.parse(data=json_ld.data, format="json-ld")

    assert isomorphic(one.default_graph, two.default_graph)


@pytest.mark.parametrize(
    ("query", "accept", "offer"),
    [
        (SELECT, "text/turtle", "text/csv"),
        (ASK, "image/png", "application/sparql-results+json"),
        (
            "CONSTRUCT { <a:a> <a:b> <<( <a:a> <a:b> <a:c> )>> } {}",
            "application/ld+json",
            "text/turtle",
        ),
        (CONSTRUCT, "text/csv", "text/turtle"),
    ],
)
def test_nothing_acceptable_is_406_with_the_offers(client, query, accept, offer):
    answer = client.get(address(query), headers={"Accept": accept})

    assert answer.status_code == 406
    assert offer in answer.json["offers"]


@pytest.mark.parametrize(
    "send",
    [
        lambda client: client.get(address(SELECT)),
        lambda client: client.get(address(SELECT, format="json", timeout="0")),
        lambda client: client.post("/sparql", data={"query": SELECT}),
        lambda client: client.post(
            "/sparql", data=urlencode({"query": SELECT}), content_type=f"{FORM}; charset=UTF-8"
        ),
        lambda client: client.post("/sparql", data=SELECT, content_type=DIRECT),
        lambda client: client.post(
            "/sparql", data=SELECT, content_type=f'{DIRECT}; charset="utf-8"'
        ),
    ],
)
def test_three_ways_of_asking_give_one_answer(client, send):
    answer = send(client)

    assert answer.status_code == 200
    assert answer.json == client.get(address(SELECT)).json


@pytest.mark.parametrize(
    ("method", "path", "content_type", "body", "status", "says"),
    [
        ("GET", "/sparql?query=", None, b"", 400, "query is missing"),
        ("GET", f"{address(ASK)}&query=ASK%7B%7D", None, b"", 400, "2 queries"),
        ("GET", "/sparql?update=DROP%20ALL", None, b"", 400, "only reads"),
        ("GET", f"{address(ASK)}&update=DROP%20ALL", None, b"", 400, "only reads"),
        ("GET", address("INSERT DATA { <a:a> <a:b> 1 }"), None, b"", 400, "INSERT is an update"),
        ("GET", address("PREFIX a: <a:> DROP ALL"), None, b"", 400, "DROP is an update"),
        ("GET", address("LOAD <http://127.0.0.1/>"), None, b"", 400, "LOAD is an update"),
        ("GET", "/sparql?query=ASK%7B%FF%7D", None, b"", 400, "not UTF-8"),
        ("POST", "/sparql", None, ASK.encode(), 415, "Content-Type is missing"),
        ("POST", "/sparql", "text/plain", ASK.encode(), 415, "text/plain is not read"),
        ("POST", "/sparql", "application/json", b"{}", 415, "application/sparql-query"),
        ("POST", "/sparql", "application/sparql-update", b"DROP ALL", 400, "only reads"),
        ("POST", "/sparql", FORM, b"update=DROP%20ALL", 400, "only reads"),
        ("POST", "/sparql", FORM, b"", 400, "query is missing"),
        ("POST", "/sparql", FORM, b"query=ASK%7B%7D&query=ASK%7B%7D", 400, "2 queries"),
        ("POST", address(ASK), FORM, b"query=ASK%7B%7D", 400, "2 queries"),
        ("POST", address(ASK), DIRECT, b"ASK {}", 400, "2 queries"),
        ("POST", "/sparql", DIRECT, b"", 400, "query is missing"),
        ("POST", "/sparql", DIRECT, b"ASK { \xff }", 400, "not UTF-8, at byte 6"),
        ("POST", "/sparql", DIRECT, ASK.encode("utf-16"), 400, "not UTF-8"),
        ("POST", "/sparql", f"{DIRECT}; charset=utf-16", ASK.encode("utf-16"), 415, "UTF-8"),
        ("POST", "/sparql", DIRECT, b"ASK { }" + b" " * 300_000, 413, "300007 bytes"),
        ("POST", "/sparql", DIRECT, b" " * 2_000_000, 413, "longer than"),
        ("GET", address("ASK {" + "{" * 200 + "}" * 200 + "}"), None, b"", 400, "129 levels"),
        ("GET", address("ASK { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"), None, b"", 403,
         "SERVICE"),
        ("GET", address("ASK {}") + "&default-graph-uri=no%20iri", None, b"", 400, "IRI"),
        ("GET", address("SELECT * FROM a:b FROM a:c {}"), None, b"", 400, "not declared"),
        ("GET", address("SELECT (<http://x/f>(1) AS ?x) {}"), None, b"", 400, "http://x/f"),
        ("GET", address("ASK { FILTER(1" + "+1" * 3000 + ") }"), None, b"", 400, "3001 operators"),
        ("PUT", "/sparql", DIRECT, ASK.encode(), 405, "/sparql answers"),
    ],
)  # fmt: skip
def test_a_wrong_request_says_what_would_be_right(
    client, method, path, content_type, body, status, says
):
    answer = client.open(path, method=method, content_type=content_type, data=body)

    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    assert says in answer.json["detail"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT * WHERE { ?s ?p }", 1, 24),
        ("SELECT *\nWHERE {\n  ?s foo:bar ?o }", 3, 6),
        ("niets", 1, 1),
        ("SELECT ?x WHERE { ?x ?y 'open }", 1, 25),
        ("SELECT * {\n  ?s ?p ?o .\n  OPTINAL { ?s a ?c } }", 3, 3),
        ("ASK { ?s ?p ?o } EXTRA", 1, 18),
        ("SELECT * { ?s\n   fofa:knows ?o }", 2, 4),
        ("S\\u0045LECT * { ?s fofa:knows ?o }", 1, 20),
    ],
)
def test_a_syntax_error_has_line_and_column(client, query, line, column):
    answer = client.get(address(query))

    assert answer.status_code == 400
    assert answer.json["type"] == "/api/problems/bad-query"
    assert (answer.json["line"], answer.json["column"]) == (line, column)
    assert "[" not in answer.json["detail"]


def test_a_syntax_error_names_what_stands_there(client):
    detail = client.get(address("SELECT * {\n  OPTINAL { ?s a ?c } }")).json["detail"]
    prefix = client.get(address("ASK { ?s fofa:knows ?o }")).json["detail"]

    assert "near 'OPTINAL'" in detail
    assert prefix.endswith("near 'fofa:knows': Prefix not found.")


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("S\\u0045LECT ('a' AS ?x) {} LIMIT 1", "a"),
        ("SELECT ('\\u0027\\U00000022\\u000A' AS ?x) {}", "'\"\n"),
        ("SELECT ('\\\\u0041' AS ?x) {}", "\\u0041"),
        ("SELECT ('\\u005Cu0041' AS ?x) {}", "\\u0041"),
    ],
)
def test_codepoint_escapes_may_stand_anywhere(client, query, value):
    answer = client.get(address(query))

    assert answer.json["results"]["bindings"] == [{"x": {"type": "literal", "value": value}}]


def test_a_compressed_body_is_not_read(client):
    compressed, plain = (
        client.post("/sparql", data={"query": ASK}, headers={"Content-Encoding": encoding})
        for encoding in ("gzip", "identity")
    )

    assert (compressed.status_code, plain.status_code) == (415, 200)
    assert "gzip" in compressed.json["detail"]


@pytest.mark.parametrize("path", ["/sparql", address(ASK), address("SELEC"), "/id/rol/niets"])
def test_a_page_says_by_what_it_varies(client, path):
    page = client.get(path, headers=BROWSER)

    assert {"Accept", "Accept-Language"} <= set(page.headers["Vary"].split(", "))
    assert page.headers["Cache-Control"] == ("no-cache" if page.status_code == 200 else "no-store")


def test_head_says_what_get_says_without_the_body(client):
    get, head = client.get(address(SELECT)), client.head(address(SELECT))

    assert head.status_code == 200
    assert head.data == b""
    for name in ("Content-Type", "Content-Length", "ETag", "Vary"):
        assert head.headers[name] == get.headers[name]


def test_a_browser_may_ask_first_where_nothing_is(client):
    answer = client.options(
        "/nowhere",
        headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"},
    )

    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]


def test_other_origins_may_ask_and_learn_how(client):
    answer = client.options(
        "/sparql",
        headers={
            "Origin": "https://example.org",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )

    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert answer.headers["Access-Control-Allow-Headers"] == "content-type"


def test_a_client_that_has_the_answer_gets_304_and_no_query_runs(dataset):
    class Unasked(Dataset):
        def query(self, request):
            raise AssertionError("the query ran")

    unasked = Unasked(dataset.store, dataset.base, dataset.generation, dataset.manifest)
    settings = Settings.from_mapping({})
    etag = create_app(settings, dataset).test_client().get(address(SELECT)).headers["ETag"]
    client = create_app(settings, unasked).test_client()
    same = client.get(address(SELECT), headers={"If-None-Match": f'"x", {etag}'})

    assert etag.startswith('"')
    assert same.status_code == 304
    assert same.headers["ETag"] == etag
    assert same.data == b""


def test_etag_differs_by_query_format_graph_and_generation(client, dataset):
    other = Dataset(dataset.store, dataset.base, "f" * 16, dataset.manifest)
    elsewhere = create_app(Settings.from_mapping({}), other).test_client()
    answers = [
        client.get(address(SELECT)),
        client.get(address(SELECT + " ")),
        client.get(address(SELECT), headers={"Accept": "text/csv"}),
        client.get(address(SELECT, **{"default-graph-uri": "http://a/g"})),
        client.get(address(SELECT, **{"named-graph-uri": "http://a/g"})),
        elsewhere.get(address(SELECT)),
    ]

    assert len({answer.headers["ETag"] for answer in answers}) == len(answers)


def test_a_weak_tag_finds_the_answer_too(client):
    etag = client.get(address(SELECT)).headers["ETag"]

    same = client.get(address(SELECT), headers={"If-None-Match": f"W/{etag}"})

    assert same.status_code == 304


def test_etag_differs_by_how_the_graph_is_held(dataset):
    held = [
        create_app(Settings.from_mapping({"BEGRIP_STORE": store}), dataset).test_client()
        for store in ("memory", "disk", "auto")
    ]
    memory, disk, auto = (client.get(address(SELECT)).headers["ETag"] for client in held)

    assert memory != disk
    assert auto == memory


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (NOW() AS ?x) {}",
        "SELECT (rand() AS ?x) {}",
        "SELECT (STRUUID() AS ?x) {}",
        "SELECT * { ?s ?p ?o } ORDERBYRAND()",
        "CONSTRUCT { ?s ?p [] } { ?s ?p ?o }",
        "CONSTRUCT { _:b ?p ?o } { ?s ?p ?o }",
    ],
)
def test_an_answer_that_differs_by_run_is_not_cached(client, query):
    answer = client.get(address(query))

    assert answer.status_code == 200
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_post_has_no_etag(client):
    assert "ETag" not in client.post("/sparql", data={"query": SELECT}).headers


@pytest.fixture(scope="module")
def two_graphs() -> Store:
    store = Store()
    for graph in ("1", "2"):
        store.load(
            f"<http://a/s> <http://a/p> 'shared' , 'of {graph}' .".encode(),
            RdfFormat.TURTLE,
            to_graph=NamedNode(f"http://a/{graph}"),
        )
    store.load(b"<http://a/s> <http://a/p> 'shared', 'of 1', 'of 2' .", RdfFormat.TURTLE)
    return store


ONE, TWO = "http://a/1", "http://a/2"
TRIPLES = "{ ?s ?p ?o }"
QUADS = "{ GRAPH ?g { ?s ?p ?o } }"


@pytest.mark.parametrize(
    ("clauses", "pattern", "default", "named", "count"),
    [
        pytest.param("", TRIPLES, (), (), 3, id="published default graph"),
        pytest.param("", QUADS, (), (), 4, id="all named graphs"),
        pytest.param(f"FROM <{ONE}>", TRIPLES, (), (), 2, id="FROM one"),
        pytest.param(f"FROM <{ONE}> FROM <{TWO}>", TRIPLES, (), (), 3, id="FROM two is a merge"),
        pytest.param(f"FROM <{ONE}> FROM <{ONE}>", TRIPLES, (), (), 2, id="FROM twice the same"),
        pytest.param("FROM a:1 FROM a:2", TRIPLES, (), (), 3, id="FROM by prefixed names"),
        pytest.param("FROM <http://a/none>", TRIPLES, (), (), 0, id="FROM an unknown graph"),
        pytest.param(f"FROM <{ONE}>", QUADS, (), (), 0, id="FROM alone hides named graphs"),
        pytest.param(f"FROM NAMED <{ONE}>", TRIPLES, (), (), 0, id="FROM NAMED alone"),
        pytest.param(f"FROM NAMED <{ONE}>", QUADS, (), (), 2, id="FROM NAMED"),
        pytest.param(f"FROM <{ONE}> FROM <{TWO}> FROM NAMED <{TWO}>", QUADS, (), (), 2,
                     id="merge beside a named graph"),
        pytest.param("", TRIPLES, (ONE,), (), 2, id="parameter one"),
        pytest.param("", TRIPLES, (ONE, TWO), (), 3, id="parameter two is a merge"),
        pytest.param("", TRIPLES, ("http://a/none",), (), 0, id="parameter unknown"),
        pytest.param("", TRIPLES, (), (ONE,), 0, id="named parameter alone"),
        pytest.param("", QUADS, (), (ONE,), 2, id="named parameter"),
        pytest.param("", QUADS, (ONE, TWO), (ONE, TWO), 4, id="both parameters"),
        pytest.param(f"FROM <{ONE}>", TRIPLES, (TWO,), (), 2, id="parameter over FROM"),
        pytest.param(f"FROM <{ONE}> FROM <{TWO}>", QUADS, (), (ONE,), 2, id="named over FROM"),
    ],
)  # fmt: skip
def test_the_dataset_is_the_one_described(two_graphs, clauses, pattern, default, named, count):
    text = f"PREFIX a: <http://a/> SELECT * {clauses} {pattern}"
    rows = list(evaluate(two_graphs, QueryRequest(text, "text/csv", default, named)))

    assert len(rows) == count


def test_the_same_counts_over_http(client):
    graphs = [f"{BASE}/id/graaf/organisaties", f"{BASE}/id/graaf/standaarden"]
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    triples = "SELECT DISTINCT ?s ?p ?o { VALUES ?g { %s } GRAPH ?g { ?s ?p ?o } }"
    distinct = f"SELECT (COUNT(*) AS ?n) {{ {triples} }}"
    merged = client.post("/sparql", data={"query": count, "default-graph-uri": graphs})
    both = client.get(address(distinct % " ".join(f"<{graph}>" for graph in graphs)))
    by_url = client.post(
        "/sparql?" + "&".join(f"default-graph-uri={quote(graph)}" for graph in graphs),
        data=count,
        content_type=DIRECT,
    )

    assert merged.json == both.json == by_url.json


def test_a_browser_without_a_query_gets_a_page_to_write_one(client):
    dutch = client.get("/sparql", headers={**BROWSER, "Accept-Language": "nl"})
    english = client.get("/sparql", headers={**BROWSER, "Accept-Language": "en"})

    assert dutch.content_type == "text/html; charset=utf-8"
    assert "<textarea" in dutch.text
    assert dutch.text.count("?query=") == 3
    assert "Voorbeelden" in dutch.text
    assert "Examples" in english.text


def test_every_example_of_the_page_is_a_query_that_runs(client):
    page = client.get("/sparql", headers=BROWSER).text
    links = [part.partition('"')[0] for part in page.split('href="?query=')[1:]]

    for link in links:
        assert client.get(f"/sparql?query={link}").status_code == 200
        assert client.get(f"/sparql?query={link}", headers=BROWSER).status_code == 200


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        (SELECT, "Digitaal Vlaanderen"),
        (ASK, "<strong>true</strong>"),
        (DESCRIBE, "&lt;https://begrip.example/id/strategie/vlaamse-datastrategie&gt;"),
        ("SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 3000", "1.000"),
        ("SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 60000", "te groot"),
        ("SELECT (<<( <a:s> <a:p> <a:o> )>> AS ?t) (BNODE() AS ?b) {}", "a:s"),
    ],
)
def test_a_browser_sees_the_answer_on_the_page(client, query, shown):
    page = client.get(address(query), headers={**BROWSER, "Accept-Language": "nl"})

    assert page.status_code == 200
    assert page.content_type == "text/html; charset=utf-8"
    assert shown in page.text


def test_what_stands_in_the_data_stays_text_on_the_page(client):
    page = client.get(address("SELECT ('<script>x</script>' AS ?x) {}"), headers=BROWSER)
    link = client.get(address("SELECT (IRI('javascript:x') AS ?x) {}"), headers=BROWSER)

    assert "<script>x" not in page.text
    assert 'href="javascript' not in link.text


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_health_is_never_cached(client, path):
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"


def test_ready_names_the_generation_and_its_size(client, dataset):
    answer = client.get("/health/ready").json

    assert answer["generation"] == dataset.generation
    assert answer["counts"]["triples"] == dataset.manifest["counts"]["triples"]
