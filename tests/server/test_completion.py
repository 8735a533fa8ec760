import json
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from flask.testing import FlaskClient

from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from tests.server.serving import Server
from tests.server.small_graph import BASE, small_store

ORGANISATION = "http://www.w3.org/ns/org#Organization"
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"


def terms(found: dict, kind: str) -> dict[str, dict]:
    return {term["iri"]: term for term in found[kind]}


def test_the_terms_have_their_names_and_their_uses(client: FlaskClient) -> None:
    found = client.get("/api/completion").json
    organisation = terms(found, "classes")[ORGANISATION]

    assert organisation["curie"] == "org:Organization"
    assert organisation["labels"] == {"nl": "Organisatie", "en": "Organisation"}
    assert organisation["count"] == 2
    assert terms(found, "properties")[LABEL]["count"] is None
    assert found["prefixes"]["ds"] == f"{BASE}/ns/datastrategie#"


def test_a_property_is_not_called_by_a_column_that_states_it_the_other_way_round(
    client: FlaskClient,
) -> None:
    found = terms(client.get("/api/completion").json, "properties")

    assert found["http://www.w3.org/ns/dcat#distribution"]["labels"] == {}


def test_the_statistics_of_the_build_say_what_is_used(tmp_path: Path) -> None:
    statistics = {
        "predicates": {LABEL: {"triples": 7}, "http://a.example/p": {"triples": 9}},
        "classes": {ORGANISATION: {"entities": 3}},
    }
    (tmp_path / "statistics.json").write_text(json.dumps(statistics), encoding="utf-8")
    dataset = Dataset(small_store(), BASE, "0123456789abcdef", folder=tmp_path)

    found = create_app(Settings.from_mapping({}), dataset).test_client().get("/api/completion").json

    assert [term["iri"] for term in found["properties"]] == ["http://a.example/p", LABEL]
    assert [term["count"] for term in found["classes"]] == [3]
    assert found["properties"][0]["curie"] == ""


def test_it_is_asked_for_again_only_when_it_changed(client: FlaskClient) -> None:
    first = client.get("/api/completion")
    again = client.get("/api/completion", headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "no-cache"
    assert again.status_code == 304


@pytest.mark.slow
def test_a_worker_answers_the_same(server: Server, dataset: Dataset) -> None:
    local = create_app(Settings.from_mapping({}), replace(dataset)).test_client()

    assert httpx.get(f"{server.address}/api/completion").json() == local.get("/api/completion").json
