"""What has no end, stands for too much or is there twice: named, with its line, at once."""

from pathlib import Path

import pytest

from linkml_schemas.modelling.documents import parse_document
from linkml_schemas.modelling.faults import Fault
from linkml_schemas.modelling.reading import read_leniently


def read(folder: Path, text: str) -> tuple[Fault, ...]:
    """Return the faults of a schema that begins on its third line."""
    file = folder / "schema.yaml"
    file.write_text(f"id: https://example.org/x\nname: x\n{text}", encoding="utf-8")
    return read_leniently(file)[1]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("slots:\n  s: {is_a: t}\n  t: {is_a: s}\n", ["4:7", "5:7"]),
        ("slots:\n  u: {mixins: [u]}\n", ["4:7"]),
        ("types:\n  A: {typeof: B}\n  B: {typeof: A}\n", ["4:7", "5:7"]),
        ("enums:\n  E: {inherits: [E]}\n", ["4:7"]),
        ("classes:\n  C: {is_a: D, mixins: [C]}\n  D: {}\n", ["4:16"]),
        ("slots:\n  s: {is_a: t, mixins: [v]}\n  t: {is_a: v}\n  v: {}\n", []),
    ],
)
def test_a_circle_of_any_kind_of_element_is_a_fault(
    tmp_path: Path, text: str, places: list[str]
) -> None:
    """What is above itself has no end, whatever it is."""
    faults = read(tmp_path, text)
    found = [f"{each.place.line}:{each.place.column}" for each in faults if each.rule == "loop"]
    assert found == places


@pytest.mark.parametrize(
    "text",
    [
        "classes:\n  C:\n    attributes:\n    - {name: a, range: string}\n    - {name: a}\n",
        "classes:\n  C:\n    attributes:\n    - a: {range: string}\n    - a: {}\n",
        "classes:\n  C:\n    slot_usage:\n    - name: a\n    - name: a\n    attributes: {a: {}}\n",
        "enums:\n  E:\n    permissible_values:\n    - text: a\n    - {text: a, title: A}\n",
        "enums:\n  E:\n    permissible_values:\n    - a\n    - a\n",
    ],
)
def test_a_name_twice_in_one_list_is_a_fault(tmp_path: Path, text: str) -> None:
    """The second one won without a word."""
    faults = read(tmp_path, text)
    found = [each for each in faults if each.rule == "duplicate-element"]
    assert len(found) == 1
    assert found[0].message.startswith("a stands twice in")
    assert "first on line 6" in found[0].message
    assert found[0].place.line == 7


def test_aliases_that_stand_for_billions_are_refused_at_once() -> None:
    """Each line repeats the one above ten times: it ran for minutes without a word."""
    lines = [
        "id: https://example.org/l",
        "annotations:",
        "  a0: &a0 [x, x, x, x, x, x, x, x, x, x]",
    ]
    for level in range(1, 12):
        again = ", ".join([f"*a{level - 1}"] * 10)
        lines.append(f"  a{level}: &a{level} [{again}]")
    document = parse_document(Path("s.yaml"), "\n".join(lines).encode())
    assert document.data is None
    assert [(each.rule, each.place.line, each.message) for each in document.faults] == [
        ("yaml", 8, "aliases repeat more than 200000 parts")
    ]


def test_aliases_and_merges_that_repeat_a_little_are_read() -> None:
    """What many schemas do: one base for several slots."""
    text = b"base: &base {range: string, examples: [{value: a}]}\na: {<<: *base}\nb: *base\n"
    document = parse_document(Path("s.yaml"), text)
    assert document.faults == ()
    assert document.data["a"] == document.data["b"] == document.data["base"]


@pytest.mark.parametrize("levels", [101, 3_000, 200_000])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_what_is_nested_too_deeply_is_said_where(opening: str, levels: int) -> None:
    """The reader of YAML calls itself for each level: enough of them ended the process."""
    document = parse_document(Path("s.yaml"), f"id: x\na:\n  {opening * levels}".encode())
    assert document.data is None
    assert [(each.place.line, each.message) for each in document.faults] == [
        (3, "lists and mappings are nested too deeply: more than 100 levels")
    ]


def test_a_merge_that_holds_itself_ends() -> None:
    """It is named, and the rest is read."""
    document = parse_document(Path("s.yaml"), b"a: &a {<<: *a, b: c}\n")
    assert document.data == {"a": {"b": "c"}}
    assert [fault.message for fault in document.faults] == ["an alias holds itself"]
