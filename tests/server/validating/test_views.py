"""The check of data over HTTP, checked in this process."""

import gzip
import json
from io import BytesIO
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.namespace import SH

from linkml_schemas.conformance_values import SEVERITIES, TargetKind
from linkml_schemas.remedies import REMEDIES
from linkml_schemas.validating.formats import RDF_TYPES
from linkml_schemas.validating.profiles import known_profiles
from linkml_schemas.validating.texts import CODES
from server.app import create_app
from server.settings import Settings
from server.validating.component_texts import COMPONENT_TEXTS
from server.validating.texts import VALIDATING_TEXTS
from tests.running import CHECKOUT
from tests.server.small_graph import BASE

DATASET = b"""@prefix dcat: <http://www.w3.org/ns/dcat#> .
<http://x.example/a> a dcat:Dataset ; <http://purl.org/dc/terms/title> "<b>Titel</b>"@nl .
"""
API = "/api/validate?profile=dcat-ap-3.0.1"
TURTLE = {"content_type": "text/turtle"}
SHAPES = b"""@prefix sh: <http://www.w3.org/ns/shacl#> .
<http://x.example/S> a sh:NodeShape ; sh:targetSubjectsOf <http://purl.org/dc/terms/title> ;
  sh:property [ sh:path <http://x.example/p> ; sh:minCount 1 ; sh:message "Geef p."@nl ] .
"""


@pytest.fixture(scope="module")
def small(dataset):
    """A client of a server that takes at most a mebibyte."""
    given = Settings.from_mapping({"BEGRIP_CHECK_SIZE": "1"})
    with create_app(given, dataset).test_client() as client:
        yield client


def test_the_profiles_are_listed_with_source_and_licence(client, dataset):
    answer = client.get("/api/validate")

    names = [item["name"] for item in answer.json["profiles"]]
    assert names == list(known_profiles(dataset.base))
    assert all(item["source"] and item["licence"] for item in answer.json["profiles"])
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_data_that_do_not_conform_are_answered_with_200(client):
    answer = client.post(API, data=DATASET, **TURTLE)

    assert answer.status_code == 200
    assert answer.content_type == "application/json"
    assert answer.json["conforms"] is False
    assert answer.headers["Validation-Conforms"] == "false"
    assert answer.headers["Validation-Counts"].startswith("violation=1, warning=")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("data", "fail", "status"),
    [
        (DATASET, "violation", 422),
        (b"<http://x.example/a> <http://x.example/p> 1 .", "violation", 422),
        (b"<a:b> a <http://xmlns.com/foaf/0.1/Document> .", "violation", 200),
        (b"<a:b> a <http://xmlns.com/foaf/0.1/Agent> ; <http://xmlns.com/foaf/0.1/name> 'a' .",
         "violation", 200),
        (b"<a:b> a <http://xmlns.com/foaf/0.1/Agent> ; <http://xmlns.com/foaf/0.1/name> 'a' .",
         "warning", 422),
    ],
)  # fmt: skip
def test_who_wants_a_failure_gets_one_with_the_report(client, data, fail, status):
    answer = client.post(f"{API}&fail={fail}", data=data, **TURTLE)

    assert answer.status_code == status
    assert "results" in answer.json


@pytest.mark.parametrize("media_type", RDF_TYPES)
def test_the_report_comes_as_rdf_by_accept(client, media_type):
    answer = client.post(API, data=DATASET, headers={"Accept": media_type}, **TURTLE)

    assert answer.content_type.startswith(media_type)
    assert "Accept" in answer.headers["Vary"]
    if media_type == "text/turtle":
        graph = Graph().parse(data=answer.data, format="turtle")
        assert [bool(value) for value in graph.objects(None, SH.conforms)] == [False]


def test_the_report_comes_as_a_table(client):
    answer = client.post(f"{API}&answer=csv", data=DATASET, **TURTLE)

    assert answer.content_type.startswith("text/csv")
    assert answer.data.decode("utf-8-sig").startswith("severity,row,column,focus")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_shows_the_rule_the_thing_and_how_to_mend_it(client, language):
    fields = {"profile": "dcat-ap-3.0.1", "data": (BytesIO(DATASET), "a.ttl")}

    answer = client.post(
        f"/valideren?lang={language}", data=fields, headers={"Accept": "text/html"}
    )

    assert answer.status_code == 200
    assert ("The data do not follow" in answer.text) is (language == "en")
    assert "dct:description" in answer.text
    assert "&lt;b&gt;Titel&lt;/b&gt;" in answer.text
    assert "<b>Titel</b>" not in answer.text
    assert "https://semiceu.github.io/DCAT-AP/releases/3.0.1#Dataset.description" in answer.text
    assert "ETag" not in answer.headers


def test_the_page_says_loudly_that_nothing_was_checked(client):
    fields = {"profile": "dcat-ap-3.0.1", "text": "<http://x.example/a> <http://x.example/p> 1 ."}

    answer = client.post("/valideren?lang=en", data=fields, headers={"Accept": "text/html"})

    assert "<h1>Nothing was checked.</h1>" in answer.text
    assert "That is no approval" in answer.text
    assert answer.headers["Validation-Conforms"] == "null"


def test_shapes_of_ones_own_are_used_and_their_messages_shown(client):
    fields = {"data": (BytesIO(DATASET), "a.ttl"), "shapes": (BytesIO(SHAPES), "s.ttl")}

    answer = client.post("/api/validate", data=fields)

    assert answer.json["profile"]["name"] == "shapes"
    assert [item["message"] for item in answer.json["results"]] == [{"nl": "Geef p."}]


def test_a_table_is_checked_by_a_class_with_columns_that_are_called_otherwise(client):
    table = "sleutel,naam\na,\n"
    fields = {"text": table, "format": "csv", "profile": "begrip/Role",
              "columns": "sleutel = id\r\nnaam = label_nl\r\n"}  # fmt: skip

    answer = client.post("/api/validate", data=fields)

    places = {(item["row"], name) for item in answer.json["results"]
              for name in item["column"].split()}  # fmt: skip
    assert (2, "label_nl") in places
    assert answer.json["checked"]["rows"] == 1


def test_a_thing_of_the_graph_is_checked_by_its_iri(client):
    answer = client.post("/api/validate", data={"iri": f"{BASE}/id/rol/lastig"})

    assert answer.status_code == 200
    assert answer.json["checked"]["things"] == 1


def test_a_graph_of_the_graph_is_checked_by_its_iri(client, dataset):
    name = dataset.manifest["registries"][0]["graph"]

    answer = client.post("/api/validate", data={"graph": name})

    assert answer.status_code == 200
    assert answer.json["checked"]["triples"] > 0


def test_a_graph_is_checked_as_each_of_its_things_is(client, dataset):
    shapes = b"""@prefix sh: <http://www.w3.org/ns/shacl#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <http://x.example/S> a sh:NodeShape ; sh:targetSubjectsOf skos:inScheme ;
      sh:property [ sh:path skos:inScheme ; sh:class <http://x.example/None> ] ;
      sh:property [ sh:path skos:inScheme ; sh:class skos:ConceptScheme ] ."""

    def check(**fields):
        answer = client.post("/api/validate", data={**fields, "shapes": (BytesIO(shapes), "s.ttl")})
        return {(item["focus"], item["rule"]) for item in answer.json["results"]}

    for registry in dataset.manifest["registries"]:
        of_graph = check(graph=registry["graph"])
        for focus in {focus for focus, _ in of_graph}:
            assert {item for item in of_graph if item[0] == focus} == check(iri=focus)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"iri": "http://169.254.169.254/latest"}, "no address elsewhere is fetched"),
        ({"iri": "file:///etc/passwd"}, "no address elsewhere is fetched"),
        ({"iri": "> } SELECT"}, "no absolute IRI"),
        ({"graph": "http://elsewhere.example/graph"}, "http://elsewhere.example/graph"),
        ({"text": "<a:b> <a:c> 1 .", "iri": f"{BASE}/id/rol/lastig"}, "leave out iri"),
        ({"graph": f"{BASE}/id/graaf/x", "iri": f"{BASE}/id/rol/lastig"}, "leave out graph"),
        ({}, "There are no data"),
        ({"text": " \r\n"}, "There are no data"),
        ({"text": "<a:b> <a:c> 1 .", "profile": "nonsense"}, "There is no profile"),
        ({"text": "<a:b> <a:c> 1 .", "profile": "shapes"}, "send them too"),
        ({"text": "id\na\n", "format": "csv"}, "A table needs class"),
    ],
)
def test_what_cannot_be_done_is_422_and_says_why(client, fields, said):
    answer = client.post("/api/validate", data=fields)

    assert (answer.status_code, answer.json["type"]) == (422, "/api/problems/check-unusable")
    assert said in answer.json["detail"]


@pytest.mark.parametrize(
    ("body", "headers", "status", "slug"),
    [
        pytest.param(b"<a> <b", {"Content-Type": "text/turtle"}, 400, "data-unreadable", id="cut"),
        pytest.param(b"x", {"Content-Type": "image/png"}, 415, "unsupported-media-type", id="type"),
        pytest.param(b"x", {}, 415, "unsupported-media-type", id="no type"),
        pytest.param(b"x", {"Content-Type": "text/turtle", "Content-Encoding": "br"}, 415,
                     "unsupported-media-type", id="coding"),
        pytest.param(b"x", {"Content-Type": "text/turtle", "Content-Encoding": "gzip"}, 400,
                     "bad-request", id="no gzip"),
        pytest.param(gzip.compress(b"x" * 999)[:20], {"Content-Type": "text/turtle",
                     "Content-Encoding": "gzip"}, 400, "bad-request", id="gzip cut short"),
        pytest.param(gzip.compress(b"# x") + b"nonsense", {"Content-Type": "text/turtle",
                     "Content-Encoding": "gzip"}, 400, "bad-request", id="no gzip behind gzip"),
        pytest.param(gzip.compress(b"# x") * 2 + gzip.compress(b"#" * 99)[:20], {
                     "Content-Type": "text/turtle", "Content-Encoding": "gzip"}, 400,
                     "bad-request", id="second member cut short"),
        pytest.param(gzip.compress(b" " * 2_000_000) * 2, {"Content-Type": "text/turtle",
                     "Content-Encoding": "gzip"}, 413, "data-too-large", id="gzip bomb in parts"),
        pytest.param(gzip.compress(b" " * 50_000_000), {"Content-Type": "text/turtle",
                     "Content-Encoding": "gzip"}, 413, "data-too-large", id="gzip bomb"),
        pytest.param(b"# " + b"x" * 1_100_000, {"Content-Type": "text/turtle"}, 413,
                     "data-too-large", id="large"),
        pytest.param(b"--x\r\nnonsense", {"Content-Type": "multipart/form-data; boundary=x"}, 400,
                     "bad-request", id="form"),
    ],
)  # fmt: skip
def test_what_is_wrong_has_its_status(small, body, headers, status, slug):
    answer = small.post("/api/validate", data=body, headers=headers)

    assert (answer.status_code, answer.json["type"]) == (status, f"/api/problems/{slug}")


def test_a_syntax_error_has_line_and_column(client):
    answer = client.post("/api/validate", data=b"<a:a> <a:b> 1 .\n<a:a> x", **TURTLE)

    assert (answer.json["line"], answer.json["column"]) == (2, 7)


def test_a_refusal_says_where_in_the_api(client):
    shapes = {"text": "<a:b> <a:c> 1 .", "shapes": (BytesIO(b"<a"), "s.ttl")}

    of_data = client.post("/api/validate", data=b"<a", **TURTLE)
    of_shapes = client.post("/api/validate", data=shapes)

    assert [each.json["parameter"] for each in (of_data, of_shapes)] == ["data", "shapes"]


def test_a_fault_in_xml_has_its_words_by_language(client):
    sent = {"data": b"<a/>", "content_type": "application/rdf+xml"}
    english = client.post("/api/validate", **sent)
    dutch = client.post("/api/validate", **sent, headers={"Accept-Language": "nl"})

    assert "naamruimte" in dutch.json["detail"]
    assert "namespace" in english.json["detail"]


@pytest.mark.parametrize(("name", "value"), [("answer", "pdf"), ("fail", "never")])
def test_a_parameter_that_is_not_known_is_named(client, name, value):
    answer = client.post(f"{API}&{name}={value}", data=DATASET, **TURTLE)

    assert (answer.status_code, answer.json["parameter"]) == (400, name)


def test_gzip_is_unpacked(client):
    answer = client.post(API, data=gzip.compress(DATASET), headers={"Content-Encoding": "gzip"},
                         **TURTLE)  # fmt: skip

    assert answer.json["checked"]["triples"] == 2


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/turtle; charset=iso-8859-1", "latin-1"),
        ("text/turtle; charset=Windows-1252", "cp1252"),
        ("text/turtle; charset=UTF-8", "utf-8"),
        ("text/turtle", "utf-8"),
    ],
)
def test_the_character_set_is_the_one_that_is_said(client, kind, body):
    text = DATASET.decode().replace("Titel", "Café").encode(body)

    answer = client.post(API, data=text, content_type=kind)

    assert "<b>Café</b>" in {item["label"] for item in answer.json["results"]}


@pytest.mark.parametrize(
    "kind",
    ["text/turtle; charset=utf-16", "text/turtle; charset=zip", "text/turtle; charset=no\x00",
     "text/turtle; charset=x", "application/rdf+xml; charset=iso-8859-1"],
)  # fmt: skip
def test_a_character_set_that_is_not_read_is_415(client, kind):
    answer = client.post(API, data=DATASET, headers={"Content-Type": kind})

    assert (answer.status_code, "utf-8" in answer.json["accept_charset"]) == (415, True)


def test_shapes_in_a_circle_are_told_in_the_readers_language(client):
    shapes = (
        SHAPES
        + b"""<http://x.example/S> sh:property [ sh:path <http://x.example/p> ;
      sh:node <http://x.example/S> ] ; sh:node <http://x.example/S> ."""
    )
    data = DATASET + b"<http://x.example/a> <http://x.example/p> <http://x.example/a> ."
    fields = {"data": (BytesIO(data), "a.ttl"), "shapes": (BytesIO(shapes), "s.ttl")}

    page = client.post("/valideren?lang=nl", data=fields, headers={"Accept": "text/html"}).text

    assert "leidt naar zichzelf terug" in page
    assert "Recursive" not in page
    assert "falls over" not in page


def test_the_title_of_the_page_is_the_verdict(client):
    fields = {"profile": "dcat-ap-3.0.1", "data": (BytesIO(DATASET), "a.ttl")}

    page = client.post("/valideren?lang=nl", data=fields, headers={"Accept": "text/html"}).text

    assert "<title>De data volgen het profiel niet. DCAT-AP 3.0.1" in page


def test_every_member_of_a_gzip_is_read(client):
    parts = [b"<a:a> <a:b> 1 .\n", b"", b"<a:a> <a:b> 2 .\n"]
    body = b"".join(map(gzip.compress, parts))

    answer = client.post(API, data=body, headers={"Content-Encoding": "gzip"}, **TURTLE)

    assert answer.json["checked"]["triples"] == 2


def test_what_openapi_says_of_the_check_is_what_is_served(client):
    operations = client.get("/api/openapi.json").json["paths"]["/api/validate"]
    described = operations["post"]

    assert {"columns", "profile", "fail"} <= {item["name"] for item in described["parameters"]}
    forms = described["requestBody"]["content"]
    for kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        assert {"text", "shapes_format", "columns"} <= set(forms[kind]["schema"]["properties"])
        answer = client.post("/api/validate", content_type=kind, data={
            "text": "id,naam\na,A\n", "format": "csv", "columns": "naam = label_nl",
            "profile": "begrip/Role",
        })  # fmt: skip
        assert answer.json["checked"]["rows"] == 1
    kinds = set(described["responses"]["422"]["content"])
    assert {"application/problem+json", "application/json", "text/turtle"} <= kinds
    for status in ("200", "406"):
        assert status in operations["get"]["responses"]
    refused = client.get("/api/validate", headers={"Accept": "image/png"})
    assert refused.status_code == 406


def test_the_limits_are_told(client):
    limits = {item["name"]: item for item in client.get("/api/limits").json["limits"]}

    assert limits["check-size"]["value"] == 8
    assert limits["check-deadline"]["status"] == 504
    assert limits["checks"]["retry_after"] == 10
    assert (limits["client-checks"]["value"], limits["client-checks"]["status"]) == (2, 429)


def test_the_form_works_without_a_script_and_names_every_profile(client, dataset):
    page = client.get("/valideren?lang=en").text

    assert 'enctype="multipart/form-data"' in page
    assert all(f'value="{name}"' in page for name in known_profiles(dataset.base))
    assert "no address elsewhere is ever read" in page


@pytest.mark.parametrize("name", ["dcat-ap-3.0.1", "dcat-ap-vl-3.0"])
def test_the_shapes_that_a_report_names_have_an_address(client, dataset, name):
    found = client.get(f"/valideren/{name}", headers={"Accept": "text/turtle"})
    page = client.get(f"/valideren/{name}?lang=en", headers={"Accept": "text/html"})
    report = client.post(f"/api/validate?profile={name}", data=DATASET, **TURTLE).json

    shapes = set(map(str, Graph().parse(data=found.data, format="turtle").subjects(None, None)))
    for rule in {item["rule"] for item in report["results"]}:
        assert rule in shapes
        assert rule.startswith(f"{dataset.base}/valideren/{name}#")
        assert f'id="{rule.partition("#")[2]}"' in page.text
    assert found.headers["Content-Location"] == f"/valideren/{name}.ttl"
    assert client.get(f"/valideren/{name}.nt").content_type == "application/n-triples"
    assert f'href="/valideren/{name}' in client.get("/valideren").text


@pytest.mark.parametrize("name", ["begrip", "nonsense", "dcat-ap-3.0.1.pdf", "nonsense.ttl"])
def test_a_profile_that_is_no_table_of_ours_has_no_rules_there(client, name):
    assert client.get(f"/valideren/{name}").status_code == 404


def test_profiles_of_the_operator_that_are_wrong_are_told(dataset, tmp_path):
    (tmp_path / "profiles.toml").write_text("[[")
    given = Settings.from_mapping({"BEGRIP_PROFILES": str(tmp_path)})

    with create_app(given, dataset).test_client() as client:
        listed = client.get("/api/validate").json
        page = client.get("/valideren?lang=en").text
        asked = client.post(API, data=DATASET, **TURTLE)

    assert "profiles.toml" in listed["problem"]
    assert "profiles cannot be read" in page
    assert (asked.status_code, asked.json["type"]) == (503, "/api/problems/profile-broken")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    body=st.binary(max_size=200) | st.text(max_size=100).map(str.encode),
    kind=st.sampled_from([*RDF_TYPES, "text/csv", "multipart/form-data; boundary=x", "", "a/b",
                          "application/x-www-form-urlencoded"]),
    query=st.dictionaries(
        st.sampled_from(["profile", "class", "iri", "graph", "format", "answer", "fail"]),
        st.sampled_from(["begrip", "begrip/Role", "Role", "csv", "shapes", "x y", "<", "\x00"]),
        max_size=3,
    ),
)  # fmt: skip
def test_no_bytes_make_a_fault_of_ours(client, body, kind, query):
    answer = client.post("/api/validate", data=body, content_type=kind, query_string=query)

    assert answer.status_code in {200, 400, 406, 413, 415, 422}
    if answer.status_code >= 400 and answer.content_type == "application/problem+json":
        assert json.loads(answer.data)["detail"]


def test_every_text_of_a_report_is_used():
    template = (CHECKOUT / "server/templates/validation.html").read_text(encoding="utf-8")
    chosen = {
        *(f"validation.{verdict}" for verdict in ("true", "false", "none")),
        *(f"validation.{kind}" for kind in get_args(TargetKind)),
        *(f"validation.severity.{severity}" for severity in SEVERITIES),
    }

    named = {key for key in VALIDATING_TEXTS if key.startswith("validation.")}

    assert chosen <= named
    assert [key for key in named - chosen if key not in template] == []


def test_what_can_be_broken_has_words_in_both_languages():
    assert set(COMPONENT_TEXTS) == {*REMEDIES, *CODES}
    assert all(set(texts) == {"nl", "en"} for texts in COMPONENT_TEXTS.values())
