"""What we accept never crashes the engine, at the stack that a worker has.

Each way to make a query deep, long or wide is made as large as our own reading lets pass, and
given to the engine in a process of its own with a worker's stack and memory. It may take too
long, as the kernel's timer says; it may not fall over.
"""

import faulthandler
import os
import signal
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from server.problems import RequestProblem
from server.query import QueryRequest, write_answer
from server.reading import require_allowed
from server.sandbox import deepen_stack, limit_memory
from server.settings import MEBIBYTE, Settings
from tests.effort import examples

SETTINGS = Settings.from_mapping({})
TIMER = 1.0
MOST = 100_000

P = "<a:p>"
ROW = "?s ?p ?o"


def nested(before: str, inner: str, after: str, around: str = "ASK {{ {} }}"):
    return lambda n: around.format(before * n + inner + after * n)


def repeated(first: str, part: str, around: str = "ASK {{ {} }}"):
    return lambda n: around.format(
        first + "".join(part.replace("#", str(i)) for i in range(n)) if "#" in part else
        first + part * n
    )  # fmt: skip


FILTER = "ASK {{ ?s ?p ?o FILTER({}) }}"
TRIPLE = "ASK {{ ?s ?p {} }}"
SUBJECT = "ASK {{ {} ?p ?o }}"
PATH = "ASK {{ ?s {} ?o }}"

FAMILIES = {
    "braces": nested("{", "", "}"),
    "braces with unions": nested("{{} UNION ", "{}", "}"),
    "braces never closed": lambda n: "ASK " + "{" * n,
    "parentheses": nested("(", "1", ")", FILTER),
    "parentheses never closed": lambda n: "ASK { FILTER" + "(" * n,
    "sums to the right": nested("1+(", "1", ")", FILTER),
    "comparisons": nested("1=(", "1", ")", FILTER),
    "negations of parentheses": nested("!(", "true", ")", FILTER),
    "functions": nested("STR(", "1", ")", FILTER),
    "conditions": nested("IF(true||false,1,", "1", ")", FILTER),
    "COALESCE": nested("COALESCE(", "1", ")", FILTER),
    "casts": nested("<http://www.w3.org/2001/XMLSchema#string>(", "1", ")", FILTER),
    "NOT EXISTS within": nested("FILTER NOT EXISTS { ", ROW, "}"),
    "EXISTS in expressions": nested("EXISTS{?s ?p ?o FILTER(", "true", ")}", FILTER),
    "OPTIONAL within": nested(f"OPTIONAL {{ {ROW} ", "", "}"),
    "MINUS within": nested(f"{ROW} MINUS {{ ", ROW, "}"),
    "GRAPH within": nested("GRAPH ?g { ", ROW, "}"),
    "LATERAL within": nested(f"{ROW} LATERAL {{ ", ROW, "}"),
    "subqueries": nested("{ SELECT * { ", ROW, "} }"),
    "aggregates within": nested("{ SELECT (COUNT(*) AS ?n) { ", ROW, "} }"),
    "paths": nested("(", P, ")", PATH),
    "closures of paths": nested("(", P, ")*", PATH),
    "inverse paths": nested("^(", P, ")", PATH),
    "negated sets": repeated(f"!({P}", f"|{P}", "ASK {{ ?s {}) ?o }}"),
    "sequences": repeated(P, f"/{P}", PATH),
    "alternatives": repeated(P, f"|{P}", PATH),
    "property lists": nested("[ ?p ", "1", "]", TRIPLE),
    "property lists as subjects": nested("[ ?p ", "1", "]", SUBJECT),
    "collections": nested("(", "1", ")", TRIPLE),
    "a long collection": repeated("(", "1 ", "ASK {{ ?s ?p {}) }}"),
    "triple terms": nested("<<( ?s ?p ", "?o", " )>>", TRIPLE),
    "reified triples": nested("<< ?s ?p ", "?o", " >>", TRIPLE),
    "reified subjects": nested("<< ", "?s", " ?p ?o >>", SUBJECT),
    "annotations": nested("{| ?p ?o ", "", "|}", "ASK {{ ?s ?p ?o {} }}"),
    "triple terms in expressions": nested("TRIPLE(?s,?p,", "?o", ")", FILTER),
    "triple terms in data": nested("<<( <a:a> <a:b> ", "1", " )>>", "ASK {{ VALUES ?x {{ {} }} }}"),
    "OR": repeated("true", "||true", FILTER),
    "OR of variables": repeated("?o=0", "||?o=#", FILTER),
    "AND": repeated("?o!=0", "&&?o!=#", FILTER),
    "plus": repeated("1", "+1", FILTER),
    "minus": repeated("1", " - 1", FILTER),
    "times": repeated("1", "*1/1", FILTER),
    "NOT": nested("!", "true", "", FILTER),
    "signs": nested("- ", "?o", "", FILTER),
    "hats": nested("^", P, "", PATH),
    "UNION": repeated("{?s ?p ?o}", "UNION{?s ?p ?o}"),
    "empty UNION": repeated("{}", "UNION{}"),
    "OPTIONAL": repeated("", "OPTIONAL{?s ?p ?o#}"),
    "MINUS": repeated(ROW, " MINUS{?s ?p ?o}"),
    "FILTER": repeated(ROW, " FILTER(?o!=#)"),
    "BIND": repeated("BIND(1 AS ?x0)", "BIND(?x#+?x# AS ?y#)"),
    "SELECT expressions": repeated("", "(1 AS ?x#)", "SELECT {} {{}}"),
    "aggregates": repeated("", "(SUM(?o+#) AS ?c#)", "SELECT {} {{?s ?p ?o}}"),
    "GROUP BY": repeated("", "(STR(?s) AS ?g#)", "SELECT (1 AS ?one) {{?s ?p ?o}} GROUP BY {}"),
    "HAVING": repeated("", "(COUNT(*)>#)", "SELECT ?s {{?s ?p ?o}} GROUP BY ?s HAVING {}"),
    "ORDER BY": repeated("", "DESC(STR(?s))", "SELECT * {{?s ?p ?o}} ORDER BY {}"),
    "groups": repeated("", "{?s ?p ?o}"),
    "empty groups": repeated("", "{}"),
    "subqueries beside": repeated("", "{SELECT * {?s ?p ?o}}"),
    "patterns": repeated("", "?s# ?p# ?o# ."),
    "patterns in a row": repeated("", "?s ?p ?o ."),
    "objects": repeated(ROW, ", ?o"),
    "rows of VALUES": repeated("", "1 ", "ASK {{ VALUES ?x {{ {} }} }}"),
    "wide VALUES": lambda n: f"ASK {{ VALUES ({'?x ' * n}) {{ ({'1 ' * n}) }} }}",
    "VALUES beside": repeated("", "VALUES ?x {#}"),
    "IN": repeated("?o IN (1", ",1", "ASK {{ ?s ?p ?o FILTER({})) }}"),
    "arguments": repeated("CONCAT(''", ",''", "ASK {{ FILTER({}) = '') }}"),
    "prefixes": repeated("", "PREFIX p#: <a:#> ", "{} ASK {{}}"),
    "bases": repeated("", "BASE <a:a> ", "{} ASK {{}}"),
    "FROM": repeated("", "FROM NAMED <a:#> ", "SELECT * {} {{?s ?p ?o}}"),
    "DESCRIBE": repeated("", "<a:#> ", "DESCRIBE {}"),
    "a template": repeated("", "?s ?p ?o . ", "CONSTRUCT {{ {} }} WHERE {{ ?s ?p ?o }}"),
    "semicolons": repeated(ROW, ";"),
    "comments": lambda n: "#\n" * n + "ASK {}",
    "a long string": lambda n: f"ASK {{ FILTER('{'x' * n}' = '') }}",
    "escapes": lambda n: f"ASK {{ FILTER('{chr(92)}u0041' = '{(chr(92) + 'u0041') * n}') }}",
}


def is_allowed(text: str) -> bool:
    try:
        require_allowed(text, SETTINGS)
    except RequestProblem:
        return False
    return True


@cache
def largest(name: str) -> int:
    """Return the largest size of a family that is let pass, within a twentieth."""
    make = FAMILIES[name]
    low, high = 0, 64
    while high < MOST and is_allowed(make(high)):
        low, high = high, min(MOST, high * 4)
    while low < high - low // 20:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if is_allowed(make(middle)) else (low, middle - 1)
    return low


def end_of(text: str) -> signal.Signals | None:
    """Return the signal that ended a process which was asked a query, None if none did."""
    child = os.fork()
    if child == 0:
        faulthandler.disable()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        deepen_stack()
        limit_memory(256 * MEBIBYTE)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, TIMER)
        store = Store()
        store.add(Quad(NamedNode("a:a"), NamedNode("a:p"), Literal(1)))
        graph = text.lstrip().startswith(("CONSTRUCT", "DESCRIBE"))
        media_type = "application/n-triples" if graph else "text/csv"
        try:
            write_answer(store, QueryRequest(text, media_type), len)
        except (RequestProblem, MemoryError):
            pass
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return signal.Signals(os.WTERMSIG(status)) if os.WIFSIGNALED(status) else None


@pytest.mark.slow
@pytest.mark.parametrize("name", FAMILIES)
def test_the_largest_that_we_accept_does_not_crash_the_engine(name):
    size = largest(name)

    assert size >= 50 or name == "closures of paths"
    assert end_of(FAMILIES[name](size)) in {None, signal.SIGALRM}


@pytest.mark.parametrize("name", ["braces", "parentheses", "subqueries", "property lists",
                                  "collections", "triple terms", "functions", "paths"])  # fmt: skip
def test_four_thousand_levels_are_refused_before_they_are_parsed(name):
    assert not is_allowed(FAMILIES[name](4000))


groups = st.deferred(lambda: st.one_of(
    st.just("?s ?p ?o"),
    st.builds("{{ {} }}".format, groups),
    st.builds("OPTIONAL {{ {} }}".format, groups),
    st.builds("{{ {} }} UNION {{ {} }}".format, groups, groups),
    st.builds("?s ?p ?o MINUS {{ {} }}".format, groups),
    st.builds("{} FILTER({})".format, groups, expressions),
    st.builds("FILTER NOT EXISTS {{ {} }}".format, groups),
    st.builds("{{ SELECT * {{ {} }} }}".format, groups),
    st.builds("?s {} ?o".format, paths),
    st.builds("?s ?p {}".format, objects),
))  # fmt: skip
operators = st.sampled_from(["||", "&&", "+", "-", "*", "/", "=", "<"])
expressions = st.deferred(lambda: st.one_of(
    st.sampled_from(["?o", "1", "'x'", "true", "<a:b>"]),
    st.builds("({} {} {})".format, expressions, operators, expressions),
    st.builds("!{}".format, expressions),
    st.builds("STR({})".format, expressions),
    st.builds("IF({}, {}, 1)".format, expressions, expressions),
    st.builds("EXISTS {{ {} }}".format, groups),
))  # fmt: skip
paths = st.deferred(lambda: st.one_of(
    st.just(P),
    st.builds("({})*".format, paths),
    st.builds("^({})".format, paths),
    st.builds("({}/{})".format, paths, paths),
    st.builds("({}|{})".format, paths, paths),
))  # fmt: skip
objects = st.deferred(lambda: st.one_of(
    st.sampled_from(["?o", "1", "[]"]),
    st.builds("[ ?p {} ]".format, objects),
    st.builds("( {} {} )".format, objects, objects),
    st.builds("<< ?s ?p {} >>".format, objects),
))  # fmt: skip


@pytest.mark.slow
@settings(max_examples=examples(60), suppress_health_check=list(HealthCheck))
@given(
    groups,
    st.integers(1, 40),
    st.sampled_from(["{ %s }", "OPTIONAL { %s }", "{ SELECT * { %s } }"]),
)
def test_whatever_we_accept_does_not_crash_the_engine(group, times, around):
    for _ in range(times):
        group = around % group
    text = f"ASK {{ {group} }}"

    if is_allowed(text):
        assert end_of(text) in {None, signal.SIGALRM}
