"""Find what refers to nothing: every name of another element that a schema does not have.

Step on the line: the last of :func:`linkml_schemas.modelling.reading.read_leniently`.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from linkml_schemas.modelling.elements import ElementModel, SlotModel
from linkml_schemas.modelling.faults import Fault, Place
from linkml_schemas.modelling.induction import closure
from linkml_schemas.modelling.schema import SchemaModel


def find_dangling(model: SchemaModel) -> Iterator[Fault]:
    """Yield each reference to an element that does not exist, and each loop of ancestors."""
    for each in model.classes.values():
        for key, names in (("is_a", each.texts("is_a")), ("mixins", each.mixins)):
            yield from _missing(each, key, names, model.classes, "class")
        yield from _missing(each, "slots", each.texts("slots"), model.slots, "slot")
        for slot in each.slots.values():
            yield from _ranges(model, slot)
        for name, path, _ in each.source.entries((*each.path, "slot_usage")):
            if name not in each.slots:
                place = each.source.document.place(path)
                yield _unknown(place, each.name, "slot_usage", name, each.slots, "slot")
    for slot in model.slots.values():
        yield from _ranges(model, slot)
        for key in ("is_a", "mixins"):
            yield from _missing(slot, key, slot.texts(key), model.slots, "slot")
    for each_type in model.types.values():
        yield from _missing(each_type, "typeof", each_type.texts("typeof"), model.types, "type")
    yield from _loops(model.classes, ("is_a", "mixins"))
    yield from _loops(model.slots, ("is_a", "mixins"))
    yield from _loops(model.types, ("typeof",))
    yield from _loops(model.enums, ("inherits",))


def _ranges(model: SchemaModel, slot: SlotModel) -> Iterator[Fault]:
    groups: tuple[Mapping[str, object], ...] = (model.classes, model.enums, model.types)
    named = [slot.range] if slot.range_kind is None else []
    for name in (*named, *slot.alternatives):
        if not any(name in group for group in groups):
            key = "range" if "range" in slot.places else "any_of"
            known = {known: None for group in groups for known in group}
            place = slot.place_of(key)
            yield _unknown(place, slot.name, "range", name, known, "class, enum or type")


def _missing(
    element: ElementModel,
    key: str,
    names: tuple[str, ...],
    known: Mapping[str, object],
    kind: str,
) -> Iterator[Fault]:
    for index, name in enumerate(names):
        if name not in known:
            place = element.place_of(key, index) if len(names) > 1 else element.place_of(key)
            yield _unknown(place, element.name, key, name, known, kind)


def _unknown(
    place: Place, element: str, key: str, name: str, known: Mapping[str, object], kind: str
) -> Fault:
    near = get_close_matches(name, known, n=3)
    remedy = f"did you mean {' or '.join(near)}?" if near else f"define it, or name a {kind}"
    return Fault(
        place, "reference", f"{element}: {key} names {name!r}, which is no {kind}", remedy,
        element=element,
    )  # fmt: skip


def _loops(elements: Mapping[str, ElementModel], keys: tuple[str, ...]) -> Iterator[Fault]:
    """Yield each element that is above itself, at the key by which it is."""

    def above(name: str) -> tuple[str, ...]:
        found = elements.get(name)
        return tuple(up for key in keys for up in found.texts(key)) if found else ()

    for name, each in elements.items():
        for key in keys:
            if any(up == name or name in closure(up, above) for up in each.texts(key)):
                yield Fault(
                    each.place_of(key), "loop", f"{name} is above itself",
                    "remove one of the references in the circle", element=name,
                )  # fmt: skip
                break
