"""What is left out on purpose: counted by rule, and never shown."""

import pytest

from loaders.errors import DefinitionError
from loaders.reading.definitions import read_definition
from loaders.repairing.drop_rules import DROPS, Drops
from ontology.namespaces import PREFIXES
from tests.loaders.passing import pass_one

SCHEMA, VCARD = PREFIXES["schema"], PREFIXES["vcard"]
TEXT = f"""\
@prefix x: <https://e.org/> .
@prefix s: <{SCHEMA}> .
@prefix v: <{VCARD}> .
@prefix foaf: <{PREFIXES["foaf"]}> .
x:a s:contactPoint x:desk , x:person ; x:name "A" ; foaf:mbox "a.b@example.org" .
x:desk s:email "info.desk@example.org" .
x:person s:email "mailto:c.d@example.org" ; x:address [ x:street [ x:name "S" ] ] .
x:someone a v:Individual ; v:fn "N" .
<file:///x> x:name "F" .
"""


def drop(**rules):
    return pass_one(TEXT, drops=Drops(**rules)) if rules else pass_one(TEXT)


def test_statements_with_a_predicate_are_left_out():
    passed = drop(predicates=frozenset({"https://e.org/name"}))

    assert b"e.org/name" not in passed.lines
    assert passed.read.tally.dropped == {"predicates https://e.org/name": 3}


def test_things_of_a_class_go_with_what_leads_to_them():
    passed = drop(classes=frozenset({f"{VCARD}Individual"}))

    assert b"someone" not in passed.lines
    assert passed.read.tally.dropped == {"classes vcard:Individual": 2}


def test_iris_that_begin_so_are_left_out():
    assert drop(iris=("file:///",)).read.tally.dropped == {"iris file:///": 1}
    assert b"file:" not in drop(iris=("file:///",)).lines


def test_contact_points_of_persons_go_and_those_of_functions_stay():
    passed = drop(words=frozenset({"info"}), iris=("file:///",))

    assert passed.read.tally.dropped["contact_points_of_persons"] == 8
    assert b"info.desk" in passed.lines
    for gone in (b"a.b@", b"c.d@", b"person", b"someone", b'"S"', b"genid"):
        assert gone not in passed.lines
    assert b'"A"' in passed.lines


def test_what_is_left_out_is_in_no_example():
    assert drop(words=frozenset(), iris=("file:///",)).read.tally.examples == []


def test_without_rules_nothing_is_left_out_but_what_is_wrong():
    passed = drop()

    assert passed.read.tally.dropped == {}
    assert passed.told == ["r.ttl:9: iri: an IRI that begins with file: is not accepted"]


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ("{class: [a]}", "no rule 'class'; did you mean 'classes'?"),
        ("all", "must be lines of the form rule:"),
        ("{classes: org:Post}", "must be a list of texts"),
        ("{classes: [post]}", "is no CURIE"),
    ],
)
def test_a_wrong_rule_is_told_with_its_line(write, rules, told):
    path = write("r", "", None, form="turtle", more={"drop": rules})

    with pytest.raises(DefinitionError) as caught:
        read_definition(path)

    assert told in str(caught.value)
    assert str(caught.value).startswith("r.yaml:11:")


def test_every_rule_can_be_given_at_once(write):
    rules = "".join(f"\n  {name}: [skos:note]" for name in DROPS)

    drops = read_definition(write("r", "", None, form="turtle", more={"drop": rules})).drops

    assert len(drops.labels) == len(DROPS)
