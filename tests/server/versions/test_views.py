"""Every version answers in every format, with links to the others, without a graph."""

import json
import re

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from werkzeug.http import parse_options_header

from linkml_schemas.releasing.records import read_releases
from ontology.namespaces import expand
from server.app import create_app
from server.dataset import Dataset
from server.serialization import DOCUMENT_OFFERS
from server.settings import Settings
from tests.server.small_graph import BASE, small_store

pytestmark = pytest.mark.slow

HTML = {"Accept": "text/html"}
RELEASED = [str(each.version) for each in read_releases()]
NAMES = ("datastrategie", "datastrategie/profiel")
PROFILE = f"{BASE}/ns/datastrategie/profiel"
RDF = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}


def links(response) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for target, rest in re.findall(r"<([^>]*)>; ([^<]*)", response.headers["Link"]):
        relation = parse_options_header(f"x; {rest.rstrip(', ')}")[1]["rel"]
        found.setdefault(relation, []).append(target)
    return found


@pytest.mark.parametrize("offer", DOCUMENT_OFFERS, ids=lambda offer: offer.extension)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("version", RELEASED)
def test_every_version_answers_in_every_format(client, version, name, offer):
    named = client.get(f"/ns/{name}/{version}.{offer.extension}")
    negotiated = client.get(f"/ns/{name}/{version}", headers={"Accept": offer.media_type})
    again = client.get(
        f"/ns/{name}/{version}.{offer.extension}", headers={"If-None-Match": named.headers["ETag"]}
    )

    assert (named.status_code, again.status_code) == (200, 304)
    assert named.last_modified is not None
    assert named.mimetype == offer.media_type
    assert negotiated.data == named.data
    assert negotiated.headers["Content-Location"] == f"/ns/{name}/{version}.{offer.extension}"
    assert "Accept" in negotiated.headers["Vary"]
    if offer.extension in RDF:
        quads = list(parse(named.data, format=RDF[offer.extension]))
        about = {
            q.predicate.value: q.object.value
            for q in quads
            if q.subject == NamedNode(f"{BASE}/ns/{name}/{version}")
        }
        assert about[expand("owl:versionInfo")] == version
        assert about[expand("dct:isVersionOf")] == f"{BASE}/ns/{name}"
        header = {
            q.object.value
            for q in quads
            if q.subject == NamedNode(f"{BASE}/ns/{name}")
            and q.predicate.value == expand("owl:versionIRI")
        }
        assert header == {f"{BASE}/ns/{name}/{version}"}


def test_links_lead_to_the_latest_the_neighbours_and_all(small_client):
    found = links(small_client.get("/ns/datastrategie/profiel/0.2.0"))
    first = links(small_client.get("/ns/datastrategie/profiel/0.1.0"))
    last = links(small_client.get("/ns/datastrategie/profiel/0.2.1"))

    prefix = "/ns/datastrategie/profiel"
    assert found["latest-version"] == [f"{prefix}/0.2.1"]
    assert found["predecessor-version"] == [f"{prefix}/0.1.0"]
    assert found["successor-version"] == [f"{prefix}/0.2.1"]
    assert found["version-history"] == [f"{prefix}/versies"]
    assert found["describedby"] == [f"{prefix}/0.2.0/verschil"]
    assert found["describes"] == [f"{PROFILE}/0.2.0"]
    assert found["up"] == [prefix]
    assert found["http://www.w3.org/ns/shacl#shapesGraph"] == [f"{prefix}/0.2.0/shapes"]
    assert found["http://www.w3.org/ns/json-ld#context"] == [f"{prefix}/0.2.0/context"]
    assert "predecessor-version" not in first
    assert "successor-version" not in last


def test_a_withdrawn_version_is_told_with_what_replaces_it(small_client):
    turtle = small_client.get("/ns/datastrategie/profiel/0.1.0.ttl").data
    page = small_client.get("/ns/datastrategie/profiel/0.1.0.html?lang=en").text
    said = {
        (q.predicate.value, q.object.value)
        for q in parse(turtle, format=RdfFormat.TURTLE)
        if q.subject == NamedNode(f"{PROFILE}/0.1.0")
    }

    assert (expand("dct:isReplacedBy"), f"{PROFILE}/0.2.0") in said
    assert any(value.endswith("/VervangenStandaard") for _, value in said)
    assert "This version was withdrawn" in page
    assert 'href="/ns/datastrategie/profiel/0.2.0?lang=en"' in page


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("shapes", "text/turtle"),
        ("shapes.ttl", "text/turtle"),
        ("shapes.nt", "application/n-triples"),
        ("shapes.jsonld", "application/ld+json"),
        ("codelijsten.ttl", "text/turtle"),
        ("codelijsten.rdf", "application/rdf+xml"),
        ("context", "application/ld+json"),
        ("context.jsonld", "application/ld+json"),
        ("schema.json", "application/schema+json"),
        ("bron/begrip.yaml", "application/yaml"),
    ],
)
@pytest.mark.parametrize("version", RELEASED)
def test_the_files_of_a_version_may_be_kept_for_a_year(client, version, path, media_type):
    response = client.get(f"/ns/datastrategie/{version}/{path}")
    again = client.get(
        f"/ns/datastrategie/{version}/{path}", headers={"If-None-Match": response.headers["ETag"]}
    )

    assert (response.status_code, again.status_code) == (200, 304)
    assert response.mimetype == media_type
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    found = links(response)
    assert found["up"] == [f"/ns/datastrategie/{version}"]
    assert found["license"] == ["https://eupl.eu/1.2/nl/"]
    part = path if path.startswith("bron/") else path.partition(".")[0]
    assert found["latest-version"] == [f"/ns/datastrategie/{RELEASED[-1]}/{part}"]
    assert response.last_modified is not None
    formats = found.get("alternate", [])
    assert (f"/ns/datastrategie/{version}/shapes.nt" in formats) == (
        path in {"shapes", "shapes.ttl", "shapes.jsonld"}
    )
    located = "." not in path
    assert ("Content-Location" in response.headers) == located


@pytest.mark.parametrize(("path", "up"), [("versies", ""), ("0.2.0/verschil", "/0.2.0")])
def test_what_is_said_in_words_links_its_formats_and_what_it_is_about(small_client, path, up):
    prefix = "/ns/datastrategie/profiel"
    found = links(small_client.get(f"{prefix}/{path}", headers=HTML))

    assert found["up"] == [f"{prefix}{up}"]
    assert found["alternate"] == [f"{prefix}/{path}.json", f"{prefix}/{path}.md"]
    assert found["canonical"] == [f"{BASE}{prefix}/{path}"]


def test_a_version_names_its_licence(client):
    address = f"/ns/datastrategie/{RELEASED[-1]}"
    found = links(client.get(address))
    turtle = client.get(f"{address}.ttl").data

    assert found["license"] == ["https://eupl.eu/1.2/nl/"]
    assert any(
        (q.subject.value, q.predicate.value, q.object.value)
        == (f"{BASE}{address}", expand("dct:license"), "https://eupl.eu/1.2/nl/")
        for q in parse(turtle, format=RdfFormat.TURTLE)
    )


def test_the_shapes_that_a_version_links_are_those_it_was_released_with(client):
    version = RELEASED[0]
    (frozen,) = [each for each in read_releases() if str(each.version) == version]
    profile = client.get(f"/ns/datastrategie/profiel/{version}")
    (address,) = links(profile)["http://www.w3.org/ns/shacl#shapesGraph"]

    served = client.get(address).data

    assert served == frozen.read("artefacts/shapes.ttl")
    context = client.get(links(profile)["http://www.w3.org/ns/json-ld#context"][0])
    assert "@context" in context.json


def test_a_file_that_standards_share_has_one_address(client):
    version = RELEASED[0]

    moved = client.get(f"/ns/datastrategie/profiel/{version}/shapes.ttl")

    assert moved.status_code == 301
    assert moved.headers["Location"] == f"/ns/datastrategie/{version}/shapes.ttl"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("9.9.9", "There is no version 9.9.9 of datastrategie; there are 0.1.0"),
        ("9.9.9/shapes.ttl", "There is no version 9.9.9"),
        ("9.9.9/verschil", "There is no version 9.9.9"),
        (f"{RELEASED[0]}/iets", "it has verschil, shapes"),
        (f"{RELEASED[0]}/bron/geen.yaml", "it has action_plans.yaml"),
        (f"{RELEASED[0]}.docx", "there are .ttl"),
        (f"{RELEASED[0]}/schema.ttl", "there are .json"),
        ("versies.pdf", "there are .html, .json, .md"),
    ],
)
def test_what_never_was_is_not_found(client, path, said):
    response = client.get(f"/ns/datastrategie/{path}")

    assert response.status_code == 404
    assert said in response.json["detail"]


def test_a_standard_without_versions_has_no_list(client):
    assert client.get("/ns/getal/versies").status_code == 404
    assert client.get("/ns/getal/0.1.0").status_code == 404


def test_nothing_that_fits_is_refused(client):
    response = client.get(f"/ns/datastrategie/{RELEASED[0]}", headers={"Accept": "application/pdf"})

    assert response.status_code == 406
    assert "text/turtle" in response.json["offers"]


def test_the_list_tells_every_version_and_status(small_client):
    listed = small_client.get("/ns/datastrategie/profiel/versies.json").json
    page = small_client.get("/ns/datastrategie/profiel/versies?lang=en", headers=HTML).text
    words = small_client.get("/ns/datastrategie/profiel/versies.md?lang=en")

    assert listed["standard"] == PROFILE
    assert [(each["version"], each["status"]) for each in listed["versions"]] == [
        ("0.1.0", "withdrawn"),
        ("0.2.0", "candidate"),
        ("0.2.1", "draft"),
    ]
    assert listed["versions"][0]["history"][1]["successor"] == "0.2.0"
    assert all(word in page for word in ("withdrawn", "candidate", "draft", "0.2.1"))
    assert words.mimetype == "text/markdown"
    assert words.text.index("## 0.2.1") < words.text.index("## 0.1.0")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", ("Wat versie 0.2.0 wijzigt aan 0.1.0", "Brekend")),
        ("en", ("What version 0.2.0 changes in 0.1.0", "Breaking")),
    ],
)
def test_the_difference_is_said_in_both_languages(small_client, language, said):
    address = f"/ns/datastrategie/profiel/0.2.0/verschil?lang={language}"

    page = small_client.get(address, headers=HTML)
    markdown = small_client.get(address, headers={"Accept": "text/markdown"})

    assert page.status_code == 200
    assert page.headers["Content-Language"] == language
    assert all(word in page.text for word in said)
    assert f"# {said[0]}" in markdown.text


def test_a_prefix_is_named_and_a_vocabulary_counts_no_classes_of_the_profile(client):
    page = client.get("/ns/datastrategie/profiel/0.2.0/verschil?lang=nl", headers=HTML).text
    words = client.get("/ns/datastrategie/profiel/0.2.0/verschil.md?lang=nl").text
    other = client.get("/ns/datastrategie/0.2.0/verschil?lang=nl", headers=HTML).text

    assert "kent een prefix meer: <code>besluit</code>" in page
    assert "kent een prefix meer: `besluit` (“http://data.vlaanderen.be/ns/besluit#”)." in words
    assert 'is nu</span> <ins dir="auto">http://data.vlaanderen.be/ns/besluit' not in page
    assert re.search(r"Klassen: \d+", page)
    assert not re.search(r"Klassen: \d+", other)


def test_the_difference_is_there_for_programs(small_client):
    found = small_client.get("/ns/datastrategie/profiel/0.2.0/verschil.json").json
    (version,) = found["versions"]

    assert version["step"] == "major"
    assert version["changes"][0]["verdict"] == "breaking"
    assert version["changes"][0]["why"]["nl"]


def test_versions_that_are_apart_are_compared_step_by_step(small_client):
    address = "/ns/datastrategie/profiel/0.2.1/verschil.json?met="

    found = small_client.get(f"{address}0.1.0").json
    page = small_client.get(
        "/ns/datastrategie/profiel/0.2.1/verschil?met=0.1.0&lang=en", headers=HTML
    ).text

    assert [each["version"] for each in found["versions"]] == ["0.2.1", "0.2.0"]
    assert "What version 0.2.1 changes in 0.1.0" in page
    assert "What version 0.2.0 changes in 0.1.0" in page
    assert small_client.get(f"{address}9.9.9").status_code == 404
    assert small_client.get(f"{address}0.2.1").status_code == 400
    assert small_client.get(f"{address}x").status_code == 400


def test_nothing_in_a_schema_runs_on_a_page(small_client):
    page = small_client.get("/ns/datastrategie/profiel/0.2.1/verschil?lang=en", headers=HTML)

    assert "<script>schema" not in page.text
    assert "&lt;script&gt;" in page.text


def test_a_version_is_at_the_base_of_the_data_directory():
    base = "https://data.example.org/x"
    app = create_app(Settings.from_mapping({}), Dataset(small_store(), base, "0123456789abcdef"))
    with app.test_client() as client:
        response = client.get(f"/ns/datastrategie/{RELEASED[0]}.ttl")
        schema = client.get(f"/ns/datastrategie/{RELEASED[0]}/schema.json")

    assert f"{base}/ns/datastrategie/{RELEASED[0]}".encode() in response.data
    assert BASE.encode() not in response.data
    assert json.loads(schema.data)["$id"] == f"{base}/ns/datastrategie/{RELEASED[0]}/schema.json"
    assert links(response)["version-history"] == ["/x/ns/datastrategie/versies"]
