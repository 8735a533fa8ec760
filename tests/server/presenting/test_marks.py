"""Things of one name can be told apart in a list."""

import re

import pytest
from flask.testing import FlaskClient

from linkml_schemas.plan import read_plan_at
from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from tests.server.small_graph import BASE, to_store

STATUS = next(
    value.iri
    for value in read_plan_at(BASE).enumeration("StandardStatus").values
    if value.code == "KandidaatStandaard"
)
GRAPH = f"""<{BASE}/id/graaf/g> {{
  <{BASE}/id/organisatie/a> a org:Organization ; skos:prefLabel "Sport"@nl ;
    dct:identifier "OVO1" ; schema:dissolutionDate "2014-01-01"^^xsd:date .
  <{BASE}/id/organisatie/b> a org:Organization ; skos:prefLabel "Sport"@nl ;
    dct:identifier "OVO2" .
  <{BASE}/id/organisatie/c> a org:Organization ; skos:prefLabel "Kunst"@nl ;
    dct:identifier "OVO3" .
  <{BASE}/id/datastandaard/s> a dct:Standard ; dct:title "S"@nl ; adms:status <{STATUS}> .
  <{STATUS}> skos:prefLabel "kandidaat-standaard"@nl . }}"""


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(Settings.from_mapping({}), Dataset(to_store(GRAPH), BASE, "0")).test_client()


def rows(client: FlaskClient, path: str) -> list[str]:
    found = client.get(path).text.partition('<ul class="things">')[2].partition("</ul>")[0]
    plain = (re.sub(r"<[^>]*>", "", row) for row in found.split("</li>"))
    return [" ".join(row.split()) for row in plain if row.strip()]


def test_things_of_one_name_show_their_code_and_their_end(client: FlaskClient) -> None:
    assert rows(client, "/lijst/organisatie.html") == [
        "Kunst",
        "Sport OVO1 tot 1 januari 2014",
        "Sport OVO2",
    ]


def test_standard_shows_how_far_it_is(client: FlaskClient) -> None:
    assert rows(client, "/lijst/datastandaard.html") == ["S kandidaat-standaard"]
