"""Check rows against the plan: what is wrong goes aside with its reason, the rest goes on.

Step on the line: rows as slots → good rows in canonical form + faults. What needs other rows
or other registries (uniqueness, references) comes after, in :mod:`loaders.checking.resolution`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from linkml_schemas.plan import Column, RecordClass, Schema
from loaders.checking.column_checks import Check, compile_column
from loaders.checking.faults import Fault
from loaders.reading.rows import CSV_SEPARATOR, JSON_SEPARATOR, LINE, ROW, has_values

Faults = dict[int, list[Fault]]
"""Faults by the ordinal of their row."""


@dataclass(frozen=True, slots=True)
class ClassChecks:
    """The compiled checks of a class, by column."""

    record_class: RecordClass
    columns: Mapping[str, tuple[Check, ...]]


@dataclass(frozen=True, slots=True)
class Checked:
    """Good rows and what is wrong with the others.

    Shape:
        ``frame`` has ``ROW``, ``LINE`` and the slots: canonical text, a list of texts where
        the slot is multivalued. Codes are IRIs; references are still as written.
    """

    frame: pl.DataFrame
    faults: Faults


def compile_checks(schema: Schema, record_class: RecordClass) -> ClassChecks:
    """Return the checks of a class.

    Raises:
        PlanError: The plan asks for something that cannot be checked.
    """
    return ClassChecks(
        record_class,
        {column.name: compile_column(schema, column) for column in record_class.columns},
    )


def check_rows(frame: pl.DataFrame, separator: str, checks: ClassChecks) -> Checked:
    """Return the rows that are right by themselves, and the faults of the others."""
    faults: Faults = {}
    converted = [frame[ROW], frame[LINE]]
    for column in checks.record_class.columns:
        _check_required(frame, column, separator, faults)
        if not has_values(frame[column.name]):
            converted.append(_nothing(frame, column))
            continue
        cells = _flatten(frame, column, separator, faults)
        for check in checks.columns[column.name]:
            cells = _ask(cells, check, column, faults)
        converted.append(_unflatten(frame, cells, column))
    good = pl.DataFrame(converted)
    if faults:
        good = good.filter(~pl.col(ROW).is_in(pl.Series(list(faults), dtype=pl.UInt32).implode()))
    return Checked(good, faults)


def note(faults: Faults, row: int, fault: Fault) -> None:
    """Add a fault to those of its row."""
    faults.setdefault(row, []).append(fault)


def _check_required(frame: pl.DataFrame, column: Column, separator: str, faults: Faults) -> None:
    if not column.required or not (column.multivalued or frame[column.name].null_count()):
        return
    empty = pl.col(column.name).is_null()
    if column.multivalued:
        empty |= pl.col(column.name).str.strip_chars(f"{separator} ") == ""
    missing = frame.filter(empty).select(ROW, LINE)
    label = column.labels.get("en", column.name)
    for row, line in missing.iter_rows():
        message, remedy = "the cell is empty and every record needs it", f"fill in: {label}"
        note(faults, row, Fault(line, column.name, "", "required", message, remedy))


def _flatten(frame: pl.DataFrame, column: Column, separator: str, faults: Faults) -> pl.DataFrame:
    """Return the values of a column, one a row, beside the cell as it was written."""
    cells = frame.select(ROW, LINE, raw=pl.col(column.name)).drop_nulls("raw")
    if column.multivalued:
        split = cells.with_columns(raw=pl.col("raw").str.split(separator)).explode("raw")
        split = split.with_columns(pl.col("raw").str.strip_chars()).filter(pl.col("raw") != "")
        return split.unique([ROW, "raw"], maintain_order=True).with_columns(value=pl.col("raw"))
    cells = cells.with_columns(value=pl.col("raw"))
    several = pl.col("raw").str.contains(_several(column, separator), literal=True)
    wrong = cells.filter(several)
    for row, line, raw in wrong.select(ROW, LINE, "raw").iter_rows():
        shown = raw.replace(JSON_SEPARATOR, CSV_SEPARATOR)
        message, remedy = f"{column.name} takes one value", "keep one, without the bar"
        note(faults, row, Fault(line, column.name, shown, "cardinality", message, remedy))
    return cells.filter(~several) if wrong.height else cells


def _several(column: Column, separator: str) -> str:
    """Return what shows that a single cell holds several values: a bar may be plain text."""
    plain = column.kind in {"text", "literal"} and separator == CSV_SEPARATOR
    return JSON_SEPARATOR if plain else separator


def _ask(cells: pl.DataFrame, check: Check, column: Column, faults: Faults) -> pl.DataFrame:
    values = check.convert(cells["value"]).alias("value")
    answered = cells.replace_column(cells.get_column_index("value"), values)
    if not values.null_count():
        return answered
    for row, line, raw in (
        answered.filter(pl.col("value").is_null()).select(ROW, LINE, "raw").rows()
    ):
        message, remedy = check.explain(raw)
        note(faults, row, Fault(line, column.name, raw, check.reason, message, remedy))
    return answered.drop_nulls("value")


def _unflatten(frame: pl.DataFrame, cells: pl.DataFrame, column: Column) -> pl.Series:
    """Return the values of a column, one cell a row as the frame has them."""
    if not cells.height:
        return _nothing(frame, column)
    if not column.multivalued and cells.height == frame.height:
        return cells["value"].alias(column.name)
    if column.multivalued:
        cells = cells.group_by(ROW, maintain_order=True).agg("value")
    joined = frame.select(ROW).join(cells, on=ROW, how="left", maintain_order="left")
    return joined["value"].alias(column.name)


def _nothing(frame: pl.DataFrame, column: Column) -> pl.Series:
    """Return a column without a value."""
    kind = pl.List(pl.String) if column.multivalued else pl.String()
    return pl.Series(column.name, [None], dtype=kind).new_from_index(0, frame.height)
