import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from linkml_schemas.generating.artefacts import read_subject, render_files
from linkml_schemas.generating.naming import Languages
from tests.linkml_schemas.generating.library import LIBRARY

LIB = Namespace("https://example.org/library/")
SDO = Namespace("http://schema.org/")
ONTOLOGY = URIRef("https://example.org/library")


@pytest.fixture(scope="module")
def ontology(files) -> Graph:
    return Graph().parse(data=files["ontology.ttl"], format="turtle")


@pytest.fixture(scope="module")
def lists(files) -> Graph:
    return Graph().parse(data=files["concept_schemes.ttl"], format="turtle")


@pytest.mark.parametrize("name", ["shapes.ttl", "ontology.ttl", "concept_schemes.ttl"])
def test_two_parsers_read_the_same_number_of_triples(files, name):
    triples = list(ox.parse(files[name], format=ox.RdfFormat.TURTLE))

    assert len(triples) == len(Graph().parse(data=files[name], format="turtle")) > 0


def test_every_term_that_the_schema_mints_is_defined_there(library, ontology):
    model = library.model
    classes = {each.iri for each in model.classes.values()}
    inside = [slot for each in model.classes.values() for slot in each.slots.values()]
    slots = {slot.iri for slot in inside if not slot.identifier}
    minted = {iri for iri in classes | slots if iri.startswith(str(LIB))}

    defined = {str(each) for each in ontology.subjects(RDFS.isDefinedBy, ONTOLOGY)}

    assert defined == minted
    assert len(minted) > 20


def test_words_are_in_the_languages_of_the_schema(ontology):
    assert set(ontology.objects(LIB.Agent, SKOS.definition)) == {
        Literal("Who can own or write.", lang="en"),
        Literal("Wie kan bezitten of schrijven.", lang="nl"),
    }
    assert set(ontology.objects(URIRef("https://schema.org/Person"), RDFS.label)) == {
        Literal("Person", lang="en"),
        Literal("Persoon", lang="nl"),
    }


def test_name_without_title_is_in_no_language(ontology):
    assert set(ontology.objects(LIB.Copy, RDFS.label)) == {Literal("Copy")}


def test_term_of_another_is_used_and_not_defined(ontology):
    name = URIRef("https://schema.org/name")

    assert ontology.value(name, RDFS.comment) is not None
    assert (name, SKOS.definition, None) not in ontology
    assert (name, RDFS.isDefinedBy, None) not in ontology


def test_ancestors_and_mixins_are_above(ontology):
    assert (LIB.Organisation, RDFS.subClassOf, LIB.Agent) in ontology
    assert (LIB.Agent, RDFS.subClassOf, LIB.Named) in ontology


def test_classes_and_values_of_a_property_are_told_without_inference(ontology):
    assert set(ontology.objects(LIB.author, SDO.domainIncludes)) == {LIB.Work}
    assert set(ontology.objects(LIB.author, SDO.rangeIncludes)) == {
        URIRef("https://schema.org/Person"),
        LIB.Organisation,
    }
    assert (None, RDFS.domain, None) not in ontology


@pytest.mark.parametrize(
    ("name", "kind"),
    [("author", OWL.ObjectProperty), ("pages", OWL.DatatypeProperty), ("note", RDF.Property)],
)
def test_kind_of_a_property_follows_its_values(ontology, name, kind):
    assert set(ontology.objects(LIB[name], RDF.type)) == {kind}


def test_mapping_deprecation_and_unit_are_stated(ontology):
    qudt = Namespace("http://qudt.org/schema/qudt/")
    unit = ontology.value(LIB.pages, qudt.hasUnit)

    assert (
        LIB.Organisation,
        SKOS.exactMatch,
        URIRef("https://schema.org/Organization"),
    ) in ontology
    assert (LIB.old_number, OWL.deprecated, Literal(True)) in ontology
    assert (LIB.old_number, DCTERMS.isReplacedBy, LIB.isbn) in ontology
    assert ontology.value(unit, qudt.ucumCode) == Literal("{page}")


def test_every_enumeration_is_a_concept_scheme(library, lists):
    schemes = {str(each) for each in lists.subjects(RDF.type, SKOS.ConceptScheme)}

    assert schemes == {each.iri for each in library.model.enums.values()}


def test_code_with_meaning_keeps_its_iri_and_another_is_minted(lists):
    assert set(lists.objects(LIB.Genre, SKOS.hasTopConcept)) == {
        URIRef(f"{LIB}genres/novel"),
        URIRef(f"{LIB}genres/poetry"),
    }
    worn = URIRef(f"{LIB}Condition#worn%20out")
    assert lists.value(worn, SKOS.notation) == Literal("worn out")
    assert (worn, SKOS.inScheme, LIB.Condition) in lists
    assert set(lists.objects(URIRef(f"{LIB}genres/novel"), SKOS.prefLabel)) == {
        Literal("Novel", lang="en"),
        Literal("Roman", lang="nl"),
    }


def test_what_follows_from_a_property_is_stated(other):
    text = LIBRARY.read_text(encoding="utf-8")
    text = text.replace("    range: Work\n    multivalued: true\n",
                        "    range: Work\n    multivalued: true\n    inverse: author\n"
                        "    asymmetric: true\n")  # fmt: skip
    other.write_text(text, encoding="utf-8")
    subject = read_subject(other, Languages())

    found = Graph().parse(data=render_files(subject, ["ontology"])["ontology.ttl"], format="turtle")

    wrote = LIB["wrote"]
    assert set(found.objects(wrote, RDF.type)) == {OWL.ObjectProperty, OWL.AsymmetricProperty}
    assert set(found.objects(wrote, OWL.inverseOf)) == {LIB["author"]}


def test_name_of_a_record_and_its_class_are_no_properties(other):
    text = LIBRARY.read_text(encoding="utf-8")
    text = text.replace("    slots: [id]\n    description: Who", "    slots: [id, sort]\n"
                        "    description: Who")  # fmt: skip
    text = text.replace("slots:\n  id:\n", "slots:\n  sort:\n    designates_type: true\n  id:\n", 1)
    other.write_text(text, encoding="utf-8")
    subject = read_subject(other, Languages())

    terms = {term.iri for term in subject.terms}

    assert terms.isdisjoint({LIB["id"].toPython(), LIB["sort"].toPython()})
    assert LIB["wrote"].toPython() in terms
