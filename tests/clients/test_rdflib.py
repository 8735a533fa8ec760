"""The endpoint as a store of rdflib, and documents that rdflib reads."""

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from tests.clients.graph import EXTENT, LABEL, ODD, ODD_LABEL, STANDARDS, STRATEGY, TITLE, TITLES
from tests.server.generation import GRAPH

pytestmark = pytest.mark.slow


@pytest.fixture
def store(endpoint):
    return SPARQLStore(endpoint)


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_solutions_come_in_every_way_and_format(endpoint, method, form):
    graph = Graph(SPARQLStore(endpoint, method=method, returnFormat=form))

    assert [str(row.title) for row in graph.query(TITLES)] == [
        "Flemish data strategy",
        "Vlaamse datastrategie",
    ]


def test_a_boolean_and_a_graph_are_answers(store):
    graph = Graph(store)

    assert graph.query("ASK { ?s ?p ?o }").askAnswer is True
    assert len(graph.query(f"CONSTRUCT WHERE {{ <{STRATEGY}> ?p ?o }}").graph) > 3
    assert len(graph.query(f"DESCRIBE <{STRATEGY}>").graph) > 3


def test_triples_are_found_by_every_term(store):
    graph = Graph(store)
    title = Literal("Vlaamse datastrategie", lang="nl")
    whole = (URIRef(STRATEGY), URIRef(TITLE), title)

    for pattern in [whole, (None, URIRef(TITLE), title), (URIRef(STRATEGY), None, title)]:
        assert list(graph.triples(pattern)) == [whole]
        assert pattern in graph
    assert set(graph.objects(*whole[:2])) == {title, Literal("Flemish data strategy", lang="en")}
    assert (URIRef(STRATEGY), URIRef(TITLE), Literal("Vlaamse datastrategie")) not in graph


def test_literals_keep_language_and_datatype(store):
    graph = Graph(store)

    assert list(graph.objects(URIRef(ODD), URIRef(LABEL))) == [Literal(ODD_LABEL, lang="nl-BE")]
    assert {value.datatype for value in graph.objects(URIRef(ODD), URIRef(EXTENT))} == {
        XSD.decimal,
        XSD.integer,
        XSD.boolean,
        XSD.double,
        XSD.date,
    }


def test_a_graph_has_a_length_and_the_default_graph_holds_each_triple_once(store):
    standards, whole = Graph(store, identifier=STANDARDS), Graph(store)
    distinct = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }"

    assert len(standards) == len(list(standards.triples((None, None, None)))) == 6
    assert len(whole) == int(next(iter(whole.query(distinct))).n)
    assert len(Graph(store, identifier="https://begrip.example/id/graaf/onbekend")) == 0


def test_the_named_graphs_are_listed(store):
    names = {str(name) for name in store.contexts()}
    of_standard = {
        str(name)
        for name in store.contexts(
            (URIRef("https://begrip.example/id/datastandaard/oslo-organisatie"), None, None)
        )
    }

    assert {STANDARDS, GRAPH} <= names
    assert of_standard == {STANDARDS}


@pytest.mark.parametrize("form", ["turtle", "json-ld", "xml", "nt", None])
def test_a_document_is_read_in_every_format(server, form):
    thing = f"{server.address}/doc/strategie/vlaamse-datastrategie"

    assert (URIRef(STRATEGY), URIRef(TITLE), None) in Graph().parse(thing, format=form)


def test_a_thing_leads_to_its_document(server):
    found = Graph().parse(f"{server.address}/id/strategie/vlaamse-datastrategie")

    assert (URIRef(STRATEGY), URIRef(TITLE), None) in found
