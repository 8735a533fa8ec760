"""What is rewritten and what is not; counts that are not believed; where a query is asked."""

import json

import pytest
from pyoxigraph import NamedNode, Quad, Store

from server.planning.ordering import Worth
from server.planning.planner import Planner
from server.planning.rewriting import rewrite
from server.planning.statistics import Counts, read_statistics
from server.problems import BadQuery
from server.query import QueryRequest, evaluate, write_answer
from tests.server.planning.graphs import EX, PROLOGUE, count, to_store

ALWAYS = Worth(0, float("inf"))
GRAPH = """
:a a :C ; :p :b ; :q "een"@nl .  :b a :C ; :p :c ; :q "twee"@nl .  :c a :D ; :p :a ; :r 1 .
:d a :C ; :p :a ; :q "drie"@nl .
"""


@pytest.fixture(scope="module")
def store():
    return to_store(GRAPH)


@pytest.fixture(scope="module")
def statistics(store):
    return count(store)


def write(statistics, body, select="*", tail=""):
    text = f"{PROLOGUE}SELECT {select} WHERE {{ {body} }} {tail}"
    written = rewrite(text, statistics, ALWAYS)
    return None if written == text else written.partition("WHERE ")[2]


@pytest.mark.parametrize(
    ("select", "body", "tail", "table"),
    [
        ("(COUNT(*) AS ?n)", "?s ?p ?o", "", "VALUES (?begripCounted0) { (12) }"),
        ("(COUNT(DISTINCT ?s) AS ?n)", "?s a :C", "", "VALUES (?begripCounted0) { (3) }"),
        ("(COUNT(?o) AS ?n)", "?s :none ?o", "", "VALUES (?begripCounted0) { (0) }"),
        ("(COUNT(?o) AS ?n)", "?s a :C ; :p ?o", "", "VALUES (?begripCounted0) { (3) }"),
        ("DISTINCT ?c", "?s a ?c", "", f"VALUES (?c) {{ (<{EX}C>) (<{EX}D>) }}"),
        (
            "?c (COUNT(?s) AS ?n)", "?s a ?c", "GROUP BY ?c ORDER BY ?n",
            f"VALUES (?c ?begripCounted0) {{ (<{EX}C> 3) (<{EX}D> 1) }}",
        ),
    ],
)  # fmt: skip
def test_what_the_build_counted_stands_in_a_table(statistics, select, body, tail, table):
    written = write(statistics, body, select, tail)

    assert table in written


@pytest.mark.parametrize(
    ("select", "body", "tail"),
    [
        pytest.param("?o (COUNT(*) AS ?n)", "?s ?p ?o", "GROUP BY ?o", id="by object"),
        pytest.param("?p (COUNT(*) AS ?n)", "?s ?p ?o", "", id="no GROUP BY"),
        pytest.param("(COUNT(?x) AS ?n)", "?s ?p ?o", "", id="of nothing"),
        pytest.param("(COUNT(*) AS ?s)", "?s ?p ?o", "", id="a name that is taken"),
        pytest.param("(COUNT(*) AS ?n)", "?s ?p ?s", "", id="a variable twice"),
        pytest.param("(COUNT(STR(?s)) AS ?n)", "?s ?p ?o", "", id="of an expression"),
        pytest.param("(COUNT(*) AS ?n) (MAX(?o) AS ?m)", "?s ?p ?o", "", id="beside MAX"),
        pytest.param("(COUNT(*) AS ?n)", "?s ?p :a", "", id="of an object"),
    ],
)
def test_what_the_build_did_not_count_is_left_to_the_engine(statistics, select, body, tail):
    assert write(statistics, body, select, tail) is None


def test_classes_are_counted_by_the_engine_if_one_has_no_name(store):
    store = to_store(GRAPH + ":e a [] .")

    assert write(count(store), "?s a ?c", "?c (COUNT(*) AS ?n)", "GROUP BY ?c") is None


def test_patterns_come_in_the_order_of_the_counts(statistics):
    written = write(statistics, "?s :p ?o . ?o :r ?x . FILTER (?x > 0) OPTIONAL { ?o a ?c }")

    assert written.startswith("{ { ?o :r ?x . } LATERAL { ?s :p ?o . } FILTER (?x > 0) OPTIONAL")


def test_a_sequence_is_put_in_order_step_by_step(statistics):
    written = write(statistics, "?s :p/:r ?x . FILTER (?x > 0)", "?s")

    assert written.startswith("{ { ?begripStep0 :r ?x . } LATERAL { ?s :p ?begripStep0 . }")


def test_a_class_that_the_other_pattern_proves_is_not_looked_up(statistics):
    assert ":C" not in write(statistics, "?s a :C ; :q ?q ; :p ?p")
    assert "a :C" in write(statistics, "?s a :C ; :p ?p")


def test_a_page_is_cut_before_its_optionals(statistics):
    optional = "OPTIONAL { ?s :q ?q }"
    written = write(statistics, f"?s :p ?o {optional}", tail="ORDER BY ?o ?s LIMIT 2 OFFSET 1")

    assert "{ SELECT ?o ?s WHERE { ?s :p ?o . } ORDER BY ?o ?s LIMIT 3 }" in written
    assert written.endswith("ORDER BY ?o ?s\nLIMIT 2\nOFFSET 1")


@pytest.mark.parametrize(
    ("select", "body", "tail"),
    [
        pytest.param("*", "?s :p ?o OPTIONAL { ?s :q ?q }", "ORDER BY ?q LIMIT 2", id="sorted by"),
        pytest.param("*", "?s :p ?o OPTIONAL { ?s :q ?q }", "LIMIT 2", id="not sorted"),
        pytest.param("*", "?s :p ?o MINUS { ?s :q ?q }", "ORDER BY ?o LIMIT 2", id="MINUS"),
        pytest.param(
            "*", "?s :p ?o OPTIONAL { ?s :q ?q } FILTER (BOUND(?q))", "ORDER BY ?o LIMIT 2",
            id="filtered",
        ),
        pytest.param(
            "DISTINCT *", "?s :p ?o OPTIONAL { ?s :q ?q }", "ORDER BY ?o LIMIT 2", id="DISTINCT"
        ),
        pytest.param(
            "(COUNT(*) AS ?n)", "?s :p ?o OPTIONAL { ?s :q ?q }", "ORDER BY ?o LIMIT 2",
            id="counted",
        ),
    ],
)  # fmt: skip
def test_other_pages_are_cut_at_the_end(statistics, select, body, tail):
    assert "{ SELECT" not in (write(statistics, body, select, tail) or "")


@pytest.mark.parametrize(
    "body",
    [
        "?s :p ?o . [] :r ?x",
        "?s :p ?o . _:b :r ?o",
        "{ ?s :p ?o } UNION { ?s :q ?o } ?o :r ?x",
        "?s :p ?o . BIND (1 AS ?y) ?o :r ?x",
        "?s :p ?o . ?o :r ?x . FILTER (RAND() < 0.5)",
        "?s :p ?o . ?o :r ?x . FILTER (?o<?x&&?x>?o)",
        "?s :p/:q ?o . ?o :r ?x . FILTER (?x > 1)",  # * would show a variable of ours
        "?s :p|:q ?o . ?o :r ?x . FILTER (?x > 1)",
        "?s :p ?o . ?o :r ?x . FILTER (?x > 1) VALUES ?o { :c }",
        "?s :p ?o . ?o x:r ?x . FILTER (?x > 1)",
        "?s :p ?o . ?o :r ?x . FILTER (?x > 1",
        "?s :p ?o . ?o <r> ?x . FILTER (?x > 1)",
        "?s :p :o.:r ?q ?x . FILTER (?x > 1)",
        "?s :p :o.s:r ?q ?x . FILTER (?x > 1)",
        "?s :p ?o . ?o :r ?x . FILTER (?x > 1)} LIMIT 1 LIMIT 2 #",
        "?s :p ?o . ?o :r ?x . FILTER (?x > 1)} OFFSET 0 OFFSET 2 #",
        "GRAPH ?g { ?s :p ?o . ?o :r ?x }",
    ],
)
def test_what_is_not_surely_understood_stays_as_it_is(statistics, body):
    assert write(statistics, body) is None


def test_a_query_that_names_graphs_is_asked_of_the_whole_store(store, statistics):
    plain = to_store(GRAPH)
    planner = Planner(plain, statistics)

    assert planner.plan(store, "SELECT * { ?s ?p ?o }")[0] is plain
    assert planner.plan(store, "SELECT * { GRAPH ?g { ?s ?p ?o } }")[0] is store
    assert planner.plan(store, "SELECT (COUNT(*) AS ?n) FROM <a:b> { ?s ?p ?o }") == (
        store,
        "SELECT (COUNT(*) AS ?n) FROM <a:b> { ?s ?p ?o }",
    )


def test_the_planner_answers_as_the_engine(store, statistics):
    whole = Store()
    whole.extend(Quad(q.subject, q.predicate, q.object, g) for q in store
                 for g in (q.graph_name, NamedNode(EX)))  # fmt: skip
    text = f"{PROLOGUE}SELECT ?c (COUNT(*) AS ?n) {{ ?s a ?c }} GROUP BY ?c ORDER BY ?n"
    answers = []
    for planner in (Planner(), Planner(store), Planner(store, statistics)):
        pieces = []
        write_answer(whole, QueryRequest(text, "text/csv"), pieces.append, planner=planner)
        answers.append(b"".join(pieces))

    assert answers == [b"c,n\r\nhttp://example.org/D,1\r\nhttp://example.org/C,3\r\n"] * 3


def test_a_mistake_is_told_in_the_query_as_it_was_sent(store, statistics):
    text = "SELECT (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c ORDER BY FOO(?n)"

    with pytest.raises(BadQuery, match="line 1"):
        evaluate(store, QueryRequest(text, "text/csv"), planner=Planner(None, statistics))


def test_counts_are_read_from_a_generation(tmp_path):
    one = {"triples": 1, "subjects": 1, "objects": 1}
    counted = {**one, "predicates": {f"{EX}p": one}, "classes": {}}
    (tmp_path / "statistics.json").write_text(json.dumps(counted), encoding="utf-8")

    found = read_statistics(tmp_path, 1)

    assert found is not None
    assert found.predicates == {f"{EX}p": Counts(1, 1, 1)}
    assert read_statistics(tmp_path, 2) is None


@pytest.mark.parametrize("text", ["", "[]", '{"triples": 1}', '{"triples": "x"}'])
def test_counts_that_are_damaged_are_none(tmp_path, text):
    (tmp_path / "statistics.json").write_text(text, encoding="utf-8")

    assert read_statistics(tmp_path, 1) is None


def test_a_generation_that_counted_nothing_has_no_counts(tmp_path):
    assert read_statistics(tmp_path, 1) is None
