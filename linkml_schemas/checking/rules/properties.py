"""Rules about the properties that the slots of one class state.

Step on the line: one subject of :mod:`linkml_schemas.checking.rules`.
"""

from collections.abc import Iterator

from linkml_schemas.checking.looking import own_classes
from linkml_schemas.checking.rule import Context, Finding, Rule
from linkml_schemas.modelling.elements import SlotModel

_STATED = ("language", "via", "via_types", "inverse")
"""Annotations by which two slots with one IRI state different things."""


def _shared(context: Context) -> Iterator[Finding]:
    classes = context.model.classes
    for each in own_classes(context.model):
        parents = (each.is_a or "", *each.mixins)
        above = [classes[name].slots for name in parents if name in classes]
        first: dict[object, SlotModel] = {}
        for slot in each.slots.values():
            if not slot.text("slot_uri") or slot.identifier:
                continue
            other = first.setdefault(_statement(slot), slot)
            if other is slot or _is_refined(other, slot) or _is_refined(slot, other):
                continue
            if any(slot.name in slots and other.name in slots for slots in above):
                continue  # told of the class that has both
            message = f"{slot.name} and {other.name} of {each.name} both state {slot.iri}"
            remedy = "give one another slot_uri: in the graph their values are mixed"
            yield Finding(slot.place_of("slot_uri"), f"{each.name}.{slot.name}", message, remedy)


def _statement(slot: SlotModel) -> object:
    return (slot.iri, *(slot.annotations.get(key, "") for key in _STATED))


def _is_refined(slot: SlotModel, other: SlotModel) -> bool:
    """Return whether a slot is written as a narrower one than another."""
    return other.name in (*slot.texts("is_a"), *slot.texts("mixins"))


PROPERTY_RULES: tuple[Rule, ...] = (
    Rule(
        "shared-slot-iri", "warning",
        "In the graph two slots of a class with one IRI are one property, and nobody can tell "
        "their values apart.",
        "classes:\n  Book:\n    attributes:\n      made: {slot_uri: dct:date}\n"
        "      bought: {slot_uri: dct:date}\n",
        "classes:\n  Book:\n    attributes:\n      made: {slot_uri: dct:created}\n"
        "      bought: {slot_uri: dct:date}\n",
        _shared,
    ),
)  # fmt: skip
