"""Every spelling of an IRI leads to the one document about its thing, in one hop at most."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from ontology.identifiers import organisation_spellings
from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from tests.server.small_graph import BASE, small_store

ORGANISATION = "https://data.vlaanderen.be/id/organisatie/OVO002949"
HOME = f"/doc?iri={ORGANISATION}"


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    dataset = Dataset(small_store(), BASE, "g", {"counts": {"triples": 1}})
    with create_app(Settings.from_mapping({}), dataset).test_client() as client:
        yield client


def follow(client: FlaskClient, path: str) -> tuple[int, str]:
    """Return how many hops it takes to a document, and the address of that."""
    address = path
    for hops in range(5):
        answer = client.get(address, headers={"Accept": "text/turtle"})
        if answer.status_code == 200:
            return hops, address
        assert answer.status_code in {301, 303}, (address, answer.status_code)
        address = answer.headers["Location"]
    raise AssertionError(f"{path} leads round")


@pytest.mark.parametrize("spelling", sorted(set(organisation_spellings(ORGANISATION))))
def test_the_authority_s_spellings_lead_to_one_document(client, spelling):
    hops, home = follow(client, f"/doc?iri={quote(spelling, safe='')}")

    assert home == HOME or spelling == ORGANISATION
    assert hops == (0 if spelling == ORGANISATION else 1)


@pytest.mark.parametrize("kind", ["id", "doc"])
@pytest.mark.parametrize("reference", ["OVO002949", "ovo002949", "OVO%30%302949", "OVO002949/"])
def test_our_own_path_with_the_authority_s_reference_leads_there(client, kind, reference):
    assert follow(client, f"/{kind}/organisatie/{reference}") == (1, HOME)


@pytest.mark.parametrize(
    "spelling",
    [
        "/id/rol/caf%C3%A9",
        "/id/rol/caf%c3%a9",
        "/id/rol/café",
        "/id/rol/cafe%CC%81",
        "/id/rol/c%61f%C3%A9/",
        "/id/rol//caf%C3%A9",
        "/id/rol/./x/../caf%C3%A9",
        "/id/rol/%2e/caf%C3%A9",
        "/doc/rol//caf%C3%A9",
        "/doc/rol/caf%C3%A9/",
        f"/doc?iri={BASE}/id/rol/café",
        f"/doc?iri={BASE.replace('https', 'http')}/id/rol/caf%25c3%25a9/",
        f"/doc?iri={BASE}/doc/rol/caf%25C3%25A9",
        f"/doc?iri={BASE.upper().replace('HTTPS', 'https')}/id/rol/caf%25C3%25A9",
    ],
)
def test_spellings_of_our_own_lead_to_one_document(client, spelling):
    assert follow(client, spelling) == (1, "/doc/rol/caf%C3%A9")


@pytest.mark.parametrize("extension", ["ttl", "json", "nt"])
def test_a_format_is_kept_on_the_way(client, extension):
    hops, home = follow(client, f"/doc.{extension}?iri={BASE}/id/rol/caf%25C3%25A9&lang=en")

    assert (hops, home) == (1, f"/doc/rol/caf%C3%A9.{extension}?lang=en")
