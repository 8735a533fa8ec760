"""Repair the cells of rows by rule, each repair counted.

Step on the line: rows as slots → the same rows before they are checked. Python looks at each
distinct value once.
"""

from collections.abc import Sequence

import polars as pl

from linkml_schemas.plan import RecordClass
from loaders.errors import DefinitionError
from loaders.reading.definitions import Definition
from loaders.reading.lined_yaml import nearest
from loaders.reading.path_slots import slots_of
from loaders.reading.rows import LINE
from loaders.repairing.repair_rules import Repair
from loaders.repairing.tally import Example, Tally
from loaders.repairing.text_repairs import Applied, repair_text

_IRIS = frozenset({"iri", "reference", "code"})


def require_slots(definition: Definition, record_class: RecordClass) -> None:
    """Stop at a slot that the class has not, in a repair or in the path of a file.

    Raises:
        DefinitionError: There is no such slot.
    """
    slots = [column.name for column in record_class.columns]
    named = [(f"rule {item.rule}", item.where) for item in definition.repairs if item.where]
    named += [("from_path", slot) for slot in slots_of(definition.from_path)]
    for key, slot in named:
        if slot not in slots:
            raise DefinitionError(
                f"{definition.name}.yaml: {key}: class {record_class.name} has no slot "
                f"{slot!r}{nearest(slot, slots)}"
            )


def repair_rows(
    frame: pl.DataFrame,
    separator: str,
    repairs: Sequence[Repair],
    record_class: RecordClass,
    tally: Tally,
    file: str,
) -> pl.DataFrame:
    """Return rows with their cells repaired; an emptied cell is null."""
    repaired = []
    for column in record_class.columns:
        fitting = [
            repair
            for repair in repairs
            if repair.where == column.name or (not repair.where and column.kind in _IRIS)
        ]
        if not fitting:
            continue
        split = separator if column.multivalued else None
        cells = frame[column.name]
        forms = {text: _repair(text, split, fitting) for text in cells.drop_nulls().unique()}
        changed = {text: form for text, (form, applied) in forms.items() if applied}
        if changed:
            _note(frame, column.name, forms, changed, tally, file)
            repaired.append(_replace(cells, changed))
    return frame.with_columns(repaired) if repaired else frame


def _repair(text: str, separator: str | None, repairs: Sequence[Repair]) -> Applied:
    if separator is None:
        return repair_text(text, repairs)
    parts = [repair_text(part.strip(), repairs) for part in text.split(separator)]
    applied = tuple(repair for _, done in parts for repair in done)
    return separator.join(part for part, _ in parts if part), applied


def _replace(cells: pl.Series, changed: dict[str, str]) -> pl.Series:
    value = pl.col(cells.name).replace(list(changed), list(changed.values()))
    emptied = pl.when(value != "").then(value).alias(cells.name)
    return cells.to_frame().select(emptied).to_series()


def _note(
    frame: pl.DataFrame,
    column: str,
    forms: dict[str, Applied],
    changed: dict[str, str],
    tally: Tally,
    file: str,
) -> None:
    hits = frame.filter(pl.col(column).is_in(list(changed))).select(LINE, column)
    for line, text in hits.iter_rows():
        for repair in forms[text][1]:
            tally.repair(Example(repair.label, file, str(line), text, changed[text]))
