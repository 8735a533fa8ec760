import json

import pytest
from rdflib import Graph
from rdflib.compare import graph_diff, to_isomorphic

from linkml_schemas.context import render_context
from linkml_schemas.generating.artefacts import read_subject
from linkml_schemas.generating.naming import Languages
from tests.linkml_schemas.generating.library import CATALOGUE, LIBRARY, to_lines

EXPECTED = """
@prefix lib: <https://example.org/library/> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

[] lib:people <https://example.org/library/people/ann> ;
    lib:books <https://example.org/library/books/1> ;
    lib:holder <https://example.org/press> .
<https://example.org/library/people/ann>
    schema:name "Ann Example" ;
    lib:born "1970-01-01"^^xsd:date .
<https://example.org/library/books/1>
    lib:author <https://example.org/library/people/ann> , <https://example.org/press> ;
    schema:name "A Book" ;
    lib:pages 12 ;
    lib:isbn "0000000000X" ;
    lib:genre <https://example.org/library/genres/novel> ,
        <https://example.org/library/genres/poetry> ;
    lib:medium schema:Paperback ;
    lib:tongue "en" ;
    lib:kind "book" ;
    lib:note "anything" ;
    lib:extent "about twelve" ;
    lib:old_number "7" ;
    lib:copies [
        lib:mark "A12" ;
        lib:condition "worn out" ;
        lib:wear 40 ;
        lib:bought "2020-01-01T10:00:00Z"^^xsd:dateTime
    ] .
<https://example.org/press> schema:name "Press" ; lib:founded_in 1900 .
"""
"""What the catalogue says, worked out by hand after LinkML's rules of RDF."""


def assert_equal(found: Graph, expected: Graph) -> None:
    _, missing, extra = graph_diff(to_isomorphic(expected), to_isomorphic(found))
    assert (list(missing), list(extra)) == ([], [])


def test_document_in_the_form_of_the_schema_means_the_right_triples(files):
    found = Graph().parse(data=to_lines(files["context.jsonld"], CATALOGUE), format="nt")

    assert_equal(found, Graph().parse(data=EXPECTED, format="turtle"))


def test_a_second_processor_reads_the_same(files):
    context = json.loads(files["context.jsonld"])["@context"]
    document = json.dumps({"@context": context, **CATALOGUE})

    found = Graph().parse(data=document, format="json-ld")

    assert_equal(found, Graph().parse(data=EXPECTED, format="turtle"))


def test_class_of_a_record_is_named_as_in_the_schema(files):
    document = {"@type": "Person", "id": "lib:people/ann"}

    lines = to_lines(files["context.jsonld"], document)

    assert "<https://schema.org/Person> ." in lines


def test_prefix_whose_namespace_ends_in_no_delimiter_is_a_prefix(files):
    lines = to_lines(files["context.jsonld"], {"id": "UCUM:m", "born": "1970-01-01"})

    assert lines.startswith("<https://example.org/ucum_m> ")


def test_type_designator_is_the_class(other):
    text = LIBRARY.read_text(encoding="utf-8")
    text = text.replace("    slots: [id]\n    description: Who", "    slots: [id, sort]\n"
                        "    description: Who")  # fmt: skip
    text = text.replace("slots:\n  id:\n", "slots:\n  sort:\n    designates_type: true\n  id:\n", 1)
    other.write_text(text, encoding="utf-8")
    subject = read_subject(other, Languages())

    context = render_context(subject.plan, subject.publication).encode()
    lines = to_lines(context, {"id": "lib:x", "sort": "Organisation"})

    assert "rdf-syntax-ns#type> <https://example.org/library/Organisation> ." in lines


@pytest.mark.parametrize("typed", [True, False], ids=["with types", "without types"])
def test_column_that_differs_by_class_keeps_its_meaning_in_each(other, typed):
    text = LIBRARY.read_text(encoding="utf-8")
    text = text.replace("      mark:\n", "      full name:\n        slot_uri: lib:inscription\n"
                        "      mark:\n")  # fmt: skip
    other.write_text(text, encoding="utf-8")
    subject = read_subject(other, Languages())
    context = render_context(subject.plan, subject.publication).encode()
    copy = {"full_name": "Ex libris", "mark": "A1"} | ({"@type": "Copy"} if typed else {})

    lines = to_lines(context, {"id": "lib:x", "full_name": "A Book", "copies": [copy]})

    assert '<https://schema.org/name> "A Book" .' in lines
    assert '<https://example.org/library/inscription> "Ex libris" .' in lines


def test_records_by_a_key_keep_it(other):
    text = LIBRARY.read_text(encoding="utf-8")
    text = text.replace("      mark:\n        range: Shelf Mark\n        required: true\n",
                        "      mark:\n        range: Shelf Mark\n        key: true\n")  # fmt: skip
    text = text.replace("        range: Copy\n        multivalued: true\n",
                        "        range: Copy\n        multivalued: true\n"
                        "        inlined: true\n")  # fmt: skip
    other.write_text(text, encoding="utf-8")
    subject = read_subject(other, Languages())
    context = render_context(subject.plan, subject.publication).encode()

    lines = to_lines(context, {"id": "lib:x", "copies": {"A1": {"wear": 3}}})

    assert '<https://example.org/library/mark> "A1" .' in lines
    assert "<https://example.org/library/wear>" in lines
