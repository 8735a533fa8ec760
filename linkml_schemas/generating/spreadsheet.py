"""Emit a spreadsheet to fill in by hand: a sheet for each class, with drop-downs of the codes.

Step on the line: from the plan to ``template.{language}.xlsx``. The first row of a sheet holds the
names of the columns and nothing else, so that a sheet that is saved as CSV can be loaded. What the
columns mean stands in the comments of the headings, and in a sheet of its own.

Source:
    ECMA-376 (Office Open XML), by XlsxWriter, which writes no clock into the file but its own
    properties: those have a fixed day here, so that one schema gives the same bytes every time.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from linkml_schemas.generating.cells import (
    is_fillable,
    pick,
    to_comment,
    to_demand,
    to_expectation,
    to_format,
    to_validation,
)
from linkml_schemas.generating.texts import sheet_texts
from linkml_schemas.plan import Column, RecordClass, Schema
from linkml_schemas.publication import Publication

EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""When every template says that it was made."""

ROWS = 10_000
"""How many rows of a sheet have drop-downs."""

NAME_LIMIT = 31
"""How long the name of a sheet may be."""

RESERVED = "history"
"""The name of a sheet that Excel keeps for itself, in any case of letters."""

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def render_spreadsheet(schema: Schema, publication: Publication, language: str) -> bytes:
    """Return the template of a schema as a workbook.

    Args:
        schema: The plan.
        publication: What the schema is called.
        language: Of names, descriptions and hints: BCP 47.
    """
    content = BytesIO()
    workbook: Any = Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    title = pick(publication.titles, language)
    workbook.set_properties({"title": title, "comments": publication.heading, "created": EPOCH})
    _Template(workbook, schema, language).write()
    workbook.close()
    return content.getvalue()


class _Template:
    """Writes the sheets of one workbook."""

    def __init__(self, workbook: Any, schema: Schema, language: str) -> None:
        self.workbook = workbook
        self.schema = schema
        self.language = language
        self.words = sheet_texts(language)
        self.formats: dict[str, Any] = {}
        self.optional = workbook.add_format({"bg_color": "#DDE6EE", "border": 1, "text_wrap": True})
        self.required = workbook.add_format(
            {"bg_color": "#1F4E79", "font_color": "#FFFFFF", "bold": True, "border": 1,
             "text_wrap": True}
        )  # fmt: skip
        self.wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})

    def write(self) -> None:
        """Write the guide, a sheet for each class, and the lists."""
        names = self._name_sheets()
        guide = self.workbook.add_worksheet(names[0])
        sheets = [self.workbook.add_worksheet(name) for name in names[1:-1]]
        lists = self._write_lists(self.workbook.add_worksheet(names[-1]), names[-1])
        for sheet, record_class in zip(sheets, self.schema.classes, strict=True):
            self._write_class(sheet, record_class, lists)
        self._write_guide(guide, names[1:-1])

    def _name_sheets(self) -> list[str]:
        """Return the names of all sheets: short, none that Excel keeps, each once in any case."""
        wanted = [self.words["guide"], *(each.name for each in self.schema.classes)]
        names: list[str] = []
        for name in [*wanted, self.words["lists"]]:
            short = name.translate(_FORBIDDEN)[:NAME_LIMIT]
            number = 2
            while short.lower() in {RESERVED, *(taken.lower() for taken in names)}:
                ending = f" {number}"
                short = f"{name.translate(_FORBIDDEN)[: NAME_LIMIT - len(ending)]}{ending}"
                number += 1
            names.append(short)
        return names

    def _write_lists(self, sheet: Any, name: str) -> dict[str, str]:
        """Write the codes of each enumeration in a column; return where they stand."""
        places = {}
        listed = [each for each in self.schema.enumerations if each.values and not each.open]
        for column, enumeration in enumerate(listed):
            sheet.write_string(0, column, enumeration.name, self.optional)
            for row, value in enumerate(enumeration.values, start=1):
                sheet.write_string(row, column, value.code)
            letter = xl_col_to_name(column)
            last = len(enumeration.values) + 1
            places[enumeration.name] = f"='{name}'!${letter}$2:${letter}${last}"
        sheet.set_column(0, max(len(listed) - 1, 0), 24, self._format("@"))
        sheet.freeze_panes(1, 0)
        return places

    def _write_class(self, sheet: Any, record_class: RecordClass, lists: Mapping[str, str]) -> None:
        for at, column in enumerate(_fillable(record_class)):
            kind = self.required if column.required else self.optional
            sheet.set_column(at, at, _width(column), self._format(to_format(column)))
            sheet.write_string(0, at, column.name, kind)
            sheet.write_comment(0, at, to_comment(column, self.language), {"x_scale": 2.5})
            if rule := to_validation(column, lists, self.language):
                sheet.data_validation(1, at, ROWS, at, rule)
        sheet.freeze_panes(1, 1)

    def _write_guide(self, sheet: Any, names: Iterable[str]) -> None:
        keys = ("sheet", "column", "label", "description", "required", "expected", "unit")
        for at, key in enumerate(keys):
            sheet.write_string(0, at, self.words[key], self.required)
        row = 1
        for name, record_class in zip(names, self.schema.classes, strict=True):
            head = (name, "", *_words(record_class, self.language))
            for at, text in enumerate(head):
                sheet.write_string(row, at, text, self.optional)
            row += 1
            for column in _fillable(record_class):
                for at, text in enumerate(self._explain(name, column)):
                    sheet.write_string(row, at, text, self.wrapped)
                row += 1
        for at, width in enumerate((20, 20, 24, 60, 12, 40, 10)):
            sheet.set_column(at, at, width)
        sheet.freeze_panes(1, 0)

    def _explain(self, name: str, column: Column) -> tuple[str, ...]:
        return (
            name,
            column.name,
            *_words(column, self.language),
            to_demand(column, self.language),
            to_expectation(column, self.language),
            (column.beyond.unit if column.beyond else None) or "",
        )

    def _format(self, code: str) -> Any:
        if code not in self.formats:
            self.formats[code] = self.workbook.add_format({"num_format": code})
        return self.formats[code]


def _fillable(record_class: RecordClass) -> list[Column]:
    return [column for column in record_class.columns if is_fillable(column)]


def _words(element: Column | RecordClass, language: str) -> tuple[str, str]:
    return pick(element.labels, language), pick(element.descriptions, language)


def _width(column: Column) -> int:
    return min(max(len(column.name) + 3, 12), 40)
