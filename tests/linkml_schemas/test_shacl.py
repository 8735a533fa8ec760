import pytest
from rdflib import Graph, Namespace, URIRef

from linkml_schemas.plan import Schema
from linkml_schemas.shacl import render_shapes, shape_iri
from ontology.namespaces import PREFIXES
from tests.linkml_schemas.records import FAULTS, ORGANISATION, VALID
from tests.linkml_schemas.shape_checks import Refusal, check_records

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

    assert reason in reasons


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


def test_only_classes_whose_records_others_resemble_have_a_query_as_target(small, shapes):
    with_query = {str(subject) for subject in shapes.subjects(SH.target, None)}

    assert with_query == {shape_iri("Organisation"), shape_iri("Concept")}
    assert len(list(shapes.subjects(SH.targetClass, None))) == len(small.classes) - 2


def test_every_shape_has_dutch_and_english_names(shapes):
    for shape in shapes.subjects(SH.name, None):
        assert {"nl", "en"} <= {each.language for each in shapes.objects(shape, SH.name)}
        assert {"nl", "en"} <= {each.language for each in shapes.objects(shape, SH.description)}
        assert {"nl", "en"} <= {each.language for each in shapes.objects(shape, SH.message)}


def test_shapes_refer_to_nothing_undefined(shapes):
    for referred in shapes.objects(None, SH.property):
        assert (referred, SH.path, None) in shapes
