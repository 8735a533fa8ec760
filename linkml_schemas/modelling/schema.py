"""A schema with its imports, as one value.

Step on the line: what :func:`linkml_schemas.modelling.reading.read_model` returns.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from linkml_schemas.modelling.elements import (
    ClassModel,
    ElementModel,
    EnumModel,
    SlotModel,
    TypeModel,
)
from linkml_schemas.modelling.files import SchemaFile


@dataclass(frozen=True, eq=False)
class SchemaModel(ElementModel):
    """A schema with its imports.

    Shape:
        The elements by name, in the order of the files and in them as written; those that
        LinkML itself brings (``imported``) come last. ``files`` are all files that were read.
    """

    files: tuple[SchemaFile, ...] = ()
    classes: Mapping[str, ClassModel] = field(default_factory=dict)
    slots: Mapping[str, SlotModel] = field(default_factory=dict)
    enums: Mapping[str, EnumModel] = field(default_factory=dict)
    types: Mapping[str, TypeModel] = field(default_factory=dict)

    @property
    def iri(self) -> str:
        """Return the ``id`` of the schema."""
        return self.source.iri

    @property
    def version(self) -> str:
        """Return the version as it is written; empty if there is none."""
        return self.text("version")

    def elements(self) -> Iterator[ElementModel]:
        """Yield each element that the schema itself brings; slots as they are defined."""
        groups = (self.classes, self.slots, self.enums, self.types)
        for group in groups:
            for element in group.values():
                if not element.imported:
                    yield element
                    if isinstance(element, EnumModel):
                        yield from element.values.values()

    def children(self, name: str) -> tuple[str, ...]:
        """Return the names of all classes below a class, itself not."""
        return tuple(each.name for each in self.classes.values() if name in each.ancestors)
