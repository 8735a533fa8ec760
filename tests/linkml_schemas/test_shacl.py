import re

import pytest
from pyshacl import validate
from rdflib import DCTERMS, Graph, Namespace, URIRef
from rdflib.term import Node

from linkml_schemas.generated_files import read_shapes_turtle
from linkml_schemas.plan import Schema
from linkml_schemas.shacl import render_shapes, shape_iri
from ontology.namespaces import DS, PREFIXES
from tests.linkml_schemas.records import FAULTS, ORGANISATION, VALID
from tests.linkml_schemas.shape_checks import ANY_REASON, Refusal, check_records

SH = Namespace(PREFIXES["sh"])


@pytest.fixture(scope="module")
def shapes(small: Schema) -> Graph:
    return Graph().parse(data=render_shapes(small), format="turtle")


@pytest.fixture(scope="module")
def refusals(small: Schema, shapes: Graph) -> list[list[Refusal]]:
    records = [(name, {**VALID[name], column: cell}) for name, column, cell, _ in FAULTS]
    return check_records(shapes, small, records)


def test_valid_records_conform(small, shapes):
    found = check_records(shapes, small, VALID.items())

    assert found == [[] for _ in VALID]


@pytest.mark.parametrize("number", range(len(FAULTS)), ids=lambda n: "-".join(map(str, FAULTS[n])))
def test_fault_is_refused_for_its_reason_at_its_column(small, refusals, number):
    class_name, name, _, reason = FAULTS[number]
    column = small.record_class(class_name).column(name)
    reasons = {each.reason for each in refusals[number] if each.predicate == column.predicate}

    assert reasons & {reason, ANY_REASON}


@pytest.mark.parametrize("number", range(len(FAULTS)), ids=lambda n: "-".join(map(str, FAULTS[n])))
def test_fault_is_refused_nowhere_else(small, refusals, number):
    class_name, name, _, _ = FAULTS[number]
    predicate = small.record_class(class_name).column(name).predicate

    assert {each.predicate for each in refusals[number]} == {predicate}


def test_message_names_the_column_in_dutch_and_english(refusals):
    number = next(n for n, fault in enumerate(FAULTS) if fault[1] == "founded")

    (dutch, english) = sorted(refusals[number][0].messages, reverse=True)

    assert dutch.startswith("Kolom founded (Opgericht): hoogstens één waarde")
    assert english.startswith("Column founded (Founded): at most one value")


def test_text_in_a_language_without_column_is_refused(small, shapes):
    record = {**ORGANISATION, "alt_label_nl": "DV"}
    graph_with_german = Graph().parse(
        data=render_shapes(small).replace('( "nl" "en" )', '( "en" "de" )'), format="turtle"
    )

    (found,) = check_records(graph_with_german, small, [("Organisation", record)])

    assert [each.reason for each in found] == ["language"]


def test_languages_of_one_property_are_one_shape(shapes):
    paths = [
        shapes.value(each, SH.path)
        for each in shapes.objects(URIRef(shape_iri("Organisation")), SH.property)
    ]

    assert len(paths) == len(set(paths))


def test_several_texts_per_language_are_allowed_where_the_column_says_so(shapes):
    shape = next(shapes.subjects(SH.path, URIRef(f"{PREFIXES['skos']}altLabel")))

    assert (shape, SH.uniqueLang, None) not in shapes


def test_shapes_use_core_constructs_only(small, shapes):
    targeted = {str(each) for each in shapes.subjects(SH.targetClass, None)}

    assert not list(shapes.subject_objects(SH.target))
    assert not list(shapes.subject_objects(SH.sparql))
    assert {shape_iri(each.name) for each in small.classes} <= targeted


def test_faulty_organisation_and_concept_are_refused_by_a_core_validator():
    shapes = Graph().parse(data=read_shapes_turtle(), format="turtle")
    faulty = Graph().parse(
        data="""
        @prefix org: <http://www.w3.org/ns/org#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://example.org/a> a org:Organization ;
            org:classification <https://example.org/no-code> .
        <https://example.org/b> a skos:Concept .
        """,
        format="turtle",
    )

    _, report, _ = validate(faulty, shacl_graph=shapes, advanced=False)

    assert {
        (str(report.value(each, SH.focusNode))[-1], _tail(report.value(each, SH.resultPath)))
        for each in report.subjects(SH.resultSeverity, SH.Violation)
    } == {
        ("a", "prefLabel"),
        ("a", "source"),
        ("a", None),
        ("b", "prefLabel"),
        ("b", "source"),
        ("b", "inScheme"),
    }


@pytest.mark.parametrize(
    ("size", "conforms"),
    [
        ('"7"^^xsd:nonNegativeInteger', True),
        ("7", True),
        ("-7", False),
        ("7.5", False),
        ('"zeven"', False),
    ],
)
def test_size_conforms_as_the_store_keeps_it_too(size, conforms):
    shapes = Graph().parse(data=read_shapes_turtle(), format="turtle")
    data = f"""
        @prefix dcat: <{PREFIXES["dcat"]}> .
        @prefix xsd: <{PREFIXES["xsd"]}> .
        <https://example.org/a> a dcat:Distribution ; dcat:byteSize {size} .
    """
    graph = Graph().parse(data=data, format="turtle")

    _, report, _ = validate(graph, shacl_graph=shapes, advanced=False)

    refused = set(report.objects(None, SH.resultPath))
    assert (URIRef(f"{PREFIXES['dcat']}byteSize") not in refused) == conforms


def _tail(path: Node | None) -> str | None:
    return re.split("[#/]", str(path))[-1] if path else None


def test_rule_that_another_class_breaks_spares_the_records_of_that_class_only(small, shapes):
    guard = URIRef(f"{shape_iri('Organisation')}-kind")
    spared = [
        shapes.value(each, SH["class"]) for each in shapes.items(shapes.value(guard, SH["or"]))
    ]

    assert spared == [URIRef(f"{DS}Body"), None]
    assert shapes.value(guard, SH.targetClass) == URIRef(f"{PREFIXES['org']}Organization")


def test_property_shape_of_several_classes_is_written_once_under_a_readable_iri(shapes):
    source = URIRef("https://begrip.example/ns/datastrategie/shapes#source")

    assert list(shapes.subjects(SH.path, DCTERMS.source)) == [source]
    assert len(set(shapes.subjects(SH.property, source))) == len(VALID)


def test_every_shape_has_dutch_and_english_names(shapes):
    for shape in shapes.subjects(SH.name, None):
        assert {"nl", "en"} <= {each.language for each in shapes.objects(shape, SH.name)}
        assert {"nl", "en"} <= {each.language for each in shapes.objects(shape, SH.description)}
        assert {"nl", "en"} <= {each.language for each in shapes.objects(shape, SH.message)}


def test_shapes_refer_to_nothing_undefined(shapes):
    for referred in shapes.objects(None, SH.property):
        assert (referred, SH.path, None) in shapes
