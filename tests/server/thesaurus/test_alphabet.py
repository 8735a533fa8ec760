from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.thesaurus.alphabet import letter_of, to_alphabet, to_key

NAMES = st.lists(st.text(max_size=30), max_size=40)


@given(NAMES)
def test_every_name_stands_under_exactly_one_letter(names):
    alphabet = to_alphabet((name, place, False) for place, name in enumerate(names))

    shown = [row.concept for letter, _ in alphabet.letters for row in alphabet.under(letter)]
    assert Counter(shown) == Counter(range(len(names)))
    assert [len(alphabet.under(letter)) for letter, _ in alphabet.letters] == [
        count for _, count in alphabet.letters
    ]


@given(NAMES)
def test_the_order_does_not_depend_on_where_names_come_from(names):
    rows = [(name, place, False) for place, name in enumerate(names)]

    assert to_alphabet(rows) == to_alphabet(reversed(rows))


@given(NAMES)
def test_letters_stand_in_order_and_once(names):
    letters = [
        letter for letter, _ in to_alphabet((n, p, False) for p, n in enumerate(names)).letters
    ]

    assert len(set(letters)) == len(letters)
    words = [letter for letter in letters if letter.isalpha()]
    assert words == sorted(words)
    assert letters[-len(words) :] == words or not words


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        pytest.param("Élan", "E", id="diacritic"),
        pytest.param("  (bio)data", "B", id="bracket"),
        pytest.param("42ste", "0-9", id="digit"),
        pytest.param("½ liter", "0-9", id="fraction"),
        pytest.param("…", "*", id="symbol"),
        pytest.param("", "*", id="nothing"),
        pytest.param("Ærø", "A", id="undivided"),
        pytest.param("ßcharf", "S", id="two letters of one"),
        pytest.param("\u0412\u043e\u0434\u0430", "\u0412", id="other script"),
        pytest.param("\u202edata", "D", id="direction"),
    ],
)
def test_letter_of_a_name(name, letter):
    assert letter_of(to_key(name)) == letter


def test_alternative_labels_stand_between_the_others():
    alphabet = to_alphabet([("data", 0, False), ("dingen", 0, True), ("Deel", 1, False)])

    assert [(row.text, row.alternative) for row in alphabet.under("D")] == [
        ("data", False),
        ("Deel", False),
        ("dingen", True),
    ]
    assert alphabet.under("Q") == ()
