import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from ontology import iris
from ontology.iris import CONCEPTS, IriError, ParsedIri, mint, mint_thing, parse_iri

BASE = "https://begrip.example"
BASES = st.sampled_from((BASE, "http://127.0.0.1:8000", "https://data.example.org/begrip/data"))
REFERENCES = st.text(
    st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=30
).filter(lambda text: unicodedata.normalize("NFC", text) not in {".", ".."})
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@given(
    BASES,
    st.sampled_from(("id", "doc")),
    st.sampled_from(CONCEPTS),
    st.lists(REFERENCES, min_size=1, max_size=3),
)
@example(BASE, "id", "rol", ["a/b", "100 %", "é", "#x?y"])
def test_what_was_minted_parses_back_to_the_same_parts(base, kind, concept, references):
    iri = mint(base, ParsedIri(kind, concept, tuple(references)))

    expected = tuple(unicodedata.normalize("NFC", reference) for reference in references)
    assert parse_iri(base, iri) == ParsedIri(kind, concept, expected)


@given(BASES, st.text(min_size=1, max_size=40), st.sampled_from(("datastrategie", "profiel")))
@example(BASE, "Strategy", "datastrategie")
def test_a_vocabulary_term_parses_back_or_is_refused(base, term, vocabulary):
    try:
        iri = iris.mint_term(base, vocabulary, term)
    except IriError:
        assert not (term.isascii() and term.isalpha())
        return

    assert parse_iri(base, iri) == ParsedIri("ns", vocabulary, fragment=term)
    assert mint(base, parse_iri(base, iri)) == iri


@given(st.binary(min_size=1, max_size=20))
def test_a_genid_parses_back(digest):
    iri = iris.mint_genid(BASE, digest.hex())

    assert parse_iri(BASE, iri) == ParsedIri("genid", digest.hex())
    assert mint(BASE, parse_iri(BASE, iri)) == iri


@given(REFERENCES)
@example("Antwerpen/Zuid")
@example("straße 1 % ¿?")
def test_a_reference_is_one_segment_of_unreserved_characters(reference):
    segment = mint_thing(BASE, "organisatie", reference).removeprefix(f"{BASE}/id/organisatie/")

    assert set(segment.replace("%", "")) <= UNRESERVED


@given(REFERENCES)
def test_composed_and_decomposed_spelling_give_one_iri(reference):
    decomposed = unicodedata.normalize("NFD", reference)
    composed = unicodedata.normalize("NFC", reference)
    assume(decomposed not in {".", ".."})

    assert mint_thing(BASE, "rol", decomposed) == mint_thing(BASE, "rol", composed)


@pytest.mark.parametrize(
    ("reference", "segment"),
    [
        pytest.param("OVO002949", "OVO002949", id="plain"),
        pytest.param("2.1", "2.1", id="dot"),
        pytest.param("~a_b-c", "~a_b-c", id="unreserved"),
        pytest.param("a b", "a%20b", id="space"),
        pytest.param("a/b", "a%2Fb", id="slash"),
        pytest.param("50%", "50%25", id="percent"),
        pytest.param("a#b?c", "a%23b%3Fc", id="fragment and query"),
        pytest.param("coördinatie", "co%C3%B6rdinatie", id="composed"),
        pytest.param("coo\u0308rdinatie", "co%C3%B6rdinatie", id="decomposed"),
        pytest.param("数据", "%E6%95%B0%E6%8D%AE", id="beyond Latin"),
        pytest.param("...", "...", id="three dots are no dot segment"),
    ],
)
def test_a_reference_is_percent_encoded_as_utf8(reference, segment):
    assert mint_thing(BASE, "rol", reference) == f"{BASE}/id/rol/{segment}"


@pytest.mark.parametrize(
    "spelling",
    [
        pytest.param(f"{BASE}/id/concept/as/co%C3%B6rdinatie", id="canonical"),
        pytest.param(f"{BASE}/id/concept/as/co%c3%b6rdinatie", id="lower-case hexadecimals"),
        pytest.param(f"{BASE}/id/concept/as/coördinatie", id="not encoded"),
        pytest.param(f"{BASE}/id/concept/as/coo%CC%88rdinatie", id="decomposed"),
        pytest.param(f"{BASE}/id/concept/%61s/coördinatie", id="needlessly encoded"),
        pytest.param("http://begrip.example/id/concept/as/coördinatie", id="http"),
        pytest.param("HTTPS://BEGRIP.example/id/concept/as/coördinatie", id="host in capitals"),
        pytest.param(f"{BASE}/id/concept/as/coördinatie/", id="final slash"),
        pytest.param(f"{BASE}/id/rol/../concept/./as//coördinatie", id="dot segments"),
    ],
)
def test_spellings_of_one_iri_lead_to_the_canonical_one(spelling):
    assert mint(BASE, parse_iri(BASE, spelling)) == f"{BASE}/id/concept/as/co%C3%B6rdinatie"


@pytest.mark.parametrize(
    ("iri", "reason"),
    [
        pytest.param("https://example.org/id/rol/cdo", "not under", id="other host"),
        pytest.param(f"{BASE}.evil/id/rol/cdo", "not under", id="longer host"),
        pytest.param("urn:x:y", "not under", id="no http"),
        pytest.param("https://[half", "no IRI", id="half an IPv6 address"),
        pytest.param(f"{BASE}/", "does not follow", id="empty path"),
        pytest.param(f"{BASE}/id", "does not follow", id="type only"),
        pytest.param(f"{BASE}/item/rol/cdo", "does not follow", id="unknown type"),
        pytest.param(f"{BASE}/id/auto/1", "not one of the concepts", id="unknown concept"),
        pytest.param(f"{BASE}/id/rol/cdo#x", "fragment", id="fragment on a thing"),
        pytest.param(f"{BASE}/id/rol/%FF", "not UTF-8", id="not UTF-8"),
    ],
)
def test_what_is_no_iri_of_ours_is_refused_with_the_reason(iri, reason):
    with pytest.raises(IriError, match=reason):
        parse_iri(BASE, iri)


@pytest.mark.parametrize("reference", ["", ".", "..", "a\nb", "a\x00", "\x7f", "\ud800"])
def test_a_reference_that_cannot_be_a_segment_is_refused(reference):
    with pytest.raises(IriError):
        mint_thing(BASE, "rol", reference)


@pytest.mark.parametrize(
    "minting",
    [
        pytest.param(lambda: mint_thing(BASE, "auto", "1"), id="concept off the list"),
        pytest.param(lambda: mint_thing(BASE, "rol"), id="no reference"),
        pytest.param(lambda: iris.mint_term(BASE, "datastrategie", "2nd"), id="term with a digit"),
        pytest.param(lambda: iris.mint_genid(BASE, "ABC"), id="digest in capitals"),
    ],
)
def test_what_does_not_follow_the_pattern_is_not_minted(minting):
    with pytest.raises(IriError):
        minting()


@given(st.text(max_size=60))
@example("/id/rol/%")
@example("/id/%2E%2E/rol")
def test_any_text_parses_or_is_refused_and_nothing_else(text):
    try:
        parsed = parse_iri(BASE, BASE + text)
    except IriError:
        return

    assert parsed.type in {"id", "doc", "ns", "genid"}


def test_a_base_may_have_a_path():
    base = "https://data.example.org/begrip"

    assert mint_thing(base, "rol", "cdo") == "https://data.example.org/begrip/id/rol/cdo"
    with pytest.raises(IriError, match="not under"):
        parse_iri(base, "https://data.example.org/id/rol/cdo")


def test_each_kind_of_iri_has_its_own_place():
    assert iris.mint_document(BASE, "rol", "cdo") == f"{BASE}/doc/rol/cdo"
    assert iris.mint_concept_scheme(BASE, "as") == f"{BASE}/id/conceptscheme/as"
    assert iris.mint_concept(BASE, "as", "2.1") == f"{BASE}/id/concept/as/2.1"
    assert iris.mint_graph(BASE, "rollen") == f"{BASE}/id/graaf/rollen"
    assert iris.mint_genid(BASE, "0af3") == f"{BASE}/.well-known/genid/0af3"


def test_the_list_of_concepts_is_closed_and_holds_no_double():
    assert len(set(CONCEPTS)) == len(CONCEPTS) == 38
