import pytest
from pyshacl import validate
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, URIRef

from linkml_schemas.compiler import compile_schema
from linkml_schemas.concept_schemes import render_concept_schemes
from linkml_schemas.generated_files import read_concept_schemes_turtle, read_shapes_turtle
from linkml_schemas.plan import Schema
from ontology.namespaces import DS
from ontology.vocabulary import read_vocabulary_turtle
from tests.linkml_schemas.schema_edits import edit

STANDING = URIRef("https://begrip.example/id/conceptscheme/gezag")
VOCABULARY = URIRef("https://begrip.example/ns/datastrategie")
ESTABLISHED = URIRef("https://begrip.example/id/concept/gezag/vastgesteld")


@pytest.fixture(scope="module")
def lists(small: Schema) -> Graph:
    return Graph().parse(data=render_concept_schemes(small), format="turtle")


def test_enumeration_is_a_concept_scheme_with_names_in_both_languages(lists):
    assert (STANDING, RDF.type, SKOS.ConceptScheme) in lists
    for predicate in (DCTERMS.title, SKOS.prefLabel):
        assert set(lists.objects(STANDING, predicate)) == {
            Literal("Gezag", lang="nl"),
            Literal("Standing", lang="en"),
        }
    assert (STANDING, SKOS.definition, Literal("What standing data have.", lang="en")) in lists


def test_value_is_a_concept_with_its_code_as_notation(lists):
    assert set(lists.predicate_objects(ESTABLISHED)) == {
        (RDF.type, SKOS.Concept),
        (SKOS.prefLabel, Literal("vastgesteld", lang="nl")),
        (SKOS.prefLabel, Literal("established", lang="en")),
        (SKOS.notation, Literal("vastgesteld")),
        (SKOS.definition, Literal("Een instantie stelde dit vast.", lang="nl")),
        (SKOS.definition, Literal("A body established this.", lang="en")),
        (SKOS.inScheme, STANDING),
        (SKOS.topConceptOf, STANDING),
        (DCTERMS.source, VOCABULARY),
    }
    assert (STANDING, SKOS.hasTopConcept, ESTABLISHED) in lists


def test_value_with_a_meaning_keeps_the_iri_of_its_authority(lists):
    steering = URIRef("http://example.org/body-kinds/steering")

    assert lists.value(steering, SKOS.inScheme) == URIRef("http://example.org/body-kinds")


def test_source_of_a_value_is_our_vocabulary_or_the_list_of_its_authority(lists):
    authority = URIRef("http://example.org/body-kinds")

    assert set(lists.objects(STANDING, DCTERMS.source)) == {VOCABULARY}
    assert set(lists.objects(authority, DCTERMS.source)) == {authority}
    for value in lists.subjects(SKOS.inScheme, authority):
        assert set(lists.objects(value, DCTERMS.source)) == {authority}


def test_value_of_an_authority_in_a_list_of_our_own_is_its_own_source(tmp_path):
    changed = edit(tmp_path, "      scheme_iri: http://example.org/body-kinds\n", "")
    graph = Graph().parse(data=render_concept_schemes(compile_schema(changed)), format="turtle")
    steering = URIRef("http://example.org/body-kinds/steering")

    assert set(graph.objects(steering, DCTERMS.source)) == {steering}


@pytest.mark.slow
def test_code_lists_and_hand_written_schemes_conform_to_the_shapes():
    graph = Graph().parse(data=read_concept_schemes_turtle(), format="turtle")
    graph.parse(data=read_vocabulary_turtle(), format="turtle")
    shapes = Graph().parse(data=read_shapes_turtle(), format="turtle")

    conforms, _, report = validate(graph, shacl_graph=shapes, advanced=False)

    assert conforms, report


def test_real_lists_hold_every_value_once(real):
    graph = Graph().parse(data=read_concept_schemes_turtle(), format="turtle")
    values = [value for enumeration in real.enumerations for value in enumeration.values]

    assert len(set(graph.subjects(RDF.type, SKOS.ConceptScheme))) == len(real.enumerations)
    for value in values:
        labels = list(graph.objects(URIRef(value.iri), SKOS.prefLabel))
        assert len(labels) == len({label.language for label in labels}), value.iri


def test_enumerations_do_not_take_the_place_of_hand_written_schemes(real):
    own = Graph().parse(data=read_vocabulary_turtle(), format="turtle")
    written = {str(each) for each in own.subjects(RDF.type, SKOS.ConceptScheme)}

    assert not written & {enumeration.scheme for enumeration in real.enumerations}
    assert not [each.scheme for each in real.enumerations if each.scheme.startswith(DS)]
