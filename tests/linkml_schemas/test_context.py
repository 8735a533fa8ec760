import json

import pytest
from pyld import jsonld
from rdflib import Graph
from rdflib.compare import graph_diff, to_isomorphic

from linkml_schemas.context import render_context, to_context
from linkml_schemas.examples import read_valid_examples
from ontology.namespaces import PREFIXES
from tests.linkml_schemas.records import VALID
from tests.linkml_schemas.reference import to_document, to_graph


def refuse_network(url, options):
    raise AssertionError(f"the context asks for {url}")


def expand(context, document):
    options = {"documentLoader": refuse_network}
    return jsonld.expand({"@context": context["@context"], **document}, options)


def to_triples(context, document) -> Graph:
    options = {"documentLoader": refuse_network, "format": "application/n-quads"}
    lines = jsonld.to_rdf({"@context": context["@context"], **document}, options)
    return Graph().parse(data=lines, format="nt")


@pytest.fixture(scope="module")
def context(small):
    return json.loads(render_context(small))


@pytest.mark.parametrize("class_name", VALID)
def test_record_means_the_same_as_json_ld_and_as_row(small, context, class_name):
    document = to_document(small, class_name, VALID[class_name])

    assert_equal(to_triples(context, document), to_graph(small, class_name, VALID[class_name]))


def test_every_valid_example_means_the_same_as_json_ld_and_as_row(real):
    context = json.loads(render_context(real))

    for example in read_valid_examples():
        document = to_document(real, example.class_name, example.record)
        expected = to_graph(real, example.class_name, example.record)
        assert_equal(to_triples(context, document), expected)


def test_no_column_of_a_document_is_lost(small, context):
    document = to_document(small, "Organisation", VALID["Organisation"])

    (expanded,) = expand(context, document)

    predicates = set(expanded) - {"@id", "@type"}
    stated = {
        (column.via.predicate if column.via else column.predicate)
        for column in small.record_class("Organisation").columns
        if VALID["Organisation"].get(column.name) and column.predicate
    }
    assert predicates == stated


def test_column_with_another_meaning_in_a_class_is_a_term_of_that_class(small):
    context = to_context(small)

    assert "label_nl" not in context
    assert context["Decision"]["@context"]["label_nl"]["@id"] == "dct:title"
    assert context["Organisation"]["@context"]["label_nl"]["@id"] == "skos:prefLabel"
    assert context["ovo"] == {"@id": "dct:identifier", "@type": "xsd:string"}


def test_no_column_or_class_takes_the_name_of_a_prefix(real):
    names = {column.name for each in real.classes for column in each.columns}

    assert not (names | {each.name for each in real.classes}) & set(PREFIXES)


def test_every_class_of_the_real_schema_has_a_term(real):
    context = to_context(real)

    assert {each.name for each in real.classes} <= set(context)


def assert_equal(found: Graph, expected: Graph) -> None:
    # rdflib writes literals its own way when it parses, so both sides are parsed.
    parsed = Graph().parse(data=expected.serialize(format="nt"), format="nt")
    _, missing, extra = graph_diff(to_isomorphic(parsed), to_isomorphic(found))
    assert (sorted(missing), sorted(extra)) == ([], [])
