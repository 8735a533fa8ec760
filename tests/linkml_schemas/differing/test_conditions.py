"""One condition implies another only if every value that meets the one meets the other."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkml_schemas.differing.conditions import compare_expressions, implies, implies_record

VALUES: tuple[Any, ...] = (None, "a", "b", "ab", 0, 1, 2)
TEXTS = st.sampled_from(["a", "b", "ab"])
NUMBERS = st.sampled_from([0, 1, 2, "1", 1.5])
CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "required": st.booleans(),
        "equals_string": TEXTS,
        "equals_string_in": st.lists(TEXTS, min_size=1, max_size=3),
        "equals_number": NUMBERS,
        "minimum_value": NUMBERS,
        "maximum_value": NUMBERS,
        "pattern": st.sampled_from(["a", "^a$", "b$"]),
        "description": st.sampled_from(["x", "y"]),
    },
)


def meets(value: Any, condition: dict[str, Any]) -> bool:
    """Return whether a value meets a condition, as JSON Schema and SHACL have it."""
    if value is None:
        return not condition.get("required")
    number = float(value) if isinstance(value, int) else None
    fits = {
        "equals_string": lambda text: str(value) == text,
        "equals_string_in": lambda texts: str(value) in texts,
        "equals_number": lambda each: number is not None and number == float(each),
        "minimum_value": lambda each: number is not None and number >= float(each),
        "maximum_value": lambda each: number is not None and number <= float(each),
        "pattern": lambda each: re.search(each, str(value)) is not None,
    }
    return all(fits[key](asked) for key, asked in condition.items() if key in fits)


@given(CONDITIONS, CONDITIONS)
def test_what_is_implied_holds_for_every_value(first, then):
    if implies(first, then):
        assert all(meets(value, then) for value in VALUES if meets(value, first))


@given(CONDITIONS)
def test_a_condition_implies_itself_and_none_at_all(condition):
    assert implies(condition, condition)
    assert implies(condition, {})


@given(st.dictionaries(st.sampled_from("st"), CONDITIONS), st.data())
def test_a_record_that_is_asked_more_still_meets_what_was_asked(conditions, data):
    more = data.draw(st.dictionaries(st.sampled_from("uv"), CONDITIONS))

    assert implies_record({"slot_conditions": conditions | more}, {"slot_conditions": conditions})


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ({"minimum_cardinality": 1}, {"required": True}, True),
        ({"minimum_cardinality": 0}, {"required": True}, False),
        ({"equals_number": 3}, {"minimum_value": 2, "maximum_value": 3}, True),
        ({"range": "integer"}, {"range": "integer"}, True),
        ({"range": "integer"}, {"range": "decimal"}, False),
        ({}, {"multivalued": False}, True),
        ({"maximum_value": "no number"}, {"maximum_value": "no number"}, False),
        ("no condition", {}, False),
        ({"any_of": [{"pattern": "a"}]}, {"any_of": [{"pattern": "a"}]}, True),
    ],
)
def test_what_is_implied_and_what_cannot_be_proved(first, then, expected):
    assert implies(first, then) is expected


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ({"any_of": [1]}, {"any_of": [1]}, True),
        ({}, {"any_of": [1]}, False),
        ({"any_of": [1]}, {}, True),
        ({"slot_conditions": {"a": {"required": True}}}, {"slot_conditions": {"a": None}}, True),
        ({"slot_conditions": [1]}, {"slot_conditions": {"a": None}}, False),
        ([1], {}, False),
    ],
)
def test_what_of_a_record_is_implied(first, then, expected):
    assert implies_record(first, then) is expected


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("not an (expression", "not an (expression", "same"),
        ("{a}" + " " * 3000, "{a}", "changed"),
        ("(" * 1500, "(" * 1499, "changed"),
        (3, 3, "changed"),
    ],
)
def test_an_expression_that_is_not_read_is_compared_as_text(first, then, expected):
    assert compare_expressions(first, then) == expected
