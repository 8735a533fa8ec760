"""Write booleans and integers of a JSON document as a web developer expects them.

Step on the line: after the compaction of ``framing``. Pure functions.

Source:
    JSON-LD 1.1 Processing Algorithms and API, section 8.6 (how native values are read back);
    RFC 8259, section 6 (integers that every reader agrees on).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

Datatypes = Mapping[str, frozenset[str]]

_BARE = {"xsd:boolean", "xsd:integer"}
"""Datatypes that a native value has by itself; a term gives it any other."""

_NATIVE = {*_BARE, "xsd:nonNegativeInteger"}
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,15}")
_LARGEST = 2**53 - 1


def read_datatypes(context: Mapping[str, Any]) -> Datatypes:
    """Return the datatypes that a context gives to a term, wherever it defines it.

    >>> read_datatypes({"bytes": {"@id": "dcat:byteSize", "@type": "xsd:integer"}})
    {'bytes': frozenset({'xsd:integer'})}
    """
    found: dict[str, set[str]] = defaultdict(set)
    for term, definition in _definitions(context):
        if "@type" in definition:
            found[term].add(definition["@type"])
    return {term: frozenset(types) for term, types in found.items()}


def write_native(value: Any, datatypes: Datatypes, key: str = "") -> Any:
    """Return a compacted value with native booleans and integers in it.

    Shape:
        Only of what is written in the canonical form of its datatype, so that it is read back
        as the same term, and of integers that a double holds exactly.

    Args:
        value: As it was compacted.
        datatypes: Of the terms of the context.
        key: The term that it is a value of.

    >>> write_native({"x": {"@type": "xsd:boolean", "@value": "true"}}, {})
    {'x': True}
    """
    if isinstance(value, list):
        return [write_native(each, datatypes, key) for each in value]
    known = datatypes.get(key, frozenset())
    if isinstance(value, dict):
        if set(value) != {"@type", "@value"}:
            return {name: write_native(each, datatypes, name) for name, each in value.items()}
        text, datatype = value["@value"], "" if known else value["@type"]
        native = _to_native(text, datatype) if datatype in _BARE else None
    else:
        native = _to_native(value, *known) if isinstance(value, str) and len(known) == 1 else None
    return value if native is None else native


def _definitions(context: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for term, definition in context.items():
        if isinstance(definition, dict):
            yield term, definition
            yield from _definitions(definition.get("@context", {}))


def _to_native(text: str, datatype: str) -> bool | int | None:
    """Return the value of a literal, None if JSON has none or would write it otherwise."""
    if datatype not in _NATIVE:
        return None
    if datatype == "xsd:boolean":
        return {"true": True, "false": False}.get(text)
    number = int(text) if _INTEGER.fullmatch(text) else None
    return number if number is not None and abs(number) <= _LARGEST else None
