import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.stems import stem, stem_words


@pytest.mark.parametrize(
    ("one", "more"),
    [
        ("adres", "adressen"),
        ("gemeente", "gemeenten"),
        ("standaard", "standaarden"),
        ("persoon", "personen"),
        ("huis", "huizen"),
        ("brief", "brieven"),
        ("rol", "rollen"),
        ("eigenaar", "eigenaren"),
        ("organisatie", "organisaties"),
        ("mogelijkheid", "mogelijkheden"),
        ("dataset", "datasets"),
        ("gegeven", "gegevens"),
        ("mens", "mensen"),
        ("catalogus", "catalogi"),
        ("vlaams", "vlaamse"),
    ],
)
def test_a_plural_has_the_stem_of_its_singular(one: str, more: str) -> None:
    assert stem(one, "nl") == stem(more, "nl")


@pytest.mark.parametrize(
    ("one", "other"), [("gemeenten", "menen"), ("mens", "men"), ("stad", "st")]
)
def test_different_words_have_different_stems(one: str, other: str) -> None:
    assert stem(one, "nl") != stem(other, "nl")


@given(st.text("adeghinorstvz0", min_size=1, max_size=14))
def test_a_stem_is_never_empty_nor_longer(word: str) -> None:
    for language in ("nl", "en"):
        assert 0 < len(stem(word, language)) <= len(word) + 1


@given(st.lists(st.text("adenrst", min_size=1, max_size=8), max_size=5))
def test_words_have_the_stems_of_each(words: list[str]) -> None:
    found = stem_words(" ".join(words), "nl")

    assert found.split() == [stem(word, "nl") for word in words]
