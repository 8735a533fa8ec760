"""The whole line: `make serve` on a fresh copy turns the shipped registries into answers."""

import gzip
import json

import httpx
import pytest

from ontology.namespaces import PREFIXES, rebase
from queries.binding import to_example
from queries.reader import query_names, read_query

pytestmark = pytest.mark.slow

PROLOGUE = "\n".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items())


def ask(address: str, query: str) -> list[dict[str, str]]:
    answer = httpx.post(
        f"{address}/sparql",
        data={"query": rebase(query, address)},
        headers={"Accept": "application/sparql-results+json"},
        timeout=60,
    )
    assert answer.status_code == 200, answer.text
    return [
        {name: term["value"] for name, term in binding.items()}
        for binding in answer.json()["results"]["bindings"]
    ]


def count(address: str, pattern: str) -> int:
    query = f"{PROLOGUE}\nSELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {pattern} }}"
    return int(ask(address, query)[0]["n"])


@pytest.mark.parametrize(
    ("pattern", "least"),
    [
        pytest.param("?thing a org:Organization", 790, id="organisations"),
        pytest.param("?thing a dct:Standard", 250, id="data standards"),
        pytest.param("?thing a dcat:Dataset", 5, id="datasets"),
        pytest.param("?thing a dcat:DataService", 2, id="data services"),
        pytest.param("?thing a eli:LegalResource", 10, id="legal resources"),
        pytest.param("?thing a ds:Decision", 5, id="decisions"),
        pytest.param("?thing a ds:Advice", 5, id="advices"),
        pytest.param("?thing a ds:Body", 5, id="bodies"),
        pytest.param("?thing a org:Role", 8, id="roles"),
        pytest.param("?thing a skos:ConceptScheme", 10, id="concept schemes"),
    ],
)
def test_the_graph_holds_at_least_what_the_sources_hold(address, pattern, least):
    assert count(address, pattern) >= least


@pytest.mark.parametrize(
    ("pattern", "exactly"),
    [
        pytest.param("?thing a ds:Strategy", 1, id="strategy"),
        pytest.param("?thing a ds:Goal", 3, id="goals"),
        pytest.param("?thing a ds:Principle", 7, id="principles"),
        pytest.param("?thing a ds:ActionDomain", 4, id="action domains"),
        pytest.param("?thing a ds:Axis ; skos:notation ?notation", 14, id="axes"),
        pytest.param("?thing a ds:Axis", 15, id="axes and the regulatory theme"),
        pytest.param(
            "?thing a ds:ActionDomain ; skos:prefLabel ?a ; skos:altLabel ?b", 1, id="both names"
        ),
    ],
)
def test_the_graph_holds_all_of_the_strategy(address, pattern, exactly):
    assert count(address, pattern) == exactly


@pytest.mark.parametrize("name", query_names())
def test_every_named_query_finds_something(address, name):
    query = read_query(name)
    answer = httpx.post(
        f"{address}/sparql",
        data={"query": rebase(to_example(query), address)},
        headers={"Accept": "application/sparql-results+json, application/n-triples;q=0.9"},
        timeout=60,
    )

    assert answer.status_code == 200, answer.text
    if query.form == "CONSTRUCT":
        assert answer.text.strip()
    else:
        found = answer.json()
        assert found.get("boolean") or found["results"]["bindings"]


def test_the_default_graph_holds_every_triple_once(address):
    merged = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }"
    default = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    assert ask(address, default) == ask(address, merged)


def test_every_graph_says_where_it_comes_from(address):
    graphs = {row["g"] for row in ask(address, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")}
    described = {
        row["graph"] for row in ask(address, to_example(read_query("sources_of_the_graph")))
    }

    provenance = f"{address}/id/graaf/herkomst"
    assert graphs - described <= {provenance}
    assert all(graph.startswith(f"{address}/id/graaf/") for graph in graphs)


def test_no_row_of_the_shipped_registries_is_refused(copy, address):
    manifest = json.loads((copy.path / "var" / "current" / "manifest.json").read_text())

    refused = {r["name"]: r["rows"]["refused"] for r in manifest["registries"] if r.get("rows")}
    assert {name: rows for name, rows in refused.items() if rows} == {}
    assert manifest["base"] == address


def test_the_counts_of_the_manifest_are_those_of_the_graph(copy, address):
    counts = json.loads((copy.path / "var" / "current" / "manifest.json").read_text())["counts"]
    promises = gzip.decompress((copy.path / "var" / "current" / "promises.txt.gz").read_bytes())

    assert ask(address, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [{"n": str(counts["triples"])}]
    assert len(promises.splitlines()) == counts["promises"]
    for iri, things in counts["classes"].items():
        assert count(address, f"?thing a <{iri}>") == things


def test_a_second_start_builds_nothing(copy, address):
    before = (copy.path / "var" / "current").readlink()

    done = copy.run("make build", BEGRIP_BASE_IRI=address)

    assert done.returncode == 0, done.stderr
    assert (copy.path / "var" / "current").readlink() == before
