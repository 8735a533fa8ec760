"""A graph's own IRI leads to its triples, or to the document about it."""

import httpx
import pytest
from pyoxigraph import NamedNode
from rdflib import Graph

from server.dereferencing.graphs import wants_triples
from server.negotiation import GRAPH_OFFERS
from tests.server.generation import GRAPH, NUMBERS
from tests.server.serving import serving
from tests.server.small_graph import BASE

IRI = f"{BASE}/id/graaf/organisaties"
ABOUT = "/doc/graaf/organisaties"
TRIPLES = f"/graph-store?graph={IRI}"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
DATA_DUMP = "http://rdfs.org/ns/void#dataDump"


def links(answer) -> set[tuple[str, str]]:
    """Return the links of an answer: relation and target."""
    parts = (part.split('>; rel="') for part in answer.headers["Link"].split(", "))
    return {(rel.split('"')[0], target.lstrip("<")) for target, rel in parts}


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        *((offer.media_type, TRIPLES) for offer in GRAPH_OFFERS),
        pytest.param("", TRIPLES, id="no preference"),
        pytest.param("*/*", TRIPLES, id="anything"),
        pytest.param("text/turtle;charset=utf-8", TRIPLES, id="parameter"),
        pytest.param("text/html;q=0.5, application/n-triples", TRIPLES, id="rather RDF"),
        pytest.param("text/html, text/turtle", TRIPLES, id="either"),
        pytest.param("text/plain", TRIPLES, id="another name of N-Triples"),
        pytest.param('application/ld+json;profile="http://www.w3.org/ns/json-ld#framed"', TRIPLES),
        pytest.param(BROWSER, ABOUT, id="browser"),
        pytest.param("text/html, text/turtle;q=0.9", ABOUT, id="rather HTML"),
        pytest.param("text/csv", ABOUT, id="CSV"),
        pytest.param("application/json", ABOUT, id="JSON"),
        pytest.param("image/png", ABOUT, id="nothing that there is"),
    ],
)
def test_a_graph_leads_to_what_the_client_prefers_of_it(client, accept, location):
    answer = client.get("/id/graaf/organisaties", headers={"Accept": accept})

    assert (answer.status_code, answer.headers["Location"]) == (303, location)
    assert answer.headers["Vary"] == "Accept"
    assert links(answer) == {("describedby", ABOUT), (DATA_DUMP, BASE + TRIPLES)}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Location" in answer.headers["Access-Control-Expose-Headers"]
    assert wants_triples(accept) == (location == TRIPLES)


@pytest.mark.parametrize("offer", GRAPH_OFFERS, ids=lambda offer: offer.extension)
def test_one_hop_gives_exactly_the_triples_in_that_format(client, offer):
    accept = {"Accept": offer.media_type}

    answer = client.get("/id/graaf/organisaties", headers=accept, follow_redirects=True)

    assert len(answer.history) == 1
    assert answer.content_type == offer.content_type
    assert answer.data == client.get(TRIPLES, headers=accept).data
    assert links(answer) == {("describedby", ABOUT)}


def test_the_document_keeps_describing_the_graph_and_leads_to_its_triples(client):
    negotiated = client.get(ABOUT, headers={"Accept": "text/turtle"})
    suffixed, page = client.get(f"{ABOUT}.ttl"), client.get(f"{ABOUT}.html")

    assert negotiated.data == suffixed.data
    for answer in (negotiated, suffixed, page):
        found = links(answer)
        assert {target for rel, target in found if rel == "describes"} == {IRI, BASE + TRIPLES}
        assert (DATA_DUMP, BASE + TRIPLES) in found
    assert f"<{IRI}>" in client.get(f"{ABOUT}.nt").text
    assert 'href="/graph-store?graph=' in page.text


def test_what_is_no_graph_has_no_link_to_triples(client):
    assert DATA_DUMP not in client.get("/doc/rol/caf%C3%A9").headers["Link"]
    assert "Link" not in client.get("/id/rol/caf%C3%A9").headers
    assert "Vary" not in client.get("/id/rol/caf%C3%A9").headers


def test_head_of_a_graph_equals_get(client):
    for accept in ("text/turtle", BROWSER):
        got, head = (
            ask("/id/graaf/organisaties", headers={"Accept": accept})
            for ask in (client.get, client.head)
        )
        assert (head.status_code, head.data) == (303, b"")
        assert dict(head.headers) == dict(got.headers)


@pytest.mark.parametrize(
    ("asked", "accept", "location"),
    [
        ("/id/graaf/organisaties/", "*/*", TRIPLES),
        ("/id/graaf/%6frganisaties", "*/*", TRIPLES),
        ("/id/rol/../graaf/organisaties", "*/*", TRIPLES),
        ("/id/graaf/organisaties?lang=en&x=%C3%A9", "*/*", f"{TRIPLES}&lang=en&x=%C3%A9"),
        ("/id/graaf/organisaties?lang=en", BROWSER, f"{ABOUT}?lang=en"),
        ("/id/graaf/organisaties?default&graph=urn:a&lang=en", "*/*", f"{TRIPLES}&lang=en"),
    ],
)
def test_spellings_lead_to_one_address_and_the_query_is_kept(client, asked, accept, location):
    answer = client.get(asked, headers={"Accept": accept})

    assert (answer.status_code, answer.headers["Location"]) == (303, location)
    assert client.get(location, headers={"Accept": accept}).status_code == 200


def test_a_graph_of_which_nothing_is_said_leads_to_its_triples(client, dataset):
    answer = client.get(GRAPH.removeprefix(BASE), follow_redirects=True)

    assert answer.status_code == 200
    node = NamedNode(GRAPH)
    assert len(Graph().parse(data=answer.data)) == sum(
        1 for _ in dataset.store.quads_for_pattern(None, None, None, node)
    )


def test_an_unknown_graph_is_not_found(client):
    for accept in ("text/turtle", "*/*"):
        answer = client.get("/id/graaf/bestaat-niet", headers={"Accept": accept})
        assert answer.status_code == 404
        assert answer.content_type == "application/problem+json"


def test_nothing_is_written_by_the_iri_of_a_graph(client):
    def allowed(answer):
        return set(answer.headers["Allow"].split(", "))

    assert allowed(client.options("/id/graaf/organisaties")) == {"GET", "HEAD", "OPTIONS"}
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        answer = client.open("/id/graaf/organisaties", method=method, data="<a:a> <a:b> <a:c> .")
        assert (answer.status_code, allowed(answer)) == (405, {"GET", "HEAD", "OPTIONS"})


def test_the_whole_is_described_where_the_graph_describes_itself(client):
    answer = client.get("/graph-store?default")

    assert links(answer) == {("describedby", f"{BASE}/.well-known/void")}


@pytest.mark.slow
def test_a_client_reads_the_triples_of_a_graph_by_its_iri(generation_dir, tmp_path):
    with serving(generation_dir, tmp_path / "log", WORKERS=1) as server:
        graph = Graph().parse(f"{server.address}/id/graaf/getallen")
        again = httpx.get(
            f"{server.address}/id/graaf/getallen",
            headers={"Accept": "text/turtle"},
            follow_redirects=True,
        )
        known = httpx.get(
            f"{server.address}/id/graaf/getallen",
            headers={"Accept": "text/turtle", "If-None-Match": again.headers["ETag"]},
            follow_redirects=True,
        )
        head = httpx.head(
            f"{server.address}/id/graaf/getallen",
            headers={"Accept": "text/turtle"},
            follow_redirects=True,
        )

    assert len(graph) == NUMBERS
    assert (known.status_code, known.content) == (304, b"")
    apart = ("date", "content-length", "transfer-encoding")
    assert {k: v for k, v in head.headers.items() if k not in apart} == {
        k: v for k, v in again.headers.items() if k not in apart
    }
