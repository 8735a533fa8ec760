"""Find the prefixes that a schema leaves to ``default_curi_maps``, which nothing here reads.

Step on the line: beside :mod:`linkml_schemas.generating.naming`. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from linkml_schemas.generating.naming import expand
from linkml_schemas.modelling.element import MAPPINGS, ElementModel
from linkml_schemas.modelling.faults import Place
from linkml_schemas.modelling.files import SchemaFile
from linkml_schemas.modelling.reading import SchemaModel
from linkml_schemas.modelling.values import to_list, to_text

KEYS = ("class_uri", "slot_uri", "enum_uri", "uri", "meaning")


@dataclass(frozen=True, slots=True)
class UnreadMaps:
    """The maps that a file names, and the prefixes that stand for nothing without them."""

    file: SchemaFile
    names: tuple[str, ...]
    prefixes: tuple[str, ...]

    @property
    def place(self) -> Place:
        """Return where the maps are named."""
        return self.file.document.place(("default_curi_maps",))

    def __str__(self) -> str:
        maps, prefixes = ", ".join(self.names), ", ".join(self.prefixes)
        return f"{maps} is not read, for nothing is fetched: {prefixes} stands for nothing"


def find_unread_maps(model: SchemaModel) -> Iterator[UnreadMaps]:
    """Yield, for each file that names maps, the prefixes that its elements use in vain."""
    for file in model.files:
        found = file.document.data.get("default_curi_maps")
        names = tuple(to_text(each) for each in (to_list(found) or [found]) if each)
        if names and not file.foreign:
            own = (each for each in model.elements() if each.source is file)
            lost = {prefix for each in own for prefix in _lost(each)}
            if lost:
                yield UnreadMaps(file, names, tuple(sorted(lost)))


def _lost(element: ElementModel) -> Iterator[str]:
    for key in (*KEYS, *(f"{kind}_mappings" for kind in MAPPINGS)):
        for curie in element.texts(key):
            prefix, colon, _ = curie.partition(":")
            if colon and not expand(element, curie):
                yield prefix
