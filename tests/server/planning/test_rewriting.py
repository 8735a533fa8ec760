"""Random queries over random graphs have the same solutions in other words."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.planning.ordering import Worth
from server.planning.rewriting import rewrite
from tests.effort import examples
from tests.server.planning.graphs import PROLOGUE, count, same, solutions, to_store

ALWAYS = Worth(0, float("inf"))
"""Any other order is used, whatever it costs."""

NAMES = ("a", "b", "c", "d")
THINGS = (":x", ":y", ":z")
VALUES = (*THINGS, "1", "2", '"un"@fr', '"een"@nl', '"een"', '"2024-01-02"^^xsd:date')
PREDICATES = (":p", ":q")
CLASSES = (":C", ":D")

triples = st.one_of(
    st.tuples(st.sampled_from(THINGS), st.sampled_from(PREDICATES), st.sampled_from(VALUES)),
    st.tuples(st.sampled_from(THINGS), st.just("a"), st.sampled_from(CLASSES)),
)
graphs = st.lists(triples, min_size=8, max_size=30).map(
    lambda found: " ".join(" ".join(t) + " ." for t in found)
)
variables = st.sampled_from(NAMES).map("?{}".format)
nodes = st.one_of(*[variables] * 5, st.sampled_from(THINGS))
patterns = st.one_of(
    st.tuples(variables, st.just("a"), st.sampled_from(CLASSES)),
    st.tuples(nodes, st.sampled_from(PREDICATES), st.one_of(*[nodes] * 4, st.sampled_from(VALUES))),
    st.tuples(nodes, st.sampled_from((":p*", ":q+", "?e", ":p", ":p/:q*", "^:q", "^:p/a")), nodes),
).map(lambda found: " ".join(found) + " .")
conditions = st.one_of(
    st.builds('LANG({}) = "nl"'.format, variables),
    st.builds("{} {} {}".format, variables, st.sampled_from(("=", "!=", "<", ">=")), variables),
    st.builds("{} > 1".format, variables),
    st.builds("REGEX(STR({}), '^[eu]', 'i') || isIRI({})".format, variables, variables),
    st.builds("!BOUND({})".format, variables),
    st.builds("NOT EXISTS {{ {} :p {} }}".format, variables, variables),
).map("FILTER ({}) ".format)
bodies = st.builds(
    lambda some, conditions: " ".join([*some, *conditions]),
    st.lists(patterns, min_size=1, max_size=3),
    st.lists(conditions, max_size=1),
)
joined = st.builds("{} {{ {} }}".format, st.sampled_from(("OPTIONAL", "OPTIONAL", "MINUS")), bodies)
filters = st.lists(conditions, max_size=3).map(lambda found: "".join(found[2:]))
"""No condition, more often than not: few solutions fulfil one that is made at random."""

groups = st.builds(
    lambda some, parts, condition: " ".join([*some, *parts, condition]),
    st.lists(patterns, min_size=1, max_size=3),
    st.lists(joined, max_size=2),
    filters,
)


@st.composite
def pages(draw):
    """Draw a group, and what it is sorted by: mostly what its patterns bind."""
    some = draw(st.lists(patterns, min_size=1, max_size=2))
    parts = draw(st.lists(joined, min_size=1, max_size=2))
    names = sorted(set(re.findall(r"\?\w", " ".join(some)))) or ["?a"]
    key = st.one_of(*[st.sampled_from(names)] * 4, variables)
    sort = st.builds("{}({})".format, st.sampled_from(("ASC", "DESC", "STR")), key)
    keys = draw(st.lists(st.one_of(key, sort), min_size=1, max_size=3))
    return " ".join([*some, draw(filters), *parts]), keys


def ask(body, tail="", select="?a ?b ?c ?d ?e"):
    prologue = PROLOGUE + "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
    return f"{prologue}SELECT {select} WHERE {{ {body} }} {tail}"


def store_of(turtle):
    return to_store(f"@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . {turtle}")


@settings(max_examples=examples(150), deadline=None)
@given(graphs, groups, st.sampled_from(("*", "?a ?b ?c ?d ?e")))
def test_another_order_has_the_same_solutions(turtle, body, select):
    store, text = store_of(turtle), ask(body, select=select)
    written = rewrite(text, count(store), ALWAYS)

    assert same(solutions(store, text), solutions(store, written)), written


@settings(max_examples=examples(150), deadline=None)
@given(graphs, pages(), st.integers(1, 5), st.integers(0, 3))
def test_a_page_holds_what_may_stand_on_it(turtle, page, limit, offset):
    (body, order), store = page, store_of(turtle)
    sort = f"ORDER BY {' '.join(order)}"
    text = ask(body, f"{sort} LIMIT {limit} OFFSET {offset}")
    written = rewrite(text, count(store), ALWAYS)

    found, expected = solutions(store, written), solutions(store, text)

    names = {key.strip("ASCDETR()?") for key in order if "STR" not in key}
    assert [_only(row, names) for row in found] == [_only(row, names) for row in expected], written
    assert Counter(found) <= Counter(solutions(store, ask(body))), written


@settings(max_examples=examples(60), deadline=None)
@given(graphs, pages(), st.integers(1, 5))
def test_pages_in_a_total_order_are_the_same(turtle, page, limit):
    (body, order), store = page, store_of(turtle)
    text = ask(body, f"ORDER BY {' '.join(order)} ?a ?b ?c ?d ?e LIMIT {limit}")
    written = rewrite(text, count(store), ALWAYS)

    assert solutions(store, written) == solutions(store, text)


def _only(row, names):
    return tuple(pair for pair in row if pair[0] in names)


COUNTED = st.sampled_from(
    (
        "?a ?b ?c", "?a :p ?c", "?a a ?c", "?a a :C", "?a a :None", "?a :none ?c",
        "?a a :C ; :p ?c", "?a a :C ; ?b ?c", "?a a ?d ; ?b ?c", "?a a ?d ; :q ?c",
        "?a ?b ?c . ?a a ?d", "?a a :C ; a ?c", "?a a ?d . ?b :p ?c", "?a a :C ; ?b ?a",
    )
)  # fmt: skip
aggregates = st.one_of(
    st.just("COUNT(*)"),
    st.builds("COUNT({})".format, variables),
    st.builds("count(DISTINCT {})".format, variables),
    st.just("COUNT(DISTINCT *)"),
)


@settings(max_examples=examples(200), deadline=None)
@given(
    graphs,
    COUNTED,
    st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
    st.lists(aggregates, max_size=2),
    aggregates,
    st.sampled_from(("", "DISTINCT")),
)
def test_what_is_counted_is_the_same(turtle, body, keys, counted, having, distinct):
    store = store_of(turtle)
    marked = [f"?{key}" for key in keys]
    named = [f"({each} + 1 AS ?n{place})" for place, each in enumerate(counted)]
    if not marked and not named:
        return
    by = f"GROUP BY {' '.join(marked)} HAVING ({having} > 1)" if marked and counted else ""
    order = f"ORDER BY {' '.join([*(f'?n{place}' for place in range(len(named))), *marked])}"
    text = f"{PROLOGUE}SELECT {distinct} {' '.join(marked + named)} {{ {body} }} {by} {order}"
    written = rewrite(text, count(store), ALWAYS)
    try:
        expected = solutions(store, text)
    except SyntaxError:
        with pytest.raises(SyntaxError):
            solutions(store, written)
        return

    assert same(expected, solutions(store, written)), written
    assert [row[: len(marked)] for row in expected] == [
        row[: len(marked)] for row in solutions(store, written)
    ], written
