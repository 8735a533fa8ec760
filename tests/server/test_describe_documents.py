import csv
import io
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store
from rdflib import Dataset as RdflibDataset
from rdflib import Graph
from rdflib.compare import isomorphic

from server.describe import document
from server.identity import resolve
from server.problems import RequestProblem
from server.serialization import DOCUMENT_OFFERS, serialize_document
from server.vocabularies import vocabulary_terms
from tests.server.small_graph import BASE, small_store, to_store

pytestmark = [  # rdflib warns of its own parsers
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Code. datetime:DeprecationWarning"),
]

STRATEGY = f"{BASE}/id/strategie/vlaamse-datastrategie"
ORGANISATION = "https://data.vlaanderen.be/id/organisatie/OVO002949"
PARSERS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
    "application/trig": "trig",
    "application/n-quads": "nquads",
}


@pytest.fixture(scope="module")
def store() -> Store:
    return small_store()


def body_of(store: Store, iri: str, media_type: str, base: str = BASE) -> bytes:
    found = document(store, base, iri, media_type)
    assert found is not None
    return found.body


def union_of(body: bytes, media_type: str) -> Graph:
    if media_type not in {"application/trig", "application/n-quads"}:
        return Graph().parse(data=body, format=PARSERS[media_type])
    union = Graph()
    parsed = RdflibDataset()
    parsed.parse(data=body, format=PARSERS[media_type])
    for subject, predicate, value, _ in parsed.quads((None, None, None, None)):
        union.add((subject, predicate, value))
    return union


@pytest.mark.parametrize("media_type", PARSERS)
@pytest.mark.parametrize(
    "iri",
    [
        STRATEGY,
        ORGANISATION,
        f"{BASE}/id/rol/caf%C3%A9",
        f"{BASE}/id/rol/lastig",
        f"{BASE}/id/graaf/strategie",
        f"{BASE}/ns/datastrategie",
    ],
)
def test_every_format_says_the_same(store: Store, iri: str, media_type: str) -> None:
    ours = union_of(body_of(store, iri, media_type), media_type)

    assert len(ours) > 0
    assert isomorphic(ours, union_of(body_of(store, iri, "text/turtle"), "text/turtle"))


def test_json_ld_of_a_processor_is_the_same_graph(store: Store) -> None:
    from pyld import jsonld

    quads = jsonld.to_rdf(
        json.loads(body_of(store, STRATEGY, "application/ld+json")),
        {"format": "application/n-quads"},
    )

    turtle = union_of(body_of(store, STRATEGY, "text/turtle"), "text/turtle")
    assert isomorphic(Graph().parse(data=quads, format="nt"), turtle)


def test_equal_statements_give_equal_bytes_in_any_order(store: Store) -> None:
    quads = list(store.quads_for_pattern(NamedNode(ORGANISATION), None, None, DefaultGraph()))

    for offer in DOCUMENT_OFFERS:
        bodies = {
            serialize_document(order, offer.format, base=BASE, subject=ORGANISATION)
            for order in (quads, quads[::-1], sorted(quads, key=str))
            for _ in range(3)
        }
        assert len(bodies) == 1, offer.extension


def test_document_holds_the_nodes_without_a_name_of_its_thing(store: Store) -> None:
    turtle = body_of(store, ORGANISATION, "text/turtle").decode()

    assert "0316380841" in turtle
    assert "Vlaamse overheid" not in turtle


def test_csv_says_where_each_statement_stands(store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(body_of(store, ORGANISATION, "text/csv").decode())))

    labels = [row for row in rows if row["predicate"].endswith("#prefLabel")]
    assert {row["graph"] for row in labels} == {
        f"{BASE}/id/graaf/organisaties",
        f"{BASE}/id/graaf/standaarden",
    }
    assert {(row["object"], row["language"]) for row in labels} == {("Digitaal Vlaanderen", "nl")}


def test_etag_changes_with_the_content_only() -> None:
    one = document(small_store(), BASE, STRATEGY, "text/turtle")
    other = small_store()
    elsewhere = Quad(NamedNode("https://e.org/x"), NamedNode("https://e.org/p"), Literal("x"))
    other.add(elsewhere)
    same = document(other, BASE, STRATEGY, "text/turtle")
    other.add(Quad(NamedNode(STRATEGY), NamedNode("https://e.org/p"), Literal("x")))
    changed = document(other, BASE, STRATEGY, "text/turtle")

    assert one is not None
    assert same is not None
    assert changed is not None
    assert one.etag == same.etag != changed.etag


def test_document_names_the_licence_of_its_registry(store: Store) -> None:
    found = document(store, BASE, STRATEGY, "text/turtle")

    assert found is not None
    assert tuple(target for _, target in found.relations) == (
        "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0",
    )


def test_unknown_iri_has_no_document(store: Store) -> None:
    assert document(store, BASE, "https://example.org/nothing", "text/turtle") is None


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param('<https://e.org/p/> "x"', id="predicate without a local name"),
        pytest.param('<https://e.org/12> "x"', id="local name begins with a digit"),
        pytest.param('<https://e.org/p> "bell\\u0007"', id="character that XML lacks"),
    ],
)
def test_rdf_xml_that_cannot_be_written_is_refused_with_the_reason(statement: str) -> None:
    store = to_store(f"<urn:g> {{ <https://e.org/s> {statement} }}")

    with pytest.raises(RequestProblem) as refused:
        document(store, BASE, "https://e.org/s", "application/rdf+xml")

    assert refused.value.status == 406
    assert "RDF/XML cannot write" in refused.value.detail
    assert "text/turtle" in refused.value.fields["offers"]
    assert body_of(store, "https://e.org/s", "application/ld+json")


_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@given(text=_TEXT, language=st.sampled_from(["", "nl", "fr-BE"]))
def test_any_literal_survives_every_format(text: str, language: str) -> None:
    value = Literal(text, language=language) if language else Literal(text)
    quad = Quad(NamedNode("https://e.org/s"), NamedNode("https://e.org/p"), value)

    for media_type in PARSERS:
        try:
            body = serialize_document([quad], media_type, base=BASE, subject="https://e.org/s")
        except RequestProblem:
            assert media_type == "application/rdf+xml"
            continue
        values = [str(o) for o in union_of(body, media_type).objects()]
        assert values == [text], media_type


def test_vocabulary_document_describes_every_term(store: Store) -> None:
    graph = union_of(body_of(store, f"{BASE}/ns/datastrategie", "text/turtle"), "text/turtle")

    assert {str(subject) for subject in graph.subjects()} == {
        f"{BASE}/ns/datastrategie",
        *vocabulary_terms(store, f"{BASE}/ns/datastrategie"),
    }


def test_document_of_a_profile_describes_the_terms_of_others(store: Store) -> None:
    profile = f"{BASE}/ns/datastrategie/profiel"
    graph = union_of(body_of(store, profile, "text/turtle"), "text/turtle")

    assert {str(subject) for subject in graph.subjects()} == {
        profile,
        "http://purl.org/dc/terms/publisher",
        "http://www.w3.org/2004/02/skos/core#inScheme",
        "http://www.w3.org/ns/org#Role",
    }


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param(STRATEGY, STRATEGY, id="itself"),
        pytest.param(f"{STRATEGY}/", STRATEGY, id="final slash"),
        pytest.param(STRATEGY.replace("https", "http"), STRATEGY, id="http"),
        pytest.param(f"{BASE}/doc/strategie/vlaamse-datastrategie", STRATEGY, id="its document"),
        pytest.param(f"{BASE}/id/strategie/./vlaamse%2Ddatastrategie", STRATEGY, id="encoding"),
        pytest.param(f"{BASE}/id/rol/caf%c3%a9", f"{BASE}/id/rol/caf%C3%A9", id="lower-case hex"),
        pytest.param(f"{BASE}/id/rol/café", f"{BASE}/id/rol/caf%C3%A9", id="not encoded"),
        pytest.param(f"{BASE}/id/rol/cafe\u0301", f"{BASE}/id/rol/caf%C3%A9", id="NFD"),
        pytest.param(f"{BASE}/id/rol/a/b", f"{BASE}/id/rol/a%2Fb", id="decoded slash"),
        pytest.param(ORGANISATION, ORGANISATION, id="of another"),
        pytest.param(
            "http://data.vlaanderen.be/doc/organisatie/OVO002949", ORGANISATION, id="OVO spelling"
        ),
        pytest.param(f"{BASE}/id/organisatie/ovo002949", ORGANISATION, id="our path"),
        pytest.param(
            "http://wegwijs.example/organisatie/1",
            "https://data.vlaanderen.be/id/organisatie/OVO000001",
            id="owl:sameAs",
        ),
        pytest.param(
            "https://wegwijs.example/organisatie/1/",
            "https://data.vlaanderen.be/id/organisatie/OVO000001",
            id="a spelling of owl:sameAs",
        ),
        pytest.param(
            f"{BASE}/ns/datastrategie#Strategy", f"{BASE}/ns/datastrategie#Strategy", id="term"
        ),
        pytest.param(f"{BASE}/ns/datastrategie#Nothing", None, id="no term"),
        pytest.param(f"{BASE}/id/rol/onbekend", None, id="unknown reference"),
        pytest.param(f"{BASE}/id/rol", None, id="no reference"),
        pytest.param("https://example.org/nothing", None, id="unknown"),
        pytest.param("no iri at all", None, id="no IRI"),
        pytest.param("", None, id="empty"),
    ],
)
def test_one_thing_is_found_by_all_its_spellings(
    store: Store, asked: str, expected: str | None
) -> None:
    assert resolve(store, BASE, asked) == expected


@given(asked=st.text(max_size=60).map(lambda tail: f"{BASE}/id/{tail}") | st.text(max_size=60))
def test_whatever_is_asked_is_found_or_not_but_never_fails(asked: str) -> None:
    found = resolve(_SMALL, BASE, asked)

    assert found is None or document(_SMALL, BASE, found, "text/turtle") is not None


_SMALL = small_store()


@pytest.mark.parametrize("base", ["http://127.0.0.1:8000", "https://data.example.org/begrip"])
def test_documents_follow_the_base(base: str) -> None:
    store = small_store(base)
    find: Callable[[str], str | None] = lambda iri: resolve(store, base, iri)  # noqa: E731

    assert find(f"{base}/doc/rol/index.html/") == f"{base}/id/rol/index.html"
    turtle = body_of(store, f"{base}/id/strategie/vlaamse-datastrategie", "text/turtle", base)
    assert f"@prefix ds: <{base}/ns/datastrategie#>" in turtle.decode()
    assert "begrip.example" not in turtle.decode()
