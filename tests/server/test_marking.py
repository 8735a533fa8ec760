import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.words import fold, to_words
from server.search.asked import LONGEST, MOST_WORDS, parse_asked
from server.search.marking import cut_around, errors_between, find_words, to_pieces

texts = st.text(max_size=60)
words = st.lists(st.text("abcdestw", min_size=1, max_size=9), max_size=4)
mixed = st.lists(
    st.sampled_from(["data", "Stéward", "datasteward", "😀", "\u202e", "<b>", "e\u0301", " ", "-"]),
    max_size=12,
).map("".join)


@pytest.mark.parametrize(
    ("text", "sought", "marked"),
    [
        ("datasteward", ["steward"], ["steward"]),
        ("De Datastéward", ["datasteward"], ["Datastéward"]),
        ("Dataste\u0301ward", ["stew"], ["ste\u0301w"]),
        ("Vlaamse overheid", ["vlaam", "overheid"], ["Vlaam", "overheid"]),
        ("data steward", ["datasteward"], ["data", "steward"]),
        ("gemeenten", ["gemeente"], ["gemeente"]),
        ("gemeente", ["gemeenten"], ["gemeente"]),
        ("😀 data", ["data"], ["data"]),
        ("<img src=x onerror=alert(1)>", ["img", "alert"], ["img", "alert"]),
        ("niets hiervan", ["elders"], []),
    ],
)
def test_what_was_sought_is_marked(text, sought, marked):
    found = find_words(text, sought)

    assert [text[start:end] for start, end in found.marks] == marked
    assert found.words == (frozenset(sought) if marked else frozenset())


def test_what_is_nearly_spelled_is_marked_only_if_that_is_forgiven():
    assert find_words("privacy", ["privacey"]).marks == ()
    assert find_words("privacy", ["privacey"], forgiving=True).marks == ((0, 7),)


@given(st.one_of(texts, mixed), words, st.booleans())
def test_marks_are_in_order_and_apart_and_within(text, sought, forgiving):
    found = find_words(text, sought, forgiving=forgiving)
    places = [place for mark in found.marks for place in mark]

    assert places == sorted(set(places)) or not places
    assert all(0 <= start < end <= len(text) for start, end in found.marks)
    assert found.words <= set(sought)
    assert "".join(piece for piece, _ in to_pieces(text, found.marks)) == text


@given(mixed, words)
def test_every_mark_holds_a_letter_of_a_word(text, sought):
    for start, end in find_words(text, sought).marks:
        assert to_words(text[start:end])


@given(st.one_of(texts, mixed), words, st.integers(1, 80))
def test_a_part_of_a_text_keeps_what_its_marks_are_about(text, sought, size):
    marks = find_words(text, sought).marks
    part, kept = cut_around(text, marks, size)

    marked = [text[start:end] for start, end in marks]
    assert [part[start:end] for start, end in kept] == [m for m in marked if m in part][
        : len(kept)
    ] or len(kept) <= len(marks)
    assert all(fold(part[start:end]) in map(fold, marked) for start, end in kept)
    assert len(part) <= size + 60 or len(text) <= size


@pytest.mark.parametrize(
    ("typed", "word", "errors"),
    [("wet", "wet", 0), ("wte", "wet", 1), ("wett", "wet", 1), ("wt", "wet", 1), ("xyz", "wet", 3)],
)
def test_errors_are_counted(typed, word, errors):
    assert errors_between(typed, word, begins=False, most=5) == errors


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_errors_are_as_many_either_way(one, other):
    there = errors_between(one, other, begins=False, most=20)

    assert there == errors_between(other, one, begins=False, most=20)
    assert (there == 0) == (one == other)
    assert errors_between(one, one + other, begins=True, most=20) == 0


@given(st.text(max_size=3 * LONGEST))
def test_whatever_is_typed_becomes_words(text):
    asked = parse_asked(text)

    assert len(asked.words) <= MOST_WORDS
    assert all(word.isalnum() for word in asked.words)
    assert set(asked.strong) <= set(asked.words)
