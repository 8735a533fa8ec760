"""How many triple patterns a query has, whatever they are written as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.patterns import pattern_count
from server.tokens import tokenize


def count(text: str) -> int:
    return pattern_count(list(tokenize(text)))


@pytest.mark.parametrize(
    ("pattern", "patterns"),
    [
        ("?s ?p ?o", 1),
        ("?s ?p ?o . ?s ?p ?o .", 2),
        ("?s ?p ?o ; ?q ?r , 1, 'a'@nl, '1'^^<a:b> ;.", 5),
        ("?s a <a:c> FILTER(?s IN (1, 2, 3)) ?s a <a:d>", 2),
        ("?s <a:p>/<a:q>/^<a:r> ?o", 3),
        ("?s (<a:p>/<a:q>)+|!(<a:r>|^<a:s>) ?o", 2),
        ("?s <a:p>|<a:q>* ?o", 1),
        ("[ ?p ?o ] ?q [ ?r 1 ; ?t 2 ]", 4),
        ("[] ?p [] . [ ?p ?o ]", 2),
        ("?s ?p (1 2 3)", 7),
        ("?s ?p (1 (2))", 7),
        ("?s ?p () . (1) ?p 2", 4),
        ("<< ?s ?p ?o >> ?q 1", 3),
        ("?s ?p <<( ?s ?p ?o )>>", 3),
        ("?s ?p ?o {| ?q 1 ; ?r 2 |} . ?s ?p ?o", 5),
        ("VALUES (?x ?y) { (1 2) (3 4) } VALUES ?z { 1 2 3 } ?x ?y ?z", 1),
        ("BIND(CONCAT('a', 'b', <a:f>(1, 2)) AS ?x) ?s ?p ?x", 1),
        ("FILTER <a:f>(1, 2, 3) ?s ?p ?o", 1),
        ("FILTER EXISTS { ?s ?p ?o . ?o ?p ?s } OPTIONAL { ?a ?b ?c }", 3),
        ("GRAPH ?g { ?s ?p ?o } GRAPH <a:g> { { ?s ?p ?o } UNION { ?s ?p ?o } } ?s ?p ?o", 4),
        ("{ SELECT (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s HAVING(COUNT(*) > 1) } ?s ?p ?n", 2),
        ("?s ?p 'a . b ; c , d' # . ?x ?y ?z\n", 1),
        ("?s ?p 1.5 . ?s ?p -2 .", 2),
        ("", 0),
    ],
)
def test_patterns_are_counted_in_every_form(pattern, patterns):
    assert count(f"SELECT * {{ {pattern} }}") == patterns


def test_the_patterns_of_a_template_count_too():
    assert count("CONSTRUCT { ?s ?p ?o . ?o ?p ?s } WHERE { ?s ?p ?o }") == 3


@given(st.text(alphabet="{}()[]<>?.;,/|^!ab: \n'\"~", max_size=80))
def test_any_text_is_counted_without_a_fault(text):
    assert count(text) >= 0


@given(st.integers(0, 60), st.integers(0, 60))
def test_what_stands_side_by_side_adds_up(subjects, objects):
    one = "?s ?p ?o . " * subjects
    two = f"?s ?p ?o{', ?o' * objects} ."

    assert count(f"ASK {{ {one}{two} }}") == subjects + objects + 1
