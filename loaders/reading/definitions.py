"""Read registry definitions: one small YAML file beside each registry's file.

Step on the line: the first. A definition is checked strictly before anything is read, so
that a misspelt key is an error with a line and not a silent default.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from loaders.errors import DefinitionError
from loaders.reading.definition_values import (
    ACCESS,
    CONFORMANCE,
    FORMATS,
    MEANING,
    iri,
    mapping,
    names,
    one_of,
    require_encoding,
    require_shapes,
    share,
    sources,
    switch,
    text,
    texts,
)
from loaders.reading.lined_yaml import Lined, nearest, read_lined_yaml
from loaders.reading.path_slots import path_pattern
from loaders.reading.selection import Selection, read_selection
from loaders.reading.source_files import NoFileError, SourceFile, find_source_files
from loaders.repairing.drop_rules import Drops, read_drops
from loaders.repairing.repair_rules import Repair, read_repairs, require_fitting
from ontology.iris import PROVENANCE

TABULAR = ("csv", "json")
SYSTEM_GRAPHS = (PROVENANCE, "vocabularium", "profiel", "codelijsten", "versies", "zoekvragen")
"""Names of graphs that the build makes itself and no registry may take."""

_EMPTY: Mapping[str, str] = MappingProxyType({})
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Definition:
    """What a registry is, where its files are and how its columns are called.

    Shape:
        ``class_name`` names the class of the schema whose plan applies; None if the source is
        RDF and passed through. ``columns`` maps source columns, or paths in RDF, to slots;
        empty if they have the slots' names. ``directory`` is the folder of the definition.
    """

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    sources: tuple[str, ...]
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
    base: str | None = None
    subjects: Selection | None = None
    from_path: str = ""
    repairs: tuple[Repair, ...] = ()
    drops: Drops | None = None
    shapes: tuple[str, ...] = ()
    conformance: str = "report"
    max_violation_share: float = 0.0

    @property
    def source(self) -> str:
        """Return what the definition names as its source, as one text."""
        return ", ".join(self.sources)

    @property
    def is_rdf(self) -> bool:
        """Tell whether the source is RDF, passed through or mapped."""
        return self.format not in TABULAR

    def files(self) -> tuple[SourceFile, ...]:
        """Return the files of the source, by name.

        Raises:
            DefinitionError: There is none any more.
        """
        try:
            return find_source_files(self.directory, self.sources, self.format)
        except NoFileError as error:
            raise DefinitionError(f"{self.name}.yaml: source: {error}") from error

    def size(self) -> int:
        """Return the bytes of all files of the source as they lie there."""
        return sum(file.source.size() for file in self.files())


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
    values = {_FIELDS.get(key, key): _KEYS[key](lined, key) for key in lined.data}
    values.pop("pass_through", None)
    definition = Definition(**values, directory=path.parent)
    _require_consistent(lined, definition)
    _require_fitting(lined, definition)
    return definition


def _require_known_keys(lined: Lined) -> None:
    for key in lined.data:
        if key not in _KEYS:
            raise lined.error(key, f"unknown key {key!r}{nearest(key, _KEYS)}")
    missing = sorted(set(MEANING) - set(lined.data))
    if missing:
        raise lined.error("", f"missing key {missing[0]!r}: {MEANING[missing[0]]}")
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
    if not definition.is_rdf and definition.class_name is None:
        raise lined.error("format", f"format {definition.format} goes with class:")
    if len(definition.delimiter) != 1:
        raise lined.error("delimiter", f"{definition.delimiter!r} must be one character")
    require_encoding(lined, definition.encoding)
    require_shapes(lined, definition.directory, definition.shapes)
    try:
        find_source_files(definition.directory, definition.sources, definition.format)
    except NoFileError as error:
        raise lined.error("source", str(error)) from error


def _require_fitting(lined: Lined, definition: Definition) -> None:
    """Stop at a key that does not go with the format, or with passing through."""
    require_fitting(lined, definition.repairs, rdf=definition.is_rdf)
    for key in _RDF_ONLY:
        if key in lined.data and not definition.is_rdf:
            raise lined.error(key, f"{key} goes with RDF, not with format {definition.format}")
    for key in _ROWS_ONLY:
        if key in lined.data and definition.is_rdf:
            instead = "; name the predicates under drop:" if key == "ignore" else ""
            raise lined.error(key, f"{key} goes with csv and json{instead}")
    for key in _CLASS_ONLY:
        if key in lined.data and definition.class_name is None:
            raise lined.error(key, f"{key} goes with class:, not with pass_through: true")


_KEYS: Mapping[str, Callable[[Lined, str], Any]] = MappingProxyType(
    {
        "name": text,
        "title": texts,
        "description": texts,
        "source": sources,
        "format": one_of(*FORMATS),
        "class": text,
        "pass_through": switch,
        "columns": mapping,
        "constants": mapping,
        "ignore": names,
        "from_path": path_pattern,
        "subjects": read_selection,
        "base": iri,
        "repairs": read_repairs,
        "drop": read_drops,
        "delimiter": text,
        "encoding": text,
        "publisher": iri,
        "licence": iri,
        "licence_note": texts,
        "attribution": text,
        "source_page": iri,
        "access": one_of(*ACCESS),
        "remark": texts,
        "max_refused_share": share,
        "max_removed_share": share,
        "example": switch,
        "shapes": names,
        "conformance": one_of(*CONFORMANCE),
        "max_violation_share": share,
    }
)
"""Every key a definition may have, with what reads it."""

_FIELDS: Mapping[str, str] = MappingProxyType(
    {"class": "class_name", "source": "sources", "drop": "drops"}
)
_RDF_ONLY = ("base", "subjects", "drop")
_ROWS_ONLY = ("ignore", "from_path", "delimiter")
_CLASS_ONLY = ("columns", "constants", "subjects")
