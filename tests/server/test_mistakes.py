"""What is told of a query that the engine could not read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from server.mistakes import to_bad_query

WORDS = (
    "SELECT", "ASK", "*", "?s", "?p", "a", "<a:b>", "x:y", "'z", "'z'", "(", ")", "{", "}", ".",
    ";", ",", "AS", "COUNT(*)", "FILTER", "LIMT", "WHERE", "[", "]", "1", "\n", "é", "\\u0041",
)  # fmt: skip


@pytest.mark.parametrize(
    ("message", "detail"),
    [
        ("error at 1:24: expected one of LATERAL, SERVICE, [_]",
         "The query cannot be read at line 1, column 24."),
        ("error at 5:1: expected [_]", "The query cannot be read at line 5, column 1."),
        ("error at 1:29: expected one of Prefix not found, ['%'], ['-' | '0' ..='9'\n|'x'], [':']",
         "The query cannot be read at line 1, column 29: Prefix not found."),
        ("something else", "The query cannot be read: something else."),
    ],
)  # fmt: skip
def test_a_message_of_the_parser_is_told_without_its_noise(message, detail):
    assert to_bad_query(message).detail == detail


@pytest.mark.parametrize(
    ("query", "column", "reason"),
    [
        ("SELECT ?s WHERE { ?s ?p }", 25, "here are 2 terms, where 3 make a pattern"),
        ("SELECT * { ?s ?p ?o ?x }", 24, "here are 4 terms, where 3 make a pattern"),
        ("SELECT * { ?s a ?o ; ?p }", 25, "here is 1 term, where 2 make a pattern"),
        ("{ ?s ?p ?o }", 1, "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("SELECT ?s, ?p { ?s ?p ?o }", 10, "no comma stands between the variables of SELECT"),
        ("SELECT (COUNT(*) ?n) {}", 8, "an expression of SELECT is given a name, as in"),
        ("SELECT { ?s ?p ?o }", 8, "variables come after SELECT, or *"),
        ("SELECT ?s { ?s a ?o } LIMT 3", 23, "LIMT is no word of SPARQL; perhaps LIMIT was meant"),
        ("SELEC * {}", 1, "SELEC is no word of SPARQL; perhaps SELECT was meant"),
        ("SELECT * { ?s ?p 'x }", 18, "the string that begins here does not end"),
        ("SELECT * { ?s ?p ?o } ORDER ?s", 29, "what can stand here: BY"),
        ("SELECT ?a { OPTIONAL ?s ?p ?o }", 13, "what can stand here: {"),
        ("SELECT * { ?s foo:bar ?o }", 15, "Prefix not found"),
    ],
)
def test_a_frequent_mistake_is_found_where_it_stands(query, column, reason):
    with pytest.raises(SyntaxError) as caught:
        Store().query(query)
    problem = to_bad_query(str(caught.value), query)

    assert problem.fields == {"line": 1, "column": column}
    assert reason in problem.detail
    assert "SERVICE" not in problem.detail
    assert "LATERAL" not in problem.detail


def test_the_first_of_several_misspelt_words_is_told_and_few_are_compared():
    assert "FILTR" in to_bad_query("error at 1:5: expected [_]", "ASK { FILTR OPTIONL }").detail
    many = " ".join(f"qqq{number}qqq" for number in range(20_000))
    assert "perhaps" not in to_bad_query("error at 1:5: expected [_]", f"{many} SELEC").detail


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text(max_size=60))
def test_whatever_cannot_be_read_is_told_at_a_place_of_the_text(query):
    try:
        Store().query(query)
    except SyntaxError as error:
        problem = to_bad_query(str(error), query)
        line = problem.fields.get("line", 1)
        assert 1 <= line <= len(query.split("\n")) + 1
        assert problem.fields.get("column", 1) >= 1
        assert problem.detail.endswith(".")
    except (OSError, ValueError):
        pass
