"""One thing is found however its IRI is written, and another thing never."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from server.identity import MOST_SEGMENTS, resolve, spellings

BASE = "https://begrip.example"
TITLE = NamedNode("http://purl.org/dc/terms/title")


def store_of(*iris: str) -> Store:
    store = Store()
    for iri in iris:
        store.add(Quad(NamedNode(iri), TITLE, Literal("x")))
    return store


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        pytest.param("https://example.org/é", "https://example.org/%C3%A9", id="encoded"),
        pytest.param("https://example.org/é", "http://example.org/%c3%a9/", id="lower case"),
        pytest.param("https://example.org/%C3%A9", "https://example.org/é", id="decoded"),
        pytest.param("https://example.org/~a", "https://example.org/%7Ea", id="needless"),
        pytest.param("https://example.org/a%20b", "https://example.org/%61%20b", id="space"),
    ],
)
def test_needless_and_missing_encoding_leads_to_the_thing(held, asked):
    assert resolve(store_of(held), BASE, asked) == held


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("https://example.org/doc#h1", "https://example.org/doc%23h1"),
        ("https://example.org/x?a=1", "https://example.org/x%3Fa=1"),
        ("https://example.org/a/b", "https://example.org/a%2Fb"),
        ("https://example.org/a%25b", "https://example.org/a%2525b"),
    ],
)
def test_encoded_delimiters_are_no_delimiters(held, asked):
    assert resolve(store_of(held), BASE, asked) is None


def test_a_path_of_very_many_segments_is_read_in_one_way():
    few = f"{BASE}/id/rol/" + "/".join("a" * MOST_SEGMENTS)
    many = f"{BASE}/id/rol/" + "/".join("a" * 3000)

    assert len(list(spellings(BASE, few))) == MOST_SEGMENTS
    assert list(spellings(BASE, many)) == [many]
