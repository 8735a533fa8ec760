import pyoxigraph as ox
import pytest

from loaders.emitting.query_graph import read_queries_turtle
from loaders.emitting.system_graphs import shipped_graphs
from loaders.reading.definitions import SYSTEM_GRAPHS
from ontology.iris import PROVENANCE
from ontology.namespaces import PREFIXES
from queries.binding import to_example
from queries.reader import read_queries, read_query

BASE = "https://begrip.example"
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


@pytest.fixture(scope="module")
def store():
    store = ox.Store()
    store.load(read_queries_turtle(), ox.RdfFormat.TURTLE)
    return store


def ask(store, text):
    return [tuple(term and term.value for term in row) for row in store.query(PROLOGUE + text)]


def test_every_query_is_an_executable_with_its_text_and_names(store):
    found = ask(
        store,
        """SELECT ?query ?text ?nl ?en {
             ?query a sh:SPARQLExecutable ; sh:select|sh:ask|sh:construct ?text ;
               schema:target <https://begrip.example/sparql> ; rdfs:comment ?comment ;
               dct:title ?nl, ?en .
             FILTER (LANG(?nl) = "nl" && LANG(?en) = "en" && LANG(?comment) = "nl") }""",
    )

    assert {(iri.rpartition("/")[2], text, nl, en) for iri, text, nl, en in found} == {
        (query.name, to_example(query), query.titles["nl"], query.titles["en"])
        for query in read_queries()
    }


def test_a_query_has_the_class_and_property_of_its_form(store):
    found = ask(
        store,
        """SELECT ?query ?class ?property {
             ?query a ?class ; ?property ?text .
             FILTER (?class != sh:SPARQLExecutable)
             FILTER (?property IN (sh:select, sh:ask, sh:construct)) }""",
    )
    forms = {(kind.rpartition("#")[2], said.rpartition("#")[2]) for _, kind, said in found}

    assert len(found) == len(read_queries())
    assert forms == {
        ("SPARQLSelectExecutable", "select"),
        ("SPARQLAskExecutable", "ask"),
        ("SPARQLConstructExecutable", "construct"),
    }


def test_a_parameter_says_its_type_default_and_class(store):
    assert ask(
        store,
        f"""SELECT ?name ?kind ?class ?default {{
             <{BASE}/id/zoekvraag/concepts_in_scheme> sh:parameter ?parameter .
             ?parameter a sh:Parameter ; sh:path ?parameter ; sh:name ?name ; sh:order ?order ;
               sh:nodeKind|sh:datatype ?kind .
             OPTIONAL {{ ?parameter sh:class ?class }}
             OPTIONAL {{ ?parameter sh:defaultValue ?default }} }} ORDER BY ?order""",
    ) == [
        (
            "scheme",
            "http://www.w3.org/ns/shacl#IRI",
            "http://www.w3.org/2004/02/skos/core#ConceptScheme",
            f"{BASE}/id/conceptscheme/begrippenkader",
        ),
        ("language", f"{PREFIXES['xsd']}language", None, "nl"),
    ]


def test_a_parameter_of_every_type_has_its_value(store):
    found = ask(
        store,
        """SELECT ?name ?value (DATATYPE(?value) AS ?type) {
             ?parameter sh:name ?name ; sh:defaultValue ?value FILTER (isLiteral(?value)) }""",
    )

    assert ("label", "data", f"{PREFIXES['rdf']}langString") in found
    assert ("since", "2024-01-01T00:00:00Z", f"{PREFIXES['xsd']}dateTime") in found
    assert ("atLeast", "1", f"{PREFIXES['xsd']}integer") in found
    assert "day" not in {name for name, value, _ in found if value == "today"}


def test_tags_and_version_are_said(store):
    query = read_query("things_in_several_graphs")
    iri = f"<{BASE}/id/zoekvraag/{query.name}>"

    tags = ask(store, f"SELECT ?tag {{ {iri} schema:keywords ?tag }}")
    assert {tag for (tag,) in tags} == set(query.tags)
    assert ask(store, f"SELECT ?v {{ {iri} owl:versionInfo ?v }}") == [(query.version,)]


def test_every_graph_that_the_build_makes_has_a_name_that_no_registry_may_take():
    made = {graph.name for graph in shipped_graphs()}

    assert set(SYSTEM_GRAPHS) == made | {PROVENANCE}
