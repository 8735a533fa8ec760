"""The W3C suites over HTTP: evaluation, result formats, syntax, and what only reads.

Two ways are taken. In the first one server, with its own processes, holds every data file of
all suites as a named graph, and each test describes its dataset by the parameters of the
protocol. In the second each test's data is served by itself, default and named graphs as its
manifest says, by the application in a process of its own, which an engine that falls over
takes with it and nothing else.
"""

import faulthandler
import os
import sys
from functools import cache

import httpx
import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, serialize

from server.app import create_app
from server.dataset import Dataset
from server.dataset_clauses import described_graphs
from server.settings import Settings
from tests.server.generation import write_registries
from tests.server.serving import serving
from tests.w3c.answers import GRAPHS, read_result, same_graph
from tests.w3c.faults import FAULTS, READ_ON_PURPOSE, REFUSED_ON_PURPOSE
from tests.w3c.manifests import (
    ACCEPTED,
    EVALUATIONS,
    REFUSED,
    ROOT,
    UPDATES,
    files,
    of_kinds,
    parse_quads,
)

pytestmark = [pytest.mark.shared, pytest.mark.slow]

NOWHERE = f"{ROOT}nowhere"
MEDIA_TYPES = {
    "srj": "application/sparql-results+json",
    "srx": "application/sparql-results+xml",
    "tsv": "text/tab-separated-values",
    "csv": "text/csv",
    "nt": "application/n-triples",
}


def ids(case):
    return case.name


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """One server over every data file, each a named graph of its address."""
    folder = tmp_path_factory.mktemp("w3c")
    registries = {}
    for case in of_kinds(EVALUATIONS):
        for address in (*case.default, *case.named, *from_clauses(case)):
            if address not in registries and address.endswith((".ttl", ".rdf", ".nt")):
                quads = parse_quads(address, NamedNode(address))
                registries[address] = serialize(quads, format=RdfFormat.N_QUADS)
    write_registries(folder, registries)
    settings = {"WORKERS": 2, "FRONTS": 1, "STORE": "memory", "QUERY_DEADLINE": 10}
    with (
        serving(folder, folder / "log", **settings) as server,
        httpx.Client(base_url=server.address, timeout=60) as client,
    ):
        yield client


def from_clauses(case):
    """Return the files that FROM and FROM NAMED name in a query."""
    return [graph for graphs in described_graphs(case.text) for graph in graphs]


def ask_server(server, case, media_type):
    """Ask the one server, the dataset described by the parameters of the protocol."""
    fields = {"query": case.text}
    if from_clauses(case):
        pass  # the query describes its dataset itself
    elif case.default or case.named:
        fields["default-graph-uri"] = list(case.default)
        fields["named-graph-uri"] = list(case.named)
    else:
        fields["default-graph-uri"] = [NOWHERE]
    answer = server.post("/sparql", data=fields, headers={"Accept": media_type})
    return answer.status_code, answer.content


@cache
def application():
    """Return the application; whoever asks it lays the data of a test under it."""
    return create_app(Settings.from_mapping({}), Dataset(Store(), ROOT, "0" * 16, {}))


def ask_by_itself(case, media_type):
    """Ask the application over this test's data alone, in a process of its own."""
    store = Store()
    for address in case.default:
        store.extend(parse_quads(address, DefaultGraph()))
    for address in case.named:
        store.extend(parse_quads(address, NamedNode(address)))
    for address in from_clauses(case):
        store.extend(parse_quads(address, NamedNode(address)))
    manifest = {"counts": {"triples": len(store), "quads": len(store)}}
    application().extensions["dataset"] = Dataset(store, ROOT, "0" * 16, manifest)
    client = application().test_client()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        faulthandler.disable()
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115 - it ends with the process
        os.dup2(sys.stderr.fileno(), 2)
        try:
            answer = client.post(
                "/sparql", data={"query": case.text}, headers={"Accept": media_type}
            )
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(b"%d\n" % answer.status_code + answer.data)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        status, _, body = pipe.read().partition(b"\n")
    os.waitpid(child, 0)
    return int(status or b"503"), body


def ask(way, server, case, media_type):
    return (
        ask_server(server, case, media_type) if way == "one server" else
        ask_by_itself(case, media_type)
    )  # fmt: skip


def faults_of(case, way, server):
    """Return what is wrong with the answers to a test, empty if nothing is."""
    newer = case.name.startswith("sparql12/")
    extension = case.result.rpartition(".")[2]
    expected = files()[case.result]
    if extension in GRAPHS and b"result-set#" not in expected:
        status, body = ask(way, server, case, MEDIA_TYPES["nt"])
        same = status == 200 and same_graph(body, expected, extension, case.result, newer=newer)
        return "" if same else f"{status} {body[:500]!r}"
    wanted = read_result(expected, extension, newer=newer, base=case.result)
    formats = [extension] if extension in {"csv", "tsv"} else ["srj", "srx"]
    for format in formats:
        status, body = ask(way, server, case, MEDIA_TYPES[format])
        if status != 200:
            return f"{status} {body[:500]!r}"
        found = read_result(body, format, newer=newer)
        same = (
            found is wanted if isinstance(wanted, bool) or isinstance(found, bool) else
            found.equals(wanted, lax=case.lax)
        )  # fmt: skip
        if not same:
            return f"{format}: {found} is not {wanted}"
    return ""


def served_ways():
    for case in of_kinds(EVALUATIONS):
        if case.result is None:
            continue
        yield pytest.param(case, "by itself", id=f"{case.name}-by itself")
        if not any(name.endswith((".trig", ".nq")) for name in (*case.default, *case.named)):
            yield pytest.param(case, "one server", id=f"{case.name}-one server")


@pytest.mark.parametrize(("case", "way"), list(served_ways()))
def test_an_answer_is_the_expected_one_or_a_known_fault_of_the_engine(server, case, way):
    wrong = faults_of(case, way, server)

    assert bool(wrong) == (case.name in FAULTS), wrong


@pytest.mark.parametrize("case", of_kinds(ACCEPTED), ids=ids)
def test_a_query_that_is_right_is_answered(server, case):
    status, body = ask_server(server, case, "*/*")

    right = 403 if case.name in REFUSED_ON_PURPOSE else 200
    assert (status == right) == (case.name not in FAULTS), body


@pytest.mark.parametrize("case", of_kinds(REFUSED), ids=ids)
def test_a_query_that_is_wrong_is_refused(server, case):
    status, body = ask_server(server, case, "*/*")

    wrong = case.name in FAULTS or case.name in READ_ON_PURPOSE
    assert (status == 400) == (not wrong), body


@pytest.mark.parametrize("case", of_kinds(UPDATES), ids=ids)
def test_an_update_is_refused(server, case):
    answer = server.post(
        "/sparql",
        content=files()[case.query],
        headers={"Content-Type": "application/sparql-query"},
    )

    assert answer.status_code in {400, 403}
