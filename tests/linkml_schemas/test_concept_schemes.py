import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, URIRef

from linkml_schemas.concept_schemes import render_concept_schemes
from linkml_schemas.generated_files import read_concept_schemes_turtle
from linkml_schemas.plan import Schema
from ontology.namespaces import DS
from ontology.vocabulary import read_vocabulary_turtle

STANDING = URIRef("https://begrip.example/id/conceptscheme/gezag")
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
    }
    assert (STANDING, SKOS.hasTopConcept, ESTABLISHED) in lists


def test_value_with_a_meaning_keeps_the_iri_of_its_authority(lists):
    steering = URIRef("http://example.org/body-kinds/steering")

    assert lists.value(steering, SKOS.inScheme) == URIRef("http://example.org/body-kinds")


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
