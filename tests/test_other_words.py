"""Over the shipped graph, what the build counted is what the engine counts, and every query of
ours has the same solutions in the planner's words."""

import pytest

from loaders.build import ensure_built
from loaders.settings import LoaderSettings
from ontology.namespaces import rebase
from queries.binding import to_example
from queries.reader import query_names, read_query
from server.generations import load_into_memory, require_current
from server.planning.ordering import Worth
from server.planning.planner import Planner
from server.planning.rewriting import rewrite
from server.planning.statistics import read_statistics
from tests.benchmarks.questions import read_questions
from tests.running import CHECKOUT
from tests.server.planning.graphs import same, solutions

pytestmark = pytest.mark.slow

BASE = "https://data.example.org"
ALWAYS = Worth(0, float("inf"))
COUNTED = (
    "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?a) (COUNT(DISTINCT ?p) AS ?b) "
    "(COUNT(DISTINCT ?o) AS ?c) { ?s ?p ?o }",
    "SELECT ?p (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?a) (COUNT(DISTINCT ?o) AS ?b) "
    "{ ?s ?p ?o } GROUP BY ?p",
    "SELECT ?class (COUNT(?s) AS ?n) { ?s a ?class } GROUP BY ?class",
    "SELECT ?class ?p (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?a) (COUNT(DISTINCT ?o) AS ?b) "
    "{ ?s a ?class ; ?p ?o } GROUP BY ?class ?p",
    "SELECT DISTINCT ?class { ?s a ?class } ORDER BY ?class",
)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The whole store, the default graph alone, and what the build counted."""
    data = tmp_path_factory.mktemp("data")
    ensure_built(LoaderSettings(data, CHECKOUT / "loaders/registries", BASE), base=BASE)
    generation = require_current(data)
    statistics = read_statistics(generation.path, generation.triples)
    whole = load_into_memory(generation)
    return whole, Planner(load_into_memory(generation, named=False), statistics)


@pytest.mark.parametrize("text", COUNTED)
def test_the_build_counts_what_the_engine_counts(served, text):
    whole, planner = served
    store, written = planner.plan(whole, text)

    assert "VALUES" in written
    assert store is planner.plain
    assert same(solutions(whole, text), solutions(store, written))


def test_our_queries_have_the_same_solutions(served):
    whole, planner = served
    texts = [rebase(to_example(read_query(name)), BASE) for name in query_names()]
    texts += [question.text for question in read_questions()]
    stores = [planner.plan(whole, text)[0] for text in texts]
    written = [
        rewrite(text, planner.statistics, ALWAYS) if store is planner.plain else text
        for text, store in zip(texts, stores, strict=True)
    ]

    for text, other, store in zip(texts, written, stores, strict=True):
        assert same(solutions(whole, text), solutions(store, other)), other
    assert sum(text != other for text, other in zip(texts, written, strict=True)) > 10
