import csv
import io
import json

import pyoxigraph as ox
import pytest
from jsonschema import Draft202012Validator
from rdflib import RDF, Graph
from rdflib.namespace import SH

from linkml_schemas.validating.checking import check_data
from linkml_schemas.validating.formats import RDF_TYPES, known_media_type
from linkml_schemas.validating.grouping import GROUPS, SHOWN, to_groups
from linkml_schemas.validating.reading import UnreadableError
from linkml_schemas.validating.unusable import UnusableError
from linkml_schemas.validating.values import Asked, Finding
from linkml_schemas.validating.writing import to_csv, to_json, to_rdf
from server.validating.endpoints import REPORT_SCHEMA
from tests.linkml_schemas.validating.tabled import BASE

DATASET = b"""@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
<http://x.example/a> a dcat:Dataset ; dct:title "=Titel"@nl ; dct:description "x" ;
  dct:publisher [ a <http://xmlns.com/foaf/0.1/Agent> ] .
"""
SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://x.example/> .
ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] """


def check(data: bytes = DATASET, profile: str = "dcat-ap-3.0.1", **more):
    return check_data(Asked(data, "text/turtle", profile, BASE, **more))


def with_shapes(data: str, shapes: str):
    return check(data.encode(), "shapes", shapes=shapes.encode(), shapes_type="text/turtle")


def test_a_thing_without_an_iri_is_named_by_what_leads_to_it():
    (finding,) = [item for item in check().findings if item.severity == "Violation"]

    assert finding.path == "http://xmlns.com/foaf/0.1/name"
    assert finding.holder == "<http://x.example/a> / dct:publisher"
    assert finding.see == "https://semiceu.github.io/DCAT-AP/releases/3.0.1#Agent.name"
    assert finding.remedy["nl"] == "Voeg waarden toe: minstens 1 is nodig."


def test_a_thing_has_its_label():
    labels = {item.label for item in check().findings if item.focus == "http://x.example/a"}

    assert labels == {"=Titel"}


def test_nothing_that_the_profile_speaks_of_is_no_approval():
    report = check(b"<http://x.example/a> <http://x.example/p> 1 .")

    assert report.conforms is None
    assert report.things == 0
    graph = Graph().parse(data=to_rdf(report, "text/turtle", BASE), format="turtle")
    assert list(graph.subject_objects(SH.conforms)) == []
    assert "Nothing was checked" in " ".join(map(str, graph.objects()))


@pytest.mark.parametrize("media_type", RDF_TYPES)
def test_the_report_is_one_of_shacl_in_every_format(media_type):
    report = check()

    quads = list(
        ox.parse(to_rdf(report, media_type, BASE), ox.RdfFormat.from_media_type(media_type))
    )

    graph = Graph()
    lines = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    graph.parse(data=lines, format="nt")
    (head,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert [bool(value) for value in graph.objects(head, SH.conforms)] == [False]
    results = list(graph.objects(head, SH.result))
    assert len(results) == len(report.findings)
    for result in results:
        assert (result, SH.focusNode, None) in graph
        assert (result, SH.resultSeverity, None) in graph
        assert (result, SH.sourceConstraintComponent, None) in graph


def test_the_json_is_what_openapi_says():
    document = json.loads(to_json(check()))

    Draft202012Validator(dict(REPORT_SCHEMA)).validate(document)
    assert document["counts"]["Violation"] == 1
    assert document["shapes"][0]["targets"][0].keys() == {"kind", "iri", "count"}


def test_no_cell_of_the_table_is_a_formula():
    rows = list(csv.DictReader(io.StringIO(to_csv(check()).decode("utf-8-sig"))))

    assert {row["label"] for row in rows} >= {"'=Titel"}


def test_sparql_in_shapes_is_not_run_and_named():
    shapes = SHAPES + "; sh:sparql [ sh:select 'SELECT $this { $this ?p ?o }' ] ."

    report = with_shapes("<http://x.example/a> <http://x.example/p> 1 .", shapes)

    assert report.findings == ()
    assert [fault.kind for fault in report.parts[0].faulty] == ["beyond-core"]


def test_shapes_that_go_round_in_a_circle_are_named():
    shapes = SHAPES + "; sh:node ex:S ; sh:property [ sh:path ex:p ; sh:node ex:S ] ."

    report = with_shapes("@prefix e: <http://x.example/> . e:a e:p e:a .", shapes)

    assert report.conforms is not True
    assert report.problem or report.parts[0].faulty


def test_shapes_that_cannot_be_read_have_their_line():
    with pytest.raises(UnreadableError, match="The shapes cannot be read") as error:
        with_shapes("<http://x.example/a> <http://x.example/p> 1 .", "\n<a> <b")

    assert error.value.line == 2


def test_no_shapes_and_no_profile_are_said():
    with pytest.raises(UnusableError, match="send them too"):
        check(profile="shapes")
    with pytest.raises(UnusableError, match=r"dcat-ap-3\.0\.1"):
        check(profile="nonsense")


def test_the_context_is_looked_at_and_not_checked():
    data = b"<http://x.example/a> a <http://www.w3.org/ns/dcat#Dataset> ; " \
        b"<http://purl.org/dc/terms/publisher> <http://x.example/p> ."  # fmt: skip
    context = b"<http://x.example/p> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> " \
        b"<http://xmlns.com/foaf/0.1/Agent> .\n"  # fmt: skip

    report = check(data, context=context)

    assert {item.focus for item in report.findings} == {"http://x.example/a"}
    assert "http://purl.org/dc/terms/publisher" not in {
        item.path for item in report.findings if item.severity == "Violation"
    }


def test_a_value_that_is_absent_is_one_finding():
    data = b"""<http://x.example/a> a <http://www.w3.org/ns/dcat#Dataset> .
    <http://x.example/b> a <http://www.w3.org/ns/dcat#Dataset> ;
      <http://purl.org/dc/terms/title> "b"@en ."""

    found = [
        (item.focus[-1], item.component)
        for item in check(data, "begrip/Dataset").findings
        if item.path.endswith("/title")
    ]

    assert sorted(found) == [("a", "MinCount"), ("b", "QualifiedMinCount")]


def test_a_text_where_a_thing_is_asked_is_one_finding():
    data = b"""<http://x.example/a> a <http://www.w3.org/ns/dcat#Dataset> ;
      <http://www.w3.org/ns/dcat#theme> "TRAN" , <http://x.example/theme> ."""

    found = [
        (item.value, item.component)
        for item in check(data).findings
        if item.path.endswith("#theme")
    ]

    assert [component for value, component in found if "TRAN" in value] == ["NodeKind"]
    assert {component for value, component in found if "TRAN" not in value} == {"Class", "Pattern"}


@pytest.mark.parametrize(
    ("publisher", "component", "said", "remedy"),
    [
        ('"x"', "NodeKind", "a value is an IRI or a thing", "Refer to an IRI or a thing"),
        ("<http://x.example/p>", "Class", "a value is a foaf:Agent", "class foaf:Agent"),
        ("<a:a> , <a:b>", "MaxCount", "at most 1", "Keep 1 at most"),
    ],
)
def test_a_message_says_what_was_broken(publisher, component, said, remedy):
    data = f"""<http://x.example/a> a <http://www.w3.org/ns/dcat#Dataset> ;
    <http://purl.org/dc/terms/publisher> {publisher} .""".encode()

    (found,) = [
        item for item in check(data).findings
        if item.path.endswith("/publisher") and item.component == component
    ]  # fmt: skip

    assert said in found.messages["en"]
    assert "recommended" not in found.messages["en"]
    assert remedy in found.remedy["en"]


def test_groups_stay_short_and_say_what_is_left_out():
    findings = [
        Finding("s", f"r{number % (GROUPS + 3)}", "", "MinCount", "Warning", f"f{number}")
        for number in range((GROUPS + 3) * (SHOWN + 1))
    ]

    grouped = to_groups(findings)

    assert (len(grouped["groups"]), grouped["more_groups"]) == (GROUPS, 3)
    assert {(group["count"], len(group["shown"])) for group in grouped["groups"]} == {
        (SHOWN + 1, SHOWN)
    }


def test_a_content_type_is_known_by_many_names():
    assert known_media_type("text/xml;charset=utf-8") == "application/rdf+xml"
    assert known_media_type("application/json") == "application/ld+json"
    assert known_media_type("") == ""
