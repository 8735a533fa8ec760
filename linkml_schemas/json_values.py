"""Say what the values of one column look like in JSON.

Step on the line: beneath :mod:`linkml_schemas.json_schema`. Pure.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from linkml_schemas.plan import Beyond, Column
from ontology.namespaces import PREFIXES

Json = dict[str, Any]

XSD = PREFIXES["xsd"]

INTEGERS = (
    "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
    "negativeInteger", "nonPositiveInteger", "unsignedInt", "unsignedLong",
)  # fmt: skip

TYPES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        **{name: {"type": "integer"} for name in INTEGERS},
        **{name: {"type": "number"} for name in ("decimal", "float", "double")},
        "boolean": {"type": "boolean"},
        "date": {"type": "string", "format": "date"},
        "dateTime": {"type": "string", "format": "date-time"},
        "time": {"type": "string", "format": "time"},
    }
)
"""The name of a datatype in XML Schema to what it is in JSON; every other is a string."""


def reference(name: str) -> Json:
    """Return the reference to a definition.

    >>> reference("Person")
    {'$ref': '#/$defs/Person'}
    """
    return {"$ref": f"#/$defs/{quote(name.replace('~', '~0').replace('/', '~1'))}"}


def to_value(column: Column) -> Json:
    """Return what the cell of a column holds: a value, several, or records by their identifier."""
    beyond = column.beyond or Beyond()
    if beyond.most == 0 and not column.multivalued:
        return {"type": "null"}
    if beyond.inlined == "dict":
        return _to_keyed(column)
    value = to_one_value(column)
    if not column.multivalued:
        return value
    counts = {"minItems": beyond.least, "maxItems": beyond.most}
    return {
        "type": "array",
        **({"items": value} if value else {}),
        **{key: count for key, count in counts.items() if count is not None},
    }


def to_one_value(column: Column) -> Json:
    """Return what one value of a column is; nothing if it may be anything."""
    beyond = column.beyond or Beyond()
    if beyond.alternatives:
        choices = [to_one_value(each) for each in beyond.alternatives]
        if beyond.exclusive:
            return {} if {} in choices else {"oneOf": choices}
        unique = [each for at, each in enumerate(choices) if each not in choices[:at]]
        return {} if {} in unique else unique[0] if len(unique) == 1 else {"anyOf": unique}
    if beyond.equals:
        return {"enum": [_to_constant(column, each) for each in beyond.equals]}
    if column.kind == "code":
        return reference(column.enumeration or "")
    if column.kind == "reference" and beyond.inlined:
        return _to_record(column, beyond)
    if column.kind == "literal" and column.datatype is None:
        return {}
    return _to_literal(column)


def _to_literal(column: Column) -> Json:
    found: Json = {"type": "string"}
    if column.kind == "literal":
        found = dict(TYPES.get((column.datatype or "").removeprefix(XSD), found))
    elif _is_absolute(column):
        found["format"] = "uri"
    if found["type"] == "string" and column.pattern:
        found["pattern"] = column.pattern
    if found["type"] in {"integer", "number"}:
        for key, limit in (("minimum", column.minimum), ("maximum", column.maximum)):
            if limit is not None:
                found[key] = _to_number(limit)
    return found


def _is_absolute(column: Column) -> bool:
    """Tell whether a value is an IRI in full, as in our schemas; others may have CURIEs."""
    if column.kind != "iri" or column.template:
        return False
    return column.beyond is None or column.beyond.absolute


def _to_record(column: Column, beyond: Beyond) -> Json:
    if not column.targets:
        return {"type": "object"}
    if column.targets == (beyond.range,):
        return reference(column.targets[0])
    return reference(f"{beyond.range}-or-below")


def _to_keyed(column: Column) -> Json:
    """Return an object of records by their identifier, each of which may leave that out."""
    choices = [reference(f"{target}-keyed") for target in column.targets]
    record = choices[0] if len(choices) == 1 else {"anyOf": choices}
    return {"type": "object", "additionalProperties": record}


def _to_constant(column: Column, text: str) -> str | int | float | bool:
    kind = TYPES.get((column.datatype or "").removeprefix(XSD), {}).get("type")
    if kind in {"integer", "number"}:
        return _to_number(text)
    return text == "true" if kind == "boolean" else text


def _to_number(text: str) -> int | float:
    return int(text) if re.fullmatch(r"[+-]?\d+", text) else float(text)
