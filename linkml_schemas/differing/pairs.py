"""Hold two versions of a schema with the pairs of what is the same thing in both.

Step on the line: made first by :mod:`linkml_schemas.differing.comparison`, read by whatever
compares elements.
"""

import os
from dataclasses import dataclass
from functools import cached_property
from operator import eq
from typing import NamedTuple

from linkml_schemas.differing.matching import (
    LIKE,
    Element,
    Pairing,
    Recognition,
    joint_likeness,
    pair_elements,
    text_likeness,
)
from linkml_schemas.modelling.elements import (
    ClassModel,
    ElementModel,
    EnumModel,
    SlotModel,
    TypeModel,
    ValueModel,
)
from linkml_schemas.modelling.schema import SchemaModel

STATEMENT = ("language", "via", "via_types", "inverse")
"""Annotations of our convention that decide, with the IRI, what a value says in the graph."""


_MARKING = ("pattern", "any_of", "minimum_value", "maximum_value", "unit", "equals_string_in")
"""Keys of the metamodel by which a slot without texts is known; a range is shared by many."""


class Found(NamedTuple):
    """One thing that differs between two elements; ``key`` is where it is written."""

    kind: str
    key: str = ""
    old: str = ""
    new: str = ""
    label: str = ""


@dataclass(frozen=True)
class Pairs:
    """Two versions with the names before and after of classes, enumerations and types."""

    old: SchemaModel
    new: SchemaModel
    classes: Pairing[ClassModel]
    enums: Pairing[EnumModel]
    types: Pairing[TypeModel]

    def name_after(self, name: str) -> str:
        """Return what the range of a name before is called after."""
        return self._after.get(name, name)

    def name_before(self, name: str) -> str:
        """Return what the range of a name after was called before."""
        return self._before.get(name, name)

    def turned(self) -> "Pairs":
        """Return the same with the versions in each other's place."""
        return self._turned

    @cached_property
    def _turned(self) -> "Pairs":
        return Pairs(self.new, self.old, _turn(self.classes), _turn(self.enums), _turn(self.types))

    @cached_property
    def _after(self) -> dict[str, str]:
        return {**self.types.both, **self.enums.both, **self.classes.both}

    @cached_property
    def _before(self) -> dict[str, str]:
        return {after: before for before, after in self._after.items()}

    @cached_property
    def lost_slots(self) -> frozenset[str]:
        """Return the names of slots that nothing has any more."""
        return slot_names(self.old) - slot_names(self.new)

    @cached_property
    def new_slots(self) -> frozenset[str]:
        """Return the names of slots that nothing had before."""
        return slot_names(self.new) - slot_names(self.old)


def to_pairs(old: SchemaModel, new: SchemaModel) -> Pairs:
    """Return two versions with what is the same thing in both."""
    return Pairs(
        old,
        new,
        pair_elements(old.classes, new.classes, _CLASSES),
        pair_elements(old.enums, new.enums, _ENUMS),
        pair_elements(old.types, new.types, _TYPES),
    )


def pair_slots(pairs: Pairs, old: ClassModel, new: ClassModel) -> Pairing[SlotModel]:
    """Return the pairs of slots of a class."""

    def may_guess(before: str, after: str) -> bool:
        tongues = (
            each.annotations.get("language") for each in (old.slots[before], new.slots[after])
        )
        return before in pairs.lost_slots and after in pairs.new_slots and len(set(tongues)) == 1

    return pair_elements(old.slots, new.slots, _SLOTS, may_guess)


def pair_loose_slots(pairs: Pairs) -> Pairing[SlotModel]:
    """Return the pairs of slots that no class tells of.

    Shape:
        A class tells of its slots if it is in both versions, and of those that come or go with
        it if it is in one.
    """
    told_before, told_after = _told(pairs.old), _told(pairs.new)
    old = {name: each for name, each in pairs.old.slots.items() if name not in told_before}
    new = {name: each for name, each in pairs.new.slots.items() if name not in told_after}
    both = {name for name in pairs.old.slots if name in pairs.new.slots}
    return pair_elements(
        {name: each for name, each in old.items() if name not in both or name in new},
        {name: each for name, each in new.items() if name not in both or name in old},
        _SLOTS,
    )


def _told(model: SchemaModel) -> frozenset[str]:
    return frozenset(name for each in model.classes.values() for name in each.slots)


def pair_values(old: EnumModel, new: EnumModel) -> Pairing[ValueModel]:
    """Return the pairs of values of an enumeration."""
    return pair_elements(old.values, new.values, _VALUES)


def slot_names(model: SchemaModel) -> frozenset[str]:
    """Return the names of all slots, in classes and on their own."""
    in_classes = (name for each in model.classes.values() for name in each.slots)
    return frozenset((*model.slots, *in_classes))


def to_place(element: ElementModel, key: str, model: SchemaModel) -> str:
    """Return where a key of an element is written, its file as seen from the schema's folder.

    Shape:
        ``classes/organisation.yaml:12:5``; of what a package brings only the file's name.
    """
    place = element.place_of(key) if key else element.place
    file = place.file.name
    if not element.imported:
        try:
            file = os.path.relpath(place.file, model.place.file.parent).replace(os.sep, "/")
        except ValueError:  # on another drive
            file = place.file.name
    return f"{file}:{place.line}:{place.column}"


def _turn(pairing: Pairing[Element]) -> Pairing[Element]:
    both = {after: before for before, after in pairing.both.items()}
    return Pairing(both, pairing.removed, pairing.added)


def _slot_identity(slot: SlotModel) -> object:
    return (slot.iri, *(slot.annotations.get(key, "") for key in STATEMENT))


def _slot_likeness(old: SlotModel, new: SlotModel) -> float:
    """Return how alike two slots are; those without texts are, if all that marks them is equal."""
    if not (old.titles or new.titles or old.descriptions or new.descriptions):
        marks = [{key: each.raw.get(key) for key in _MARKING} for each in (old, new)]
        if any(marks[0].values()) and marks[0] == marks[1]:
            return float(_facts(old) == _facts(new))
    before, after = _facts(old), _facts(new)
    alike: float = sum(map(eq, before, after)) / len(before)
    words = text_likeness(old, new)
    return 0.3 * alike + 0.7 * words if words >= LIKE else 0


def _facts(slot: SlotModel) -> tuple[object, ...]:
    return slot.range, slot.required, slot.multivalued, slot.identifier, slot.text("pattern")


def _class_likeness(old: ClassModel, new: ClassModel) -> float:
    return joint_likeness(old, new, (set(old.slots), set(new.slots)))


def _enum_likeness(old: EnumModel, new: EnumModel) -> float:
    return joint_likeness(old, new, (set(old.values), set(new.values)))


def _value_likeness(old: ValueModel, new: ValueModel) -> float:
    """Return 1 for equal titles; codes and descriptions of a list are often near each other."""
    return float(bool(old.titles) and old.titles == new.titles)


_CLASSES: Recognition[ClassModel] = Recognition(lambda each: each.iri, _class_likeness)
_ENUMS: Recognition[EnumModel] = Recognition(lambda each: each.iri, _enum_likeness)
_TYPES: Recognition[TypeModel] = Recognition(lambda each: None, text_likeness)
_VALUES: Recognition[ValueModel] = Recognition(lambda each: each.meaning, _value_likeness)
_SLOTS: Recognition[SlotModel] = Recognition(_slot_identity, _slot_likeness)
