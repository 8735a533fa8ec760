"""What is written in XML is what is read from it."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from server.contents import write_contents
from server.problems import RequestProblem
from server.query import QueryRequest, write_answer

RESULTS, GRAPH = "application/sparql-results+xml", "application/rdf+xml"
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\r\n\t"), max_size=20
).filter(lambda text: "\ufffe" not in text and "\uffff" not in text)


def written(text: str, media_type: str) -> bytes:
    literal, pieces = str(Literal(text)), []
    form = "SELECT ?o" if media_type == RESULTS else "CONSTRUCT { <x:s> <x:p> ?o }"
    query = f"BASE <http://a/> {form} WHERE {{ BIND ({literal} AS ?o) }}"
    write_answer(Store(), QueryRequest(query, media_type), pieces.append)
    return b"".join(pieces)


@given(text=TEXTS)
def test_any_text_of_a_table_is_read_back(text):
    root = ElementTree.fromstring(written(text, RESULTS))

    assert [element.text or "" for element in root.iter() if "literal" in element.tag] == [text]


@given(text=TEXTS)
def test_any_text_of_a_graph_is_read_back(text):
    quads = parse(written(text, GRAPH), format=RdfFormat.RDF_XML)

    assert [quad.object.value for quad in quads] == [text]


def test_a_whole_graph_is_read_back():
    store, pieces = Store(), []
    store.add(Quad(NamedNode("x:s"), NamedNode("http://x/p"), Literal("a\r\nb")))
    write_contents(store, None, GRAPH, "http://a", pieces.append)
    quads = parse(b"".join(pieces), format=RdfFormat.RDF_XML)

    assert [quad.object.value for quad in quads] == ["a\r\nb"]


@pytest.mark.parametrize("media_type", [RESULTS, GRAPH])
@pytest.mark.parametrize("character", ["\x01", "\x0b", "\uffff"])
def test_a_character_that_xml_has_not_is_refused_with_other_offers(media_type, character):
    with pytest.raises(RequestProblem, match=f"U\\+{ord(character):04X}") as refused:
        written(character, media_type)

    assert refused.value.status == 406
    assert media_type not in refused.value.fields["offers"]
