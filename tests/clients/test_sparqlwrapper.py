"""SPARQLWrapper asks every form of query, in every way and format."""

import pytest
from rdflib import Graph, Literal, URIRef
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import (
    EndPointInternalError,
    EndPointNotFound,
    QueryBadFormed,
    SPARQLWrapperException,
)

from tests.clients.graph import ODD, ODD_LABEL, STANDARDS, STRATEGY, TITLE, TITLES

pytestmark = pytest.mark.slow

WAYS = [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]
CONSTRUCT = f"CONSTRUCT WHERE {{ <{STRATEGY}> ?p ?o }}"


def asking(endpoint, query, form=None, way=WAYS[0]):
    client = SPARQLWrapper(endpoint)
    client.setQuery(query)
    client.setMethod(way[0])
    client.setRequestMethod(way[1])
    if form:
        client.setReturnFormat(form)
    return client


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_solutions_come_in_every_format(endpoint, way):
    json = asking(endpoint, TITLES, JSON, way).queryAndConvert()
    xml = asking(endpoint, TITLES, XML, way).queryAndConvert()
    csv = asking(endpoint, TITLES, CSV, way).queryAndConvert()
    tsv = asking(endpoint, TITLES, TSV, way).queryAndConvert()

    assert [row["title"]["xml:lang"] for row in json["results"]["bindings"]] == ["en", "nl"]
    assert len(xml.getElementsByTagName("result")) == 2
    assert csv == b"title\r\nFlemish data strategy\r\nVlaamse datastrategie\r\n"
    assert tsv == b'?title\n"Flemish data strategy"@en\n"Vlaamse datastrategie"@nl\n'


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_a_boolean_comes_in_every_format(endpoint, way):
    assert asking(endpoint, "ASK { ?s ?p ?o }", JSON, way).queryAndConvert()["boolean"] is True
    xml = asking(endpoint, "ASK { ?s ?p 'nothing' }", XML, way).queryAndConvert()
    assert xml.getElementsByTagName("boolean")[0].firstChild.data == "false"


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
@pytest.mark.parametrize(
    ("form", "parsed_as"), [(TURTLE, "turtle"), (N3, "turtle"), (RDFXML, None), (JSONLD, None)]
)
def test_a_graph_comes_in_every_format(endpoint, way, form, parsed_as):
    found = asking(endpoint, CONSTRUCT, form, way).queryAndConvert()
    graph = Graph().parse(data=found, format=parsed_as) if parsed_as else found

    assert (URIRef(STRATEGY), URIRef(TITLE), Literal("Vlaamse datastrategie", lang="nl")) in graph
    assert len(graph) == len(asking(endpoint, CONSTRUCT).queryAndConvert())


def test_a_description_is_a_graph(endpoint):
    assert len(asking(endpoint, f"DESCRIBE <{STRATEGY}>").queryAndConvert()) > 3


def test_default_and_named_graphs_are_chosen(endpoint):
    client = asking(endpoint, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", JSON)
    client.addParameter("default-graph-uri", STANDARDS)
    named = asking(endpoint, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", JSON)
    named.addParameter("named-graph-uri", STANDARDS)

    assert client.queryAndConvert()["results"]["bindings"][0]["n"]["value"] == "6"
    found = [row["g"]["value"] for row in named.queryAndConvert()["results"]["bindings"]]
    assert found == [STANDARDS]


@pytest.mark.parametrize("form", [JSON, XML])
def test_an_odd_text_comes_as_it_is(endpoint, form):
    query = f"SELECT ?o {{ <{ODD}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?o }}"
    found = asking(endpoint, query, form).queryAndConvert()
    if form == JSON:
        assert found["results"]["bindings"][0]["o"]["value"] == ODD_LABEL
    else:
        literal = found.getElementsByTagName("literal")[0].firstChild.data
        assert literal == ODD_LABEL


def test_a_query_longer_than_an_address_is_posted(endpoint):
    long = f"ASK {{ VALUES ?x {{ {' '.join(str(n) for n in range(30_000))} }} }}"

    assert asking(endpoint, long, JSON, WAYS[1]).queryAndConvert()["boolean"] is True


@pytest.mark.parametrize(
    ("query", "error", "says"),
    [
        ("SELECT ?x {", QueryBadFormed, "column"),
        ("ASK { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", Exception, "403"),
    ],
)
def test_an_error_says_what_is_wrong(endpoint, query, error, says):
    with pytest.raises(error, match=says):
        asking(endpoint, query, JSON).query()


def test_the_errors_of_the_client_are_its_own(endpoint):
    with pytest.raises(EndPointNotFound):
        asking(f"{endpoint}/nowhere", "ASK {}", JSON).query()
    assert issubclass(EndPointInternalError, SPARQLWrapperException)
