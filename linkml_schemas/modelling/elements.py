"""The elements of a schema: classes, enumerations, values and types, beside slots.

Step on the line: what :mod:`linkml_schemas.modelling.reading` makes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote

from linkml_schemas.modelling.element import ElementModel as ElementModel
from linkml_schemas.modelling.element import Texts as Texts
from linkml_schemas.modelling.slots import RangeKind as RangeKind
from linkml_schemas.modelling.slots import SlotModel as SlotModel
from linkml_schemas.modelling.values import to_list


@dataclass(frozen=True, eq=False)
class ClassModel(ElementModel):
    """A class with its induced slots.

    Shape:
        ``ancestors`` are the names of all classes and mixins above it, nearest first;
        ``slots`` the induced slots by name, those of the farthest ancestor first; ``own`` the
        names of the slots that the class declares or refines itself.
    """

    ancestors: tuple[str, ...] = ()
    induced: Any = None
    """Makes the slots when they are first asked for."""

    @cached_property
    def slots(self) -> Mapping[str, SlotModel]:
        """Return the induced slots."""
        made: Mapping[str, SlotModel] = self.induced(self)
        return made

    @cached_property
    def own(self) -> tuple[str, ...]:
        """Return the slots that the class itself lists, declares or refines."""
        names = [*self.texts("slots")]
        for key in ("attributes", "slot_usage"):
            names += [name for name, _, _ in self.source.entries((*self.path, key))]
        return tuple(dict.fromkeys(names))

    @property
    def is_a(self) -> str | None:
        """Return the name of the class above."""
        return self.text("is_a") or None

    @property
    def mixins(self) -> tuple[str, ...]:
        """Return the names of its mixins."""
        return self.texts("mixins")

    @property
    def abstract(self) -> bool:
        """Return whether no record is of this class itself."""
        return self.is_true("abstract")

    @property
    def mixin(self) -> bool:
        """Return whether the class is only mixed into others."""
        return self.is_true("mixin")

    @property
    def tree_root(self) -> bool:
        """Return whether a document is one object of this class."""
        return self.is_true("tree_root")

    @property
    def unique_keys(self) -> Mapping[str, tuple[str, ...]]:
        """Return the slots of each unique key."""
        return {
            name: tuple(str(slot) for slot in to_list(body.get("unique_key_slots")))
            for name, _, body in self.source.entries((*self.path, "unique_keys"))
        }


@dataclass(frozen=True, eq=False)
class ValueModel(ElementModel):
    """A permissible value; its ``name`` is the code."""

    enum_iri: str = ""

    @property
    def meaning(self) -> str | None:
        """Return the IRI of the concept that the code stands for; None if none is given."""
        return self.expand(self.text("meaning")) or None

    @cached_property
    def iri(self) -> str:
        """Return the meaning, else an IRI under that of the enumeration."""
        return self.meaning or f"{self.enum_iri}#{quote(self.name, safe='')}"


@dataclass(frozen=True, eq=False)
class EnumModel(ElementModel):
    """An enumeration with its values by code."""

    values: Mapping[str, ValueModel] = field(default_factory=dict)

    @property
    def dynamic(self) -> bool:
        """Return whether values come from elsewhere too: not all are written here."""
        keys = ("reachable_from", "matches", "include", "inherits", "concepts", "code_set")
        return any(self.raw.get(key) for key in keys)


@dataclass(frozen=True, eq=False)
class TypeModel(ElementModel):
    """A type of literals; ``above`` are the types that it narrows, nearest first."""

    above: tuple["TypeModel", ...] = ()

    @cached_property
    def iri(self) -> str:
        """Return the datatype: its own, or of the type that it narrows."""
        for each in (self, *self.above):
            if each.text("uri"):
                return each.expand(each.text("uri")) or each.text("uri")
        return "http://www.w3.org/2001/XMLSchema#string"

    def inherited(self, key: str) -> str:
        """Return a key of this type or of the nearest above that has it."""
        return next((each.text(key) for each in (self, *self.above) if each.text(key)), "")
