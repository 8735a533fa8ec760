"""Lay a registry's columns over the slots of its class.

Step on the line: between a reader and the checks. What the definition and the plan do not
agree on is found here, before a row is read.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from linkml_schemas.plan import RecordClass, Schema
from loaders.checking.faults import Fault
from loaders.errors import DefinitionError, SourceError
from loaders.reading.definitions import Definition
from loaders.reading.lined_yaml import nearest
from loaders.reading.rows import CSV_SEPARATOR, LINE, ROW, Chunk
from ontology.namespaces import rebase


class ColumnError(SourceError):
    """The columns of a source are not those of its definition; no row can be right."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(f"column {fault.column!r}: {fault.message}; {fault.remedy}")


@dataclass(frozen=True, slots=True)
class Layout:
    """Which source column fills which slot, and with what the others are filled."""

    record_class: RecordClass
    columns: Mapping[str, str]
    constants: Mapping[str, str]
    ignore: frozenset[str]

    def slot(self, column: str) -> str | None:
        """Return the slot of a source column, None if it has none."""
        if column in self.columns:
            return self.columns[column]
        slots = {item.name for item in self.record_class.columns}
        free = column not in self.columns.values() and column not in self.constants
        return column if column in slots and free else None


def to_layout(schema: Schema, definition: Definition, base: str) -> Layout:
    """Return the layout of a registry.

    Raises:
        DefinitionError: The class or a slot does not exist, or a slot is filled twice.
    """
    where = f"{definition.name}.yaml"
    try:
        record_class = schema.record_class(definition.class_name or "")
    except KeyError as error:
        names = [item.name for item in schema.classes]
        hint = nearest(definition.class_name or "", names)
        raise DefinitionError(f"{where}: no class {definition.class_name!r}{hint}") from error
    slots = [item.name for item in record_class.columns]
    filled = [*definition.columns.values(), *definition.constants]
    for slot in filled:
        if slot not in slots:
            raise DefinitionError(
                f"{where}: class {record_class.name} has no slot {slot!r}{nearest(slot, slots)}"
            )
        if filled.count(slot) > 1:
            raise DefinitionError(f"{where}: slot {slot!r} is filled twice; keep one of the two")
    constants = {slot: rebase(text, base) for slot, text in definition.constants.items()}
    return Layout(record_class, definition.columns, constants, frozenset(definition.ignore))


def to_slots(
    chunk: Chunk, layout: Layout, first_row: int
) -> tuple[pl.DataFrame, dict[int, list[Fault]]]:
    """Return a chunk with its columns named as slots, cells trimmed, empty cells null.

    Shape:
        A frame with ``ROW``, ``LINE`` and every slot of the class; and the faults of rows
        that fill a column nobody knows, by row.

    Raises:
        ColumnError: The header itself has an unknown column or lacks a needed one.
    """
    names = [name for name in chunk.frame.columns if name != LINE]
    slots = {name: layout.slot(name) for name in names if name not in layout.ignore}
    if chunk.has_header:
        _require_columns(layout, names, slots)
    frame = chunk.frame.with_row_index(ROW, offset=first_row)
    known = {slot: name for name, slot in slots.items() if slot is not None}
    faults = _unknown(frame, [name for name, slot in slots.items() if slot is None], layout)
    expressions = [pl.col(ROW), pl.col(LINE)]
    for column in layout.record_class.columns:
        if column.name in layout.constants:
            text = layout.constants[column.name]
            cell = text.replace(CSV_SEPARATOR, chunk.separator) if column.multivalued else text
            expression = pl.lit(cell, dtype=pl.String)
        elif column.name in known:
            cleaned = pl.col(known[column.name]).str.strip_chars()
            expression = pl.when(cleaned != "").then(cleaned)
        else:
            expression = pl.lit(None, dtype=pl.String)
        expressions.append(expression.alias(column.name))
    return frame.select(expressions), faults


def _require_columns(layout: Layout, names: list[str], slots: Mapping[str, str | None]) -> None:
    for name, slot in slots.items():
        if slot is None:
            raise ColumnError(
                Fault(
                    1,
                    name,
                    "",
                    "column",
                    *_explain_unknown(name, layout),
                )
            )
    for name in layout.columns:
        if name not in names:
            raise ColumnError(
                Fault(1, name, "", "column", "the source has no such column", "mend columns:")
            )
    for column in layout.record_class.columns:
        filled = column.name in slots.values() or column.name in layout.constants
        if column.required and not filled:
            message = "every record needs it and the source has no such column"
            remedy = f"add the column, or constants: {{{column.name}: …}} in the definition"
            raise ColumnError(Fault(1, column.name, "", "column", message, remedy))


def _unknown(frame: pl.DataFrame, names: list[str], layout: Layout) -> dict[int, list[Fault]]:
    faults: dict[int, list[Fault]] = {}
    for name in names:
        filled = frame.filter(pl.col(name) != "").select(ROW, LINE, name)
        message, remedy = _explain_unknown(name, layout)
        for row, line, value in filled.iter_rows():
            fault = Fault(line, name, value, "column", message, remedy)
            faults.setdefault(row, []).append(fault)
    return faults


def _explain_unknown(name: str, layout: Layout) -> tuple[str, str]:
    """Return why a column fills no slot, and what would be right."""
    if name in layout.columns.values() or name in layout.constants:
        key = "constants:" if name in layout.constants else "columns:"
        message = f"slot {name!r} is filled twice: by this column and under {key}"
        return message, f"take it out of {key}, or name the column under ignore:"
    wanted = [column.name for column in layout.record_class.columns]
    message = f"{layout.record_class.name} has no slot for it{nearest(name, wanted)}"
    return message, "map it under columns: or name it under ignore: in the definition"
