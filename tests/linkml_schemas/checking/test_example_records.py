from pathlib import Path

import pytest

from linkml_schemas.checking.check import check_schema
from linkml_schemas.checking.example_records import check_examples
from linkml_schemas.checking.rule import whole_example
from linkml_schemas.modelling.reading import read_model
from linkml_schemas.source import SCHEMA_FILE

BOOK = """\
classes:
  Book:
    title: Book
    description: A text that was published.
    class_uri: schema:Book
    attributes:
      pages: {title: Pages, description: How many it has., range: integer, required: true}
      genre: {title: Genre, description: What kind it is., range: Genre, multivalued: true}
      issued: {title: Issued, description: When it was published., range: date}
enums:
  Genre:
    title: Genre
    description: Kinds of books.
    permissible_values: {novel: {title: novel}, poem: {title: poem}}
"""


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    path = tmp_path / "library.yaml"
    path.write_text(whole_example(BOOK), encoding="utf-8")
    return path


def add(schema: Path, name: str, text: str, *, folder: str = "examples") -> None:
    target = schema.parent / folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def said(schema: Path) -> list[tuple[str, str]]:
    return [
        (fault.rule, fault.place.file.name)
        for fault in check_schema(schema).faults
        if fault.level == "error"
    ]


def test_records_in_the_folders_of_linkml_are_found(schema):
    add(schema, "valid/Book-001.yaml", "pages: many\n", folder="tests/data")

    assert said(schema) == [("example-refused", "Book-001.yaml")]


def test_day_is_read_as_it_is_written(schema):
    add(schema, "valid/Book-001.yaml", "pages: 3\nissued: 2020-01-31\ngenre: [novel]\n")
    add(schema, "invalid/Book-002.yaml", "pages: 3\nissued: 2020-02-31\n")

    assert said(schema) == []


@pytest.mark.parametrize(
    ("column", "reason", "record", "expected"),
    [
        ("pages", "datatype", "{pages: few}", []),
        ("pages", "required", "{genre: novel}", []),
        ("genre", "enumeration", "{pages: '3', genre: novel|song}", []),
        ("pages", "required", "{pages: few}", ["counter-example-reason"]),
        ("genre", "enumeration", "{pages: few, genre: novel}", ["counter-example-reason"]),
        ("pages", "datatype", "{pages: '3'}", ["counter-example-accepted"]),
        ("pages", "unique", "{pages: '3'}", []),
    ],
)
def test_counter_example_of_ours_is_refused_for_its_reason(
    schema, column, reason, record, expected
):
    add(
        schema, "invalid/Book-odd.yaml",
        f"column: {column}\nreason: {reason}\nrecord: {record}\n",
    )  # fmt: skip

    assert [rule for rule, _ in said(schema)] == expected


def test_example_that_is_no_yaml_is_named_with_its_line(schema):
    add(schema, "valid/Book-001.yaml", "pages: 3\ngenre: [novel\n")

    (fault,) = [each for each in check_schema(schema).faults if each.level == "error"]

    assert (fault.rule, fault.place.file.name) == ("yaml", "Book-001.yaml")
    assert fault.place.line >= 2


def test_records_wait_until_the_schema_can_be_read(schema):
    add(schema, "valid/Book-001.yaml", "pages: many\n")
    text = schema.read_text(encoding="utf-8")
    schema.write_text(text.replace("range: Genre", "range: Gnere"), encoding="utf-8")

    assert [rule for rule, _ in said(schema)] == ["reference"]


@pytest.mark.slow
def test_records_of_our_schemas_are_held_to_it_in_both_ways():
    examples, faults = check_examples(read_model(SCHEMA_FILE), SCHEMA_FILE.parent / "examples")

    invalid = [each for each in examples if not each.valid]
    assert faults == ()
    assert sum(bool(each.refusals) for each in invalid) > 40
    assert [each.file.name for each in examples if each.valid and each.refusals] == []
    assert [each.file.name for each in invalid if each.decidable and not each.as_stated] == []
