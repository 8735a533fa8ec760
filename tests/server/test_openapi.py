import json
from urllib.parse import urlencode

import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from queries.reader import query_names
from server.endpoints import ENDPOINTS, known_endpoints
from server.openapi import to_openapi
from tests.server.small_graph import BASE, UNWRITABLE

XML = "application/sparql-results+xml"
RULES = frozenset(endpoint.rule for endpoint in ENDPOINTS)


def operations(document):
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def resolved(document, part):
    while "$ref" in part:
        found = document
        for key in part["$ref"].removeprefix("#/").split("/"):
            found = found[key]
        part = found
    return part


@pytest.mark.slow
@pytest.mark.parametrize("base", [BASE, "https://data.example.org/begrip"])
def test_the_description_follows_the_specification(base):
    document = to_openapi(base, RULES)

    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []
    assert document["openapi"].startswith("3.1")
    assert document["servers"] == [{"url": "/begrip" if base.endswith("begrip") else "/"}]
    assert json.loads(json.dumps(document)) == document


def test_every_named_query_and_every_address_is_described():
    document = to_openapi(BASE, RULES)

    named = {path.removeprefix("/api/queries/") for path in document["paths"]}
    assert set(query_names()) <= named
    assert {endpoint.path for endpoint in ENDPOINTS} <= set(document["paths"])
    identifiers = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(set(identifiers)) == len(identifiers)


def test_versions_specification_and_promises_are_described():
    paths = to_openapi(BASE, RULES)["paths"]

    assert {
        "/ns/{standard}/versies",
        "/ns/{standard}/{version}",
        "/ns/{standard}/{version}/verschil",
        "/ns/datastrategie/profiel/specificatie.{language}.{extension}",
        "/persistentie.json",
    } <= set(paths)


def test_only_what_is_served_is_described():
    document = to_openapi(BASE, {"/sparql"})

    assert "/health/live" not in document["paths"]
    assert known_endpoints({"/sparql"})[0].path == "/sparql"


def test_every_example_is_a_value_of_its_schema():
    document = to_openapi(BASE, RULES)
    checked = 0

    for path, _, operation in operations(document):
        for part in operation.get("parameters", ()):
            parameter = resolved(document, part)
            if "example" in parameter:
                jsonschema.validate(parameter["example"], parameter["schema"])
                checked += 1
            if "default" in parameter["schema"]:
                jsonschema.validate(parameter["schema"]["default"], parameter["schema"])
            assert parameter["description"], path
    assert checked > 20


@pytest.mark.slow
def test_every_parameter_and_status_that_is_described_is_answered_so(client):
    document = client.get("/api/openapi.json").json

    for path, method, operation in operations(document):
        if method != "get" or not path.startswith("/api/queries/"):
            continue
        parameters = [resolved(document, part) for part in operation["parameters"]]
        given = {p["name"]: p["example"] for p in parameters if "example" in p}
        answer = client.get(f"{path}?{urlencode(given)}", headers={"Accept": "*/*"})
        assert answer.status_code == 200, path
        assert answer.content_type.partition(";")[0] in operation["responses"]["200"]["content"]
        for media_type in operation["responses"]["200"]["content"]:
            there = client.get(f"{path}?{urlencode(given)}", headers={"Accept": media_type})
            if UNWRITABLE in there.text:
                assert (there.status_code, media_type) == (406, XML)
                continue
            assert there.status_code == 200, (path, media_type)
            assert there.content_type.partition(";")[0] == media_type


def test_the_description_is_json_that_can_be_kept(client):
    answer = client.get("/api/openapi.json")

    assert answer.content_type == "application/json"
    again = client.get("/api/openapi.json", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
