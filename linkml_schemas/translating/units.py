"""List every text of a schema that somebody may translate, with where it is written.

Step on the line: from the files of :mod:`linkml_schemas.modelling` to what all of
:mod:`linkml_schemas.translating` works on. Texts are taken where they are written, so one that
several classes inherit is one text.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from linkml_schemas.modelling.documents import KeyPath
from linkml_schemas.modelling.element import ElementModel, Texts
from linkml_schemas.modelling.element import Kind as ModelKind
from linkml_schemas.modelling.files import SchemaFile
from linkml_schemas.modelling.schema import SchemaModel
from linkml_schemas.modelling.slots import SlotModel

Part = Literal["title", "description"]

PARTS: tuple[Part, ...] = ("title", "description")

UnitKind = Literal["schema", "class", "attribute", "usage", "slot", "enum", "value", "type"]

_MODEL_KINDS: Mapping[UnitKind, ModelKind] = {
    "attribute": "slot",
    "usage": "slot",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One text: the title or the description of one element, in all its languages.

    Shape:
        ``element`` reads ``Organisation``, ``Organisation.kbo`` or ``Status.active``; ``path``
        leads to the element in its file. ``texts`` are by BCP 47 tag. ``module`` names the file,
        from the folder of the schema and without its ending. ``inherited`` is the source
        text of the slot where a class repeats only its translation.
    """

    file: SchemaFile
    kind: UnitKind
    element: str
    part: Part
    path: KeyPath
    texts: Texts
    module: str
    inherited: str = ""

    @property
    def key(self) -> str:
        """Return what tells this text from all others of a schema."""
        return f"{self.module}: {self.kind} {self.element}: {self.part}"

    @property
    def source(self) -> str:
        """Return the text in the language of the schema, empty if there is none."""
        return self.texts.get(self.file.language) or self.inherited

    @property
    def is_due(self) -> bool:
        """Return whether the text must be there: not what a class may leave as it is."""
        return self.kind != "usage" and (self.part == "title" or self.kind != "value")


def read_units(model: SchemaModel) -> tuple[Unit, ...]:
    """Return all texts of a schema, as they are written, file by file."""
    own = (file for file in model.files if not file.foreign)
    root = model.source.path.resolve().parent
    return tuple(
        replace(unit, module=_module(root, file)) for file in own for unit in _of_file(model, file)
    )


def _module(root: Path, file: SchemaFile) -> str:
    path = file.path.resolve().with_suffix("")
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def languages_of(model: SchemaModel, units: Iterable[Unit]) -> tuple[str, ...]:
    """Return the languages that a schema has texts in, its own first."""
    found = sorted({tag for unit in units for tag in unit.texts})
    return tuple(dict.fromkeys((model.language, *found)))


def _of_file(model: SchemaModel, file: SchemaFile) -> Iterator[Unit]:
    yield from _of_element(file, "schema", file.name, (), file.document.data)
    for name, path, body in file.entries(("classes",)):
        yield from _of_element(file, "class", name, path, body)
        for slot, below, own in file.entries((*path, "attributes")):
            yield from _of_element(file, "attribute", f"{name}.{slot}", below, own)
        for slot, below, own in file.entries((*path, "slot_usage")):
            induced = model.classes[name].slots.get(slot) if name in model.classes else None
            for unit in _of_element(file, "usage", f"{name}.{slot}", below, own):
                yield unit if induced is None else _inheriting(unit, induced)
    for name, path, body in file.entries(("slots",)):
        yield from _of_element(file, "slot", name, path, body)
    for name, path, body in file.entries(("enums",)):
        yield from _of_element(file, "enum", name, path, body)
        for code, below, own in file.entries((*path, "permissible_values")):
            yield from _of_element(file, "value", f"{name}.{code}", below, own)
    for name, path, body in file.entries(("types",)):
        yield from _of_element(file, "type", name, path, body)


def _of_element(
    file: SchemaFile, kind: UnitKind, name: str, path: KeyPath, body: Mapping[str, Any]
) -> Iterator[Unit]:
    model_kind: ModelKind = _MODEL_KINDS.get(kind, kind)  # type: ignore[arg-type]
    element = ElementModel(model_kind, name, file, path, body, file.prefixes)
    for part, texts in (("title", element.titles), ("description", element.descriptions)):
        unit = Unit(file, kind, name, part, path, texts, "")  # type: ignore[arg-type]
        if texts or unit.is_due:
            yield unit


def _inheriting(unit: Unit, induced: SlotModel) -> Unit:
    """Return the text of a refined slot with what it has from the slot."""
    above = induced.titles if unit.part == "title" else induced.descriptions
    own = unit.file.language
    return unit if own in unit.texts else replace(unit, inherited=above.get(own, ""))
