"""Read registry definitions: one small YAML file beside each registry's file.

Step on the line: the first. A definition is checked strictly before anything is read, so
that a misspelt key is an error with a line and not a silent default.
"""

import codecs
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from loaders.characters import find_unwritable
from loaders.definition_values import one_of, share, switch
from loaders.errors import DefinitionError
from loaders.iri_syntax import is_iri
from loaders.lined_yaml import Lined, nearest, read_lined_yaml

FORMATS = ("csv", "json", "turtle", "ntriples", "nquads", "trig", "n3", "rdfxml", "jsonld")
"""Formats of a source; :data:`loaders.readers.READERS` has a reader for each."""

TABULAR = ("csv", "json")
SYSTEM_GRAPHS = ("herkomst", "vocabularium", "profiel", "codelijsten")
"""Names of graphs that the build makes itself and no registry may take."""

ACCESS = ("PUBLIC", "RESTRICTED", "NON_PUBLIC", "SENSITIVE", "CONFIDENTIAL")
"""Codes of the EU access-right table that ``access`` may have."""

_EMPTY: Mapping[str, str] = MappingProxyType({})
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Definition:
    """What a registry is, where its file is and how its columns are called.

    Shape:
        ``class_name`` names the class of the schema whose plan applies; None if the file is
        RDF and passed through. ``columns`` maps source columns to slots; empty if they have
        the slots' names. ``directory`` is the folder of the definition.
    """

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    source: str
    format: str
    publisher: str
    licence: str
    access: str
    directory: Path
    class_name: str | None = None
    columns: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    constants: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    ignore: tuple[str, ...] = ()
    delimiter: str = ","
    encoding: str = "utf-8"
    licence_note: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    attribution: str = ""
    source_page: str = ""
    remark: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    max_refused_share: float = 0.05
    max_removed_share: float = 0.2
    example: bool = False

    @property
    def path(self) -> Path:
        """Return the path of the source file."""
        return self.directory / self.source


def read_definitions(directory: Path) -> tuple[Definition, ...]:
    """Return the definitions in a folder, by name.

    Raises:
        DefinitionError: The folder is absent or empty, or a definition is wrong.
    """
    if not directory.is_dir():
        raise DefinitionError(
            f"{directory}: no such folder; give the folder that holds the registry definitions"
        )
    paths = sorted(directory.glob("*.yaml"))
    if not paths:
        raise DefinitionError(f"{directory}: no definition (*.yaml) in this folder")
    return tuple(read_definition(path) for path in paths)


def read_definition(path: Path) -> Definition:
    """Return the definition in a file.

    Raises:
        DefinitionError: A key is unknown, missing, twice there or of the wrong type; the
            message names file, line and what would be right.
    """
    lined = read_lined_yaml(path)
    _require_known_keys(lined)
    values = {key: _KEYS[key](lined, key) for key in lined.data}
    if "pass_through" in values:
        values.pop("pass_through")
    if "class" in values:
        values["class_name"] = values.pop("class")
    definition = Definition(**values, directory=path.parent)
    _require_consistent(lined, definition)
    return definition


def _require_known_keys(lined: Lined) -> None:
    for key in lined.data:
        if key not in _KEYS:
            raise lined.error(key, f"unknown key {key!r}{nearest(key, _KEYS)}")
    required = {item.name for item in fields(Definition)[:8]}
    missing = sorted(required - set(lined.data))
    if missing:
        raise lined.error("", f"missing key {missing[0]!r}: {_MEANING[missing[0]]}")
    if ("class" in lined.data) == (lined.data.get("pass_through") is True):
        raise lined.error(
            "class", "give either class: (a class of the schema) or pass_through: true"
        )


def _require_consistent(lined: Lined, definition: Definition) -> None:
    name = definition.name
    if not _NAME.fullmatch(name) or name != lined.path.stem:
        right = lined.path.stem
        raise lined.error(
            "name", f"name {name!r} must be lower-case letters, digits and -, as the file: {right}"
        )
    if name in SYSTEM_GRAPHS:
        raise lined.error("name", f"{name!r} is the name of a graph that the build makes itself")
    if (definition.format in TABULAR) != (definition.class_name is not None):
        right = "class:" if definition.format in TABULAR else "pass_through: true"
        raise lined.error("format", f"format {definition.format} goes with {right}")
    if len(definition.delimiter) != 1:
        raise lined.error("delimiter", f"{definition.delimiter!r} must be one character")
    for key in ("max_refused_share", "max_removed_share"):
        if not 0 <= getattr(definition, key) <= 1:
            raise lined.error(key, "must lie between 0 and 1, such as 0.05")
    try:
        codecs.lookup(definition.encoding)
        "a".encode(definition.encoding)
    except (LookupError, ValueError) as error:
        raise lined.error(
            "encoding", f"unknown encoding {definition.encoding!r}; usual: utf-8, cp1252"
        ) from error
    if not definition.path.is_file():
        raise lined.error("source", f"no file {definition.source!r} beside the definition")


def _text(lined: Lined, key: str) -> str:
    value = lined.data[key]
    if not isinstance(value, str) or not value.strip("\n "):
        raise lined.error(key, f"{key} must be a text: {_MEANING.get(key, '')}")
    _require_writable(lined, key, value)
    return value


def _texts(lined: Lined, key: str) -> Mapping[str, str]:
    value = lined.data[key]
    if not isinstance(value, dict) or not {"nl", "en"} <= set(value):
        raise lined.error(key, f"{key} must have a text under nl: and one under en:")
    if not all(isinstance(text, str) and text.strip() for text in value.values()):
        raise lined.error(key, f"every language of {key} must have a text")
    for language, text in value.items():
        if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
            raise lined.error(
                key, f"{language!r} under {key} is no language; write such as nl, en or fr-BE"
            )
        _require_writable(lined, key, text)
    return MappingProxyType(value)


def _require_writable(lined: Lined, key: str, text: str) -> None:
    if code := find_unwritable(text):
        raise lined.error(key, f"{key} holds {code}, which XML cannot hold; remove the character")


def _mapping(lined: Lined, key: str) -> Mapping[str, str]:
    value = lined.data[key]
    if not isinstance(value, dict):
        raise lined.error(key, f"{key} must be lines of the form name: text")
    for item, text in value.items():
        if not isinstance(item, str) or not isinstance(text, str):
            raise lined.error(key, f"{item}: {text!r} must be text; put it between quotes")
        _require_writable(lined, key, item + text)
    return MappingProxyType(value)


def _names(lined: Lined, key: str) -> tuple[str, ...]:
    value = lined.data[key]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise lined.error(key, f"{key} must be a list of texts: [first, second]")
    return tuple(value)


def _iri(lined: Lined, key: str) -> str:
    value = _text(lined, key)
    if not value.startswith(("http://", "https://")) or not is_iri(value):
        raise lined.error(key, f"{value!r} must be an absolute IRI: https://example.org/page")
    return value


_KEYS: Mapping[str, Callable[[Lined, str], Any]] = MappingProxyType(
    {
        "name": _text,
        "title": _texts,
        "description": _texts,
        "source": _text,
        "format": one_of(*FORMATS),
        "class": _text,
        "pass_through": switch,
        "columns": _mapping,
        "constants": _mapping,
        "ignore": _names,
        "delimiter": _text,
        "encoding": _text,
        "publisher": _iri,
        "licence": _iri,
        "licence_note": _texts,
        "attribution": _text,
        "source_page": _iri,
        "access": one_of(*ACCESS),
        "remark": _texts,
        "max_refused_share": share,
        "max_removed_share": share,
        "example": switch,
    }
)
"""Every key a definition may have, with what reads it."""

_MEANING: Mapping[str, str] = MappingProxyType(
    {
        "name": "the file's name without .yaml",
        "title": "what people call the registry, under nl: and en:",
        "description": "what it holds, under nl: and en:",
        "source": "the file beside the definition, such as organisaties.csv",
        "format": f"one of {', '.join(FORMATS)}",
        "publisher": "the IRI of who made the source",
        "licence": "the IRI of the licence of the source",
        "access": f"one of {', '.join(ACCESS)}",
    }
)
