"""The shipped graph's description of itself says what the graph's own queries find."""

import re
from urllib.parse import urlsplit

import httpx
import pytest
from rdflib import RDF, Graph, Namespace, URIRef

pytestmark = pytest.mark.slow

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
DCT = Namespace("http://purl.org/dc/terms/")
COUNTS = "(COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?ns) (COUNT(DISTINCT ?o) AS ?no)"


def get(address: str, path: str, accept: str = "text/turtle") -> httpx.Response:
    answer = httpx.get(f"{address}{path}", headers={"Accept": accept}, timeout=60)
    assert answer.status_code == 200, answer.text
    return answer


@pytest.fixture(scope="module")
def service(address: str) -> Graph:
    return Graph().parse(data=get(address, "/sparql").text, format="turtle")


def ask(address: str, query: str) -> list[list[str]]:
    answer = httpx.post(
        f"{address}/sparql", data={"query": query}, headers={"Accept": "text/csv"}, timeout=60
    )
    assert answer.status_code == 200, answer.text
    return [line.rsplit(",", query.count("(COUNT")) for line in answer.text.splitlines()[1:]]


def whole(graph: Graph, node: URIRef) -> list[int]:
    names = ("triples", "distinctSubjects", "distinctObjects")
    return [int(graph.value(node, VOID[name])) for name in names]


def dataset(service: Graph) -> URIRef:
    [found] = service.subjects(RDF.type, SD.Dataset)
    return found


def partitions(graph: Graph, owner: URIRef, by: str, *names: str) -> dict[str, list[int]]:
    """Return the counts of the parts of something, by what they are parts by."""
    return {
        str(graph.value(part, VOID[by])): [int(graph.value(part, VOID[name])) for name in names]
        for part in graph.objects(owner, VOID[f"{by}Partition"])
    }


def test_the_whole_counts_what_queries_count(address, service):
    node = dataset(service)

    assert [whole(service, node)] == [
        [int(n) for n in row] for row in ask(address, f"SELECT {COUNTS} {{ ?s ?p ?o }}")
    ]
    found = ask(address, f"SELECT ?p {COUNTS} {{ ?s ?p ?o }} GROUP BY ?p")
    names = ("triples", "distinctSubjects", "distinctObjects")
    assert partitions(service, node, "property", *names) == {
        predicate: [int(n) for n in counts] for predicate, *counts in found
    }
    found = ask(address, "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c")
    assert partitions(service, node, "class", "entities") == {iri: [int(n)] for iri, n in found}


def test_every_named_graph_counts_what_queries_count(address, service):
    graphs = list(service.objects(dataset(service), SD.namedGraph))
    found = ask(address, f"SELECT ?g {COUNTS} {{ GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g")

    assert {str(graph): whole(service, graph) for graph in graphs} == {
        graph: [int(n) for n in counts] for graph, *counts in found
    }
    for graph in graphs:
        assert service.value(graph, DCT.license), graph
        assert {text.language for text in service.objects(graph, DCT.title)} == {"nl", "en"}


def test_links_lead_out_as_often_as_queries_find(address, service):
    linksets = list(service.subjects(RDF.type, VOID.Linkset))
    assert linksets
    for linkset in linksets[::10]:
        predicate = service.value(linkset, VOID.linkPredicate)
        space = service.value(service.value(linkset, VOID.objectsTarget), VOID.uriSpace)
        there = f"STRSTARTS(STR(?o), '{space}') || STR(?o) = '{str(space)[:-1]}'"
        query = (
            f"SELECT (COUNT(*) AS ?n) {{ ?s <{predicate}> ?o "
            f"FILTER (isIRI(?o) && ({there}) && NOT EXISTS {{ ?o ?p ?x }}) }}"
        )
        assert ask(address, query) == [[str(service.value(linkset, VOID.triples))]]


def test_an_example_is_described_and_begins_as_its_graph_says(address, service):
    for graph in service.objects(dataset(service), SD.namedGraph):
        example, space = (service.value(graph, VOID[n]) for n in ("exampleResource", "uriSpace"))
        assert example, graph
        assert ask(address, f"SELECT (COUNT(*) AS ?n) {{ <{example}> ?p ?o }}") != [["0"]]
        assert space is None or str(example).startswith(str(space))


def test_every_thing_begins_as_the_pattern_says(address, service):
    pattern = re.compile(str(service.value(dataset(service), VOID.uriRegexPattern)))

    found = ask(address, "SELECT DISTINCT ?s (COUNT(?p) AS ?n) { ?s ?p ?o } GROUP BY ?s LIMIT 5000")
    named = [iri for iri, _ in found if "/.well-known/genid/" not in iri]
    assert named
    assert [iri for iri in named if not pattern.match(iri)] == []


def test_the_contents_that_a_graph_leads_to_are_its_triples(address, service):
    for graph in list(service.objects(dataset(service), SD.namedGraph))[:5]:
        target = urlsplit(str(service.value(graph, VOID.dataDump)))
        path = f"{target.path}?{target.query}"
        lines = get(address, path, "application/n-triples").text.removesuffix("\n").split("\n")
        assert len(lines) == len(set(lines)) == int(service.value(graph, VOID.triples))


def test_what_void_says_the_service_description_says_too(address, service):
    void = Graph().parse(data=get(address, "/.well-known/void").text, format="turtle")

    assert len(void) > 1000
    assert set(void) <= set(service)
