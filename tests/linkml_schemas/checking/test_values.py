"""Defaults and inverses that contradict the range: each once, at the key."""

import pytest

from linkml_schemas.checking.check import Beyond, check_schema
from linkml_schemas.checking.rule import whole_example


def said(folder, rule: str, text: str) -> list[str]:
    """Return what a rule has against a schema."""
    path = folder / "library.yaml"
    path.write_text(whole_example(text), encoding="utf-8")
    report = check_schema(path, Beyond(thorough=False))
    return [each.message for each in report.faults if each.rule == rule]


@pytest.mark.parametrize(
    ("slot", "message"),
    [
        ("{range: integer, ifabsent: string(rood)}", "the default 'rood' is no number"),
        ("{range: integer, ifabsent: int(9), maximum_value: 3}", "the default '9' is more than 3"),
        ("{range: boolean, ifabsent: string(ja)}", "the default 'ja' is neither true nor false"),
        ("{range: date, ifabsent: date(2020-13-01)}", "the default '2020-13-01' is no date"),
        ("{range: date, ifabsent: date(2020-12-01)}", ""),
        ("{range: integer, ifabsent: int(9)}", ""),
        ("{range: decimal, ifabsent: float(1.5)}", ""),
        ("{range: string, ifabsent: string(rood)}", ""),
        ("{range: boolean, ifabsent: 'true'}", ""),
        ("{range: uriorcurie, ifabsent: class_curie}", ""),
    ],
)
def test_default_is_a_value_of_the_range(tmp_path, slot, message):
    found = said(
        tmp_path, "default-value", f"classes:\n  Book:\n    attributes:\n      a: {slot}\n"
    )

    assert len(found) == bool(message)
    assert all(each.startswith(message) for each in found)


@pytest.mark.parametrize(
    ("other", "faulty"),
    [
        ("{range: integer}", True),
        ("{range: Book}", False),
        ("{range: uriorcurie}", False),
        ("{range: string, any_of: [{range: Book}, {range: string}]}", False),
        ("{}", False),
    ],
)
def test_inverse_is_a_slot_of_records(tmp_path, other, faulty):
    text = f"""\
classes:
  Book:
    attributes:
      colour: {other}
      part: {{range: Book, inverse: colour}}
"""

    found = said(tmp_path, "inverse-slot", text)

    assert found == ["inverse names 'colour', whose values are integer: no records"] * faulty
