"""What a document says that it belongs to, and what replaces a deprecated thing."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from tests.server.small_graph import BASE, to_store

PROFILE = f'<{BASE}/ns/datastrategie/profiel>; rel="profile"'
TRIG = """
PREFIX g: <https://begrip.example/id/graaf/>
PREFIX : <https://begrip.example/id/>
g:een {
  <https://begrip.example/id/concept/kader/oud> a skos:Concept ; skos:prefLabel "Oud"@nl ;
    skos:inScheme <https://begrip.example/id/conceptscheme/kader> ; owl:deprecated true ;
    dct:isReplacedBy <https://begrip.example/id/concept/kader/nieuw> ;
    skos:changeNote "Opgegaan in nieuw."@nl, "Merged into new."@en .
  <https://begrip.example/id/concept/kader/nieuw> a skos:Concept ; skos:prefLabel "Nieuw"@nl ;
    dct:replaces <https://begrip.example/id/concept/kader/oud> ;
    skos:inScheme <https://begrip.example/id/conceptscheme/kader> .
  <https://begrip.example/id/concept/kader/weg> a skos:Concept ; skos:prefLabel "Weg"@nl ;
    adms:status <https://begrip.example/id/concept/begripstatus/ingetrokken> .
  <https://begrip.example/id/conceptscheme/kader> a skos:ConceptScheme ; skos:prefLabel "K"@nl .
  <https://begrip.example/id/concept/verzameling/a> a skos:Collection ; skos:prefLabel "V"@nl ;
    skos:member <https://begrip.example/id/concept/kader/nieuw> .
  <https://begrip.example/id/rol/cdo> a org:Role ; skos:prefLabel "CDO"@nl ;
    dct:isReplacedBy <https://e.org/a%0D%0Ab>, <https://e.org/é> .
  <https://begrip.example/ns/slash> a owl:Ontology ; dct:title "Slash"@en .
  <https://begrip.example/ns/slash/Term> a owl:Class ; rdfs:label "Term"@en ;
    rdfs:isDefinedBy <https://begrip.example/ns/slash> .
  <https://begrip.example/ns/datastrategie/profiel> a owl:Ontology ; dct:title "P"@nl .
}
"""


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    dataset = Dataset(to_store(TRIG), BASE, "g", {"counts": {"triples": 1}})
    with create_app(Settings.from_mapping({}), dataset).test_client() as client:
        yield client


def links(client: FlaskClient, path: str, accept: str = "text/turtle") -> str:
    return client.get(path, headers={"Accept": accept}).headers["Link"]


@pytest.mark.parametrize("accept", ["text/turtle", "text/html"])
def test_a_concept_belongs_to_its_scheme_and_keeps_to_the_profile(client, accept):
    found = links(client, "/doc/concept/kader/nieuw", accept)

    assert '</doc/conceptscheme/kader>; rel="up"' in found
    assert PROFILE in found
    assert f'<{BASE}/id/concept/kader/oud>; rel="predecessor-version"' in found


def test_data_say_to_which_profiles_they_keep_and_pages_do_not(client):
    path, profile = "/doc/concept/kader/nieuw", f"<{BASE}/ns/datastrategie/profiel>"
    said = {name: client.get(f"{path}.{name}").headers for name in ("ttl", "json", "html")}

    assert said["ttl"]["Content-Profile"] == profile
    assert said["json"]["Content-Profile"] == f"<http://www.w3.org/ns/json-ld#framed>, {profile}"
    assert "Content-Profile" not in said["html"]
    assert (
        f'.nt>; rel="alternate"; type="application/n-triples"; profile="{profile[1:-1]}"'
        in (said["html"]["Link"])
    )


def test_what_has_nothing_above_it_belongs_to_the_list_of_its_class(client):
    assert '</lijst/rol>; rel="up"' in links(client, "/doc/rol/cdo")


@pytest.mark.parametrize("accept", ["text/turtle", "text/html"])
def test_a_deprecated_thing_is_200_and_names_what_replaces_it(client, accept):
    answer = client.get("/doc/concept/kader/oud", headers={"Accept": accept})

    assert answer.status_code == 200
    assert f'<{BASE}/id/concept/kader/nieuw>; rel="successor-version"' in answer.headers["Link"]


def test_the_body_says_it_too(client):
    text = client.get("/doc/concept/kader/oud.nt").text

    assert f"isReplacedBy> <{BASE}/id/concept/kader/nieuw>" in text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param(
            "/doc/concept/kader/oud?lang=en",
            ("This concept is deprecated.", "Merged into new.", "Use instead"),
            id="a concept, in English",
        ),
        pytest.param(
            "/doc/concept/kader/oud?lang=nl",
            ("Dit begrip is afgeschaft.", "Opgegaan in nieuw."),
            id="a concept, in Dutch",
        ),
        pytest.param(
            "/doc/concept/kader/weg?lang=en", ("This concept is deprecated.",), id="by its status"
        ),
        pytest.param(
            "/doc/rol/cdo?lang=en",
            ("Deprecated or replaced", "still exists", "Use instead"),
            id="another thing",
        ),
        pytest.param("/doc/rol/cdo?lang=nl", ("Afgeschaft of vervangen",), id="in Dutch"),
    ],
)
def test_the_page_says_first_that_it_is_deprecated(client, path, words):
    page = client.get(path, headers={"Accept": "text/html"}).text

    assert all(word in page for word in words)


def test_a_thing_in_force_is_not_called_deprecated(client):
    page = client.get("/doc/concept/kader/nieuw?lang=en", headers={"Accept": "text/html"}).text

    assert "is deprecated" not in page


def test_a_hostile_iri_neither_ends_a_link_nor_begins_a_header(client):
    answer = client.get("/doc/rol/cdo.ttl")

    assert '<https://e.org/a%0D%0Ab>; rel="successor-version"' in answer.headers["Link"]
    assert '<https://e.org/%C3%A9>; rel="successor-version"' in answer.headers["Link"]
    assert "\n" not in answer.headers["Link"]


def test_a_collection_has_a_document(client):
    hop = client.get("/id/concept/verzameling/a")

    assert (hop.status_code, hop.headers["Location"]) == (303, "/doc/concept/verzameling/a")
    assert "member>" in client.get("/doc/concept/verzameling/a.nt").text


def test_a_term_with_an_address_of_its_own_has_a_document_of_its_own(client):
    term, whole = client.get("/ns/slash/Term.nt").text, client.get("/ns/slash.nt").text

    assert {line.split()[0] for line in term.splitlines()} == {f"<{BASE}/ns/slash/Term>"}
    assert {line.split()[0] for line in whole.splitlines()} == {
        f"<{BASE}/ns/slash>",
        f"<{BASE}/ns/slash/Term>",
    }
    assert '</ns/slash>; rel="up"' in links(client, "/ns/slash/Term.ttl")


@pytest.mark.parametrize("name", ["shapes", "shapes#RoleShape"])
def test_a_shape_is_found_by_its_iri(client, name):
    hop = client.get("/doc", query_string={"iri": f"{BASE}/ns/datastrategie/{name}"})

    assert (hop.status_code, hop.headers["Location"]) == (303, f"/ns/datastrategie/{name}")
    assert (
        f"<{BASE}/ns/datastrategie/{name}".encode() in client.get("/ns/datastrategie/shapes").data
    )
