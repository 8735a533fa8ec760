"""One condition implies another only if every value that meets the one meets the other."""

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkml_schemas.differing.combinations import COMBINATIONS
from linkml_schemas.differing.conditions import excludes, implies, implies_record
from linkml_schemas.differing.expressions import compare_expressions

VALUES: tuple[Any, ...] = (None, "a", "b", "ab", 0, 1, 2)
TEXTS = st.sampled_from(["a", "b", "ab"])
NUMBERS = st.sampled_from([0, 1, 2, "1", 1.5])
PLAIN = st.fixed_dictionaries(
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
        "equals_number_in": st.lists(NUMBERS, min_size=1, max_size=3),
    },
)


def combined(conditions: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return conditions with combinations of conditions beside what they ask themselves."""
    several = st.lists(conditions, max_size=3)
    return st.fixed_dictionaries({}, optional=dict.fromkeys(sorted(COMBINATIONS), several)).flatmap(
        lambda found: PLAIN.map(lambda plain: plain | found)
    )


CONDITIONS = st.recursive(PLAIN, combined, max_leaves=4)


COUNTS = {
    "all_of": lambda met, asked: met == asked,
    "any_of": lambda met, asked: met > 0,
    "exactly_one_of": lambda met, asked: met == 1,
    "none_of": lambda met, asked: met == 0,
}
"""How many of several conditions a value may meet."""


def meets(value: Any, condition: dict[str, Any]) -> bool:
    """Return whether a value meets a condition, as JSON Schema and SHACL have it."""
    if value is None:
        return not condition.get("required")
    for key, holds in COUNTS.items():
        found = condition.get(key)
        if found and not holds(sum(meets(value, each) for each in found), len(found)):
            return False
    number = float(value) if isinstance(value, int) else None
    fits = {
        "equals_string": lambda text: str(value) == text,
        "equals_string_in": lambda texts: str(value) in texts,
        "equals_number": lambda each: number is not None and number == float(each),
        "equals_number_in": lambda several: number in map(float, several),
        "minimum_value": lambda each: number is not None and number >= float(each),
        "maximum_value": lambda each: number is not None and number <= float(each),
        "pattern": lambda each: re.search(each, str(value)) is not None,
    }
    return all(fits[key](asked) for key, asked in condition.items() if key in fits)


@given(CONDITIONS, CONDITIONS)
def test_what_is_implied_holds_for_every_value(first, then):
    if implies(first, then):
        assert all(meets(value, then) for value in VALUES if meets(value, first))


@given(CONDITIONS, CONDITIONS)
@example({"equals_number": 1}, {"minimum_value": 2})
@example({"equals_string_in": ["a", "b"]}, {"equals_string": "ab"})
def test_what_is_excluded_shares_no_value(first, then):
    if excludes(first, then):
        present = [value for value in VALUES if value is not None]
        assert not any(meets(value, first) and meets(value, then) for value in present)


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
        ({"any_of": [{"pattern": "a"}]}, {"any_of": {"pattern": "a"}}, False),
        ({}, {"none_of": [{"pattern": "a"}]}, False),
        ({"none_of": [{"pattern": "a"}]}, {"none_of": []}, True),
        ({"has_member": {"equals_number": 1}}, {"has_member": {"minimum_value": 1}}, True),
        ({}, {"all_members": {"pattern": "a"}}, False),
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
        ({"none_of": [{"is_a": "A"}]}, {"none_of": [{"is_a": "A"}, {"is_a": "A"}]}, True),
        ({"none_of": [{"is_a": "A"}]}, {"none_of": [{"is_a": "B"}]}, False),
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
        ("{a} * {b}", "{b}*{a}", "rewritten"),
        ("{a} + {b}", "{b} + {a}", "changed"),
        ("{a} == 1", "1 == {a}", "rewritten"),
        ("1 < {a} < 3", "3 > {a} > 1", "changed"),
        ("'x'", '"x"', "rewritten"),
        ("'x'", "'y'", "replaced"),
    ],
)
def test_an_expression_that_is_not_read_is_compared_as_text(first, then, expected):
    assert compare_expressions(first, then) == expected
