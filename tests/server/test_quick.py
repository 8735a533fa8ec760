"""What is seen of a query at a glance is what reading it would say, or nothing."""

from urllib.parse import parse_qsl, quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.quick import form_of_plain, text_of_plain
from server.reading import read_facts

OPERATORS, PATTERNS = 12, 8

PIECES = (
    "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX a: <b#>", "BASE <http://a/>", "prefix :<x>",
    "WHERE", "{", "}", "(", ")", "[", "]", "<<", ">>", "_:b", "?s", "$p", "a:c", "<http://x/a-b>",
    "'text'", '"text"@nl', "'''long \n'text'''", "# comment\n", "#\r", "NOW()", "RAND()", "UUID()",
    "BNODE()", "SERVICE", "S\\u0045RVICE", "INSERT DATA", "LOAD", "now", "a:now", "OPTIONAL",
    "UNION", "FILTER", "VALUES", "AS", "||", "&&", "+", "-", "!", "^", "/", "|", "*", ".", ";", ",",
    "'", '"', "<", ">", "{|", "|}", "~", "VERSION '1.2'", "\x00", "é", "\u2028",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=40).flatmap(
    lambda pieces: st.sampled_from([" ", "", "\n"]).map(lambda gap: gap.join(pieces))
)


@given(texts | st.text(max_size=100).map(lambda text: f"SELECT * {{ {text} }}"))
def test_what_is_seen_at_a_glance_is_what_reading_says(text):
    form = form_of_plain(text, 16, OPERATORS, PATTERNS)
    if form:
        facts = read_facts(text)

        assert facts.form == form
        assert not facts.update
        assert not facts.service
        assert not facts.volatile
        assert facts.depth <= 16
        assert facts.chain <= OPERATORS
        assert facts.patterns <= PATTERNS


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("PREFIX dct: <http://purl.org/dc/terms/>\nSELECT ?s { ?s dct:title ?t }", "SELECT"),
        ("# why\nconstruct { ?s ?p ?o } where { ?s ?p ?o }", "CONSTRUCT"),
        ("CONSTRUCT { ?s ?p [] } WHERE { ?s ?p ?o }", ""),
        ("CONSTRUCT { << ?s ?p ?o >> <a:x> 1 } WHERE { ?s ?p ?o }", ""),
        ("CONSTRUCT { ?s ?p ?o {| <a:x> 1 |} } WHERE { ?s ?p ?o }", ""),
        ("ASK { FILTER ((((((((((((((((((true)))))))))))))))))) }", ""),
        (f"ASK {{ FILTER (1 {'+ 1 ' * (OPERATORS + 1)}) }}", ""),
    ],
)
def test_a_glance_tells_plain_queries_from_others(text, form):
    assert form_of_plain(text, 16, OPERATORS, PATTERNS) == form


@given(st.text(max_size=200), st.sampled_from([quote, quote_plus]))
def test_an_address_with_a_query_alone_is_read_as_any_form(text, encode):
    query_string = f"query={encode(text)}"

    assert text_of_plain(query_string) == text
    assert text_of_plain(query_string) == dict(parse_qsl(query_string, True)).get("query", "")


@given(st.text(st.characters(max_codepoint=255), max_size=100))
def test_an_address_is_read_as_a_form_or_left_alone(query_string):
    text = text_of_plain(query_string)
    if text:
        assert parse_qsl(query_string, True, errors="strict") == [("query", text)]
