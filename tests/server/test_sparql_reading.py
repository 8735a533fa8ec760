"""What is read from the text of a query before an engine sees it."""

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from server.dataset_clauses import described_graphs
from server.limit_problems import TooManyOperators
from server.problems import BadQuery, QueryTooDeep, RequestProblem, ServiceRefused
from server.reading import read_facts, require_answerable
from server.tokens import tokenize, unescape_codepoints
from tests.effort import examples

ENDPOINT = "<http://127.0.0.1:9/sparql>"


def escaped(word: str, at: int, long: bool) -> str:
    """Return a word with one of its letters written as a codepoint escape."""
    code = f"\\U{ord(word[at]):08X}" if long else f"\\u{ord(word[at]):04x}"
    return word[:at] + code + word[at + 1 :]


spellings = st.builds(
    lambda flips, at, long, escape: (
        escaped(word, at, long)
        if (word := "".join(c.lower() if f else c for c, f in zip("SERVICE", flips, strict=True)))
        and escape
        else word
    ),
    st.lists(st.booleans(), min_size=7, max_size=7),
    st.integers(0, 6),
    st.booleans(),
    st.booleans(),
)
blanks = st.sampled_from([" ", "\n", "\t", "#x\n", " # SERVICE\n ", "\r\n", "# '\n", '#"\n'])
endpoints = st.sampled_from([ENDPOINT, "?endpoint", "a:b", ":b", "$e"])
befores = st.sampled_from(
    ["", "?s ?p ?o .", "?s ?p 'x' .", '?s ?p """a "quoted" \'text\'""" .', "?s ?p '\\'' .",
     "FILTER(1 < 2)", "FILTER(?a<?b)", "BIND(<http://a/#x> AS ?y)", "?s ?p 'a'@nl .", "?s a ?t ;.",
     "?s ?p '''it's''' .", "?s a:b\\#c 1 .", "OPTIONAL { ?s ?p ?o }", "?s ?p true"]
)  # fmt: skip


@given(spellings, blanks, endpoints, befores, st.sampled_from(["", "SILENT", "silent"]))
def test_service_is_found_in_every_spelling(word, blank, endpoint, before, silent):
    text = f"PREFIX a: <http://a/> PREFIX : <http://a/> SELECT * {{ {before}{blank}{word}{blank}"
    text += f"{silent}{blank}{endpoint} {{ ?s ?p ?o }} }}"

    assert read_facts(text).service


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX : <http://a/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <http://a/> SELECT * { SERVICESILENT:x{ ?s ?p ?o } }",
        f"SELECT * {{ ?s a trueSERVICE{ENDPOINT}{{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s a 1SERVICE{ENDPOINT}{{ ?s ?p ?o }} }}",
        f"SELECT * {{ FILTER(true)SERVICE{ENDPOINT}{{ ?s ?p ?o }} }}",
        f"SELECT * {{ {{ SELECT * {{ OPTIONAL {{ SERVICE{ENDPOINT}{{ ?s ?p ?o }} }} }} }} }}",
        f"SELECT * {{ FILTER EXISTS {{ SERVICE {ENDPOINT} {{ ?s ?p ?o }} }} }}",
        f"SELECT * {{ FILTER(1 <2 && 3> 2) SERVICE {ENDPOINT} {{ ?s ?p ?o }} }}",
        "PREFIX : <http://a/> SELECT * { ?s ?p ?x\N{MIDDLE DOT}GRAPH SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <http://a/> SELECT * { ?s ?p _:GRAPH SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <http://a/> SELECT * { ?s ?p 'a'@GRAPH SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <http://a/> SELECT * { ?s ?p :b\N{MIDDLE DOT}.GRAPH SERVICE:x { ?s ?p ?o } }",
        f"SELECT * {{ ?s ?p '\\\\' . SERVICE {ENDPOINT} {{ ?s ?p ?o }} }}",
    ],
)
def test_service_is_found_where_the_engine_needs_no_space(query):
    with pytest.raises(ServiceRefused):
        require_answerable(query, size=10_000, depth=100)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE <http://a/> { }' }",
        'SELECT * { ?s ?p """ SERVICE <http://a/> { } """ }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://a/> { }",
        "PREFIX service: <http://a/> SELECT * { ?service service:SERVICE service: . }",
        "SELECT * { ?s <http://a/SERVICE> ?SERVICE }",
        "SELECT * { _:SERVICE ?p 'a'@service }",
        "PREFIX dataservice: <http://x/> SELECT * { GRAPH dataservice:g { ?s ?p ?o } }",
        "PREFIX service: <http://x/> SELECT * { { GRAPH\n#x\nservice:g { ?s ?p ?o } } }",
        "PREFIX service: <http://x/> DESCRIBE service:g { ?s ?p ?o }",
        "PREFIX service: <http://x/> SELECT * FROM service:g { ?s ?p ?o }",
        "PREFIX service: <http://x/> SELECT * { ?s ?p 'x'^^service:d { ?s ?p ?o } }",
        "PREFIX a: <http://a/> SELECT * { ?s a:service\\-x a:b%20SERVICE }",
        "PREFIX webservice: <http://x/> SELECT * { ?s a webservice:T { ?s ?p ?o } UNION { } }",
    ],
)
def test_service_that_is_no_keyword_is_let_through(query):
    require_answerable(query, size=10_000, depth=100)
    Store().query(query)


@given(st.text(alphabet="{}()[]<>'\"\\#\n\tSERVICEservice?: .u0045/:@^_ab1-!", max_size=60))
@settings(max_examples=examples(500))
def test_whatever_the_engine_reads_as_service_is_seen(text):
    query = f"PREFIX : <http://a/> SELECT * {{ {text} }}"
    try:
        parsed = Store().query(query)
    except (SyntaxError, OSError) as error:
        parsed = error
    asks = isinstance(parsed, OSError)

    assert read_facts(query).service or not asks


PIECES = (
    "xSERVICE:a", "SERVICE:a", "trueSERVICE:a", "aSERVICE:a", "falseservice:a", "SERVICE", "SILENT",
    "?s", "a", ":b", "true", "1", "1.", "''", "''@en", "''^^", ":b.", "?x", "_:b", "[]", "()", "{",
    "}", "{ ?s ?p ?o }", ".", ";", ",", "FILTER", "FILTER(true)", "OPTIONAL", "UNION", "MINUS",
    "GRAPH", "EXISTS", "BIND(1 AS ?y)", "VALUES ?z { 1 }", "SELECT *", "WHERE", "GROUP BY", " ",
)  # fmt: skip
PREFIXES = " ".join(
    f"PREFIX {name}: <http://a/>"
    for name in ("", "xSERVICE", "SERVICE", "trueSERVICE", "aSERVICE", "falseservice")
)


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(["", " "]))
@settings(max_examples=examples(1000))
def test_a_declared_prefix_hides_no_service(pieces, gap):
    query = f"{PREFIXES} SELECT * {{ {gap.join(pieces)} }}"
    try:
        asks = isinstance(Store().query(query), OSError)
    except (SyntaxError, OSError) as error:
        asks = isinstance(error, OSError)

    assert read_facts(query).service or not asks


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_fault(text):
    facts = read_facts(text)
    with suppress(RequestProblem):
        assert require_answerable(text, size=2000, depth=20) == facts
        described_graphs(text)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_escapes_mean_the_character_that_they_name(text):
    escapes = "".join(f"\\U{ord(character):08X}" for character in text)

    meant = {"'": "\\'", '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"}
    written = "".join(meant.get(character, character) for character in text)
    assert unescape_codepoints(escapes) == unescape_codepoints(written) == written


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    ["'\\", "a.a-", "<a", "a:", '"""', '"\\', "_:a.", "#", "a:%", "\\u00", "''''", "{", "?a<?b ",
     "@a-", "1e", "\\U0000", "^", "<<", "FROM <a:b> "],
)  # fmt: skip
def test_a_long_text_is_read_to_its_end(unit):
    text = unit * (60_000 // len(unit))

    assert read_facts(text).form == ""
    assert described_graphs(f"SELECT * FROM <a:a> {text}")[0][0] == "a:a"


@pytest.mark.parametrize(
    ("query", "form", "update"),
    [
        ("SELECT * {}", "SELECT", ""),
        ("select*{}", "SELECT", ""),
        ("# ASK\nBASE <a:a> PREFIX ask: <a:b>\nCONSTRUCTWHERE{}", "CONSTRUCT", ""),
        ("DESCRIBE<a:a>", "DESCRIBE", ""),
        ("\\u0041SK{}", "ASK", ""),
        ("", "", ""),
        ("{ SELECT", "", ""),
        ("PREFIX a: <b:> INSERTDATA {}", "", "INSERT"),
        ("with <a:g> delete {} where {}", "", "WITH"),
    ],
)
def test_form_is_the_first_keyword_after_the_prologue(query, form, update):
    facts = read_facts(query)

    assert (facts.form, facts.update) == (form, update)


@pytest.mark.parametrize(
    ("query", "depth"),
    [
        ("ASK {}", 1),
        ("ASK { { ( [ ] ) } {} }", 4),
        ("ASK { '{{{{' } # {{{{", 1),
        ("ASK { FILTER(" + "!" * 50 + "true) }", 52),
        ("ASK " + "{" * 300, 300),
        ("}}}} ASK {}", 1),
    ],
)
def test_depth_counts_what_the_parser_nests(query, depth):
    assert read_facts(query).depth == depth


def test_what_nests_too_deep_is_refused_before_it_is_parsed():
    with pytest.raises(QueryTooDeep) as caught:
        require_answerable("ASK " + "{" * 5000 + "}" * 5000, size=100_000, depth=128)

    assert caught.value.fields == {"count": 129, "limit": 128}


@pytest.mark.parametrize(
    ("pattern", "chain"),
    [
        ("FILTER(1 + 2 * 3 || true && false)", 5),
        ("?s a:b/a:c|a:d ?o", 2),
        ("{} UNION {} OPTIONAL {} MINUS {}", 3),
        ("BIND(1 AS ?x) BIND(2 AS ?y)", 2),
        ("FILTER((1 + 2) = (3 + (4 + 5)))", 3),
        ("VALUES (?x ?y) { (1 -1) (-2 2) (3 -3) }", 2),
        ("?s <a+b> 'a || b', \"+++\"", 0),
    ],
)
def test_chain_counts_what_the_engine_stacks(pattern, chain):
    assert read_facts(f"ASK {{ {pattern} }}").chain == chain


@pytest.mark.parametrize(
    "query",
    [
        f"ASK {{ FILTER(true{'||true' * 5000}) }}",
        f"ASK {{ {'OPTIONAL{?s ?p ?o}' * 5000} }}",
        f"ASK {{ {{}}{'UNION{}' * 5000} }}",
        f"SELECT {''.join(f'(1 AS ?x{i})' for i in range(5000))} {{}}",
        f"ASK {{ FILTER({'(1+' * 100}1{'+1' * 1000}{')' * 100}) }}",
    ],
)
def test_a_chain_that_is_too_long_is_refused_before_it_is_parsed(query):
    with pytest.raises(TooManyOperators, match="at most 1000"):
        require_answerable(query, size=1_000_000, depth=128)


@pytest.mark.parametrize(
    "pattern",
    [
        f"VALUES ?x {{ {'1 ' * 20000} }}",
        f"VALUES (?x ?y) {{ {'(-1 1)' * 5000} }}",
        f"FILTER(1 IN (1{', 1' * 5000}))",
        "?s ?p ?o . " * 256,
    ],
)
def test_a_long_query_that_chains_nothing_is_let_through(pattern):
    require_answerable(f"ASK {{ {pattern} }}", size=1_000_000, depth=128)


def test_no_string_ends_at_an_escape_and_hides_a_service():
    query = f"SELECT * {{ ?s ?p 'x\\u0027' SERVICE {ENDPOINT} {{}} . ?s ?p 'y' }}"

    assert read_facts(query).service


@pytest.mark.parametrize(
    ("query", "volatile"),
    [
        ("SELECT (NOW() AS ?x) {}", True),
        ("SELECT ('NOW()' AS ?now) { ?s <a:NOW> ?rand } # RAND()", False),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p [ ?a ?b ] . _:c ?d ?e }", False),
        ("CONSTRUCT { ?s ?p (1 2) } {}", True),
        ("CONSTRUCT { << ?s ?p ?o >> <a:x> 1 } { ?s ?p ?o }", True),
        ("CONSTRUCT { ?s ?p ?o {| <a:x> 1 |} } { ?s ?p ?o }", True),
        ("CONSTRUCT { ?s ?p ?o ~ } { ?s ?p ?o }", True),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o {| <a:x> 1 |} . << ?s ?p ?o >> ?a ?b }", False),
        ("SELECT * { ?s ?p [] }", False),
    ],
)
def test_volatile_is_what_two_runs_answer_differently(query, volatile):
    assert read_facts(query).volatile is volatile


@pytest.mark.parametrize(
    ("query", "default", "named"),
    [
        ("SELECT * FROM <a:1> FROM<a:2> FROM NAMED <a:3> {}", ("a:1", "a:2"), ("a:3",)),
        ("SELECT*FROMNAMED<a:3>{ ?s ?p 'FROM <a:1>' }", (), ("a:3",)),
        ("PREFIX x: <a:> SELECT (1 AS ?from) FROM x:1 {}", ("a:1",), ()),
        ("BASE <http://a/b/> CONSTRUCT { ?s ?p ?o } FROM <../c> {}", ("http://a/c",), ()),
        ("SELECT * { ?s <from> ?o }", (), ()),
        (
            "BASE <http://h/g/> SELECT * FROM <#> FROM <?> FROM <1> {}",
            ("http://h/g/#", "http://h/g/?", "http://h/g/1"),
            (),
        ),
        (
            "BASE <x-app://h/g/> SELECT * FROM <1> FROM <http://h/#> {}",
            ("x-app://h/g/1", "http://h/#"),
            (),
        ),
        ("PREFIX x: <a:> #FROM\nSELECT * FROM x:b\\-c FROM x:%41 {}", ("a:b-c", "a:%41"), ()),
        ("BASE <http://a/> PREFIX x: <http://a\uff0fb/> SELECT ('from' AS ?x) {}", (), ()),
    ],
)
def test_graphs_are_those_that_from_names(query, default, named):
    assert described_graphs(query) == (default, named)


@pytest.mark.parametrize(
    ("query", "graph"),
    [
        ("SELECT * FROM <a:1> FROM x:1 FROM <a:2> {}", "x:1, whose prefix is not declared"),
        ("BASE <http://a/> ASK FROM <http://[x/> FROM <b> {}", "<http://[x/>, which is no"),
        ("SELECT * FROM <a> {}", "<a>, which is no absolute IRI"),
        ("SELECT * FROM 'a' {}", "'a', which is no IRI"),
    ],
)
def test_a_graph_that_is_named_wrongly_is_told(query, graph):
    with pytest.raises(BadQuery, match=re.escape(graph)):
        described_graphs(query)


def test_tokens_of_a_string_that_does_not_end_are_one():
    assert [token.kind for token in tokenize("ASK 'open } SERVICE")] == ["word", "broken"]
