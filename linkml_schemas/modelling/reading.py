"""Read a LinkML schema, ours or another's, as one model, with all faults at once.

Step on the line: what every tool of the workbench begins with. linkml itself is not imported,
so this costs milliseconds; what only linkml's metamodel knows is for the checks to say.
"""

from pathlib import Path
from typing import Any

from linkml_schemas.modelling.elements import (
    ClassModel,
    EnumModel,
    RangeKind,
    TypeModel,
    ValueModel,
)
from linkml_schemas.modelling.faults import Fault, SchemaFaults
from linkml_schemas.modelling.files import SchemaFile, read_files
from linkml_schemas.modelling.induction import Entry, Induction, closure
from linkml_schemas.modelling.references import find_dangling
from linkml_schemas.modelling.repeats import find_repeated
from linkml_schemas.modelling.schema import SchemaModel as SchemaModel

SECTIONS = ("classes", "slots", "enums", "types")
"""Where a schema keeps its elements."""


def read_model(path: Path) -> SchemaModel:
    """Return a schema with all that it imports.

    Raises:
        SchemaFaults: It is no YAML, no schema, or refers to what does not exist.
    """
    model, faults = read_leniently(path)
    errors = [fault for fault in faults if fault.level == "error"]
    if model is None or errors:
        raise SchemaFaults(errors or faults)
    return model


def read_leniently(path: Path) -> tuple[SchemaModel | None, tuple[Fault, ...]]:
    """Return as much of a schema as can be understood, and everything that is wrong in it.

    Shape:
        The model is None if the file itself is no mapping. What refers to nothing is left as
        it is written, and named.
    """
    files, faults = read_files(path)
    if not files or files[0].path != path:
        return None, tuple(faults)
    model = _Assembly(files, faults).model()
    faults += (*find_dangling(model), *find_repeated(model))
    return model, tuple(dict.fromkeys(faults))


class _Assembly:
    """Puts the elements of all files together."""

    def __init__(self, files: list[SchemaFile], faults: list[Fault]) -> None:
        self.files = files
        self.faults = faults
        self.prefixes: dict[str, str] = {}
        for file in reversed(files):
            self.prefixes |= file.prefixes
        self.found = {section: self._gather(section) for section in SECTIONS}

    def model(self) -> SchemaModel:
        root = self.files[0]
        classes: dict[str, ClassModel] = {}
        induction = Induction(
            self.found["slots"], classes, self.prefixes, self._default_range(), self._range_kind
        )
        for name, entry in self.found["classes"].items():
            classes[name] = ClassModel(
                "class", name, entry.source, entry.path, entry.body, self.prefixes,
                ancestors=closure(name, self._class_parents), induced=induction.of_class,
            )  # fmt: skip
        return SchemaModel(
            "schema",
            root.name,
            root,
            (),
            root.document.data,
            self.prefixes,
            files=tuple(self.files),
            classes=classes,
            slots={name: induction.defined(name) for name in self.found["slots"]},
            enums={name: self._enum(entry) for name, entry in self.found["enums"].items()},
            types={name: self._type(entry) for name, entry in self.found["types"].items()},
        )

    def _gather(self, section: str) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for file in self.files:
            self._require_mapping(file, section)
            for name, path, body in file.entries((section,)):
                if name not in found:
                    found[name] = Entry(name, file, path, body)
                elif body != found[name].body:
                    self.faults.append(self._twice(section, name, file, path, found[name]))
        return found

    def _require_mapping(self, file: SchemaFile, section: str) -> None:
        holder = file.document.data.get(section)
        place = file.document.place((section,))
        if holder is not None and not isinstance(holder, dict | list):
            message = f"{section} must hold its elements by name, not {type(holder).__name__}"
            self.faults.append(Fault(place, "shape", message, "write name: and the rest below it"))
        for name, path, _ in file.entries((section,)):
            body: Any = file.document.data
            for key in path:
                body = body[key]
            if body is not None and not isinstance(body, dict):
                message = f"{name} in {section} must be a mapping, not {type(body).__name__}"
                self.faults.append(
                    Fault(
                        file.document.place(path), "shape", message, "indent what belongs to it",
                        element=name,
                    )
                )  # fmt: skip

    def _twice(self, section: str, name: str, file: SchemaFile, path: Any, first: Entry) -> Fault:
        there = first.source.document.place(first.path)
        return Fault(
            file.document.place(path),
            "duplicate-element",
            f"{name} stands twice in {section}, first at {there}, and differs",
            "give one another name or remove it",
            "error" if not (file.foreign or first.source.foreign) else "warning",
            name,
        )

    def _default_range(self) -> str:
        return self.files[0].default_range or "string"

    def _range_kind(self, name: str) -> RangeKind | None:
        kinds: tuple[tuple[str, RangeKind], ...] = (
            ("classes", "class"), ("enums", "enum"), ("types", "type"),
        )  # fmt: skip
        return next((kind for section, kind in kinds if name in self.found[section]), None)

    def _class_parents(self, name: str) -> tuple[str, ...]:
        entry = self.found["classes"].get(name)
        if entry is None:
            return ()
        mixins = entry.body.get("mixins")
        above = [str(each) for each in mixins] if isinstance(mixins, list) else []
        if entry.body.get("is_a"):
            above.append(str(entry.body["is_a"]))
        return tuple(above)

    def _enum(self, entry: Entry) -> EnumModel:
        bare = EnumModel("enum", entry.name, entry.source, entry.path, entry.body, self.prefixes)
        values = {
            code: ValueModel(
                "value", code, entry.source, path, body, self.prefixes, enum_iri=bare.iri
            )
            for code, path, body in entry.source.entries((*entry.path, "permissible_values"))
        }
        return EnumModel(
            "enum", entry.name, entry.source, entry.path, entry.body, self.prefixes, values=values
        )

    def _type(self, entry: Entry) -> TypeModel:
        above = closure(entry.name, self._type_parents)
        models = tuple(self._bare_type(self.found["types"][name]) for name in above)
        own = self._bare_type(entry)
        return TypeModel(
            "type", own.name, own.source, own.path, own.raw, self.prefixes, above=models
        )

    def _bare_type(self, entry: Entry) -> TypeModel:
        return TypeModel("type", entry.name, entry.source, entry.path, entry.body, self.prefixes)

    def _type_parents(self, name: str) -> tuple[str, ...]:
        above = self.found["types"][name].body.get("typeof")
        return (str(above),) if above and str(above) in self.found["types"] else ()
