import polars as pl
import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loaders.checking.iri_syntax import IRI, IRI_PATTERN, explain_iri, is_iri

PARTS = st.lists(
    st.sampled_from(
        ["http", "https", "urn", ":", "//", "/", "?", "#", "a", "é", "%20", "%", "[", "]", "@",
         "::1", "80", " ", "<", "\ue000", "\ufdd0", "\U0001fffe", "..", "|", "\n", "日本", "\u200e"]
    )
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    "iri",
    [
        "https://data.vlaanderen.be/id/organisatie/OVO002949",
        "http://www.ejustice.just.fgov.be/eli/decreet/2018/12/07/2018032457",
        "https://example.org/é?q=a%20b#c",
        "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        "http://user@example.org:8080",
    ],
)
def test_absolute_iris_are_accepted(iri):
    assert is_iri(iri)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("www.vlaanderen.be", "write https://www.vlaanderen.be"),
        ("https://example.org/a b", "write https://example.org/a%20b"),
        ("skos:Concept", "write http://www.w3.org/2004/02/skos/core#Concept"),
        ("https://example.org/100%", "write %25 for a % sign"),
        ("https://example.org/{id}", "write %7B for it"),
        ("/id/rol/cdo", "write the whole IRI: https://example.org/page"),
        ("http:///x", "write http://host/path"),
        ("htps://example.org/x", "write https://host/path"),
        ("javascript:alert(1)", "write an IRI that begins with one of http:, https:, urn:"),
        ("JavaScript:alert(1)", "write an IRI that begins with one of http:, https:, urn:"),
        ("data:text/html,x", "write an IRI that begins with one of http:, https:, urn:"),
        ("mailto:info@example.org", "write an IRI that begins with one of http:, https:, urn:"),
    ],
)
def test_what_is_no_iri_is_explained(text, remedy):
    assert not is_iri(text)
    assert explain_iri(text)[1] == remedy


@given(text=st.text() | PARTS | PARTS.map("http://".__add__))
@example("http://[::1]/")
@example("a:")
def test_what_is_accepted_can_be_stored_and_comes_back_the_same(text):
    python, rust = IRI.fullmatch(text) is not None, pl.Series([text]).str.contains(IRI_PATTERN)[0]

    assert python == rust
    if python:
        store = ox.Store()
        store.bulk_load(f"<{text}> <x:p> <{text}> .".encode(), ox.RdfFormat.N_TRIPLES)
        assert next(iter(store)).subject.value == text
    else:
        assert all(explain_iri(text))
