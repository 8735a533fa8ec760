"""Go through the elements of a schema as the rules want to see them.

Step on the line: beneath :mod:`linkml_schemas.checking.rules`. Nothing that LinkML itself
brings is among them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from linkml_schemas.modelling.documents import KeyPath
from linkml_schemas.modelling.elements import ClassModel, ElementModel, EnumModel, SlotModel
from linkml_schemas.modelling.faults import Place
from linkml_schemas.modelling.reading import SchemaModel

DATES = frozenset(
    f"http://www.w3.org/2001/XMLSchema#{name}"
    for name in ("date", "dateTime", "time", "gYear", "gYearMonth", "duration")
)


KEPT = 4
"""Models of which the elements are kept: many rules go through the same ones."""


def own_classes(model: SchemaModel) -> Iterator[ClassModel]:
    """Yield the classes of the schema."""
    return (each for each in model.classes.values() if not each.imported)


def own_enums(model: SchemaModel) -> Iterator[EnumModel]:
    """Yield the enumerations of the schema."""
    return (each for each in model.enums.values() if not each.imported)


def defined_slots(model: SchemaModel) -> Iterator[SlotModel]:
    """Yield the slots that stand by themselves."""
    return (each for each in model.slots.values() if not each.imported)


def attributes(model: SchemaModel) -> Iterator[SlotModel]:
    """Yield the slots that stand in a class, as that class has them."""
    for each in own_classes(model):
        for name, _, _ in each.source.entries((*each.path, "attributes")):
            if name in each.slots:
                yield each.slots[name]


@dataclass(frozen=True, slots=True)
class Usage:
    """What a class says of a slot in its ``slot_usage``: where, and in which words."""

    owner: ClassModel
    slot: SlotModel
    path: KeyPath
    body: dict[str, Any]

    def place(self, key: str) -> Place:
        """Return where a key of the refinement stands, or the refinement."""
        return self.owner.source.document.place((*self.path, key))


def usages(model: SchemaModel) -> Iterator[Usage]:
    """Yield each refinement of a slot that the class has."""
    for each in own_classes(model):
        for name, path, body in each.source.entries((*each.path, "slot_usage")):
            if name in each.slots:
                yield Usage(each, each.slots[name], path, body)


@lru_cache(maxsize=KEPT)
def said_slots(model: SchemaModel) -> tuple[SlotModel, ...]:
    """Return each slot where something is said of it: defined, in a class, refined."""
    refined = (usage.slot for usage in usages(model))
    return (*defined_slots(model), *attributes(model), *refined)


@lru_cache(maxsize=KEPT)
def described(model: SchemaModel) -> tuple[ElementModel, ...]:
    """Return every element that people read of: those of the schema, and the slots in classes."""
    return (*model.elements(), *attributes(model))


def datatype_of(model: SchemaModel, name: str) -> str:
    """Return the IRI of the datatype of a range, empty if it is no type."""
    return model.types[name].iri if name in model.types else ""


def within(model: SchemaModel, name: str, wider: str) -> bool:
    """Tell whether a range is the same as another or narrower."""
    if name == wider:
        return True
    if name in model.classes:
        above = model.classes[name].ancestors
        return wider in above or (
            wider in model.classes and model.classes[wider].iri == "https://w3id.org/linkml/Any"
        )
    if name in model.types:
        return wider in {each.name for each in model.types[name].above}
    enum = model.enums.get(name)
    return enum is not None and (wider in enum.texts("inherits") or wider == "string")


def first_of_each(
    pairs: Iterable[tuple[str, ElementModel]],
) -> Iterator[tuple[ElementModel, ElementModel]]:
    """Yield first and later element for each key that several have."""
    first: dict[str, ElementModel] = {}
    for key, element in pairs:
        if key in first:
            yield first[key], element
        else:
            first[key] = element
