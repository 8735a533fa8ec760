import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkml_schemas.validating.checking import known_contexts
from linkml_schemas.validating.formats import RDF_TYPES
from linkml_schemas.validating.reading import DEEPEST, UnreadableError, read_data

BASE = "https://data.example.org"
CONTEXTS = known_contexts(BASE, "")
CONTEXT = f"{BASE}/ns/datastrategie/context.jsonld"
ONE = b'<http://x.example/a> <http://x.example/b> "c" .\n'
XML = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x.example/">
<rdf:Description rdf:about="http://x.example/a"><x:b>c</x:b></rdf:Description></rdf:RDF>"""


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        ("text/turtle", b'@prefix x: <http://x.example/> . x:a x:b "c" .'),
        ("application/n-triples", ONE),
        ("application/n-quads", ONE.replace(b" .", b" <http://x.example/g> .")),
        ("application/trig", b'@prefix x: <http://x.example/> . x:g { x:a x:b "c" }'),
        ("application/ld+json", b'{"@id": "http://x.example/a", "http://x.example/b": "c"}'),
        ("application/rdf+xml", XML),
    ],
)
def test_every_format_says_the_same(media_type, data):
    assert read_data(data, media_type, {}).lines == ONE


def test_named_graphs_are_folded_and_counted_and_a_triple_stands_once():
    quads = b"".join(ONE.replace(b" .", b" <http://x.example/%d> ." % n) for n in (1, 2))

    read = read_data(quads, "application/n-quads", {})

    assert (read.lines, read.triples, read.graphs) == (ONE, 1, 2)


@pytest.mark.parametrize(
    ("media_type", "data", "line", "column"),
    [
        ("text/turtle", b"<http://x.example/a>\n<http://x.example/b> 1 ;;; z", 2, 28),
        ("application/n-triples", ONE + b"<http://x.example/a> nonsense", 2, 22),
        ("application/ld+json", b'{\n "a": 1,\n}', 3, 1),
        ("application/ld+json", b'{"@context": {"b": "http://x.example/b"},\n "b": tru}', 2, 7),
    ],
)
def test_a_fault_has_its_line_and_column(media_type, data, line, column):
    with pytest.raises(UnreadableError) as error:
        read_data(data, media_type, {})

    assert (error.value.code, error.value.line, error.value.column) == ("syntax", line, column)


@pytest.mark.parametrize(
    ("within", "said", "column"),
    [
        ("<x:b>c<x:d/></x:b>", "The element <x:d> is one too many", 55),
        ("<x:b><x:d/><x:e/></x:b>", "The element <x:e> is one too many", 60),
        ("<x:b>c<x:d>\n</x:d></x:b>", "The element <x:d> that ends here", 1),
        ("  c  <x:b>c</x:b>", "The text “c” before <x:b>", 51),
        ("<x:b>é</x:b><y:b/>", "Unknown prefix y:", 61),
        ("<x:b></x:c>", "Here </x:b> is expected, but </x:c> was found", 54),
    ],
)
def test_a_fault_of_rdf_xml_has_its_place_and_its_element(within, said, column):
    data = XML.decode().replace("<x:b>c</x:b>", within).encode()

    with pytest.raises(UnreadableError) as error:
        read_data(data, "application/rdf+xml", {})

    assert said in error.value.message
    assert (error.value.line, error.value.column) == (3 if column == 1 else 2, column)


@pytest.mark.parametrize(
    ("within", "said"),
    [
        ("<x:b>c<x:d/></x:b>", "Het element <x:d> is er een te veel"),
        ("<x:b>c<x:d>\n</x:d></x:b>", "Het element <x:d> dat hier eindigt"),
        ("  c  <x:b>c</x:b>", "De tekst “c” vóór <x:b>"),
        ("<y:b/>", "zeg met xmlns:y waar het voor staat. (bij <y:b>)"),
        ("<x:b></x:c>", "Hier hoort </x:b> te staan, en er staat </x:c>"),
        ("<x:b>c</x:b></rdf:Description></x:e>", "Hier hoort </rdf:RDF> te staan"),
        ("<x:b>&nbsp;</x:b>", "De entiteit &nbsp; is onbekend"),
        ("<x:b>a & b</x:b>", "schrijf &amp; waar een & bedoeld is"),
        ("<x:b>&#0;</x:b>", "De verwijzing naar een teken"),
        ("<x:b rdf:resource=u/>", "tussen aanhalingstekens te staan"),
        ("<x:b rdf:resource/>", "Een attribuut heeft een naam"),
        ('<x:b x:c="" x:c=""/>', "tweemaal hetzelfde attribuut"),
        ('<x:b rdf:resource="http://x.example/ a"/>', "“http://x.example/ a” is geen IRI: “ ”"),
        ('<x:b xml:lang="a b">c</x:b>', "“a b” is geen taal"),
        ('<x:b><x:d rdf:about="a:b" rdf:ID="c"/></x:b>', "gaan niet samen"),
        ('<x:b><x:d rdf:nodeID="1 b"/></x:b>', "“1 b” mag niet in rdf:nodeID staan"),
        ('<x:b rdf:ID="c">c</x:b><x:b rdf:ID="c">d</x:b>', "staat er al"),
        ('<x:b><x:d rdf:li="c"/></x:b>', "kan hier geen attribuut zijn"),
        ("<rdf:Description/>", "kan hier geen element zijn"),
        ("<b>c</b>", "Een naam zonder naamruimte"),
        ("<x:b><!-- c </x:b>", "Het document houdt op vóór -->"),
        ('<x:b xmlns:xml="http://x.example/"/>', "Het voorvoegsel xml is van XML zelf"),
    ],
)
def test_a_fault_of_rdf_xml_is_told_in_dutch_too(within, said):
    data = XML.decode().replace("<x:b>c</x:b>", within).encode()

    with pytest.raises(UnreadableError) as error:
        read_data(data, "application/rdf+xml", {})

    assert said in error.value.messages["nl"]
    assert error.value.messages["en"] == error.value.message


def test_text_after_which_no_element_comes_is_told_without_one():
    with pytest.raises(UnreadableError, match="“hello” before the end stands"):
        read_data(b"hello", "application/rdf+xml", {})


def test_rdf_xml_of_another_charset_is_told_in_dutch_too():
    with pytest.raises(UnreadableError) as error:
        read_data(b'<?xml version="1.0" encoding="latin1"?>' + XML, "application/rdf+xml", {})

    assert "Enkel UTF-8 wordt gelezen" in error.value.messages["nl"]


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        ("text/turtle", ONE + b'<a:a> <a:b> "\xe9" .'),
        ("application/n-triples", ONE + b'<a:a> <a:b> "\xe9" .'),
        ("application/rdf+xml", XML.replace(b">c<", b">\xe9<")),
    ],
)
def test_bytes_that_are_not_utf8_have_one_place(media_type, data):
    with pytest.raises(UnreadableError, match="not UTF-8") as error:
        read_data(data, media_type, {})

    assert error.value.line == 2
    assert "index" not in error.value.message


def nested(levels: int) -> bytes:
    opened = b'{"http://x.example/b": ' * levels
    return opened + b'"c"' + b"}" * levels


@pytest.mark.parametrize(
    "data", [nested(DEEPEST + 1), nested(3000), b"[" * 900 + b"]" * 900, nested(200_000)]
)
def test_json_that_is_nested_too_deeply_is_refused(data):
    with pytest.raises(UnreadableError, match="nested too deeply") as error:
        read_data(data, "application/ld+json", {})

    assert error.value.code == "deep"


def test_json_of_as_many_levels_as_may_be_is_read():
    assert read_data(nested(DEEPEST), "application/ld+json", {}).triples == DEEPEST


def test_our_context_is_known_by_its_address():
    document = {"@context": CONTEXT, "id": "http://x.example/a", "@type": "Dataset"}

    read = read_data(json.dumps(document).encode(), "application/ld+json", CONTEXTS)

    assert b"<http://www.w3.org/ns/dcat#Dataset>" in read.lines


def test_a_context_among_others_is_put_in_its_place():
    document = {
        "@context": [CONTEXT, {"b": "http://x.example/b"}],
        "id": "http://x.example/a",
        "b": {"@context": CONTEXT, "skos:notation": "n"},
    }

    read = read_data(json.dumps(document).encode(), "application/ld+json", CONTEXTS)

    assert b'<http://www.w3.org/2004/02/skos/core#notation> "n"' in read.lines


@pytest.mark.parametrize(
    "context",
    [
        "https://elsewhere.example/context.jsonld",
        ["https://elsewhere.example/context.jsonld"],
        {"@import": "https://elsewhere.example/context.jsonld"},
        {"b": {"@id": "http://x.example/b", "@context": "https://elsewhere.example/c.jsonld"}},
    ],
)
def test_a_context_of_others_is_not_fetched_and_that_is_said(context):
    document = {
        "@context": context,
        "@id": "http://x.example/a",
        "b": {"@id": "http://x.example/c"},
    }

    with pytest.raises(UnreadableError, match="no address is ever fetched") as error:
        read_data(json.dumps(document).encode(), "application/ld+json", CONTEXTS)

    assert error.value.code == "context"
    assert CONTEXT in error.value.message


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "x"><!ENTITY b "&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a "x">\n<!ENTITY b "%a;">',
        "<!ENTITY a PUBLIC 'x' 'http://x.example/'>",
    ],
)
def test_an_entity_that_is_not_plain_text_is_refused(declared):
    data = b"<!DOCTYPE r [" + declared.encode() + b"]>" + XML

    with pytest.raises(UnreadableError) as error:
        read_data(data, "application/rdf+xml", {})

    assert error.value.code == "entity"


def test_a_plain_entity_is_read_as_many_files_have_it():
    data = b'<!DOCTYPE r [<!ENTITY c "c">]>' + XML.replace(b">c<", b">&c;<")

    assert read_data(data, "application/rdf+xml", {}).lines == ONE


def test_statements_about_statements_are_left_out_and_counted():
    data = b"<http://x.example/a> <http://x.example/b> <<( <a:a> <a:b> <a:c> )>> ."

    assert read_data(data, "text/turtle", {}).left_out == 1


@given(data=st.binary(max_size=300), media_type=st.sampled_from(RDF_TYPES))
def test_any_bytes_are_read_or_refused(data, media_type):
    with suppress(UnreadableError):
        read_data(data, media_type, CONTEXTS)


@given(
    data=st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["@id", "@type", "@context", "@graph", "@value", "@list", "b"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_is_read_or_refused(data):
    with suppress(UnreadableError):
        read_data(json.dumps(data).encode(), "application/ld+json", CONTEXTS)
