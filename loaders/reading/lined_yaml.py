"""Read a YAML mapping and remember the line of each of its keys.

Step on the line: beneath :mod:`loaders.reading.definitions`, whose errors name file and line.
"""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from loaders.errors import DefinitionError


@dataclass(frozen=True, slots=True)
class Lined:
    """A mapping from a YAML file and the line on which each key stands."""

    path: Path
    data: Mapping[str, Any]
    lines: Mapping[str, int]

    def error(self, key: str, message: str) -> DefinitionError:
        """Return an error that names the file and the line of a key."""
        return DefinitionError(f"{self.path.name}:{self.lines.get(key, 1)}: {message}")


def read_lined_yaml(path: Path) -> Lined:
    """Return the mapping in a file.

    Raises:
        DefinitionError: The file is no UTF-8, no YAML, no mapping, or has a key twice.
    """
    try:
        text = path.read_text(encoding="utf-8")
        root, data = _read(text)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or str(error)
        raise DefinitionError(f"{path.name}:{line}: this is no YAML: {problem}") from error
    if not isinstance(root, yaml.MappingNode) or not isinstance(data, dict):
        raise DefinitionError(f"{path.name}:1: expected lines of the form key: value")
    lines: dict[str, int] = {}
    for node, value in root.value:
        if node.value in lines:
            raise DefinitionError(
                f"{path.name}:{node.start_mark.line + 1}: key {node.value!r} is there twice; "
                f"it is also on line {lines[node.value]}"
            )
        lines[node.value] = node.start_mark.line + 1
        _require_single_keys(path, value)
    return Lined(path, {str(key): value for key, value in data.items()}, lines)


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the end of a sentence that proposes the nearest word, or lists all.

    >>> nearest("tittle", ["title", "source"])
    "; did you mean 'title'?"
    """
    known = list(words)
    close = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; known: {', '.join(known)}"


def _read(text: str) -> tuple[yaml.Node | None, Any]:
    """Return the nodes of a text and what they say; what is wrong is said by the slow parser.

    The parser in C takes a tenth of the time, and words its complaints in another way.
    """
    try:
        return _compose(getattr(yaml, "CSafeLoader", yaml.SafeLoader), text)
    except (yaml.YAMLError, ValueError):
        return _compose(yaml.SafeLoader, text)


def _compose(kind: type[yaml.SafeLoader], text: str) -> tuple[yaml.Node | None, Any]:
    loader = kind(text)
    try:
        root = loader.get_single_node()
        return root, None if root is None else loader.construct_document(root)
    finally:
        loader.dispose()


def _require_single_keys(path: Path, node: yaml.Node) -> None:
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            raise DefinitionError(
                f"{path.name}:{key.start_mark.line + 1}: key {key.value!r} is there twice"
            )
        seen.add(key.value)
