"""The step follows the gravest change, and a version that does not take it is found."""

import pytest

from linkml_schemas.differing.gating import is_refused
from linkml_schemas.differing.steps import next_version, version_fault
from linkml_schemas.differing.values import Change, Difference, Side


@pytest.mark.parametrize(
    ("version", "step", "expected"),
    [
        ("1.4.2", "major", "2.0.0"),
        ("1.4.2", "minor", "1.5.0"),
        ("1.4.2", "patch", "1.4.3"),
        ("1.4.2", "none", "1.4.2"),
        ("0.4.2", "major", "0.5.0"),
        ("0.4.2", "minor", "0.4.3"),
        ("0.4.2", "patch", "0.4.3"),
        ("v6.2", "minor", "6.3.0"),
        ("2026-11", "minor", None),
        ("", "patch", None),
    ],
)
def test_the_next_version_is_the_lowest_that_fits(version, step, expected):
    assert next_version(version, step) == expected


@pytest.mark.parametrize(
    ("old", "new", "step", "expected"),
    [
        ("1.0.0", "2.0.0", "major", None),
        ("1.0.0", "3.1.0", "patch", None),
        ("1.0.0", "1.1.0", "major", "small"),
        ("1.0.0", "1.0.0", "patch", "unchanged"),
        ("1.0.0", "0.9.0", "patch", "lowered"),
        ("1.0.0", "1.0.0", "none", None),
        ("1.0.0", "1.0.1", "none", None),
        ("1.0.0", "0.1.0", "none", "lowered"),
        ("", "", "none", None),
        ("", "1.0.0", "major", "unreadable"),
        ("0.1.0", "0.1.1", "major", "small"),
        ("0.1.0", "0.2.0", "major", None),
        ("0.1.0", "1.0.0", "major", None),
    ],
)
def test_a_version_that_does_not_take_the_step_is_named(old, new, step, expected):
    assert version_fault(old, new, step) == expected


def differing(*kinds: str, new: str = "1.0.0") -> Difference:
    changes = tuple(Change(kind, "slot", "size") for kind in kinds)
    return Difference(Side("a", "s", "", "1.0.0"), Side("b", "s", "", new), changes)


@pytest.mark.parametrize(
    ("found", "gates", "expected"),
    [
        (differing("required_on"), ["breaking"], True),
        (differing("required_on"), ["editorial"], True),
        (differing("slot_added"), ["breaking"], False),
        (differing("slot_added"), ["additive"], True),
        (differing("text_changed"), ["additive"], False),
        (differing("text_changed"), ["breaking", "editorial"], True),
        (differing("version_changed", new="1.0.1"), ["editorial", "version"], False),
        (differing("text_changed", new="1.0.1"), ["version"], False),
        (differing("slot_added", new="1.0.1"), ["version"], True),
        (differing(), ["editorial", "version"], False),
        (differing("required_on"), [], False),
    ],
)
def test_a_gate_stops_what_is_as_grave_as_it_says(found, gates, expected):
    assert is_refused(found, gates) is expected


def test_the_version_itself_asks_no_step():
    assert differing("version_changed", new="1.1.0").step == "none"
