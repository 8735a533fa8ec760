import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from server.presenting.fitting import ELLIPSIS, clean, fit, width, wrap


@given(st.text(max_size=300), st.floats(min_value=20, max_value=400))
def test_fitted_text_is_on_one_line_within_its_room(text: str, room: float) -> None:
    fitted = fit(text, room)

    assert width(fitted) <= room
    assert "\n" not in fitted
    assert fitted.removesuffix(ELLIPSIS) in clean(text)


@given(st.text(max_size=300), st.integers(min_value=1, max_value=5))
def test_wrapped_text_has_at_most_so_many_lines(text: str, lines: int) -> None:
    wrapped = wrap(text, 120, lines)

    assert len(wrapped) <= lines
    assert all(width(line) <= 120 for line in wrapped)


@given(st.text(alphabet="a\u202e\u2066\u200f\x00\x1b\x85 b"))
def test_nothing_turns_the_text_around_it(text: str) -> None:
    cleaned = clean(text)

    assert all(unicodedata.category(c) not in {"Cc", "Cf"} for c in cleaned)
    assert unicodedata.bidirectional(cleaned[0]) == "L" if cleaned else True
