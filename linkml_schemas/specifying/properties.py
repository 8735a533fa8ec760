"""Gather what a reader wants to know of each property of a class.

Step on the line: between the model and pages and diagrams. Slots that hold one property in
several languages, by the convention of ``docs/schemas.md``, are one property here. What a class
takes over unchanged is told where it comes from, so that a description stands in one place.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from linkml_schemas.modelling.elements import ClassModel, ElementModel, SlotModel
from linkml_schemas.modelling.schema import SchemaModel
from linkml_schemas.specifying.anchors import Anchors, to_anchors
from linkml_schemas.specifying.wording import (
    Said,
    description_of,
    local_name,
    name_of,
    to_anchor,
    to_cardinality,
)

MOST_TOLD = 2
"""Classes beyond which a property that they take as it is is described in one place for all."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a class, in one language or in several.

    Shape:
        ``slots`` has one slot, or one for each language of the value. ``shared`` is the anchor
        of the section that describes it for all classes, empty where the class does.
    """

    class_name: str
    slots: tuple[SlotModel, ...]
    anchor: str
    shared: str = ""

    @property
    def slot(self) -> SlotModel:
        """Return the slot that tells name, meaning and range."""
        return self.slots[0]

    @property
    def ranges(self) -> tuple[str, ...]:
        """Return the names of what a value may be."""
        return self.slot.alternatives or (self.slot.range,)

    def cardinalities(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return each cardinality with the languages for which it holds; none if it has none."""
        found: dict[str, list[str]] = {}
        for slot in self.slots:
            languages = found.setdefault(to_cardinality(*slot.cardinality), [])
            if tag := slot.annotations.get("language"):
                languages.append(tag)
        return [(cardinality, tuple(tags)) for cardinality, tags in found.items()]

    def cardinality(self) -> str:
        """Return the cardinality in one short text.

        Shape:
            Like ``0..1`` or, where languages differ, ``1 nl, 0..1 en fr``.
        """
        found = self.cardinalities()
        if len(found) == 1 and len(self.slots) == 1:
            return found[0][0]
        return ", ".join(f"{each} {' '.join(tags)}".strip() for each, tags in found)


class Terms:
    """A model as one reader sees it: with anchors, in one language, without what is LinkML's."""

    def __init__(self, model: SchemaModel, language: str) -> None:
        self.model = model
        self.language = language

    @cached_property
    def anchors(self) -> Anchors:
        """Return the anchors of all elements."""
        return to_anchors(self.model)

    @cached_property
    def classes(self) -> Mapping[str, ClassModel]:
        """Return the classes that the schema itself brings."""
        return {name: c for name, c in self.model.classes.items() if not c.imported}

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """Return the classes right below each class."""
        found: dict[str, list[str]] = {name: [] for name in self.model.classes}
        for each in self.classes.values():
            for parent in dict.fromkeys((each.is_a, *each.mixins)):
                if parent in found:
                    found[parent].append(each.name)
        return {name: tuple(names) for name, names in found.items()}

    @cached_property
    def holders(self) -> Mapping[str, tuple[str, ...]]:
        """Return the classes that take each defined slot as it is."""
        found: dict[str, list[str]] = {}
        for each in self.classes.values():
            for name in each.own:
                if name in each.slots and self._is_unchanged(each.slots[name]):
                    found.setdefault(name, []).append(each.name)
        return {name: tuple(names) for name, names in found.items()}

    @cached_property
    def shared(self) -> tuple[Property, ...]:
        """Return the properties that many classes take as they are, as the schema has them."""
        holders = self.holders
        slots = [s for n, s in self.model.slots.items() if len(holders.get(n, ())) > MOST_TOLD]
        return tuple(
            Property("", group, self.anchors.slots[group[0].name])
            for group in self._by_meaning(slots)
        )

    @cached_property
    def _shared_anchors(self) -> Mapping[str, str]:
        return {slot.name: each.anchor for each in self.shared for slot in each.slots}

    @cached_property
    def users(self) -> Mapping[str, tuple[tuple[str, Property], ...]]:
        """Return, for each range, the classes and their own properties that lead to it."""
        found: dict[str, list[tuple[str, Property]]] = {}
        for name in self.classes:
            for each in self.own_properties(name):
                for target in each.ranges:
                    found.setdefault(target, []).append((name, each))
        return {name: tuple(pairs) for name, pairs in found.items()}

    def name(self, element: ElementModel) -> Said:
        """Return what the reader calls an element."""
        return name_of(element, self.language)

    def description(self, element: ElementModel) -> Said:
        """Return the description for the reader."""
        return description_of(element, self.language)

    def own_properties(self, class_name: str) -> tuple[Property, ...]:
        """Return the properties that a class declares or refines itself; kept."""
        if class_name not in self._own:
            self._own[class_name] = tuple(self._properties(class_name))
        return self._own[class_name]

    @cached_property
    def _own(self) -> dict[str, tuple[Property, ...]]:
        return {}

    def _properties(self, class_name: str) -> Iterator[Property]:
        each = self.model.classes[class_name]
        taken: set[str] = set()
        for slots in self._by_meaning(each.slots[n] for n in each.own if n in each.slots):
            local = local_name(slots[0].iri)
            if local in taken:
                local = to_anchor(slots[0].name)
            taken.add(local)
            anchor = f"{self.anchors.classes[class_name]}.{local}"
            yield Property(class_name, slots, anchor, self._shared_anchor(slots))

    def _shared_anchor(self, slots: Iterable[SlotModel]) -> str:
        found = {
            self._shared_anchors.get(slot.name, "") if self._is_unchanged(slot) else ""
            for slot in slots
        }
        return found.pop() if len(found) == 1 else ""

    def _by_meaning(self, slots: Iterable[SlotModel]) -> list[tuple[SlotModel, ...]]:
        """Return slots, those together that say one thing in several languages."""
        groups: dict[tuple[str, ...], list[SlotModel]] = {}
        for slot in slots:
            in_language = bool(slot.annotations.get("language"))
            key = (slot.iri, slot.label(self.language)) if in_language else (slot.name,)
            groups.setdefault(key, []).append(slot)
        return [tuple(group) for group in groups.values()]

    def inherited_properties(self, class_name: str) -> list[tuple[str, tuple[Property, ...]]]:
        """Return what a class takes over, by the ancestor that declares it, nearest first."""
        each = self.model.classes[class_name]
        seen = set(each.own)
        found = []
        for ancestor in each.ancestors:
            if ancestor not in self.classes:
                continue
            kept = tuple(p for p in self.own_properties(ancestor) if p.slot.name not in seen)
            seen |= set(self.model.classes[ancestor].own)
            if kept:
                found.append((ancestor, kept))
        return found

    def _is_unchanged(self, slot: SlotModel) -> bool:
        """Tell whether a class describes a slot just as the schema defines it."""
        defined = self.model.slots.get(slot.name)
        return defined is not None and defined.descriptions == slot.descriptions
