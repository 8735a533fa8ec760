import pytest
from pyshacl import validate
from rdflib import Graph, Namespace, URIRef

from linkml_schemas.generating.artefacts import read_subject
from linkml_schemas.generating.naming import Languages
from linkml_schemas.shacl import render_shapes
from tests.linkml_schemas.generating.library import (
    BOOK,
    CATALOGUE,
    FAULTS,
    LIBRARY,
    ORGANISATION,
    PERSON,
    VALID,
    replaced,
    to_lines,
    typed,
)

SH = Namespace("http://www.w3.org/ns/shacl#")
SHAPES = "https://example.org/library/shapes#"


@pytest.fixture(scope="module")
def shapes(files) -> Graph:
    return Graph().parse(data=files["shapes.ttl"], format="turtle")


def check(shapes: Graph, files: dict[str, bytes], *records) -> list[str]:
    """Return the paths that are refused in records that stand in one graph."""
    data = Graph()
    for class_name, record in records:
        data.parse(data=to_lines(files["context.jsonld"], typed(class_name, record)), format="nt")
    _, report, _ = validate(data, shacl_graph=shapes, advanced=False, inplace=True)
    results = report.objects(None, SH.result)
    return [str(report.value(each, SH.resultPath)) for each in results]


@pytest.mark.parametrize("class_name", VALID)
def test_valid_record_conforms(shapes, files, class_name):
    assert check(shapes, files, (class_name, VALID[class_name])) == []


@pytest.mark.parametrize(
    ("class_name", "column", "value"),
    FAULTS,
    ids=[f"{name}-{column}-{number}" for number, (name, column, _) in enumerate(FAULTS)],
)
def test_fault_is_refused_at_its_column(library, shapes, files, class_name, column, value):
    others = [("Book", BOOK), ("Person", PERSON), ("Organisation", ORGANISATION)]
    kept = [(name, record) for name, record in others if name != class_name]

    found = check(shapes, files, (class_name, replaced(class_name, column, value)), *kept)

    assert set(found) == {library.plan.record_class(class_name).column(column).predicate}


def test_reference_may_lead_to_what_is_described_elsewhere(shapes, files):
    record = replaced("Book", "author", ["https://example.com/somebody"])

    assert check(shapes, files, ("Book", record)) == []


def test_document_as_a_whole_conforms(shapes, files):
    assert check(shapes, files, ("Catalogue", CATALOGUE)) == []


def test_abstract_classes_and_mixins_have_no_shape(shapes):
    targets = {str(each) for each in shapes.objects(None, SH.targetClass)}

    assert targets == {
        "https://example.org/library/Book",
        "https://example.org/library/Catalogue",
        "https://example.org/library/Copy",
        "https://example.org/library/Organisation",
        "https://schema.org/Person",
    }


def test_codes_of_a_dynamic_enumeration_are_not_closed(shapes):
    paths = {shapes.value(each, SH.path): each for each in shapes.subjects(SH.path)}
    tongue = paths[URIRef("https://example.org/library/tongue")]

    assert (tongue, SH["in"], None) not in shapes


def test_messages_are_in_the_languages_of_the_schema(shapes):
    assert {each.language for each in shapes.objects(None, SH.message)} == {"en", "nl"}


def test_shapes_themselves_are_sound(shapes):
    conforms, _, text = validate(Graph(), shacl_graph=shapes, meta_shacl=True)

    assert conforms, text


def test_classes_with_one_iri_are_alternatives(other):
    text = LIBRARY.read_text(encoding="utf-8")
    text = text.replace("  Copy:\n", "  Loan:\n    class_uri: lib:Copy\n"
                        "    attributes:\n      until:\n        range: date\n"
                        "        required: true\n\n  Copy:\n")  # fmt: skip
    other.write_text(text, encoding="utf-8")
    subject = read_subject(other, Languages())
    shapes = Graph().parse(data=render_shapes(subject.plan, subject.publication), format="turtle")
    lib = Namespace("https://example.org/library/")

    def conforms(predicate: str, value: str) -> bool:
        data = Graph().parse(
            data=f"<urn:x:1> a <{lib.Copy}> ; <{lib[predicate]}> {value} .", format="turtle"
        )
        return bool(validate(data, shacl_graph=shapes)[0])

    assert conforms("mark", '"A1"')
    assert conforms("until", '"2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date>')
    assert not conforms("wear", "3")


def test_message_of_slots_with_one_iri_says_what_their_shape_holds(other):
    text = LIBRARY.read_text(encoding="utf-8")
    text = text.replace("      mark:\n", "      weight:\n        slot_uri: lib:mark\n"
                        "        range: integer\n      mark:\n")  # fmt: skip
    other.write_text(text, encoding="utf-8")
    subject = read_subject(other, Languages())
    shapes = Graph().parse(data=render_shapes(subject.plan, subject.publication), format="turtle")
    mark = URIRef("https://example.org/library/mark")

    (shape,) = shapes.subjects(SH.path, mark)
    said = {each.language: str(each) for each in shapes.objects(shape, SH.message)}

    assert shapes.value(shape, SH.maxCount).toPython() == 2
    assert said["en"].startswith("Property weight, mark")
    assert "at most 2 values, a whole number or text" in said["en"]
