import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.errors import ParameterError
from queries.parameters import Choice, Parameter, expected_value, to_term
from queries.value_types import TYPES
from server.tokens import tokenize, unescape_codepoints

XSD = "http://www.w3.org/2001/XMLSchema#"
HOSTILE = st.text(alphabet=st.sampled_from("\\\"'u0022U}{<>?#^@ \n\r\tab.|;/%é\u2028"), max_size=40)


def of(kind, **more):
    return Parameter("value", kind, {}, {}, **more)


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("iri", "https://begrip.example/id/rol/café", "<https://begrip.example/id/rol/café>"),
        ("iri", "urn:x", "<urn:x>"),
        ("string", 'a "b"\n', '"a \\"b\\"\\n"'),
        ("string", "today", '"today"'),
        ("langString", "e@mail@NL", '"e@mail"@nl'),
        ("integer", "+007", f'"7"^^<{XSD}integer>'),
        ("integer", str(-(2**63)), f'"{-(2**63)}"^^<{XSD}integer>'),
        ("decimal", "-.50", f'"-0.50"^^<{XSD}decimal>'),
        ("decimal", "1.", f'"1"^^<{XSD}decimal>'),
        ("date", "2024-02-29", f'"2024-02-29"^^<{XSD}date>'),
        ("year", "2022", f'"2022"^^<{XSD}gYear>'),
        ("dateTime", "2024-02-29T10:00:00.5Z", f'"2024-02-29T10:00:00.5Z"^^<{XSD}dateTime>'),
        ("dateTime", "2024-02-29T10:00:00-14:00", f'"2024-02-29T10:00:00-14:00"^^<{XSD}dateTime>'),
        ("dateTime", "2024-02-29T10:00:00", f'"2024-02-29T10:00:00"^^<{XSD}dateTime>'),
        ("boolean", "1", f'"true"^^<{XSD}boolean>'),
        ("boolean", "false", f'"false"^^<{XSD}boolean>'),
        ("language", "nl-BE", '"nl-be"'),
    ],
)
def test_a_value_becomes_a_term(kind, value, term):
    assert to_term(of(kind), value) == term


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("iri", "rol/cdo"),
        ("iri", "http://a/> } #"),
        ("iri", "http://a/ b"),
        ("iri", "http://a/\\u003E"),
        ("iri", "http://a/" + "b" * 2000),
        ("string", "nul\x00"),
        ("string", "half \ud800"),
        ("langString", "begrip"),
        ("langString", "begrip@"),
        ("langString", "@nl"),
        ("langString", "begrip@n l"),
        ("integer", "1.5"),
        ("integer", "9223372036854775808"),
        ("integer", "٣"),
        ("integer", ""),
        ("decimal", "1e3"),
        ("decimal", "."),
        ("decimal", "NaN"),
        ("date", "2023-02-29"),
        ("date", "29-02-2024"),
        ("date", "today"),
        ("date", "20240229"),
        ("year", "22"),
        ("year", "0000"),
        ("dateTime", "2024-02-29"),
        ("dateTime", "2024-02-29T25:00:00Z"),
        ("dateTime", "2024-02-29 10:00:00"),
        ("dateTime", "2024-02-29T10:00:00+14:01"),
        ("dateTime", "2024-02-29T10:00:00-15:00"),
        ("boolean", "ja"),
        ("language", "n"),
        ("language", 'nl"@en'),
    ],
)
def test_what_is_no_value_of_the_type_is_refused_with_what_would_be_right(kind, value):
    with pytest.raises(ParameterError) as caught:
        to_term(of(kind), value)

    assert (caught.value.name, caught.value.value) == ("value", value)
    assert caught.value.expected == expected_value(of(kind))
    assert repr(value) in str(caught.value)


def test_only_a_choice_is_right_where_the_list_is_closed():
    parameter = of("string", choices=(Choice("a", {}), Choice("b", {})))

    assert to_term(parameter, "b") == '"b"'
    with pytest.raises(ParameterError, match="expected one of a, b"):
        to_term(parameter, "c")


@given(kind=st.sampled_from(list(TYPES)), value=st.one_of(HOSTILE, st.text(max_size=30)))
def test_whatever_the_value_the_term_is_one_term_and_comes_back_as_it_was(kind, value):
    try:
        term = to_term(of(kind), value)
    except ParameterError:
        return

    rows = list(ox.Store().query(unescape_codepoints(f"SELECT ?v {{ VALUES ?v {{ {term} }} }}")))
    assert len(rows) == 1
    assert str(rows[0]["v"]) == term
    if kind == "string":
        assert rows[0]["v"].value == value
    assert next(tokenize(term)).kind in {"iri", "string"}
    assert len([token for token in tokenize(term) if token.kind == "mark"]) <= 1


@given(value=HOSTILE)
def test_no_character_that_ends_an_iri_passes(value):
    try:
        term = to_term(of("iri"), f"http://example.org/{value}")
    except ParameterError:
        return

    assert re.fullmatch(r'<[^<>"{}|^`\\\x00-\x20]*>', term)
