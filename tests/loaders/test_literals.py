"""Literals that are passed through: one form for each value, and no value that is none."""

import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.checking.literals import LiteralForms, is_value
from ontology.namespaces import PREFIXES
from tests.loaders.passing import pass_one

XSD = PREFIXES["xsd"]
A = "<https://e.org/a> <https://e.org/p>"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('"007"^^xsd:integer', '"7"^^xsd:integer'),
        ('"5"^^xsd:nonNegativeInteger', '"5"^^xsd:integer'),
        ('"1.50"^^xsd:decimal', '"1.5"^^xsd:decimal'),
        ('"1"^^xsd:boolean', '"true"^^xsd:boolean'),
        ('"2022-02-03+00:00"^^xsd:date', '"2022-02-03Z"^^xsd:date'),
        ('"2022-01-01T24:00:00"^^xsd:dateTime', '"2022-01-02T00:00:00"^^xsd:dateTime'),
        ('"P12M"^^xsd:duration', '"P1Y"^^xsd:duration'),
        ('"99999999999999999999999"^^xsd:integer', '"99999999999999999999999"^^xsd:integer'),
        ('"x"^^<https://e.org/any>', '"x"^^<https://e.org/any>'),
        ('"x"@NL', '"x"@nl'),
    ],
)
def test_a_value_is_written_as_the_store_keeps_it(written, kept):
    written, kept = (re.sub(r"xsd:(\w+)", rf"<{XSD}\1>", text) for text in (written, kept))
    passed = pass_one(f"{A} {written} .")

    store = ox.Store()
    store.bulk_load(passed.lines, ox.RdfFormat.N_TRIPLES)
    assert passed.lines.decode() == f"{A} {kept} .\n"
    assert [str(quad.object) for quad in store] == [kept]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2022-02-31", "date"),
        ("2023-02-29", "date"),
        ("2022-13-01", "date"),
        ("05-31-2022", "date"),
        ("2022-02-30T10:00:00", "dateTime"),
        ("2022-02-03T25:00:00", "dateTime"),
        ("2022-02-03", "dateTime"),
        ("TRUE", "boolean"),
        ("1,5", "decimal"),
        ("1.5", "integer"),
        ("-1", "nonNegativeInteger"),
        ("256", "unsignedByte"),
        ("9" * 2000, "long"),
        ("--02-30", "gMonthDay"),
        ("P", "duration"),
        ("abc", "hexBinary"),
    ],
)
def test_what_is_no_value_is_refused_with_its_line_and_the_rest_stays(text, name):
    passed = pass_one(f'{A} "good" .\n{A} "{text}"^^<{XSD}{name}> .\n')

    assert passed.lines == f'{A} "good" .\n'.encode()
    fault = passed.read.faults[0]
    assert (fault.row, fault.column, fault.reason) == (2, "https://e.org/p", "datatype")
    assert fault.message == f"this is no value of xsd:{name}"


@pytest.mark.parametrize("text", ["2024-02-29", "2000-02-29Z", "12022-01-31", "-0044-03-15"])
def test_a_day_in_the_calendar_is_a_value(text):
    assert is_value(text, f"{XSD}date")


def test_a_base_direction_is_refused():
    passed = pass_one(f'{A} "x"@ar--rtl .\n{A} "y"@ar .\n')

    assert passed.lines == f'{A} "y"@ar .\n'.encode()
    assert passed.told == [
        "r.ttl:1: language: the text has a base direction, rtl, which is RDF 1.2"
    ]


@given(st.sampled_from(["integer", "decimal", "date", "boolean", "double"]), st.text(max_size=8))
def test_a_form_is_its_own_form(name, text):
    forms = LiteralForms()
    literal = ox.Literal(text, datatype=ox.NamedNode(XSD + name))

    once = forms.to_canonical(literal)

    assert once is None or forms.to_canonical(once) == once


@given(
    st.sampled_from(["integer", "date", "boolean", "gYear"]),
    st.from_regex(r"-?[0-9]{1,6}(-[0-9]{2}-[0-9]{2})?|true|false|1", fullmatch=True),
)
def test_what_is_not_looked_up_is_what_the_store_keeps(name, text):
    literal = ox.Literal(text, datatype=ox.NamedNode(XSD + name))
    form = LiteralForms().to_canonical(literal)
    if form is not None:
        store = ox.Store()
        store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:p"), literal))

        assert next(iter(store)).object == form
