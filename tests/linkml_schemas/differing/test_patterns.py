"""What a pattern accepts is compared by proof, and what is not understood is left undecided."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkml_schemas.differing.patterns import compare_patterns


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("^[0-9]{4}$", r"^\d{4}$", "rewritten", id="digits"),
        pytest.param("^[01][0-9]{9}$", "^0[0-9]{9}$", "narrowed", id="fewer first digits"),
        pytest.param("^OVO[0-9]{6}$", "OVO[0-9]{6}", "widened", id="no longer held at both ends"),
        pytest.param("^(a|b)c?$", "^[ab]c*$", "widened", id="more repetition"),
        pytest.param("^a{2,4}$", "^a{2,}$", "widened", id="no upper count"),
        pytest.param("^[^a-c]$", "^[^a-b]$", "widened", id="fewer excluded"),
        pytest.param("^a$|^b$", "^(?:b|a)$", "rewritten", id="alternatives in another order"),
        pytest.param("^a$", "^b$", "changed", id="neither"),
        pytest.param("", "a", "narrowed", id="from anything"),
        pytest.param(r"^\S+@\S+$", r"^\S+@\S+\.\S+$", "narrowed", id="addresses"),
        pytest.param("^https?://", "^https://", "narrowed", id="a scheme less"),
        pytest.param("^10.5$", r"^10\.5$", "narrowed", id="a dot that was any character"),
        pytest.param(r"^\x41\u0042$", "^AB$", "rewritten", id="characters by their number"),
        pytest.param(r"^[^\t\r\x0A]$", r"^[^\t\r\n]$", "rewritten", id="control characters"),
        pytest.param(r"^(a)\1$", "^aa$", "undecided", id="reference back"),
        pytest.param("^(?i)a$", "^a$", "undecided", id="flag"),
        pytest.param(r"^\p{L}$", "^a$", "undecided", id="class of Unicode"),
        pytest.param("^a(?!b)", "^a", "undecided", id="look ahead"),
        pytest.param("(a$|b)c", "c", "undecided", id="anchor inside"),
        pytest.param("^a{1,9000}$", "^a$", "undecided", id="too many"),
        pytest.param("^a**$", "^a$", "undecided", id="no expression"),
        pytest.param("(a", "a", "undecided", id="open group"),
    ],
)
def test_patterns_are_compared_by_what_they_accept(old, new, expected):
    assert compare_patterns(old, new) == expected


MIRROR = {"widened": "narrowed", "narrowed": "widened"}

PARTS = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "[^a]", r"\d", "."]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}|{pair[1]})"),
        st.tuples(inner, st.sampled_from("*+?")).map(lambda pair: f"({pair[0]}){pair[1]}"),
    ),
    max_leaves=5,
)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(PARTS, PARTS, st.lists(st.text("ab1c", max_size=6), max_size=30))
def test_what_is_proved_holds_for_every_text(one, other, texts):
    old, new = f"^{one}$", f"^{other}$"
    found = compare_patterns(old, new)

    assert compare_patterns(new, old) == MIRROR.get(found, found)
    for text in texts:
        before, after = re.fullmatch(one, text), re.fullmatch(other, text)
        if found in {"widened", "rewritten"}:
            assert not before or after
        if found in {"narrowed", "rewritten"}:
            assert before or not after
