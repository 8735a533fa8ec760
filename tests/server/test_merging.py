"""A default graph of several graphs is their merge, however it comes about."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from server.merging import GraphFacts, choose_default, known_graphs, merge
from server.query import QueryRequest, evaluate

GRAPHS = tuple(NamedNode(f"https://b.example/id/graaf/{name}") for name in "abcd")
ABSENT = NamedNode("https://b.example/id/graaf/weg")
TRIPLES = tuple(
    Triple(NamedNode(f"https://b.example/id/rol/{number}"), NamedNode("https://b.example/ns#p"),
           Literal(number % 2))
    for number in range(6)
)  # fmt: skip
COUNT = "SELECT (COUNT(*) AS ?n) {clauses} WHERE {{ ?s ?p ?o }}"
said = st.fixed_dictionaries({graph: st.sets(st.sampled_from(TRIPLES)) for graph in GRAPHS})
asked = st.lists(st.sampled_from([*GRAPHS, ABSENT]), min_size=2, unique=True)


def to_store(graphs: dict[NamedNode, set[Triple]]) -> Store:
    store = Store()
    for graph, triples in graphs.items():
        store.extend(Quad(*triple, graph) for triple in triples)
        store.extend(Quad(*triple, DefaultGraph()) for triple in triples)
    return store


def to_facts(graphs: dict[NamedNode, set[Triple]]) -> GraphFacts:
    return GraphFacts(
        {graph.value: len(triples) for graph, triples in graphs.items()},
        {
            one.value: {
                other.value: len(graphs[one] & graphs[other])
                for other in graphs
                if other != one and graphs[one] & graphs[other]
            }
            for one in graphs
        },
    )


def answers(store: Store, text: str, facts: GraphFacts | None, *graphs: NamedNode) -> list[str]:
    iris = tuple(graph.value for graph in graphs)
    request = QueryRequest(text, "text/csv", iris)
    return sorted(str(row) for row in evaluate(store, request, lambda: facts))


@given(said, asked)
def test_from_of_several_graphs_is_their_merge(graphs, wanted):
    store, facts = to_store(graphs), to_facts(graphs)
    merged = set().union(*(graphs.get(graph, set()) for graph in wanted))

    clauses = " ".join(f"FROM {graph}" for graph in wanted)
    [row] = evaluate(store, QueryRequest(COUNT.format(clauses=clauses), "text/csv"), lambda: facts)
    assert int(row[0].value) == len(merged)

    construct = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    assert len(answers(store, construct, facts, *wanted)) == len(merged)
    select = "SELECT * WHERE { ?s ?p ?o }"
    assert answers(store, select, facts, *wanted) == answers(store, select, None, *wanted)


@given(said, asked)
def test_named_graphs_are_those_that_are_named(graphs, wanted):
    store, facts = to_store(graphs), to_facts(graphs)
    text = "SELECT ?g (COUNT(*) AS ?n) {} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
    named = GRAPHS[:2]

    clauses = " ".join(
        [f"FROM {graph}" for graph in wanted] + [f"FROM NAMED {graph}" for graph in named]
    )
    rows = evaluate(store, QueryRequest(text.format(clauses), "text/csv"), lambda: facts)

    found = {row[0]: int(row[1].value) for row in rows}
    assert found == {graph: len(graphs[graph]) for graph in named if graphs[graph]}


def choice(counts: dict[str, int], shared: dict[str, dict[str, int]], *names: str) -> object:
    chosen = choose_default([NamedNode(f"x:{name}") for name in names], facts_of(counts, shared))
    return (
        chosen
        if chosen is None or isinstance(chosen, DefaultGraph)
        else [node.value[2:] for node in chosen]
    )


def facts_of(counts: dict[str, int], shared: dict[str, dict[str, int]]) -> GraphFacts:
    return GraphFacts(
        {f"x:{name}": count for name, count in counts.items()},
        {
            f"x:{name}": {f"x:{other}": count for other, count in others.items()}
            for name, others in shared.items()
        },
    )


OVERLAP = {"a": {"b": 1}, "b": {"a": 1}}
WITHIN = {"a": {"b": 2}, "b": {"a": 2}}


@pytest.mark.parametrize(
    ("shared", "names", "expected"),
    [
        pytest.param({}, "ab", ["a", "b"], id="disjoint graphs are a union"),
        pytest.param({}, "abc", DefaultGraph(), id="all graphs, disjoint"),
        pytest.param(OVERLAP, "ac", ["a", "c"], id="what overlaps others does not matter"),
        pytest.param(OVERLAP, "ab", None, id="overlapping graphs are merged"),
        pytest.param(OVERLAP, "abc", DefaultGraph(), id="all graphs are the default graph"),
        pytest.param(WITHIN, "ab", ["b"], id="a graph within another adds nothing"),
        pytest.param({}, "az", ["a"], id="an unknown graph is empty"),
        pytest.param({}, "yz", [], id="unknown graphs are empty"),
    ],
)
def test_nothing_is_copied_that_need_not_be(shared, names, expected):
    assert choice({"a": 2, "b": 5, "c": 3}, shared, *names) == expected


def test_of_two_equal_graphs_one_is_enough():
    same = {"a": {"b": 2}, "b": {"a": 2}}

    assert choice({"a": 2, "b": 2, "c": 1}, same, "a", "b") == ["b"]


def test_unknown_graphs_give_nothing():
    store = to_store({GRAPHS[0]: set(TRIPLES)})
    facts = to_facts({GRAPHS[0]: set(TRIPLES)})

    assert answers(store, "SELECT * WHERE { ?s ?p ?o }", facts, ABSENT, NamedNode("x:y")) == []


def test_without_statistics_nothing_is_taken_for_granted(tmp_path: Path):
    assert known_graphs(None, {"counts": {"triples": 1}}) is None
    assert known_graphs(tmp_path, {"counts": {"triples": 1}}) is None


def test_statistics_that_the_store_contradicts_are_not_believed(tmp_path: Path):
    graphs = {"x:a": {"triples": 1, "overlaps": {}}}
    statistics = {"triples": 1, "graphs": graphs}
    (tmp_path / "statistics.json").write_text(json.dumps(statistics))

    assert known_graphs(tmp_path, {"counts": {"triples": 2}}) is None
    assert known_graphs(tmp_path, {"counts": {"triples": 1}}) == GraphFacts({"x:a": 1}, {"x:a": {}})


def test_a_merge_keeps_named_graphs():
    store = to_store({GRAPHS[0]: {TRIPLES[0]}, GRAPHS[1]: {TRIPLES[0], TRIPLES[1]}})

    merged = merge(store, GRAPHS[:2], GRAPHS[:1])

    assert len(list(merged.quads_for_pattern(None, None, None, DefaultGraph()))) == 2
    assert len(list(merged.quads_for_pattern(None, None, None, GRAPHS[0]))) == 1
