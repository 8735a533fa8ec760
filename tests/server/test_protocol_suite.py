"""Every case of the SPARQL 1.1 Protocol that reads, over a real server.

Written from the specification: section 2.1 (query operation), 2.1.4 (dataset), 2.1.5 and
2.1.6 (answers), and from RFC 9110 and the draft of the HTTP QUERY method for the rest.
"""

import json
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import product
from urllib.parse import quote, urlencode

import pytest

from tests.server.generation import write_registries
from tests.server.serving import serving

pytestmark = pytest.mark.slow

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
ONE, TWO, THREE = (f"http://example.org/data/{name}" for name in ("one", "two", "three"))
NOWHERE = "http://example.org/data/nowhere"
SHARED = "<http://example.org/shared> <http://example.org/in> <http://example.org/both>"

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
OFFERS = [JSON, XML, "text/csv", "text/tab-separated-values"]

SELECT = "SELECT (1 AS ?value) {}"
CONSTRUCT = "CONSTRUCT { <a:s> <a:p> 1 } {}"
DESCRIBE = f"DESCRIBE <{ONE}>"
BOTH = f"ASK {{ <{ONE}> a ?t . <{TWO}> a ?u }}"
NAMED = f"ASK {{ GRAPH ?g {{ <{ONE}> a ?t }} GRAPH ?h {{ <{TWO}> a ?u }} }}"
FULL = f"ASK {{ <{THREE}> a ?s GRAPH ?g {{ <{ONE}> a ?t }} GRAPH ?h {{ <{TWO}> a ?u }} }}"
ONLY_NAMED = f"ASK {{ FILTER NOT EXISTS {{ ?s ?p ?o }} {NAMED[4:]} }}"
COUNT_SHARED = f"SELECT (COUNT(*) AS ?n) {{ {SHARED.replace('<http://example.org/both>', '?o')} }}"


def default(*graphs: str) -> str:
    return "&".join(f"default-graph-uri={quote(graph, safe='')}" for graph in graphs)


def named(*graphs: str) -> str:
    return "&".join(f"named-graph-uri={quote(graph, safe='')}" for graph in graphs)


def asking(text: str, *more: str) -> str:
    return "&".join([f"query={quote(text, safe='')}", *filter(None, more)])


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def document(self):
        return json.loads(self.body)


@dataclass(frozen=True)
class Case:
    """One request, as it goes over the wire."""

    method: str = "GET"
    address: str = ""
    content_type: str | None = None
    body: bytes | None = None
    headers: tuple[tuple[str, str], ...] = field(default=())

    def send(self, server) -> Reply:
        host, _, port = server.address.removeprefix("http://").partition(":")
        connection = HTTPConnection(host, int(port), timeout=60)
        path = f"/sparql?{self.address}" if self.address else "/sparql"
        connection.putrequest(self.method, path, skip_accept_encoding=True)
        for name, value in self.headers:
            connection.putheader(name, value)
        if self.content_type is not None:
            connection.putheader("Content-Type", self.content_type)
        if self.body is not None:
            connection.putheader("Content-Length", str(len(self.body)))
        connection.endheaders(self.body)
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        reply = Reply(answer.status, headers, answer.read())
        connection.close()
        return reply


def get(text: str, *more: str, accept: str | None = None) -> Case:
    return Case(address=asking(text, *more), headers=(("Accept", accept),) if accept else ())


def form(text: str, *more: str, address: str = "", method: str = "POST") -> Case:
    return Case(method, address, FORM, asking(text, *more).encode())


def direct(text: str, *more: str, method: str = "POST") -> Case:
    return Case(method, "&".join(more), DIRECT, text.encode())


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server over three graphs, in two of which the same triple stands."""
    folder = tmp_path_factory.mktemp("protocol")
    registries = {}
    for graph in (ONE, TWO, THREE):
        kind = f"<{graph}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://a/t>"
        lines = [kind] if graph == THREE else [kind, SHARED]
        registries[graph] = "".join(f"{line} <{graph}> .\n" for line in lines).encode()
    write_registries(folder, registries)
    with serving(folder, folder / "log", WORKERS=1, FRONTS=1) as server:
        yield server


WAYS = {
    "GET": get,
    "POST form": form,
    "POST direct": direct,
    "QUERY direct": lambda text, *more: direct(text, *more, method="QUERY"),
    "QUERY form": lambda text, *more: form(text, *more, method="QUERY"),
    "POST form, dataset in the address": lambda text, *more: form(text, address="&".join(more)),
}


@pytest.mark.parametrize("way", [pytest.param(way, id=name) for name, way in WAYS.items()])
@pytest.mark.parametrize(
    ("text", "dataset", "truth"),
    [
        pytest.param("ASK {}", "", True, id="no dataset"),
        pytest.param("ASK {}", default(NOWHERE), True, id="the empty pattern over an empty graph"),
        pytest.param(BOTH, "", True, id="every graph is in the default graph"),
        pytest.param(BOTH, default(ONE, TWO), True, id="two default graphs"),
        pytest.param(BOTH, default(ONE), False, id="one default graph"),
        pytest.param("ASK { ?s ?p ?o }", default(NOWHERE), False, id="an unknown graph is empty"),
        pytest.param("ASK { GRAPH ?g { ?s ?p ?o } }", named(NOWHERE), False,
                     id="an unknown named graph is empty"),
        pytest.param(NAMED, "", True, id="named graphs without parameters"),
        pytest.param(NAMED, named(ONE, TWO), True, id="two named graphs"),
        pytest.param(NAMED, named(ONE), False, id="one named graph"),
        pytest.param(NAMED, default(ONE, TWO), False, id="default graphs are not named ones"),
        pytest.param(ONLY_NAMED, named(ONE, TWO), True, id="named graphs leave no default graph"),
        pytest.param(FULL, f"{default(THREE)}&{named(ONE, TWO)}", True, id="both"),
        pytest.param(FULL, default(THREE), False, id="only the default one of both"),
        pytest.param(f"ASK FROM <{THREE}> {{ {BOTH[5:]}", default(ONE, TWO), True,
                     id="parameters over FROM"),
        pytest.param(f"ASK FROM <{THREE}> {{ ?s ?p ?o }}", named(ONE), False,
                     id="a named parameter over FROM"),
        pytest.param(f"ASK FROM NAMED <{THREE}> {{ GRAPH ?g {{ <{THREE}> ?p ?o }} }}", named(ONE),
                     False, id="parameters over FROM NAMED"),
        pytest.param(f"ASK FROM <{ONE}> FROM <{TWO}> {{ {BOTH[5:]}", "", True, id="FROM twice"),
        pytest.param(f"ASK FROM NAMED <{ONE}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", "", True,
                     id="FROM NAMED"),
    ],
)  # fmt: skip
def test_the_dataset_is_the_one_asked_for(server, way, text, dataset, truth):
    reply = way(text, *filter(None, [dataset])).send(server)

    assert reply.status == 200, reply.body
    assert reply.media_type == JSON
    assert reply.document["boolean"] is truth


@pytest.mark.parametrize("dataset", ["", default(ONE, TWO), default(ONE, TWO, ONE)])
def test_a_triple_of_two_graphs_is_one_triple(server, dataset):
    bindings = get(COUNT_SHARED, dataset).send(server).document["results"]["bindings"]

    assert bindings[0]["n"]["value"] == "1"


@pytest.mark.parametrize(
    ("text", "accept", "media_type"),
    [
        (SELECT, None, JSON),
        ("ASK {}", None, JSON),
        (CONSTRUCT, None, "text/turtle"),
        (DESCRIBE, None, "text/turtle"),
        *((text, offer, offer) for text in (SELECT, "ASK {}") for offer in OFFERS),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (DESCRIBE, "application/n-triples", "application/n-triples"),
        (SELECT, "*/*", JSON),
        (SELECT, "text/*", "text/csv"),
        (SELECT, "text/*;q=0.5, application/*;q=0.4", "text/csv"),
        (SELECT, "text/csv;q=0.2, text/*;q=0.9", "text/tab-separated-values"),
        (SELECT, f"text/csv;q=0, {XML};q=0.001", XML),
        (SELECT, f"{JSON};q=0.5;ext=1, {XML};charset=utf-8;q=0.7", XML),
        (SELECT, f"image/png, {XML};q=0.1", XML),
        (SELECT, "TEXT/CSV", "text/csv"),
        (SELECT, "  ", JSON),
        (SELECT, "nonsense, text/csv", "text/csv"),
        (SELECT, ",,text/csv,,", "text/csv"),
        (SELECT, f'text/csv;a="b,c;q=1";q=0.2, {XML};q=0.3', XML),
        (SELECT, "application/json", "application/json"),
        (CONSTRUCT, "text/plain", "text/plain"),
    ],
)
def test_the_answer_comes_as_asked_for(server, text, accept, media_type):
    reply = get(text, accept=accept).send(server)

    assert reply.status == 200, reply.body
    assert reply.media_type == media_type
    assert "accept" in reply.headers["vary"].lower()


@pytest.mark.parametrize(
    ("text", "accept", "offer"),
    [
        (SELECT, "image/png", JSON),
        (SELECT, "text/turtle", "text/csv"),
        (CONSTRUCT, JSON, "text/turtle"),
        (SELECT, "*/*;q=0", XML),
        (SELECT, "nonsense", JSON),
        (SELECT, f"{JSON};q=2, {XML};q=x", JSON),
    ],
)
def test_what_we_do_not_have_is_406_with_the_offers(server, text, accept, offer):
    reply = get(text, accept=accept).send(server)

    assert reply.status == 406
    assert offer in reply.document["offers"]


def test_several_accept_headers_are_one(server):
    headers = (("Accept", "image/png"), ("Accept", "text/csv;q=0.1"), ("Accept", f"{XML};q=0.2"))

    assert Case(address=asking(SELECT), headers=headers).send(server).media_type == XML


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(Case("POST", "", f"{DIRECT}; charset={name}", b"ASK {}"), id=name)
        for name in ("utf-8", "UTF-8", '"utf-8"', "utf8", "US-ASCII")
    ]
    + [
        pytest.param(Case("POST", "", f"{FORM};charset=UTF-8", asking("ASK {}").encode()),
                     id="form with a charset"),
        pytest.param(Case("POST", "", DIRECT.upper(), b"ASK {}"), id="media type in capitals"),
        pytest.param(Case("POST", "", f" {DIRECT} ; x=y", b"ASK {}"), id="unknown parameter"),
        pytest.param(get("ASK {}", "format=json&timeout=0&&debug=on&=&x"), id="unknown fields"),
        pytest.param(Case(address="query=ASK+%7B%7D"), id="plus is a space"),
        pytest.param(Case(address="%71uery=ASK%7b%7d"), id="the name is encoded"),
        pytest.param(Case(address="query=ASK%20%7B%20FILTER(1%3C2)%7D"), id="partly encoded"),
        pytest.param(Case(address=asking("ASK { FILTER('é€😀' = 'é€😀') }")), id="UTF-8"),
        pytest.param(direct("\N{BYTE ORDER MARK}ASK {}"), id="a byte order mark"),
        pytest.param(Case("POST", "", FORM, b"query=ASK%20%7B%7D&x=" + b"y" * 1000), id="more"),
        pytest.param(get("ASK {}" + " " * 5000), id="long"),
        pytest.param(get("BASE <http://example.org/> ASK {}"), id="base"),
    ],
)  # fmt: skip
def test_what_is_said_otherwise_is_read_too(server, case):
    reply = case.send(server)

    assert reply.status == 200, reply.body
    assert reply.document["boolean"] is True


WRONG = {
    "wrong method": (Case("PUT", "", DIRECT, b"ASK {}"), 405, "GET"),
    "DELETE": (Case("DELETE", asking("ASK {}")), 405, "QUERY"),
    "multiple queries": (get("ASK {}", asking("SELECT * {}")), 400, "one may be asked"),
    "multiple queries, form": (form("ASK {}", asking("ASK {}")), 400, "one may be asked"),
    "multiple queries, both": (form("ASK {}", address=asking("ASK {}")), 400, "one may be asked"),
    "multiple queries, direct": (direct("ASK {}", asking("ASK {}")), 400, "one may be asked"),
    "wrong media type": (Case("POST", "", "text/plain", b"ASK {}"), 415, DIRECT),
    "QUERY of a wrong media type": (Case("QUERY", "", "application/json", b"{}"), 415, DIRECT),
    "form without its type": (Case("POST", "", None, asking("ASK {}").encode()), 415, "missing"),
    "query without its type": (Case("POST", "", None, b"ASK {}"), 415, "missing"),
    "QUERY without its type": (Case("QUERY", "", None, b"ASK {}"), 415, "missing"),
    "empty type": (Case("POST", "", "", b"ASK {}"), 415, "missing"),
    "UTF-16": (Case("POST", "", f"{DIRECT}; charset=UTF-16", "ASK {}".encode("utf-16")), 415,
               "UTF-8"),
    "UTF-16, unsaid": (Case("POST", "", DIRECT, "ASK {}".encode("utf-16")), 400, "not UTF-8"),
    "UTF-16 without a mark": (Case("POST", "", DIRECT, "ASK {}".encode("utf-16-le")), 400, ""),
    "Latin-1": (Case("POST", "", f"{DIRECT}; charset=iso-8859-1", b"ASK {}"), 415, "UTF-8"),
    "Latin-1, unsaid": (Case("POST", "", DIRECT, b"ASK { FILTER('\xe9'='') }"), 400, "byte 14"),
    "Latin-1 in the address": (Case(address="query=ASK%7BFILTER('%E9'='')%7D"), 400, "UTF-8"),
    "Latin-1 in the form": (Case("POST", "", FORM, b"query=ASK%7BFILTER('%E9'='')%7D"), 400,
                            "UTF-8"),
    "half an encoding": (Case(address="query=ASK%20%7B%7"), 400, "line 1"),
    "no encoding at all": (Case(address="query=ASK%20%ZZ"), 400, "line 1"),
    "syntax": (get("ASK"), 400, "line 1"),
    "syntax, form": (form("SELECT * {"), 400, "line 1"),
    "syntax, direct": (direct("SELECT * { ?s ?p }"), 400, "line 1, column"),
    "empty query": (get(""), 400, "query is missing"),
    "blank query": (get(" \n\t"), 400, "query is missing"),
    "empty query, form": (form(""), 400, "query is missing"),
    "empty query, direct": (direct(""), 400, "query is missing"),
    "empty QUERY": (direct("", method="QUERY"), 400, "query is missing"),
    "no query": (Case(address=default(ONE)), 400, "query is missing"),
    "no query, form": (Case("POST", "", FORM, default(ONE).encode()), 400, "query is missing"),
    "update in the address": (Case(address="update=CLEAR%20ALL"), 400, "only reads"),
    "update beside a query": (get("ASK {}", "update="), 400, "only reads"),
    "update in a form": (Case("POST", "", FORM, b"update=CLEAR%20ALL"), 400, "only reads"),
    "update, direct": (Case("POST", "", "application/sparql-update", b"CLEAR ALL"), 400,
                       "only reads"),
    "update in a QUERY": (Case("QUERY", "", "application/sparql-update", b"CLEAR ALL"), 400,
                          "only reads"),
    "update as a query": (direct("CLEAR ALL"), 400, "is an update"),
    "update as a query, form": (form("INSERT DATA { <a:a> <a:b> 1 }"), 400, "is an update"),
    "using-graph-uri": (Case("POST", "using-graph-uri=a%3Ab", FORM, b"update=CLEAR%20ALL"), 400,
                        "only reads"),
    "a graph that is no IRI": (get("ASK {}", "default-graph-uri=a%20b"), 400, "IRI"),
    "a named graph that is no IRI": (form("ASK {}", "named-graph-uri=relative"), 400, "IRI"),
    "compressed": (Case("POST", "", DIRECT, b"x", (("Content-Encoding", "gzip"),)), 415, "gzip"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("case", "status", "says"), [pytest.param(*values, id=name) for name, values in WRONG.items()]
)
def test_a_wrong_request_is_told_what_would_be_right(server, case, status, says):
    reply = case.send(server)

    assert reply.status == status, reply.body
    assert reply.media_type == "application/problem+json"
    assert reply.document["type"].startswith("/api/problems/")
    assert says in reply.document["detail"]
    assert reply.headers["access-control-allow-origin"] == "*"
    assert reply.headers["accept-query"] == f'"{DIRECT}", "{FORM}"'


def test_a_method_that_is_not_known_is_told_which_are(server):
    allow = Case("PUT", "", DIRECT, b"ASK {}").send(server).headers["allow"]

    assert set(allow.split(", ")) == {"GET", "HEAD", "POST", "QUERY", "OPTIONS"}


@pytest.mark.parametrize(
    ("text", "accept"),
    [
        *product([SELECT, "ASK {}", CONSTRUCT, "SELECT"], [JSON, "text/turtle", "text/html"]),
        (SELECT, "image/png"),
        ("SELECT (STRLEN(STR(UUID())) AS ?n) {}", JSON),
    ],
)
def test_head_equals_get(server, text, accept):
    case = get(text, accept=accept)
    reply = case.send(server)
    head = Case("HEAD", case.address, headers=case.headers).send(server)

    assert (head.status, head.body) == (reply.status, b"")
    assert without_date(head) == without_date(reply)
    assert int(reply.headers["content-length"]) == len(reply.body)


def without_date(reply: Reply) -> dict[str, str]:
    return {name: value for name, value in reply.headers.items() if name != "date"}


@pytest.mark.parametrize("method", ["GET", "POST", "QUERY", "PUT"])
def test_a_preflight_is_answered(server, method):
    headers = (
        ("Origin", "https://example.org"),
        ("Access-Control-Request-Method", method),
        ("Access-Control-Request-Headers", "content-type,if-none-match"),
    )
    reply = Case("OPTIONS", headers=headers).send(server)

    assert reply.status in {200, 204}
    assert reply.headers["access-control-allow-origin"] == "*"
    assert {"GET", "POST", "QUERY"} <= set(
        reply.headers["access-control-allow-methods"].split(", ")
    )
    assert "content-type" in reply.headers["access-control-allow-headers"]


def test_a_query_by_its_method_is_safe_and_has_a_tag(server):
    first = direct(SELECT, method="QUERY").send(server)
    conditional = (("If-None-Match", first.headers["etag"]),)
    same = Case("QUERY", "", DIRECT, SELECT.encode(), conditional).send(server)
    other = Case("QUERY", "", DIRECT, b"SELECT (2 AS ?value) {}", conditional).send(server)
    posted = direct(SELECT).send(server)

    assert first.headers["etag"] == get(SELECT).send(server).headers["etag"]
    assert (same.status, same.body) == (304, b"")
    assert other.status == 200
    assert other.document["results"]["bindings"][0]["value"]["value"] == "2"
    assert "etag" not in posted.headers


def test_a_form_with_too_many_fields_is_refused(server):
    reply = Case("POST", "", FORM, urlencode([("x", "y")] * 1001).encode()).send(server)

    assert reply.status == 400
    assert "1000 parameters" in reply.document["detail"]
