import pytest

from linkml_schemas.foreign_terms import FOREIGN_TERMS
from linkml_schemas.plan import read_plan
from ontology.known_terms import (
    FOLDER,
    find_term_list,
    is_missing,
    known_terms,
    nearest_term,
    parse_term_list,
    render_term_list,
    term_lists,
)
from ontology.namespaces import DS, PREFIXES, expand


@pytest.mark.parametrize("listed", term_lists(), ids=lambda listed: listed.prefix)
def test_a_list_says_where_it_comes_from_and_is_written_as_the_command_writes_it(listed):
    path = FOLDER / f"{listed.prefix}.tsv"

    assert all((listed.title, listed.source, listed.licence, listed.terms))
    assert path.read_bytes().decode() == render_term_list(listed)
    assert parse_term_list(listed.prefix, render_term_list(listed)) == listed


def test_prefixes_mean_what_they_mean_elsewhere():
    assert {each.prefix: each.namespace for each in term_lists()}.items() <= PREFIXES.items()


def test_every_term_of_others_that_our_schemas_use_exists():
    used = {
        iri
        for record_class in read_plan().classes
        for iri in (
            *record_class.types,
            *(column.predicate for column in record_class.columns if column.predicate),
            *(column.via.predicate for column in record_class.columns if column.via),
        )
    }
    used |= {expand(term.curie) for term in FOREIGN_TERMS}

    foreign = {iri for iri in used if not iri.startswith(DS)}

    assert [iri for iri in sorted(foreign) if is_missing(iri)] == []
    assert [
        iri for iri in sorted(foreign) if iri in known_terms() and known_terms()[iri].deprecated
    ] == []


@pytest.mark.parametrize(
    ("iri", "kind"),
    [
        ("http://www.w3.org/ns/dcat#Dataset", "class"),
        ("http://www.w3.org/ns/dcat#inSeries", "property"),
        ("http://data.europa.eu/m8g/PublicOrganisation", "class"),
        ("http://data.vlaanderen.be/ns/besluit#Bestuursorgaan", "class"),
        ("http://www.w3.org/2001/XMLSchema#date", "datatype"),
    ],
)
def test_a_term_has_its_kind(iri, kind):
    assert known_terms()[iri].kind == kind


def test_a_list_that_is_not_complete_says_nothing_of_terms_that_it_lacks():
    assert not is_missing("http://data.europa.eu/eli/ontology#published_in")


def test_the_nearest_term_is_of_the_kind_that_is_asked_for():
    wrong = "http://www.w3.org/ns/dcat#datset"

    assert nearest_term(wrong, "class") == "http://www.w3.org/ns/dcat#Dataset"
    assert nearest_term(wrong, "property") == "http://www.w3.org/ns/dcat#dataset"


def test_an_iri_of_another_namespace_has_no_list_and_no_neighbour():
    assert find_term_list("https://www.example.org/ns#A") is None
    assert nearest_term("https://www.example.org/ns#A") is None
