"""Comunica asks the endpoint, and joins two of them."""

import json

import pytest

from tests.clients.conftest import OTHER
from tests.clients.graph import ODD, ODD_LABEL, STANDARDS, STRATEGY, TITLE, TITLES
from tests.clients.scripts import run_script
from tests.server.small_graph import BASE

pytestmark = pytest.mark.slow

SCRIPT = """
import { QueryEngine } from '@comunica/query-sparql';
const engine = new QueryEngine();
const [query, sources] = %s;
const answer = await engine.query(query, { sources });
const said = await answer.execute();
if (answer.resultType === 'boolean') {
  console.log(JSON.stringify(said));
} else {
  const rows = await said.toArray();
  const shown = answer.resultType === 'quads'
    ? rows.map((quad) => [quad.subject.value, quad.predicate.value, quad.object.value])
    : rows.map((row) => Object.fromEntries([...row].map(([name, term]) =>
        [name.value, [term.value, term.language || term.datatype?.value || term.termType]])));
  console.log(JSON.stringify(shown));
}
"""


@pytest.fixture
def ask(tmp_path):
    def run(query, *sources):
        return json.loads(run_script(SCRIPT % json.dumps([query, sources]), tmp_path))

    return run


@pytest.fixture(params=["said", "found out"])
def source(request, endpoint):
    """The endpoint, called one or left to Comunica to find out what it is."""
    return {"type": "sparql", "value": endpoint} if request.param == "said" else {"value": endpoint}


def test_a_table_keeps_languages(ask, source):
    assert ask(TITLES, source) == [
        {"title": ["Flemish data strategy", "en"]},
        {"title": ["Vlaamse datastrategie", "nl"]},
    ]


def test_a_boolean_is_one(ask, source):
    assert ask("ASK { ?s ?p ?o }", source) is True
    assert ask("ASK { ?s ?p 'nothing at all' }", source) is False


def test_a_graph_is_constructed(ask, source):
    found = ask(f"CONSTRUCT WHERE {{ <{STRATEGY}> ?p ?o }}", source)

    assert [STRATEGY, TITLE, "Vlaamse datastrategie"] in found
    assert len(found) > 3


def test_optional_filter_order_and_group_are_asked_of_the_endpoint(ask, source):
    query = f"""SELECT ?graph (COUNT(*) AS ?n) {{ GRAPH ?graph {{ ?s ?p ?o }}
      FILTER (?graph IN (<{STANDARDS}>, <{BASE}/id/graaf/strategie>)) }}
      GROUP BY ?graph ORDER BY ?n"""

    integer = "http://www.w3.org/2001/XMLSchema#integer"
    assert ask(query, source)[0] == {"graph": [STANDARDS, "NamedNode"], "n": ["6", integer]}


def test_an_odd_text_comes_as_it_is(ask, source):
    query = f"SELECT ?o {{ <{ODD}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?o }}"

    assert ask(query, source) == [{"o": [ODD_LABEL, "nl-be"]}]


def test_a_large_answer_is_whole(ask, endpoint):
    query = f"SELECT ?o {{ ?s <{BASE}/ns/getal#waarde> ?o }}"

    assert len(ask(query, {"type": "sparql", "value": endpoint})) == 75_000


def test_two_endpoints_are_joined_by_the_client(ask, endpoint, other):
    """Numbers of the one and of the other that have the same value."""
    here, there = f"<{BASE}/ns/getal#waarde>", f"<{OTHER}/ns/getal#waarde>"
    query = f"SELECT ?a ?b {{ ?b {there} ?value . ?a {here} ?value }}"
    sources = [
        {"type": "sparql", "value": f"{place}"} for place in (endpoint, other.address + "/sparql")
    ]
    found = ask(query, *sources)

    expected = {(f"{BASE}/id/getal/{n}", f"{OTHER}/id/getal/{n}") for n in range(5)}
    assert {(row["a"][0], row["b"][0]) for row in found} == expected


def test_an_error_of_ours_reaches_the_user(endpoint, tmp_path):
    query = "SELECT * { ?s ?p ?o . FILTER(<http://x.example/f>(?o)) }"
    script = SCRIPT % json.dumps([query, [{"type": "sparql", "value": endpoint}]])
    with pytest.raises(AssertionError, match=r"x\.example/f"):
        run_script(script, tmp_path)
