"""Say how the cells of one column behave in a spreadsheet: format, drop-down, comment.

Step on the line: beneath :mod:`linkml_schemas.generating.spreadsheet`. Pure.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from linkml_schemas.expectation_texts import PHRASES
from linkml_schemas.expectations import to_value_phrase
from linkml_schemas.generating.texts import sheet_texts
from linkml_schemas.json_values import TYPES
from linkml_schemas.plan import Beyond, Column, Texts
from ontology.namespaces import PREFIXES

TEXT_FORMAT = "@"
DATE_FORMAT = "yyyy-mm-dd"
WHOLE_FORMAT = "0"
"""What a cell shows is what is written when the sheet is saved as CSV: text stays as typed, so
that leading zeros stay; a day shows as in XML Schema. A decimal is text, for its mark depends on
the language of the program."""

LARGEST = 2**31 - 1
FIRST_DAY = date(1900, 1, 1)
TITLE_LIMIT, MESSAGE_LIMIT = 32, 255
"""How long the title and the text of a message may be in a spreadsheet."""


def is_fillable(column: Column) -> bool:
    """Tell whether a cell can hold the values of a column: no records within records."""
    return not (column.beyond and column.beyond.inlined in {"object", "list"})


def to_format(column: Column) -> str:
    """Return the number format of the cells."""
    kind = _datatype(column)
    if column.multivalued or column.kind != "literal":
        return TEXT_FORMAT
    if kind == "date":
        return DATE_FORMAT
    return WHOLE_FORMAT if TYPES.get(kind, {}).get("type") == "integer" else TEXT_FORMAT


def to_validation(column: Column, lists: Mapping[str, str], language: str) -> dict[str, Any] | None:
    """Return what a cell may hold, as the spreadsheet checks it; None if anything.

    Args:
        column: The column.
        lists: Enumeration to the formula of the cells with its codes.
        language: In which the message speaks.
    """
    rule = _to_list(column, lists) or _to_bounds(column)
    if rule is None:
        return None
    title = sheet_texts(language)["choose"] if rule["validate"] == "list" else column.name
    message = sheet_texts(language)["mend"].format(to_expectation(column, language))
    # In a cell with several values the list only proposes, and a day before 1900 is text.
    lenient = column.multivalued or _datatype(column) == "date"
    return {
        **rule,
        "ignore_blank": True,
        "error_type": "warning" if lenient else "stop",
        "error_title": title[:TITLE_LIMIT],
        "error_message": message[:MESSAGE_LIMIT],
        "show_error": not column.multivalued,
    }


def to_expectation(column: Column, language: str) -> str:
    """Return in words what a cell holds."""
    spoken = language if language in PHRASES else "en"
    phrase = to_value_phrase(column, spoken)
    return f"{phrase}; {sheet_texts(spoken)['several']}" if column.multivalued else phrase


def to_comment(column: Column, language: str) -> str:
    """Return what a heading says when one points at it: name, description and what is expected."""
    words = sheet_texts(language)
    unit = column.beyond.unit if column.beyond else None
    lines = [
        pick(column.labels, language),
        pick(column.descriptions, language),
        f"{words['required']}: {to_demand(column, language)}",
        f"{words['expected']}: {to_expectation(column, language)}",
        f"{words['unit']}: {unit}" if unit else "",
    ]
    return "\n".join(line for line in lines if line)


def to_demand(column: Column, language: str) -> str:
    """Return whether a column must be filled."""
    beyond = column.beyond or Beyond()
    words = sheet_texts(language)
    if column.required:
        return words["yes"]
    return words["recommended"] if beyond.recommended else words["no"]


def pick(texts: Texts, language: str) -> str:
    """Return a text in a language, else in the first that there is."""
    return texts.get(language) or next(iter(texts.values()), "")


def _to_list(column: Column, lists: Mapping[str, str]) -> dict[str, Any] | None:
    if column.kind == "code" and (source := lists.get(column.enumeration or "")):
        return {"validate": "list", "source": source}
    if _datatype(column) == "boolean":
        return {"validate": "list", "source": ["true", "false"]}
    if column.beyond and column.beyond.equals and not column.multivalued:
        listed = list(column.beyond.equals)
        # The list stands in one text of at most 255 characters, with commas between.
        if len(",".join(listed)) < MESSAGE_LIMIT and not any("," in each for each in listed):
            return {"validate": "list", "source": listed}
    return None


def _to_bounds(column: Column) -> dict[str, Any] | None:
    if column.multivalued or column.kind != "literal":
        return None
    kind = _datatype(column)
    if kind == "date":
        return {"validate": "date", "criteria": ">=", "value": FIRST_DAY}
    if TYPES.get(kind, {}).get("type") != "integer":
        return None
    bounds = {"minimum": -LARGEST, "maximum": LARGEST}
    if kind == "nonNegativeInteger":
        bounds["minimum"] = 0
    for key in bounds:
        if (limit := getattr(column, key)) is not None:
            bounds[key] = int(float(limit))
    return {"validate": "integer", "criteria": "between", **bounds}


def _datatype(column: Column) -> str:
    return (column.datatype or "").removeprefix(PREFIXES["xsd"])
