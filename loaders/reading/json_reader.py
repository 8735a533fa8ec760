"""Read JSON: an array of objects, each a row.

Step on the line: file → chunks of rows. Numbers keep the digits they were written with; a
list is several values. What lies within a value becomes columns of its own, such as
``organisation.name``, if the definition names one of them.

Source:
    RFC 8259.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from loaders.checking.faults import Fault
from loaders.errors import SourceError
from loaders.reading.characters import find_unwritable, show
from loaders.reading.definitions import Definition
from loaders.reading.rows import CHUNK_ROWS, JSON_SEPARATOR, Chunk, to_frame
from loaders.reading.sources import Source
from ontology.namespaces import rebase

_SPACE = re.compile(r"[ \t\r\n]*")

Record = dict[str, str] | Fault


class _Pairs(list[tuple[str, Any]]):
    """An object as it was written, keys that are there twice included."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the definition says of the keys: which are opened, and which are left out."""

    opened: frozenset[str]
    ignored: frozenset[str]

    @classmethod
    def of(cls, definition: Definition) -> "_Shape":
        named = (*definition.columns, *definition.ignore)
        heads = (name.partition(".")[0] for name in named if "." in name)
        return cls(frozenset(heads), frozenset(definition.ignore))

    def flatten(self, pairs: _Pairs) -> Iterator[tuple[str, Any]]:
        """Yield the keys and values of an object, those within opened ones by their own names."""
        for name, item in pairs:
            if name in self.ignored:
                continue
            parts = item if isinstance(item, list) and not isinstance(item, _Pairs) else [item]
            if name not in self.opened or not all(isinstance(part, _Pairs) for part in parts):
                yield name, item
                continue
            inner: dict[str, list[Any]] = {}
            for part in parts:
                for key, value in part:
                    inner.setdefault(f"{name}.{key}", []).append(value)
            for key, values in inner.items():
                if key not in self.ignored:
                    yield key, values[0] if len(values) == 1 else values


_DECODER = json.JSONDecoder(
    object_pairs_hook=_Pairs, parse_float=str, parse_int=str, parse_constant=str
)


def read_json(source: Source, definition: Definition, base: str) -> Iterator[Chunk]:
    """Yield the objects of a JSON array as rows, in chunks; a single object is one row.

    Shape:
        The columns of a chunk are the keys of its objects; ``null`` is an empty cell, ``true``
        and numbers are their text. An object with a nested object, a key twice or a
        character that XML cannot hold is a fault ``unreadable``. Ignored keys may hold anything.

    Raises:
        SourceError: The file is no UTF-8, no JSON, or neither an array nor an object.
    """
    with source.open() as file:
        content = file.read()
    try:
        text = rebase(content.decode("utf-8-sig"), base)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SourceError(f"{source.name}:{line}: JSON must be UTF-8: {error.reason}") from error
    stream = _records(source, text, _Shape.of(definition))
    while batch := list(islice(stream, CHUNK_ROWS)):
        yield _to_chunk(batch)


def _to_chunk(batch: list[tuple[int, Record]]) -> Chunk:
    good = [(line, record) for line, record in batch if isinstance(record, dict)]
    faults = tuple(record for _, record in batch if isinstance(record, Fault))
    names = list(dict.fromkeys(name for _, record in good for name in record))
    rows = [[record.get(name, "") for name in names] for _, record in good]
    frame = to_frame([line for line, _ in good], names, rows)
    return Chunk(frame, JSON_SEPARATOR, has_header=False, faults=faults)


def _records(source: Source, text: str, shape: _Shape) -> Iterator[tuple[int, Record]]:
    position = _skip(text, 0)
    if text[position : position + 1] == "{":
        line = text.count("\n", 0, position) + 1
        value, position = _decode(source, text, position)
        yield line, _to_record(line, value, shape)
        if _skip(text, position) != len(text):
            raise _broken(source, text, position, "there is text after the object")
        return
    if text[position : position + 1] != "[":
        raise SourceError(f"{source.name}:1: expected an array of objects: [{{…}}, {{…}}]")
    position = _skip(text, position + 1)
    line, counted = 1, 0
    while text[position : position + 1] not in {"]", ""}:
        line, counted = line + text.count("\n", counted, position), position
        value, position = _decode(source, text, position)
        yield line, _to_record(line, value, shape)
        position = _skip(text, position)
        if text[position : position + 1] == ",":
            position = _skip(text, position + 1)
            if text[position : position + 1] == "]":
                raise _broken(source, text, position, "a comma before ]")
        elif text[position : position + 1] != "]":
            raise _broken(source, text, position, "expected a comma or ]")
    if not text[position:]:
        raise _broken(source, text, position, "the array is never closed")
    if _skip(text, position + 1) != len(text):
        raise _broken(source, text, position + 1, "there is text after the array")


def _decode(source: Source, text: str, position: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, position)
    except json.JSONDecodeError as error:
        raise SourceError(f"{source.name}:{error.lineno}: this is no JSON: {error.msg}") from error
    except RecursionError as error:
        raise _broken(source, text, position, "the nesting is too deep") from error


def _to_record(line: int, value: Any, shape: _Shape) -> Record:
    if not isinstance(value, _Pairs):
        return _unreadable(line, "", "", "the array holds something that is no object")
    record: dict[str, str] = {}
    for name, item in shape.flatten(value):
        if name in record:
            return _unreadable(line, show(name), "", "the key is there twice")
        cell = _to_cell(item)
        if cell is None:
            return _unreadable(line, show(name), "", "an object or a list of lists is no cell")
        plain = cell.replace(JSON_SEPARATOR, "") if isinstance(item, list) else cell
        if code := find_unwritable(plain):
            return _unwritable(line, show(name), show(cell), code)
        if find_unwritable(name) or not name.strip() or name.startswith(" "):
            return _unreadable(line, show(name), "", "this cannot be the name of a column")
        record[name] = cell
    return record


def _to_cell(item: Any) -> str | None:
    if item is None:
        return ""
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, str):
        return item
    if isinstance(item, _Pairs):
        return None
    cells = [None if isinstance(part, list) else _to_cell(part) for part in item]
    if any(cell is None or JSON_SEPARATOR in cell for cell in cells):
        return None
    return JSON_SEPARATOR.join(cell for cell in cells if cell)


def _skip(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _broken(source: Source, text: str, position: int, problem: str) -> SourceError:
    line = text.count("\n", 0, position) + 1
    return SourceError(f"{source.name}:{line}: this is no JSON: {problem}")


def _unwritable(line: int, column: str, value: str, code: str) -> Fault:
    message = f"the text holds {code}, which XML cannot hold"
    return Fault(line, column, value, "unreadable", message, "remove the character")


def _unreadable(line: int, column: str, value: str, message: str) -> Fault:
    remedy = "write each record as a flat object: texts, numbers, true, false or lists of these"
    return Fault(line, column, value, "unreadable", message, remedy)
