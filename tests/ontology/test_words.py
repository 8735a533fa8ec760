import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.stems import stem
from ontology.words import fold, to_code, to_words

texts = st.text(max_size=40)


@given(texts)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_case_and_diacritics_make_no_difference(text):
    marked = "".join(f"{c}\u0301" if c.isalpha() else c for c in text)

    assert fold(marked) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(texts)
def test_words_hold_letters_and_digits_only(text):
    words = to_words(text)

    assert all(word.isalnum() for word in words)
    assert "".join(words) == to_code(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ÉÉN", "een"),
        ("Ĳsland", "ijsland"),
        ("Straße", "strasse"),
        ("Øresund", "oresund"),
        ("İstanbul", "istanbul"),
        ("\N{GREEK CAPITAL LETTER SIGMA}", "\N{GREEK SMALL LETTER SIGMA}"),
        ("\N{KELVIN SIGN}", "k"),
        ("ﬁnancieel", "financieel"),
        ("\u202ecode", "\u202ecode"),
    ],
)
def test_letters_fold_to_what_people_type(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (("datasteward", "datastewards"), "nl"),
        (("gemeente", "gemeenten"), "nl"),
        (("organisatie", "organisaties"), "nl"),
        (("bestuur", "besturen"), "nl"),
        (("begrip", "begrippen"), "nl"),
        (("standard", "standards"), "en"),
        (("policy", "policies"), "en"),
    ],
)
def test_forms_of_a_word_have_one_stem(words, language):
    assert len({stem(word, language) for word in words}) == 1


@given(st.text(alphabet="abcdefghij", min_size=1, max_size=12))
def test_a_word_has_a_stem(word):
    assert stem(word, "nl")
    assert " " not in stem(word, "en")
