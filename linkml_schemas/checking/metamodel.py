"""Hold a schema file to the metamodel of LinkML: its keys, and the kind of their values.

Step on the line: beside :mod:`linkml_schemas.modelling`, which reads the values. What the
metamodel allows is read from the installed LinkML, without importing it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from linkml_schemas.checking.key_kinds import KeyKind, to_key_kind
from linkml_schemas.modelling.documents import Document, KeyPath
from linkml_schemas.modelling.faults import Fault, Level

NAMED = {
    "ClassDefinition": "a class",
    "SlotDefinition": "a slot",
    "EnumDefinition": "an enum",
    "PermissibleValue": "a permissible value",
    "TypeDefinition": "a type",
    "SubsetDefinition": "a subset",
    "SchemaDefinition": "the schema",
}
"""What people call the parts of a schema."""

LANGUAGE_MAPS = frozenset({"title", "description"})
"""Texts that may also stand as a text per language, as LinkML is to have them."""

NAME_KEYS = frozenset({"name", "text"})


@cache
def definitions() -> Mapping[str, Mapping[str, KeyKind]]:
    """Return, for each part of the metamodel, its keys and the kinds of their values."""
    spec = find_spec("linkml_runtime")
    places = list(spec.submodule_search_locations or ()) if spec else []
    folder = Path(places[0] if places else "") / "linkml_model" / "jsonschema"
    content = json.loads((folder / "meta.schema.json").read_text(encoding="utf-8"))
    found = {
        name: {key: to_key_kind(value, content["$defs"]) for key, value in _properties(body)}
        for name, body in content["$defs"].items()
    }
    found["SchemaDefinition"] = {
        key: to_key_kind(value, content["$defs"]) for key, value in _properties(content)
    }
    return found


def check_metamodel(document: Document) -> Iterator[Fault]:
    """Yield each key that LinkML does not know and each value of a wrong kind."""
    if isinstance(document.data, dict):
        yield from _Walk(document).part(document.data, (), "SchemaDefinition")
        for key in ("id", "name"):
            if key not in document.data:
                message, remedy = f"the schema has no {key}", f"add `{key}:` at the top"
                yield Fault(document.place(()), "schema", message, remedy)


def _properties(body: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield from body.get("properties", {}).items()


@dataclass(frozen=True)
class _Walk:
    """One pass over the values of a file, beside the metamodel."""

    document: Document

    def part(self, value: Mapping[str, Any], path: KeyPath, kind: str) -> Iterator[Fault]:
        known = definitions()[kind]
        for key, below in value.items():
            here = (*path, key)
            if key in known:
                yield from self.value(below, here, known[key], key)
            elif not (key in NAME_KEYS and path):
                yield self._unknown(here, key, kind, known)

    def value(self, value: Any, path: KeyPath, kind: KeyKind, key: str) -> Iterator[Fault]:
        if value is None or kind.shape == "any":
            return
        if kind.shape == "list":
            yield from self._items(value, path, kind, key)
        elif kind.shape == "mapping":
            yield from self._entries(value, path, kind, key)
        elif kind.shape == "part":
            yield from self._one(value, path, kind, key)
        else:
            yield from self._scalar(value, path, kind, key)

    def _items(self, value: Any, path: KeyPath, kind: KeyKind, key: str) -> Iterator[Fault]:
        if isinstance(value, dict) and kind.target:
            for name, below in value.items():
                if isinstance(below, dict):
                    yield from self.part(below, (*path, name), kind.target)
            return
        if not isinstance(value, list):
            remedy = "write `[…]`, or each on a line of its own after `- `"
            level: Level = "error" if isinstance(value, dict) else "hint"
            yield self._wrong(path, f"{key} must be a list, not {_said(value)}", remedy, level)
            return
        for index, item in enumerate(value):
            if kind.target:
                yield from self._one(item, (*path, index), kind, key)
            else:
                yield from self._scalar(item, (*path, index), kind, key)

    def _entries(self, value: Any, path: KeyPath, kind: KeyKind, key: str) -> Iterator[Fault]:
        if isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, dict) and kind.target and len(item) > 1:
                    yield from self.part(item, (*path, index), kind.target)
            return
        if not isinstance(value, dict):
            message = f"{key} must hold names with what belongs to each, not {_said(value)}"
            yield self._wrong(path, message, "write `name:` and indent the rest below it")
            return
        for name, below in value.items():
            here = (*path, name)
            if isinstance(below, dict):
                if kind.target:
                    yield from self.part(below, here, kind.target)
            elif below is not None and not kind.simple:
                yield self._misplaced(here, name, below, kind)

    def _one(self, value: Any, path: KeyPath, kind: KeyKind, key: str) -> Iterator[Fault]:
        if isinstance(value, dict) and kind.target:
            yield from self.part(value, path, kind.target)
        elif value is not None and not kind.simple:
            message = f"{key} must hold keys and values, not {_said(value)}"
            yield self._wrong(path, message, "write `key: value` below it, indented")

    def _scalar(self, value: Any, path: KeyPath, kind: KeyKind, key: str) -> Iterator[Fault]:
        if isinstance(value, dict) and key in LANGUAGE_MAPS:
            return
        if isinstance(value, dict | list):
            if kind.shape == "text" or kind.allowed:
                remedy = "write one text; mind `: ` and `[` in it, which need quotes around it"
            else:
                remedy = f"write {kind.expected}"
            yield self._wrong(path, f"{key} must be {kind.expected}, not {_said(value)}", remedy)
        elif isinstance(value, bool) and kind.shape == "text":
            remedy = "put quotes around it if the word itself is meant"
            message = f"YAML reads the text of {key} as {str(value).lower()}"
            yield Fault(self.document.place(path), "yaml-boolean", message, remedy, "warning")
        elif not kind.fits(value):
            near = get_close_matches(str(value), kind.allowed, n=1)
            remedy = f"did you mean {near[0]}?" if near else f"write {kind.expected}"
            yield self._wrong(path, f"{key} must be {kind.expected}, not {value!r}", remedy)

    def _unknown(self, path: KeyPath, key: str, kind: str, known: Mapping[str, KeyKind]) -> Fault:
        near = get_close_matches(key, known, n=1, cutoff=0.7)
        owner = next((name for name in NAMED if key in definitions()[name]), None)
        if near:
            remedy = f"did you mean {near[0]}?"
        elif owner and owner != kind:
            remedy = f"{key} is a key of {NAMED[owner]}: mind how far it is indented"
        else:
            remedy = "remove it, or put it under annotations"
        message = f"LinkML knows no such key {key!r} in {_part_name(kind)}"
        return Fault(
            self.document.place(path), "unknown-key", message, remedy, element=_element(path)
        )

    def _misplaced(self, path: KeyPath, name: str, value: Any, kind: KeyKind) -> Fault:
        part = _part_name(kind.target or "")
        if part == NAMED["PermissibleValue"] and isinstance(value, str):
            message = f"the code {name} stands with a bare text, which LinkML alone reads"
            remedy = f"write `{name}:` and `description: …` below it, indented"
            place = self.document.place(path)
            return Fault(place, "short-form", message, remedy, "warning", _element(path))
        if kind.target and name in definitions()[kind.target]:
            remedy = f"{name} is a key of {part}: indent it below the name of one"
        else:
            remedy = f"write `{name}:` and indent what belongs to it below"
        return self._wrong(path, f"{name} must be {part}, not {_said(value)}", remedy)

    def _wrong(self, path: KeyPath, message: str, remedy: str, level: Level = "error") -> Fault:
        rule = "wrong-kind" if level == "error" else "no-list"
        return Fault(
            self.document.place(path), rule, message, remedy, level, element=_element(path)
        )


def _part_name(kind: str) -> str:
    name = kind.removesuffix("__identifier_optional")
    return NAMED.get(name, f"a part of kind {name}")


def _element(path: KeyPath) -> str:
    return str(path[1]) if len(path) > 1 else ""


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"the text {value[:40]!r}"
    names = {list: "a list", dict: "keys and values", type(None): "nothing"}
    return names.get(type(value), repr(value))
