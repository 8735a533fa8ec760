"""Compare what an edited YAML file says with what it should say.

Step on the line: between an edit of :mod:`linkml_schemas.translating.yaml_editing` and the disk:
an edit that would change more than it is meant to is never written.
"""

from typing import Any

import yaml

from linkml_schemas.modelling.documents import KeyPath


class WritingError(Exception):
    """A text cannot be written where it belongs; say where and what would be right.

    Shape:
        ``path`` leads to the place, empty where the message names it.
    """

    def __init__(self, message: str, path: KeyPath = ()) -> None:
        self.path = path
        super().__init__(message)


def require_same(text: str, expected: Any) -> None:
    """Refuse an edited file that does not say exactly what it should.

    Raises:
        WritingError: It does not; the place is named.
    """
    try:
        found = plain(text)
    except yaml.YAMLError as error:
        raise WritingError(f"the file would be no YAML any more: {error}") from error
    if found != expected:
        path = _first_difference(found, expected)
        raise WritingError(
            f"{dotted(path)} cannot be written without changing more; "
            "write that text by hand, or give the element a plain block mapping",
            path,
        )


class _TextLoader(yaml.SafeLoader):
    """Reads every scalar as text or nothing: what a file says, and not what YAML makes of it."""


_TextLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":null", ":merge"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def plain(text: str) -> Any:
    """Return what a YAML text says, every scalar as text, and each alias as a copy."""
    return _copy(yaml.load(text, Loader=_TextLoader))


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


def _first_difference(found: Any, expected: Any, path: KeyPath = ()) -> KeyPath:
    if isinstance(found, dict) and isinstance(expected, dict):
        for key in [*expected, *found]:
            if found.get(key) != expected.get(key):
                return _first_difference(found.get(key), expected.get(key), (*path, key))
    return path


def dotted(path: KeyPath) -> str:
    """Return a path of keys as people write it."""
    return ".".join(str(key) for key in path) or "the schema"
