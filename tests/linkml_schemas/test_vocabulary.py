from collections import defaultdict
from dataclasses import replace

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib import SH as SHACL

from linkml_schemas.convention import SchemaError
from linkml_schemas.foreign_terms import FOREIGN_TERMS
from linkml_schemas.general_terms import GENERAL_TERMS
from linkml_schemas.generated_files import read_ontology_turtle, read_shapes_turtle
from linkml_schemas.plan import Schema, Via
from linkml_schemas.publication import PROFILE_IRI
from linkml_schemas.vocabulary import profile_terms, render_vocabulary
from ontology.namespaces import DS, PREFIXES, expand
from ontology.vocabulary import read_vocabulary_turtle


@pytest.fixture(scope="module")
def profile(small: Schema) -> Graph:
    return Graph().parse(data=render_vocabulary(small), format="turtle")


@pytest.fixture(scope="module")
def own_terms() -> Graph:
    return Graph().parse(data=read_vocabulary_turtle(), format="turtle")


def test_every_class_and_property_that_records_use_has_dutch_and_english_labels(real, own_terms):
    labelled = own_terms + Graph().parse(data=read_ontology_turtle(), format="turtle")

    for iri in used_iris(real):
        languages = {label.language for label in labelled.objects(URIRef(iri), RDFS.label)}
        assert {"nl", "en"} <= languages, iri


def test_each_term_has_one_label_per_language(profile):
    for subject in set(profile.subjects(RDFS.label, None)):
        languages = [label.language for label in profile.objects(subject, RDFS.label)]
        assert len(languages) == len(set(languages)), subject


def test_own_terms_are_not_repeated(profile):
    assert not [subject for subject in profile.subjects() if str(subject).startswith(DS)]


def test_terms_of_others_get_usage_notes_and_no_meaning(profile):
    predicates = set(profile.predicates()) - set(profile.predicates(URIRef(PROFILE_IRI)))

    assert predicates <= {RDF.type, RDFS.label, RDFS.comment}
    assert not list(profile.triples((None, SKOS.definition, None)))


@pytest.mark.parametrize(
    ("curie", "type_"),
    [
        ("org:Organization", OWL.Class),
        ("org:subOrganizationOf", OWL.ObjectProperty),
        ("org:classification", OWL.ObjectProperty),
        ("schema:foundingDate", OWL.DatatypeProperty),
        ("skos:prefLabel", OWL.DatatypeProperty),
        ("regorg:registration", OWL.ObjectProperty),
        ("adms:Identifier", OWL.Class),
    ],
)
def test_kind_of_values_decides_the_kind_of_property(profile, curie, type_):
    assert (URIRef(expand(curie)), RDF.type, type_) in profile


def test_property_with_values_of_two_kinds_is_just_a_property(small):
    decision = small.record_class("Decision")
    literal_subject = replace(decision.column("taken_at"), predicate=f"{PREFIXES['dct']}subject")
    mixed = replace(small, classes=(replace(decision, columns=(
        decision.column("subject"), literal_subject,
    )),))  # fmt: skip

    (term,) = [each for each in profile_terms(mixed) if each.iri == f"{PREFIXES['dct']}subject"]

    assert term.type == "rdf:Property"


def test_most_frequent_label_wins_where_columns_differ(small):
    (term,) = [each for each in profile_terms(small) if each.iri == f"{PREFIXES['skos']}prefLabel"]

    assert term.labels == {"nl": "Naam", "en": "Name"}


def test_node_without_a_label_is_refused_with_where_to_add_it(small):
    organisation = small.record_class("Organisation")
    kbo = replace(organisation.column("kbo"), via=Via("https://example.org/unlabelled", ()))
    changed = replace(small, classes=(replace(organisation, columns=(kbo,)),))

    with pytest.raises(SchemaError, match=r"unlabelled has no label; add it to .*foreign_terms"):
        render_vocabulary(changed)


def test_column_does_not_name_what_it_says_of_a_node_between(real):
    terms = {term.iri: term.labels["nl"] for term in profile_terms(real)}
    named = [
        f"{record_class.name}.{column.name}"
        for record_class in real.classes
        for column in record_class.columns
        if column.via and column.predicate
        if terms[column.predicate] == column.labels["nl"]
        if column.predicate not in {expand("odrl:assignee"), expand("odrl:action")}
    ]

    assert terms[expand("rdfs:label")] == "Naam"
    assert named == []


def test_column_that_is_turned_round_does_not_name_its_predicate(real):
    terms = {term.iri: term for term in profile_terms(real)}
    turned = [
        (column, terms[column.predicate])
        for record_class in real.classes
        for column in record_class.columns
        if column.inverse and column.predicate
    ]

    assert turned
    for column, term in turned:
        assert set(term.labels.values()).isdisjoint(column.labels.values()), column.name
        assert set(term.descriptions.values()).isdisjoint(column.descriptions.values()), column.name


def test_predicate_that_is_stated_both_ways_has_the_words_of_the_column_that_is_not_turned(small):
    principle, decision = small.record_class("Principle"), small.record_class("Decision")
    turned = replace(principle.column("part_of"), predicate=f"{PREFIXES['dct']}hasPart")
    forwards = replace(decision.column("subject"), predicate=turned.predicate)
    both = (replace(principle, columns=(turned,)), replace(decision, columns=(forwards,)))

    terms = {term.iri: term for term in profile_terms(replace(small, classes=both))}

    assert terms[turned.predicate].labels == forwards.labels


def test_predicate_that_is_only_stated_the_other_way_round_needs_a_label(small):
    principle = small.record_class("Principle")
    turned = replace(principle.column("part_of"), predicate="https://example.org/unlabelled")
    changed = replace(small, classes=(replace(principle, columns=(turned,)),))

    with pytest.raises(SchemaError, match=r"unlabelled has no label; add it to .*foreign_terms"):
        render_vocabulary(changed)


def test_predicate_of_a_node_between_without_a_label_is_refused(small):
    organisation = small.record_class("Organisation")
    kbo = replace(organisation.column("kbo"), predicate="https://example.org/unlabelled")
    changed = replace(small, classes=(replace(organisation, columns=(kbo,)),))

    with pytest.raises(SchemaError, match="unlabelled has no label"):
        render_vocabulary(changed)


def test_foreign_terms_are_listed_once():
    curies = [term.curie for term in FOREIGN_TERMS]

    assert len(curies) == len(set(curies))


def test_own_vocabulary_defines_every_own_term_that_records_use(real, own_terms):
    missing = [
        iri
        for iri in used_iris(real)
        if iri.startswith(DS) and (URIRef(iri), RDFS.label, None) not in own_terms
    ]

    assert missing == []


def test_labels_of_own_terms_agree_with_the_schema(real, own_terms):
    said = defaultdict(set)
    for record_class in real.classes:
        said[record_class.iri] |= set(record_class.labels.items())
        for column in record_class.columns:
            said[column.predicate] |= set(column.labels.items())
    differing = {
        iri: sorted(labels ^ own)
        for iri, labels in said.items()
        if str(iri).startswith(DS)
        and not (own := labels_of(own_terms, iri)) <= labels
    }  # fmt: skip

    assert differing == {}


def labels_of(graph: Graph, iri: str) -> set[tuple[str, str]]:
    return {
        (str(each.language), str(each))
        for each in graph.objects(URIRef(iri), RDFS.label)
        if each.language in {"nl", "en"}
    }


def used_iris(schema: Schema) -> set[str]:
    """Return every class and property that records of a schema use."""
    used = {each for record_class in schema.classes for each in record_class.types}
    for column in (column for each in schema.classes for column in each.columns):
        used |= {each for each in (column.predicate, column.adds_type) if each}
        if column.via:
            used |= {column.via.predicate, *column.via.types}
    return used


def test_a_property_that_means_more_than_a_column_of_ours_has_words_of_its_own(real):
    terms = {each.iri: each for each in profile_terms(real)}

    for general in GENERAL_TERMS:
        assert terms[expand(general.curie)].labels == general.labels, general.curie
    assert terms[expand("dct:isPartOf")].labels == {"nl": "Deel van", "en": "Part of"}


def test_within_the_profile_it_keeps_the_name_that_the_column_has(real):
    shapes = Graph().parse(data=read_shapes_turtle(), format="turtle")
    names = {
        str(name)
        for shape in shapes.subjects(SHACL.path, URIRef(expand("dct:isPartOf")))
        for name in shapes.objects(shape, SHACL.name)
    }

    columns = real.record_class("ActionPlan").columns
    assert "Plan of" in {column.labels["en"] for column in columns}
    assert {"Plan van", "Plan of"} <= names


def test_no_general_word_is_that_of_one_column_only(real):
    """What holds everywhere and is the word of every column needs no words of its own."""
    used = defaultdict(set)
    for record_class in real.classes:
        for column in record_class.columns:
            if column.predicate and not (column.via or column.inverse):
                used[column.predicate].add(
                    (tuple(column.labels.items()), tuple(column.descriptions.items()))
                )

    for general in GENERAL_TERMS:
        words = tuple(general.labels.items()), tuple(general.comments.items())
        assert used[expand(general.curie)] != {words}, general.curie
