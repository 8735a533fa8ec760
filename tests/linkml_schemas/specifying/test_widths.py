from hypothesis import given
from hypothesis import strategies as st

from linkml_schemas.specifying.widths import measure, wrap

TEXTS = st.text(max_size=80)


@given(TEXTS, st.integers(30, 300))
def test_each_line_fits_and_nothing_is_lost(text, width):
    lines = wrap(text, width, 12)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(measure(line, 12) <= width or len(line) == 1 for line in lines)


@given(TEXTS, TEXTS)
def test_a_text_is_no_wider_than_its_parts(one, other):
    assert measure(one + other, 12) <= measure(one, 12) + measure(other, 12)


def test_cardinality_is_not_broken():
    assert wrap("contains personal data: boolean [0..1]", 210, 12)[-1].endswith("[0..1]")
