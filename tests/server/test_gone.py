"""A thing that was removed: 410 with its last description, whoever asks and however."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse
from rdflib import Graph, Literal, URIRef

from loaders.promising.tombstones import Tombstone, write_tombstones
from ontology.namespaces import PREFIXES
from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from tests.server.small_graph import BASE, small_store

STEWARD = f"{BASE}/id/rol/oude-rol"
STRATEGY = "/id/strategie/vlaamse-datastrategie"
BROWSER = {"Accept": "text/html,*/*;q=0.5"}
QUADS = f"""\
<{STEWARD}> <{PREFIXES["rdf"]}type> <{PREFIXES["org"]}Role> <{BASE}/id/graaf/strategie> .
<{STEWARD}> <{PREFIXES["skos"]}prefLabel> "Oude rol"@nl <{BASE}/id/graaf/strategie> .
<{STEWARD}> <{PREFIXES["dct"]}source> <https://example.org/?a=1&b=%22> <{BASE}/id/graaf/strategie> .
"""
STONES = (
    Tombstone(
        "/id/rol/oude-rol",
        "2026-11-20T10:00:00Z",
        "0123456789abcdef",
        STRATEGY,
        "Samengevoegd <script>alert(1)</script>.",
        "Merged.",
        "Role",
        QUADS,
    ),
    Tombstone("/id/rol/a", "2026-11-21T10:00:00Z", successor="/id/rol/b", reason_nl="Naar b."),
    Tombstone("/id/rol/b", "2026-11-22T10:00:00Z", successor=STRATEGY, reason_nl="Opgegaan."),
    Tombstone("/id/rol/kring-1", "2026-11-22T10:00:00Z", successor="/id/rol/kring-2"),
    Tombstone("/id/rol/kring-2", "2026-11-22T10:00:00Z", successor="/id/rol/kring-1"),
    Tombstone("/id/rol/v1.0", ""),
    Tombstone("/id/graaf/weg", "2026-11-22T10:00:00Z"),
    Tombstone("https://data.vlaanderen.be/id/organisatie/OVO099999", "2026-11-20T10:00:00Z"),
)
TAKEN_BACK = (
    Tombstone("/id/rol/teruggenomen", "2026-11-23T10:00:00Z", successor="/id/rol/a"),
    Tombstone("/id/rol/oude-rol", "2026-11-24T10:00:00Z"),
    Tombstone(STRATEGY, "2026-11-24T10:00:00Z"),
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    data = tmp_path_factory.mktemp("data")
    folder, withdrawn = data / "generations" / "g", data / "withdrawn"
    for path, stones in ((folder, STONES), (withdrawn, TAKEN_BACK)):
        path.mkdir(parents=True)
        write_tombstones(path, stones)
    dataset = Dataset(small_store(), BASE, "g", folder=folder)
    with create_app(Settings.from_mapping({}), dataset).test_client() as client:
        yield client


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("/id/rol/oude-rol", id="thing"),
        pytest.param("/id/rol/oude-rol/", id="final slash"),
        pytest.param("/id/rol/oude%2Drol", id="needless encoding"),
        pytest.param("/doc/rol/oude-rol", id="document"),
        pytest.param(f"/doc?iri={STEWARD}", id="by its IRI"),
        pytest.param("/id/rol/v1.0", id="a reference with a dot"),
        pytest.param("/id/graaf/weg", id="a graph"),
    ],
)
def test_it_is_gone_and_a_program_is_told(client, asked):
    response = client.get(asked)

    assert response.status_code == 410
    assert response.content_type == "application/problem+json"
    assert response.json["type"] == "/api/problems/gone"


def test_the_problem_says_when_why_and_what_replaces_it(client):
    response = client.get("/id/rol/oude-rol")

    assert response.json["removed"] == "2026-11-20T10:00:00Z"
    assert response.json["successor"] == BASE + STRATEGY
    assert response.json["reasons"]["en"] == "Merged."
    assert "on 2026-11-20. Merged. It was replaced by" in response.json["detail"]
    assert f'<{BASE}{STRATEGY}>; rel="successor-version"' in response.headers["Link"]


@pytest.mark.parametrize(
    ("asked", "accept", "format_name"),
    [
        pytest.param("/id/rol/oude-rol", "text/turtle", "turtle", id="thing"),
        pytest.param("/doc/rol/oude-rol", "text/turtle", "turtle", id="document"),
        pytest.param("/doc/rol/oude-rol.nt", "text/html", "nt", id="suffix"),
        pytest.param("/doc/rol/oude-rol", "application/rdf+xml", "xml", id="XML"),
        pytest.param(f"/doc.ttl?iri={STEWARD}", "", "turtle", id="by its IRI"),
    ],
)
def test_its_last_description_is_given_as_data(client, asked, accept, format_name):
    response = client.get(asked, headers={"Accept": accept})

    graph = Graph().parse(data=response.data, format=format_name)
    thing = URIRef(STEWARD)
    assert response.status_code == 410
    assert (thing, URIRef(f"{PREFIXES['skos']}prefLabel"), Literal("Oude rol", lang="nl")) in graph
    assert (thing, URIRef(f"{PREFIXES['dct']}isReplacedBy"), URIRef(BASE + STRATEGY)) in graph
    assert graph.value(thing, URIRef(f"{PREFIXES['prov']}invalidatedAtTime")) is not None
    assert 'rel="successor-version"' in response.headers["Link"]
    assert response.headers["ETag"]


def test_who_said_what_is_kept(client):
    response = client.get("/doc/rol/oude-rol.nq")

    graphs = {quad.graph_name.value for quad in parse(response.data, format=RdfFormat.N_QUADS)}
    assert graphs == {f"{BASE}/id/graaf/strategie", f"{BASE}/id/graaf/herkomst"}


@pytest.mark.parametrize(("language", "words"), [("nl", "bestaat niet meer"), ("en", "no longer")])
def test_a_person_sees_what_it_was(client, language, words):
    response = client.get(f"/id/rol/oude-rol?lang={language}", headers=BROWSER)

    assert response.status_code == 410
    assert words in response.text.partition("</title>")[0]
    assert "Oude rol" in response.text
    assert f'href="/doc{STRATEGY.removeprefix("/id")}?lang={language}"' in response.text
    assert "<script>alert" not in response.text


def test_a_chain_of_successors_is_followed_to_its_end(client):
    assert client.get("/id/rol/a").json["successor"] == BASE + STRATEGY


def test_a_ring_of_successors_ends(client):
    assert client.get("/id/rol/kring-1").json["successor"].startswith(f"{BASE}/id/rol/kring-")


def test_what_a_rollback_took_back_is_gone_and_its_successor_is_followed(client):
    response = client.get("/id/rol/teruggenomen")

    assert (response.status_code, response.json["removed"]) == (410, "2026-11-23T10:00:00Z")
    assert response.json["successor"] == BASE + STRATEGY


def test_what_the_generation_says_holds_before_what_was_taken_back(client):
    assert client.get("/id/rol/oude-rol").json["removed"] == "2026-11-20T10:00:00Z"
    assert client.get(STRATEGY).status_code == 303


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("/id/organisatie/OVO099999", id="our own path"),
        pytest.param("/doc?iri=https://data.vlaanderen.be/id/organisatie/OVO099999", id="its IRI"),
        pytest.param("/doc?iri=http://data.vlaanderen.be/id/organisatie/OVO099999/", id="spelling"),
        pytest.param("/doc/organisatie/OVO099999.ttl", id="our own document"),
    ],
)
def test_a_thing_of_another_authority_is_gone_too(client, asked):
    assert client.get(asked).status_code == 410


def test_what_never_existed_is_not_gone(client):
    assert client.get("/id/rol/nooit").status_code == 404


def test_nothing_that_the_client_takes_still_tells_that_it_is_gone(client):
    assert client.get("/id/rol/oude-rol", headers={"Accept": "image/png"}).status_code == 410


def test_head_and_get_agree(client):
    get = client.get("/doc/rol/oude-rol.ttl")
    head = client.head("/doc/rol/oude-rol.ttl")

    assert (head.status_code, head.data) == (410, b"")
    assert head.headers["ETag"] == get.headers["ETag"]


def test_a_page_without_a_description_says_so(client):
    response = client.get("/doc/rol/v1.0?lang=en", headers=BROWSER)

    assert response.status_code == 410
    assert "No description of it was kept." in response.text
