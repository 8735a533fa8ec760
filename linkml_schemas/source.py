"""Look at a loaded LinkML schema: its elements with their texts, annotations and lines.

Step on the line: between the schema that :mod:`linkml_schemas.compiler` loaded and the columns
that :mod:`linkml_schemas.columns` makes of it. Nothing here imports linkml.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linkml_schemas.convention import Element, ElementKind, SchemaError
from linkml_schemas.modelling.documents import Document, parse_document, read_document
from ontology.namespaces import PREFIXES

SCHEMA_FILE = Path(__file__).parent / "begrip.yaml"
"""The schema that imports all others."""

Lines = Mapping[tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class Source:
    """A schema with its imports.

    Shape:
        ``view`` is linkml's SchemaView; ``lines`` gives, per file, the line of each key path.
    """

    view: Any
    language: str
    prefixes: Mapping[str, str]
    lines: Mapping[str, Lines]

    def schema_element(self) -> Element:
        """Return the schema itself."""
        schema = self.view.schema
        return self._element("schema", schema, self._place((), f"schema {schema.name}"))

    def type_element(self, name: str) -> Element:
        """Return a type."""
        place = self._place(("types", name), f"type {name}")
        return self._element("type", self.view.all_types()[name], place)

    def class_element(self, name: str) -> Element:
        """Return a class."""
        place = self._place(("classes", name), f"class {name}")
        return self._element("class", self.view.all_classes()[name], place)

    def enum_element(self, name: str) -> Element:
        """Return an enumeration."""
        place = self._place(("enums", name), f"enum {name}")
        return self._element("enum", self.view.all_enums()[name], place)

    def value_element(self, enum: str, code: str) -> Element:
        """Return a permissible value."""
        path = ("enums", enum, "permissible_values", code)
        value = self.view.all_enums()[enum].permissible_values[code]
        return self._element("value", value, self._place(path, f"enum {enum}, value {code}"))

    def slot_element(self, name: str) -> Element:
        """Return a slot as the schema defines it, for all classes."""
        place = self._place(("slots", name), f"slot {name}")
        return self._element("slot", self.view.all_slots(attributes=False)[name], place)

    def usages(self, class_name: str) -> Iterator[Element]:
        """Yield what one class says itself of its slots: usages and attributes."""
        record_class = self.view.all_classes()[class_name]
        for key in ("attributes", "slot_usage"):
            for name, slot in _items(getattr(record_class, key)):
                place = self._place(
                    ("classes", class_name, key, name), f"class {class_name}, slot {name}"
                )
                yield self._element("slot", slot, place)

    def column_element(self, class_name: str, slot: Any) -> Element:
        """Return a slot as a class sees it.

        Shape:
            linkml lets a ``slot_usage`` replace all annotations of a slot; here an ancestor's
            are kept where the usage does not say them again.
        """
        annotations: dict[str, str] = {}
        place = self._place(("slots", slot.name), f"class {class_name}, slot {slot.name}")
        defined = self.view.all_slots(attributes=False).get(slot.name)
        if defined is not None:
            annotations |= _annotations(defined)
        for ancestor in reversed(self.view.class_ancestors(class_name)):
            for key in ("attributes", "slot_usage"):
                found = dict(_items(getattr(self.view.all_classes()[ancestor], key)))
                if slot.name in found:
                    annotations |= _annotations(found[slot.name])
                    path = ("classes", ancestor, key, slot.name)
                    place = self._place(path, f"class {class_name}, slot {slot.name}")
        return Element("slot", place, self.language, slot.title, slot.description, annotations)

    def _element(self, kind: ElementKind, element: Any, place: str) -> Element:
        return Element(
            kind,
            place,
            self.language,
            element.title,
            element.description,
            _annotations(element),
        )

    def _place(self, path: tuple[str, ...], name: str) -> str:
        for file, lines in self.lines.items():
            if not path or path in lines:
                return f"{file}:{lines.get(path, 1)}: {name}"
        return name


def index_lines(text: str) -> Lines:
    """Return the line on which each key path of a YAML file stands."""
    return to_lines(parse_document(Path(), text.encode()))


def read_lines(files: Iterable[Path]) -> dict[str, Lines]:
    """Return the key paths of each schema file, by file name."""
    return {path.name: to_lines(read_document(path)) for path in files}


def to_lines(document: Document) -> Lines:
    """Return the line of each key of a file, and of each item of a list by its number."""
    return {tuple(map(str, keys)): line for keys, (line, _) in document.marks.items()}


def merge_prefixes(file: str, declared: Mapping[str, str]) -> dict[str, str]:
    """Return the prefixes that a schema may use.

    Raises:
        SchemaError: A prefix stands for something else than in :mod:`ontology.namespaces`.
    """
    for prefix, namespace in declared.items():
        known = PREFIXES.get(prefix, namespace)
        if namespace != known:
            raise SchemaError(
                f"{file}: prefix {prefix!r} stands for {namespace}, "
                f"but ontology/namespaces.py has {known}"
            )
    return dict(declared)


def _annotations(element: Any) -> dict[str, str]:
    return {key: _to_text(item.value) for key, item in _items(element.annotations)}


def _to_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _items(mapping: Any) -> list[tuple[str, Any]]:
    return [(str(key), mapping[key]) for key in mapping.keys()]  # noqa: SIM118  not a dict
