"""Queries over several graphs, from registries that a build made: every triple once."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from loaders.build import ensure_built
from loaders.settings import LoaderSettings
from server import query
from server.app import create_app
from server.dataset import Dataset
from server.generations import load_into_memory, require_current
from server.settings import Settings
from tests.benchmarks.definitions import write_definition

BASE = "https://data.example.org/begrip"
ABSENT = f"{BASE}/id/graaf/weg"
COUNT = "SELECT (COUNT(*) AS ?n) {clauses} WHERE {{ ?s ?p ?o }}"


def lines(*numbers: int) -> str:
    return "".join(f'<https://x.example/{n}> <https://x.example/p> "{n}" .\n' for n in numbers)


REGISTRIES = {"een": (1, 2, 3), "twee": (3, 4, 5), "drie": (4, 5), "vier": (6,)}
"""The first two share a triple; the third is in the second; the last shares nothing."""


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder: Path = tmp_path_factory.mktemp("several")
    (folder / "registries").mkdir()
    for name, numbers in REGISTRIES.items():
        write_definition(folder / "registries", name, "ntriples")
        (folder / "registries" / f"{name}.nt").write_text(lines(*numbers), encoding="utf-8")
    ensure_built(LoaderSettings(folder / "var", folder / "registries", BASE), base=BASE)
    generation = require_current(folder / "var")
    store = load_into_memory(generation)
    return Dataset(store, generation.base, generation.id, generation.manifest, generation.path)


@pytest.fixture(scope="module")
def client(dataset: Dataset) -> Iterator[FlaskClient]:
    with create_app(Settings.from_mapping({}), dataset).test_client() as client:
        yield client


def iri(name: str) -> str:
    return f"{BASE}/id/graaf/{name}"


def ask(client: FlaskClient, text: str, **parameters: list[str]) -> str:
    asked = {"query": text, **{name.replace("_", "-"): value for name, value in parameters.items()}}
    accept = "application/n-triples" if "CONSTRUCT" in text else "text/csv"
    answer = client.get("/sparql", query_string=asked, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    return answer.text.replace("\r\n", "\n")


def count(client: FlaskClient, text: str, **parameters: list[str]) -> int:
    return int(ask(client, text, **parameters).split("\n")[1])


SETS = [names for size in (1, 2, 3, 4) for names in combinations(REGISTRIES, size)]


@pytest.mark.parametrize("names", SETS, ids="-".join)
def test_every_triple_is_there_once(client, names):
    expected = {number for name in names for number in REGISTRIES[name]}
    graphs = [iri(name) for name in names]
    clauses = " ".join(f"FROM <{graph}>" for graph in graphs)

    assert count(client, COUNT.format(clauses=clauses)) == len(expected)
    plain = COUNT.format(clauses="")
    assert count(client, plain, default_graph_uri=graphs) == len(expected)
    assert count(client, plain, default_graph_uri=[*graphs, graphs[0]]) == len(expected)
    assert count(client, plain, default_graph_uri=[*graphs, ABSENT]) == len(expected)
    select = ask(client, f"SELECT ?s ?p ?o {clauses} {{ ?s ?p ?o }}")
    assert len(select.splitlines()) == 1 + len(expected)
    construct = ask(client, f"CONSTRUCT {{ ?s ?p ?o }} {clauses} {{ ?s ?p ?o }}")
    assert set(construct.splitlines(keepends=True)) == set(
        lines(*expected).splitlines(keepends=True)
    )


@pytest.mark.parametrize("names", SETS, ids="-".join)
def test_named_graphs_are_those_that_are_named(client, names):
    text = "SELECT ?g (COUNT(*) AS ?n) {} {{ GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g ORDER BY ?g"
    expected = "".join(f"{iri(n)},{len(REGISTRIES[n])}\n" for n in sorted(names))
    default = [iri("een"), iri("twee")]
    clauses = " ".join(
        [f"FROM <{graph}>" for graph in default] + [f"FROM NAMED <{iri(n)}>" for n in names]
    )

    assert ask(client, text.format(clauses)) == f"g,n\n{expected}"
    named = [iri(name) for name in names]
    found = ask(client, text.format(""), default_graph_uri=default, named_graph_uri=named)
    assert found == f"g,n\n{expected}"


def test_default_and_named_graphs_are_asked_together(client):
    text = (
        f"SELECT (COUNT(*) AS ?n) FROM <{iri('een')}> FROM <{iri('twee')}> "
        f"FROM NAMED <{iri('drie')}> {{ ?s ?p ?o GRAPH ?g {{ ?s ?p ?o }} }}"
    )

    assert count(client, text) == len(REGISTRIES["drie"])


def test_the_parameters_of_the_protocol_win_over_from(client):
    clauses = f"FROM <{iri('een')}> FROM <{iri('twee')}>"

    found = count(client, COUNT.format(clauses=clauses), default_graph_uri=[iri("vier")])

    assert found == len(REGISTRIES["vier"])


def test_unknown_graphs_are_empty(client):
    clauses = f"FROM <{ABSENT}> FROM <{ABSENT}-ook>"

    assert count(client, COUNT.format(clauses=clauses)) == 0
    assert count(client, COUNT.format(clauses=""), default_graph_uri=[ABSENT]) == 0
    text = f"ASK FROM NAMED <{ABSENT}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    assert ask(client, text).strip() == "false"
    assert count(client, COUNT.format(clauses=f"FROM NAMED <{iri('een')}>")) == 0


def test_all_graphs_are_the_default_graph(client, dataset):
    graphs = [entry["graph"] for entry in dataset.manifest["registries"]]

    found = count(client, COUNT.format(clauses=""), default_graph_uri=graphs)

    assert found == dataset.manifest["counts"]["triples"]


@pytest.mark.parametrize(
    ("names", "copied"),
    [
        pytest.param(("een", "vier"), False, id="disjoint"),
        pytest.param(("twee", "drie"), False, id="one within the other"),
        pytest.param(("een", "twee"), True, id="overlapping"),
    ],
)
def test_only_graphs_that_share_triples_are_copied(client, monkeypatch, names, copied):
    merged = []
    merge = query.merge
    monkeypatch.setattr(query, "merge", lambda *given: merged.append(given) or merge(*given))

    ask(client, "SELECT * { ?s ?p ?o }", default_graph_uri=[iri(name) for name in names])

    assert bool(merged) is copied
