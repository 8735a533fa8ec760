"""Induce the slots of a class: what it inherits, mixes in, declares and refines, as one.

Step on the line: inside :mod:`linkml_schemas.modelling`.

Source:
    LinkML, "Inheritance" and "Slot usage"; the same order as linkml_runtime's SchemaView.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from linkml_schemas.modelling.documents import KeyPath
from linkml_schemas.modelling.elements import ClassModel, RangeKind, SlotModel
from linkml_schemas.modelling.faults import Place
from linkml_schemas.modelling.files import SchemaFile
from linkml_schemas.modelling.values import flatten_annotations

NOT_INHERITED = frozenset(
    {
        "name", "title", "description", "is_a", "mixins", "mixin", "abstract", "slot_uri",
        "aliases", "annotations", "deprecated", "deprecated_element_has_exact_replacement",
        "deprecated_element_has_possible_replacement", "examples", "notes", "comments", "todos",
        "see_also", "from_schema", "in_subset", "exact_mappings", "close_mappings",
        "broad_mappings", "narrow_mappings", "related_mappings", "alt_descriptions", "domain_of",
        "owner", "local_names", "id_prefixes", "status", "in_language", "source", "rank",
        "structured_aliases", "mappings", "subproperty_of", "inverse", "symmetric",
    }
)  # fmt: skip
"""What a slot does not take over from the slot above it; a class's refinement changes any."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A body that is written somewhere, before anything is induced."""

    name: str
    source: SchemaFile
    path: KeyPath
    body: Mapping[str, Any]


def closure(name: str, parents: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """Return all names above one, nearest first, in the order of SchemaView; cycles end."""
    found: list[str] = []
    seen = {name}
    pending = [name]
    while pending:
        for parent in parents(pending.pop()):
            if parent not in seen:
                seen.add(parent)
                found.append(parent)
                pending.append(parent)
    return tuple(found)


@dataclass(frozen=True)
class Induction:
    """What is needed to induce slots: the slots as defined, and the bodies of all classes.

    Shape:
        ``range_kind`` tells what a name of a range stands for, None if for nothing.
    """

    slots: Mapping[str, Entry]
    classes: Mapping[str, ClassModel]
    prefixes: Mapping[str, str]
    default_range: str
    range_kind: Callable[[str], RangeKind | None]

    def defined(self, name: str) -> SlotModel:
        """Return a slot as the schema defines it, with what the slots above say."""
        layers = [self.slots[name]]
        return self._slot(name, None, layers, inherited=self._above(name))

    def of_class(self, model: ClassModel) -> Mapping[str, SlotModel]:
        """Return the induced slots of a class, of the farthest ancestor first."""
        lineage = [
            *(self.classes[each] for each in reversed(model.ancestors) if each in self.classes),
            model,
        ]
        names: dict[str, None] = {}
        attributes: dict[str, Entry] = {}
        usages: dict[str, list[Entry]] = {}
        for each in lineage:
            names |= dict.fromkeys(slot for slot in each.texts("slots") if slot in self.slots)
            for name, path, body in each.source.entries((*each.path, "attributes")):
                names[name] = None
                attributes[name] = Entry(name, each.source, path, body)
            for name, path, body in each.source.entries((*each.path, "slot_usage")):
                usages.setdefault(name, []).append(Entry(name, each.source, path, body))
        return {
            name: self._slot(name, model, [attributes[name], *usages.get(name, [])])
            if name in attributes
            else self._slot(
                name, model, [self.slots[name], *usages.get(name, [])], self._above(name)
            )
            for name in names
        }

    def _above(self, name: str) -> Iterator[Entry]:
        for each in reversed(closure(name, self._parents)):
            if each in self.slots:
                yield self.slots[each]

    def _parents(self, name: str) -> tuple[str, ...]:
        body = self.slots[name].body if name in self.slots else {}
        mixins = body.get("mixins")
        above = [str(each) for each in mixins] if isinstance(mixins, list) else []
        return (*above, str(body["is_a"])) if body.get("is_a") else tuple(above)

    def _slot(
        self,
        name: str,
        model: ClassModel | None,
        layers: list[Entry],
        inherited: Iterable[Entry] = (),
    ) -> SlotModel:
        raw: dict[str, Any] = {}
        places: dict[str, Place] = {}
        for entry in inherited:
            found = {k: v for k, v in entry.body.items() if k not in NOT_INHERITED}
            _lay(raw, places, entry, found)
        for entry in layers:
            _lay(raw, places, entry, entry.body)
        last = layers[-1]
        ranged = raw.get("range")
        name_of_range = str(ranged) if ranged else last.source.default_range or self.default_range
        return SlotModel(
            kind="slot",
            name=name,
            source=last.source,
            path=last.path,
            raw=raw,
            prefixes=self.prefixes,
            places=places,
            owner=model.name if model else None,
            range=name_of_range,
            range_kind=self.range_kind(name_of_range),
        )


def _lay(
    raw: dict[str, Any], places: dict[str, Place], entry: Entry, body: Mapping[str, Any]
) -> None:
    """Lay a body over what is there: later ones win, bounds narrow, annotations add up."""
    for key, value in body.items():
        if value is None:
            continue
        if key in _NARROWED and _is_number(value) and _is_number(raw.get(key)):
            value = _NARROWED[key](value, raw[key])
        if key == "annotations":
            value = flatten_annotations(raw.get(key)) | flatten_annotations(value)
        raw[key] = value
        places[key] = entry.source.document.place((*entry.path, key))


_NARROWED: Mapping[str, Callable[[Any, Any], Any]] = {"maximum_value": min, "minimum_value": max}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
