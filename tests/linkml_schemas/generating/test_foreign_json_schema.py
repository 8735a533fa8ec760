import json
from typing import Any

import pytest
from jsonschema import Draft201909Validator

from tests.linkml_schemas.generating.library import CATALOGUE, FAULTS, VALID, replaced

RDF_ONLY = {("Person", "wrote"), ("Book", "author"), ("Person", "born"), ("Copy", "bought")}
"""What only the type of another record tells, or a format, which a validator need not check."""


@pytest.fixture(scope="module")
def schema(files) -> dict[str, Any]:
    found = json.loads(files["schema.json"])
    assert isinstance(found, dict)
    return found


def errors(schema: dict[str, Any], class_name: str, record: dict[str, Any]) -> list[str]:
    of_class = {"$defs": schema["$defs"], "$ref": f"#/$defs/{class_name}"}
    return [error.message for error in Draft201909Validator(of_class).iter_errors(record)]


def test_schema_is_sound(schema):
    Draft201909Validator.check_schema(schema)


def test_every_reference_arrives(schema):
    def references(value: Any) -> list[str]:
        if isinstance(value, list):
            return [found for item in value for found in references(item)]
        if isinstance(value, dict):
            own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
            return own + [found for item in value.values() for found in references(item)]
        return []

    names = {found.removeprefix("#/$defs/") for found in references(schema)}

    assert names <= set(schema["$defs"])


@pytest.mark.parametrize("class_name", VALID)
def test_valid_record_is_accepted(schema, class_name):
    assert errors(schema, class_name, VALID[class_name]) == []


def test_whole_document_is_of_the_root_class(schema):
    validator = Draft201909Validator(schema)

    assert list(validator.iter_errors(CATALOGUE)) == []
    assert list(validator.iter_errors({"books": "none"})) != []


@pytest.mark.parametrize(
    ("class_name", "column", "value"),
    [fault for fault in FAULTS if fault[:2] not in RDF_ONLY],
    ids=lambda value: str(value)[:20],
)
def test_fault_is_refused(schema, class_name, column, value):
    assert errors(schema, class_name, replaced(class_name, column, value)) != []


def test_number_of_values_is_bounded(schema):
    assert errors(schema, "Book", replaced("Book", "author", [])) != []
    assert errors(schema, "Book", replaced("Book", "author", ["a", "b", "c", "d"])) != []


def test_optional_value_may_be_null(schema):
    assert errors(schema, "Book", replaced("Book", "genre", None) | {"genre": None}) == []


def test_unknown_column_is_refused(schema):
    assert errors(schema, "Copy", {**VALID["Copy"], "colour": "red"}) != []


def test_record_by_its_identifier_may_leave_that_out(schema):
    people = {"lib:people/ann": {"full_name": "Ann"}}

    assert errors(schema, "Catalogue", {"people": people}) == []
    assert errors(schema, "Person", people["lib:people/ann"]) != []
