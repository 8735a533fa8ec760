"""Whoever is refused for what it reads is told where it finds that, at addresses that answer."""

import pytest

from server.dereferencing.elsewhere import DATA, WITH_QUERY
from tests.server.small_graph import BASE
from tests.server.test_documents import client_at

ORGANISATION = "https://data.vlaanderen.be/id/organisatie/OVO002949"
DOCUMENTS = [
    "/doc/strategie/vlaamse-datastrategie",
    "/doc/rol/caf%C3%A9",
    f"/doc?iri={ORGANISATION}",
    "/ns/datastrategie",
    "/ns/datastrategie/versies",
    "/ns/datastrategie/0.2.0",
    "/ns/datastrategie/shapes",
    "/api/queries",
    "/api/queries/things_by_class?page_size=2",
    "/catalogus",
    "/lijst",
    "/lijst/organisatie?q=vlaams&p=1",
]
PAGES = [*(path for path in DATA if path not in {WITH_QUERY, "/rapport", "/dumps/"}), "/zoeken?q=a"]


@pytest.fixture(scope="module")
def clients():
    """A client at the root of a host, and one below a path."""
    return {"": client_at(BASE), "/begrip": client_at("https://data.example.org/begrip")}


@pytest.fixture
def client(clients):
    return clients[""]


@pytest.mark.parametrize("prefix", ["", "/begrip"])
@pytest.mark.parametrize("address", [*DOCUMENTS, *PAGES])
def test_every_alternative_answers_with_the_type_that_it_names(clients, address, prefix):
    client = clients[prefix]
    below = {"base_url": f"http://localhost{prefix}"}
    refused = client.get(address, headers={"Accept": "image/png"}, **below)
    found = refused.json["alternatives"]

    assert refused.status_code == 406
    assert found
    for each in found:
        assert each["href"].startswith(f"{prefix}/")
        answer = client.get(each["href"].removeprefix(prefix), **below)
        assert (answer.status_code, answer.mimetype) == (200, each["type"]), each
        assert (
            f'<{each["href"]}>; rel="alternate"; type="{each["type"]}"' in refused.headers["Link"]
        )


@pytest.mark.parametrize("address", DOCUMENTS)
def test_all_offers_that_are_no_other_name_have_an_address(client, address):
    refused = client.get(address, headers={"Accept": "image/png"}).json

    other_names = {"text/plain", "application/xml", "text/xml", "text/markdown", "application/json"}
    assert set(refused["offers"]) - other_names <= {
        each["type"] for each in refused["alternatives"]
    }


def test_an_address_with_one_type_and_no_other_place_has_no_alternatives(client):
    refused = client.get("/api/limits", headers={"Accept": "image/png"})

    assert "alternatives" not in refused.json
    assert "Link" not in refused.headers
