"""Say of a key of the metamodel which kind of value it holds.

Step on the line: beneath :mod:`linkml_schemas.checking.metamodel`. Pure: reads the parts of
the JSON Schema that LinkML ships of its own metamodel.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Shape = Literal["text", "boolean", "integer", "list", "mapping", "part", "any"]

_EXPECTED: Mapping[str, str] = {
    "text": "a text",
    "boolean": "true or false",
    "integer": "a whole number",
}


@dataclass(frozen=True, slots=True)
class KeyKind:
    """What the value of a key must be.

    Shape:
        ``target`` names the part of the metamodel that items, entries or the value are;
        ``simple`` tells that a bare value may stand for one; ``allowed`` are the values of an
        enumeration.
    """

    shape: Shape
    target: str | None = None
    simple: bool = False
    allowed: tuple[str, ...] = ()
    pattern: str = ""

    @property
    def expected(self) -> str:
        """Return in words what is expected of a single value."""
        if self.allowed:
            return f"one of {', '.join(self.allowed)}"
        return _EXPECTED.get(self.shape, "a text")

    def fits(self, value: Any) -> bool:
        """Tell whether a single value is of the kind; LinkML takes a number for a text."""
        if self.allowed:
            return str(value) in self.allowed
        if self.shape == "boolean":
            return isinstance(value, bool) or str(value).lower() in {"true", "false"}
        if self.shape == "integer":
            return isinstance(value, int) or re.fullmatch(r"[-+]?\d+", str(value)) is not None
        return True


def to_key_kind(body: Mapping[str, Any], parts: Mapping[str, Any]) -> KeyKind:
    """Return the kind of values that a property of the JSON Schema describes."""
    names = [*_references(body)]
    types = {each for option in _options(body) for each in _types(option)}
    if "items" in body or any("items" in each for each in body.get("anyOf", ())):
        item = body.get("items") or next(each["items"] for each in body["anyOf"] if "items" in each)
        return _list_of(item, parts)
    if "additionalProperties" in body:
        return _mapping_of(body["additionalProperties"], parts)
    if names:
        return _part(names[0], parts, types)
    if "boolean" in types and "integer" in types:
        return KeyKind("any")
    for shape in ("boolean", "integer"):
        if shape in types:
            return KeyKind(shape)
    return KeyKind("text") if "string" in types else KeyKind("any")


def _list_of(item: Mapping[str, Any], parts: Mapping[str, Any]) -> KeyKind:
    kind = to_key_kind(item, parts)
    if kind.shape == "part":
        return KeyKind("list", kind.target)
    return KeyKind("list", allowed=kind.allowed)


def _mapping_of(entry: Any, parts: Mapping[str, Any]) -> KeyKind:
    if not isinstance(entry, dict):
        return KeyKind("any")
    options = _options(entry)
    target = next((name for each in options for name in _references(each)), None)
    simple = any(
        set(_types(each)) - {"null"} or each.get("$ref", "").endswith("/AnyValue")
        for each in options
    )
    return KeyKind("mapping", target, simple)


def _part(name: str, parts: Mapping[str, Any], types: set[str]) -> KeyKind:
    body = parts[name]
    if "enum" in body:
        return KeyKind("text", allowed=tuple(body["enum"]))
    if body.get("additionalProperties") is not False:
        return KeyKind("any")
    return KeyKind("part", name, simple=bool(types - {"null"}))


def _options(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [body, *body.get("anyOf", ())]


def _references(body: Mapping[str, Any]) -> list[str]:
    return [each["$ref"].rpartition("/")[2] for each in _options(body) if "$ref" in each]


def _types(body: Mapping[str, Any]) -> list[str]:
    found = body.get("type", [])
    return [found] if isinstance(found, str) else list(found)
