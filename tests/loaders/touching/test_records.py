"""Published records that break under a changed schema are counted by lookups, each once."""

import pyoxigraph as ox
import pytest

from linkml_schemas.differing.demand import Demand
from linkml_schemas.differing.values import Count
from loaders.touching.records import RecordCounter
from ontology.namespaces import PLACEHOLDER_BASE

BASE = "https://data.example.org"
EX = "https://example.org/"
DATA = """
@prefix ex: <https://example.org/> .
@prefix own: <https://data.example.org/> .
ex:bodies {
  ex:one a ex:Body ; ex:code "A1", "A2" ; ex:size 5 ; ex:name "een"@nl, "one"@en ;
    ex:status own:active ; ex:via [ ex:inner "x" ] .
  ex:two a ex:Body ; ex:code "b" ; ex:size 12 ; ex:name "two"@en ; ex:status own:gone .
  ex:three a ex:Body ; ex:size "12"^^ex:odd ; ex:status "active" .
  ex:catalogue ex:holds ex:one, ex:two .
  ex:four a ex:Post .
}
ex:others { ex:five a ex:Body . }
"""
MANIFEST = {
    "base": BASE,
    "registries": [
        {"class": "Body", "graph": EX + "bodies"},
        {"class": "Post", "graph": EX + "others"},
        {"class": None, "graph": EX + "vocabulary"},
    ],
}
CODE, SIZE, NAME, STATUS = (((EX + name, False),) for name in ("code", "size", "name", "status"))
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
NARROW = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"


@pytest.fixture(scope="module")
def count():
    store = ox.Store()
    store.load(DATA.encode(), format=ox.RdfFormat.TRIG)
    return RecordCounter(store, MANIFEST)


def asked(asks, path=(), language="", terms=(), number=0, class_name="Body", choices=()):
    return Demand(class_name, EX + "Body", asks, path, language, frozenset(terms), number, choices)


@pytest.mark.parametrize(
    ("demand", "broken"),
    [
        pytest.param(asked("no record"), 3, id="no record may be left"),
        pytest.param(asked("at least", CODE, number=1), 1, id="a missing required value"),
        pytest.param(asked("at least", CODE, number=2), 2, id="too few values"),
        pytest.param(asked("at most", CODE, number=1), 1, id="too many values"),
        pytest.param(asked("at most", CODE), 2, id="a value of a slot that is gone"),
        pytest.param(asked("at least", NAME, "nl", number=1), 2, id="of a language"),
        pytest.param(asked("pattern", CODE, terms=["^[A-Z]"]), 1, id="a pattern"),
        pytest.param(
            asked("among", STATUS, terms=[f"{PLACEHOLDER_BASE}/active"]), 2, id="outside a list"
        ),
        pytest.param(asked("not", STATUS, terms=[f"{PLACEHOLDER_BASE}/gone"]), 1, id="a lost code"),
        pytest.param(asked("datatype", SIZE, terms=[INTEGER]), 1, id="a datatype"),
        pytest.param(asked("datatype", SIZE, terms=[NARROW]), 1, id="an integer is as narrow"),
        pytest.param(asked("iri", STATUS), 1, id="no IRI"),
        pytest.param(asked("highest", SIZE, number=10), 2, id="beyond a limit"),
        pytest.param(asked("lowest", SIZE, number=10), 1, id="below a limit"),
        pytest.param(asked("equal", SIZE, number=12), 1, id="another number"),
        pytest.param(asked("among", CODE, terms=["A1", "A2"]), 1, id="another text"),
        pytest.param(
            asked("one of", SIZE, choices=(asked("datatype", terms=[INTEGER]), asked("iri"))),
            1,
            id="none of several ranges",
        ),
        pytest.param(
            asked("one of", STATUS, choices=(asked("iri"), asked("among", terms=["active"]))),
            0,
            id="one of several ranges",
        ),
        pytest.param(
            asked("at least", ((EX + "via", False), (EX + "inner", False)), number=1),
            2,
            id="on a node between",
        ),
        pytest.param(asked("at least", ((EX + "holds", True),), number=1), 1, id="turned round"),
    ],
)
def test_records_that_break_are_counted(count, demand, broken):
    assert count([demand]) == Count(broken, 3)


def holding(*parts, asks="holds"):
    return asked(asks, choices=parts)


BIG = asked("lowest", SIZE, number=10)
CODED = asked("at least", CODE, number=1)
SIZED = asked("at least", SIZE, number=1)


@pytest.mark.parametrize(
    ("demand", "broken"),
    [
        pytest.param(holding(holding(), holding(CODED), holding(), asks="rule"), 1, id="always"),
        pytest.param(
            holding(holding(BIG, SIZED), holding(CODED), holding(), asks="rule"), 1, id="where"
        ),
        pytest.param(
            holding(holding(BIG), holding(), holding(asked("no record")), asks="rule"),
            1,
            id="elsewhere",
        ),
        pytest.param(holding(BIG, CODED, asks="holds one of"), 0, id="one of"),
        pytest.param(holding(BIG, asks="holds none of"), 2, id="none of"),
    ],
)
def test_records_that_break_a_rule_are_counted(count, demand, broken):
    assert count([demand]) == Count(broken, 3)


A1, A2, ANY_A = (asked("among", terms=[each]) for each in ("A1", "A2", "b"))


@pytest.mark.parametrize(
    ("asks", "choices", "broken"),
    [
        ("all of", (asked("pattern", terms=["^[A-Z]"]), asked("pattern", terms=["1$"])), 2),
        ("none of", (A1,), 1),
        ("just one of", (A1, A2, asked("pattern", terms=["1$"])), 2),
        ("just one of", (A1, A2, ANY_A), 0),
    ],
)
def test_each_value_is_held_against_what_is_combined(count, asks, choices, broken):
    assert count([asked(asks, CODE, choices=choices)]) == Count(broken, 3)


def test_a_record_counts_once_whatever_it_breaks(count):
    demands = [asked("at most", CODE), asked("pattern", CODE, terms=["^z"])]

    assert count(demands) == Count(2, 3)


def test_a_class_that_no_registry_has_is_not_counted(count):
    assert count([asked("no record", class_name="Nothing")]) is None
