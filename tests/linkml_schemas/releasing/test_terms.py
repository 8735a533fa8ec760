"""What happens to a term that is written by hand counts as much as what happens to a column."""

import pytest

from linkml_schemas.releasing.terms import TermChange, compare_terms, step_of_terms

HEAD = """@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix x: <https://e.org/ns/x#> .
"""
OLD = "x:a a owl:Class ; rdfs:label 'A' ; rdfs:subClassOf x:c ."


@pytest.mark.parametrize(
    ("new", "kind", "step"),
    [
        pytest.param("", "removed", "major", id="gone"),
        pytest.param("x:a a owl:Class ; rdfs:label 'A' .", "redefined", "major", id="less"),
        pytest.param(
            "x:a a owl:Class ; rdfs:label 'A' ; rdfs:subClassOf x:d .", "redefined", "major",
            id="other",
        ),
        pytest.param(
            "x:a a owl:Class ; rdfs:label 'A' ; rdfs:subClassOf x:c, x:d .", "extended", "minor",
            id="more",
        ),
        pytest.param(
            "x:a a owl:Class ; rdfs:label 'B' ; rdfs:subClassOf x:c .", "changed", "patch",
            id="words",
        ),
    ],
)  # fmt: skip
def test_a_term_is_judged_by_what_programs_conclude(new, kind, step):
    changes = compare_terms((HEAD + OLD).encode(), (HEAD + new).encode())

    assert changes == (TermChange(kind, "https://e.org/ns/x#a"),)
    assert step_of_terms(changes) == step


def test_a_new_term_is_added():
    changes = compare_terms((HEAD + OLD).encode(), (HEAD + OLD + " x:b a owl:Class .").encode())

    assert changes == (TermChange("added", "https://e.org/ns/x#b"),)


def test_what_a_document_says_of_its_version_does_not_count():
    old, new = (f"{HEAD}x: a owl:Ontology ; owl:versionInfo '{v}' ." for v in ("1.0.0", "2.0.0"))

    assert compare_terms(old.encode(), new.encode()) == ()
    assert step_of_terms(()) == "none"
