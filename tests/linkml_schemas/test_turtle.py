from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef

from linkml_schemas.turtle import block, collection, document, iri, literal, node, texts

SUBJECT = iri("https://begrip.example/id/rol/cdo")
plain = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(plain)
def test_any_text_survives_as_a_literal(text):
    turtle = document([], [block(SUBJECT, [("rdfs:label", [literal(text, language="nl")])])])

    (found,) = Graph().parse(data=turtle, format="turtle").objects()

    assert str(found) == text


def test_only_used_prefixes_are_declared():
    turtle = document(["heading"], [block(SUBJECT, [("dct:title", [literal("skos: org:Role")])])])

    assert turtle.splitlines()[:3] == [
        "# heading",
        "",
        "@prefix dct: <http://purl.org/dc/terms/> .",
    ]
    assert "@prefix skos" not in turtle


def test_iri_that_fits_no_local_name_is_written_in_full():
    assert iri("http://www.w3.org/ns/org#Role") == "org:Role"
    assert iri("http://www.w3.org/ns/org#2.1") == "<http://www.w3.org/ns/org#2.1>"
    assert iri("http://www.w3.org/ns/org#") == "<http://www.w3.org/ns/org#>"


def test_predicate_without_objects_is_left_out():
    turtle = document([], [block(SUBJECT, [("a", ["org:Role"]), ("rdfs:label", texts({}))])])

    assert len(Graph().parse(data=turtle, format="turtle")) == 1


def test_nested_nodes_and_collections_are_read_back():
    items = collection([literal("nl"), literal("en")], depth=2)
    turtle = document([], [block(SUBJECT, [("sh:property", [node([("sh:in", [items])], 1)])])])
    graph = Graph().parse(data=turtle, format="turtle")

    inner = next(graph.objects(URIRef("https://begrip.example/id/rol/cdo")))
    head = next(graph.objects(inner))

    assert list(graph.collection(head)) == [Literal("nl"), Literal("en")]
