"""Read one YAML file to plain values, with the position of every key and item.

Step on the line: the first of :mod:`linkml_schemas.modelling`. LinkML's own reader gives no
positions and stops at the first fault; this one reads the same values and goes on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from linkml_schemas.modelling.depth import DEEPEST, find_too_deep
from linkml_schemas.modelling.faults import Fault, Place
from linkml_schemas.modelling.tags import misread

KeyPath = tuple[str | int, ...]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_MERGE = "tag:yaml.org,2002:merge"
_BOOLEAN = "tag:yaml.org,2002:bool"
_NUMBER = "tag:yaml.org,2002:float"
_AS_TYPED = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:null", _BOOLEAN, _NUMBER}

GONE = "the file is not there"

LARGEST = 32 * 2**20
"""Bytes of a file beyond which it is not taken for a schema."""

MOST_REPEATED = 200_000
"""Parts that aliases may repeat in a file: a few lines of YAML can stand for billions."""


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as plain values.

    Shape:
        ``data`` has the keys as they are written; ``marks`` gives line and column, from 1, of
        each key and list item by its path. Numbers with a point stay text in ``written``, since
        a version 1.10 is not 1.1.
    """

    file: Path
    data: Any
    marks: Mapping[KeyPath, tuple[int, int]]
    written: Mapping[KeyPath, str]
    faults: tuple[Fault, ...] = ()

    def place(self, path: KeyPath) -> Place:
        """Return the position of a key, or of the nearest one around it that is written."""
        while path and path not in self.marks:
            path = path[:-1]
        line, column = self.marks.get(path, (1, 1))
        return Place(self.file, line, column)


def read_document(file: Path) -> Document:
    """Return a YAML file; one that cannot be read has faults and no data."""
    try:
        if file.stat().st_size > LARGEST:
            return _refused(file, 1, 1, "the file is too large for a schema", "split it")
        content = file.read_bytes()
    except FileNotFoundError:
        return _refused(file, 1, 1, GONE, "put it back, or give its new name")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return _refused(file, 1, 1, f"the file cannot be read: {reason}", "")
    return parse_document(file, content)


@lru_cache(maxsize=512)
def parse_document(file: Path, content: bytes) -> Document:
    """Return the values of a YAML text; kept, so that a file that did not change costs nothing.

    Args:
        file: The name that positions carry.
        content: UTF-8; a byte order mark is allowed.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _refused(file, line, 1, "the file is not UTF-8", "save it as UTF-8")
    try:
        if deep := find_too_deep(text, _LOADER):
            message = f"lists and mappings are nested too deeply: more than {DEEPEST} levels"
            return _refused(file, deep.line + 1, deep.column + 1, message, "take it apart")
        return _Reading(file, text).document()
    except _RepeatedError as error:
        message = f"aliases repeat more than {MOST_REPEATED} parts"
        return _refused(file, *error.place, message, "write out what is meant, or repeat less")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if error.context_mark and mark and not text[mark.index :].strip():
            mark = error.context_mark  # what is opened and never closed, rather than the end
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        context = f" {error.context}" if error.context else ""
        if error.context_mark and mark and error.context_mark.line + 1 < line:
            context += f", begun on line {error.context_mark.line + 1},"
        return _refused(file, line, column, f"this is no YAML:{context} {error.problem}", "")
    except yaml.reader.ReaderError as error:
        found = yaml.reader.Reader.NON_PRINTABLE.search(text)
        at = found.start() if found else 0
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        return _refused(file, line, column, f"this is no YAML: {str(error).splitlines()[0]}", "")
    except (yaml.YAMLError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        return _refused(file, 1, 1, f"this is no YAML: {reason}", "")


def _refused(file: Path, line: int, column: int, message: str, remedy: str) -> Document:
    fault = Fault(Place(file, line, column), "yaml", message, remedy)
    return Document(file, None, {}, {}, (fault,))


class _RepeatedError(Exception):
    """Aliases stand for more than is read."""

    def __init__(self, place: tuple[int, int]) -> None:
        self.place = place
        super().__init__(f"at {place}")


@dataclass
class _Reading:
    """One pass over the nodes of a YAML text."""

    file: Path
    text: str
    marks: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    written: dict[KeyPath, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    met: set[int] = field(default_factory=set)
    repeated: int = 0
    repeating: KeyPath | None = None

    def document(self) -> Document:
        self.loader = _LOADER(self.text)
        try:
            node = self.loader.get_single_node()
            data = self._value(node, ()) if node is not None else None
        finally:
            self.loader.dispose()
        return Document(self.file, data, self.marks, self.written, tuple(self.faults))

    def _value(self, node: Any, path: KeyPath) -> Any:
        if wrong := misread(node):
            self._fault(node, "yaml", *wrong)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        if id(node) in self.open:
            self._fault(node, "yaml", "an alias holds itself", "write the part out")
            return None
        outermost = self.repeating is None and id(node) in self.met
        if outermost:
            self.repeating = path
        self._count(node)
        self.open.append(id(node))
        if isinstance(node, yaml.SequenceNode):
            found: Any = [self._item(item, (*path, i)) for i, item in enumerate(node.value)]
        else:
            found = dict(self._pairs(node, path))
        self.open.pop()
        if outermost:
            self.repeating = None
        return found

    def _count(self, node: Any) -> None:
        """Count what an alias repeats; a node has the position of its anchor, its key does not."""
        self.met.add(id(node))
        if self.repeating is None:
            return
        self.repeated += 1 + len(node.value)
        if self.repeated > MOST_REPEATED:
            key = self.repeating
            while key and (isinstance(key[-1], int) or key not in self.marks):
                key = key[:-1]
            raise _RepeatedError(self.marks.get(key, (1, 1)))

    def _item(self, node: Any, path: KeyPath) -> Any:
        self.marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        return self._value(node, path)

    def _pairs(self, node: Any, path: KeyPath) -> Iterator[tuple[str, Any]]:
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            if key_node.tag == _MERGE:
                yield from self._merged(value_node, path, seen)
                continue
            key = self._key(key_node)
            if key in seen:
                self._fault(
                    key_node,
                    "duplicate-key",
                    f"{key!r} stands here twice, first on line {seen[key]}; the last would win",
                    "keep one",
                )
            seen[key] = key_node.start_mark.line + 1
            here = (*path, key)
            self.marks[here] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            yield key, self._value(value_node, here)

    def _merged(
        self, node: Any, path: KeyPath, seen: Mapping[str, int]
    ) -> Iterator[tuple[str, Any]]:
        parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
        for part in parts:
            if isinstance(part, yaml.MappingNode):
                for key, value in (self._value(part, path) or {}).items():
                    if key not in seen:
                        yield key, value

    def _key(self, node: Any) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self._fault(node, "yaml", "a key must be a text", "write it as a text")
            return str(node.start_mark.line)
        if wrong := misread(node, is_key=True):
            self._fault(node, "yaml", *wrong)
        if node.tag == _BOOLEAN:
            self._fault(
                node,
                "yaml-boolean-key",
                f"the key {node.value} is read as true or false by YAML",
                f'write "{node.value}"',
            )
        return str(node.value)

    def _scalar(self, node: Any, path: KeyPath) -> Any:
        if node.tag not in _AS_TYPED:
            return node.value
        if node.tag == _NUMBER:
            self.written[path] = node.value
        try:
            return self.loader.construct_object(node)
        except (ValueError, KeyError):  # the tag is written, and the text is none of the type
            message = f"{node.value!r} is no value of the type that its tag says"
            self._fault(node, "yaml", message, "mend it, or remove the tag")
            return node.value

    def _fault(self, node: Any, rule: str, message: str, remedy: str) -> None:
        place = Place(self.file, node.start_mark.line + 1, node.start_mark.column + 1)
        self.faults.append(Fault(place, rule, message, remedy))
