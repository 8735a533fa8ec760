"""Read the example records: those that must be accepted, and counter-examples with their reason.

Step on the line: beside the schemas; the tests hold shapes, JSON Schema and row checks to them,
and the documentation shows them. Files are ``examples/{valid,invalid}/Class-what-it-shows.yaml``
with ``record``, and for a counter-example the ``column`` and ``reason`` of its refusal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from linkml_schemas.convention import SchemaError
from linkml_schemas.plan import Column, RecordClass

FOLDER = Path(__file__).parent / "examples"

GRAPH_REASONS = ("required", "pattern", "datatype", "enumeration", "iri", "cardinality", "language")
"""Reasons of refusal that can be seen in the triples of one record, so by shapes too."""

ROW_REASONS = ("reference", "unique", "column", "unreadable")
"""Reasons that need the file, other rows or other registries: only the loaders see them."""

ROWS_ONLY = "rows"
"""What ``checked_by`` says where the fault is lost between cell and triple."""

Record = Mapping[str, str | tuple[str, ...]]
"""Column to its cell as text, or to several values."""

_KEYS = {"record", "column", "reason", "checked_by", "comment"}


@dataclass(frozen=True, slots=True)
class Example:
    """One record of a class, and for a counter-example why it must be refused.

    Shape:
        ``name`` is the file's name without its ending; ``column`` and ``reason`` are None for
        a valid record.
    """

    name: str
    class_name: str
    record: Record
    column: str | None = None
    reason: str | None = None
    checked_by: str | None = None


def read_valid_examples(folder: Path = FOLDER) -> tuple[Example, ...]:
    """Return the records that must be accepted, by file name.

    Raises:
        SchemaError: A file is not an example.
    """
    return tuple(_read_example(path) for path in sorted((folder / "valid").glob("*.yaml")))


def read_invalid_examples(folder: Path = FOLDER) -> tuple[Example, ...]:
    """Return the records that must be refused, by file name.

    Raises:
        SchemaError: A file is not a counter-example with a column and a known reason.
    """
    examples = tuple(_read_example(path) for path in sorted((folder / "invalid").glob("*.yaml")))
    for example in examples:
        if example.reason not in (*GRAPH_REASONS, *ROW_REASONS):
            known = ", ".join((*GRAPH_REASONS, *ROW_REASONS))
            raise SchemaError(
                f"examples/invalid/{example.name}.yaml: reason {example.reason!r} "
                f"must be one of {known}"
            )
        if not example.column:
            raise SchemaError(f"examples/invalid/{example.name}.yaml: column is missing")
    return examples


def is_seen_in_graph(example: Example, record_class: RecordClass) -> bool:
    """Tell whether shapes can refuse a counter-example for its reason.

    Shape:
        Not when only the loaders see the reason, or when the column states nothing: the
        triples of a record do not hold its ``id``.
    """
    if example.reason in ROW_REASONS or example.checked_by == ROWS_ONLY:
        return False
    names = {column.name for column in record_class.columns if column.predicate}
    return example.column in names


def split_cell(column: Column, cell: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return the values in a cell.

    Shape:
        A bar separates values; in a single text or literal it is part of the text.
    """
    if isinstance(cell, tuple):
        return cell
    if column.multivalued or column.kind not in {"text", "literal"}:
        return tuple(value.strip() for value in cell.split("|") if value.strip())
    return (cell,) if cell.strip() else ()


def to_json_record(record_class: RecordClass, record: Record) -> dict[str, Any]:
    """Return a valid record with the types of JSON: lists, numbers and booleans."""
    return {
        column.name: values if column.multivalued else values[0]
        for column in record_class.columns
        if (values := [_to_json(column, each) for each in _values(column, record)])
    }


def _values(column: Column, record: Record) -> tuple[str, ...]:
    return split_cell(column, record.get(column.name, ""))


def _to_json(column: Column, value: str) -> str | int | float | bool:
    datatype = (column.datatype or "").rpartition("#")[2]
    if datatype in {"integer", "nonNegativeInteger"}:
        return int(value)
    if datatype == "decimal":
        return float(value)
    return value == "true" if datatype == "boolean" else value


def _read_example(path: Path) -> Example:
    place = f"examples/{path.parent.name}/{path.name}"
    try:
        # BaseLoader keeps every scalar as it is written: a date, true and 007 stay text.
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SchemaError(f"{place}:{line}: this is no YAML: {error.problem}") from error
    if not isinstance(content, dict) or not isinstance(content.get("record"), dict):
        raise SchemaError(f"{place}: expected `record:` with column: value under it")
    if unknown := set(content) - _KEYS:
        raise SchemaError(f"{place}: unknown key {', '.join(sorted(unknown))}")
    record = {
        str(key): tuple(map(str, value)) if isinstance(value, list) else str(value)
        for key, value in content["record"].items()
    }
    return Example(
        name=path.stem,
        class_name=path.stem.partition("-")[0],
        record=record,
        column=content.get("column"),
        reason=content.get("reason"),
        checked_by=content.get("checked_by"),
    )
