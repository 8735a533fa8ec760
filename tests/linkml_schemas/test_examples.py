import json

import pytest
from jsonschema import Draft201909Validator, FormatChecker
from rdflib import Graph

from linkml_schemas.convention import SchemaError
from linkml_schemas.examples import (
    Example,
    is_seen_in_graph,
    read_invalid_examples,
    read_valid_examples,
    to_json_record,
)
from linkml_schemas.generated_files import read_json_schema, read_shapes_turtle
from tests.linkml_schemas.shape_checks import ANY_REASON, Refusal, check_records

VALID = read_valid_examples()
INVALID = read_invalid_examples()

ONLY_ROWS = {
    "Action-from-unknown-action": "reference",
    "Dataset-unknown-catalogue": "reference",
    "Goal-id-used-twice": "unique",
    "Goal-of-unknown-strategy": "reference",
    "Post-in-unknown-organisation": "reference",
    "Principle-id-with-space": "pattern",
    "RoleAssignment-of-unknown-role": "reference",
}
"""Counter-examples that only the row checks of the loaders can refuse: all others the shapes do."""


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data=read_shapes_turtle(), format="turtle")


@pytest.fixture(scope="module")
def seen(real) -> list[Example]:
    return [each for each in INVALID if is_seen_in_graph(each, real.record_class(each.class_name))]


@pytest.fixture(scope="module")
def refusals(real, shapes, seen) -> dict[str, list[Refusal]]:
    found = check_records(shapes, real, [(each.class_name, each.record) for each in seen])
    return {each.name: refused for each, refused in zip(seen, found, strict=True)}


def test_every_class_has_a_valid_and_an_invalid_example(real):
    names = {record_class.name for record_class in real.classes}

    assert {example.class_name for example in VALID} == names
    assert {example.class_name for example in INVALID} == names


def test_examples_name_columns_of_their_class(real):
    for example in (*VALID, *INVALID):
        names = {column.name for column in real.record_class(example.class_name).columns}
        assert set(example.record) <= names, example.name
        assert example.column is None or example.column in names, example.name


def test_shapes_accept_every_valid_example(real, shapes):
    found = check_records(shapes, real, [(each.class_name, each.record) for each in VALID])

    assert {each.name: refused for each, refused in zip(VALID, found, strict=True) if refused} == {}


@pytest.mark.parametrize(
    "example",
    [each for each in INVALID if each.name not in ONLY_ROWS],
    ids=lambda example: example.name,
)
def test_shapes_refuse_counter_example_for_its_reason_and_nothing_else(real, refusals, example):
    predicate = real.record_class(example.class_name).column(example.column).predicate
    found = refusals[example.name]

    assert {example.reason, ANY_REASON} & {each.reason for each in found}
    assert {each.predicate for each in found} == {predicate}


def test_no_counter_example_is_left_to_nobody(seen):
    left = {example.name: example.reason for example in INVALID if example not in seen}

    assert left == ONLY_ROWS
    assert len(seen) + len(left) == len(INVALID)


@pytest.mark.parametrize("example", VALID, ids=lambda example: example.name)
def test_json_schema_accepts_every_valid_example(real, example):
    schema = json.loads(read_json_schema())
    record_class = real.record_class(example.class_name)
    of_class = {"$defs": schema["$defs"], "$ref": f"#/$defs/{example.class_name}"}
    validator = Draft201909Validator(of_class, format_checker=FormatChecker())

    errors = list(validator.iter_errors(to_json_record(record_class, example.record)))

    assert [error.message for error in errors] == []


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        pytest.param("record: [", "no YAML", id="no YAML"),
        pytest.param("label_nl: x", "expected `record:`", id="no record"),
        pytest.param("record: {id: x}\nresaon: iri", "unknown key resaon", id="unknown key"),
        pytest.param("record: {id: x}\nreason: odd", "reason 'odd' must be one of", id="reason"),
        pytest.param("record: {id: x}\nreason: iri", "column is missing", id="no column"),
    ],
)
def test_file_that_is_no_counter_example_is_refused(tmp_path, text, fragment):
    (tmp_path / "invalid").mkdir()
    (tmp_path / "invalid" / "Role-odd.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(SchemaError, match=r"^examples/invalid/Role-odd\.yaml") as caught:
        read_invalid_examples(tmp_path)

    assert fragment in str(caught.value)


def test_scalars_of_an_example_stay_as_written(tmp_path):
    (tmp_path / "valid").mkdir()
    text = "record: {id: 007, founded: 2016-01-01, active: true, source: [a, b]}"
    (tmp_path / "valid" / "Organisation-odd.yaml").write_text(text, encoding="utf-8")

    (example,) = read_valid_examples(tmp_path)

    assert example.record == {
        "id": "007",
        "founded": "2016-01-01",
        "active": "true",
        "source": ("a", "b"),
    }
