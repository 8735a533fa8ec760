"""Make a change of what was found: with its name, its places and the classes it shows in.

Step on the line: between the comparisons and :mod:`linkml_schemas.differing.comparison`, which
joins the drafts that say the same.
"""

from collections.abc import Iterable
from functools import lru_cache

from linkml_schemas.differing.pairs import Found, Pairs, to_place
from linkml_schemas.differing.values import Change
from linkml_schemas.modelling.elements import (
    ClassModel,
    ElementModel,
    EnumModel,
    SlotModel,
    TypeModel,
)
from linkml_schemas.modelling.schema import SchemaModel

Draft = Change
"""A change that may still be said again for another class."""

Sides = tuple[EnumModel, EnumModel]
ClassSlot = tuple[ClassModel, SlotModel]


def draft_element(
    pairs: Pairs,
    found: Found,
    old: ElementModel | None,
    new: ElementModel | None,
    enums: Sides | None = None,
) -> Draft:
    """Return a change of a class, enumeration, value, type or the schema.

    Args:
        pairs: The two versions.
        found: What differs.
        old: The element before, None if it is new.
        new: The element after, None if it is gone.
        enums: The enumeration of a value, before and after.
    """
    element = _either(old, new)
    holder = _either(enums[0], enums[1]) if enums else element
    columns = _columns(pairs, holder)
    is_class = isinstance(element, ClassModel)
    return Change(
        found.kind,
        element.kind,
        f"{holder.name}.{element.name}" if enums else element.name,
        found.label,
        found.old,
        found.new,
        (element.name,) if is_class else _classes_of(columns),
        columns,
        _iris(old, new),
        to_place(old, found.key, pairs.old) if old else "",
        to_place(new, found.key, pairs.new) if new else "",
    )


def draft_slot(pairs: Pairs, found: Found, old: ClassSlot | None, new: ClassSlot | None) -> Draft:
    """Return a change of a slot as one class sees it."""
    sides = [each for each in (old, new) if each]
    record_class, slot = sides[0]
    return Change(
        found.kind,
        "slot",
        slot.name,
        found.label,
        found.old,
        found.new,
        (record_class.name,),
        (f"{record_class.name}.{slot.name}",),
        _iris(old[1] if old else None, new[1] if new else None),
        to_place(old[1], found.key, pairs.old) if old else "",
        to_place(new[1], found.key, pairs.new) if new else "",
    )


def _either(old: ElementModel | None, new: ElementModel | None) -> ElementModel:
    return next(each for each in (old, new) if each)


def _iris(old: ElementModel | None, new: ElementModel | None) -> tuple[str, ...]:
    found = (each.iri for each in (old, new) if each and not isinstance(each, TypeModel))
    return tuple(dict.fromkeys(iri for iri in found if iri))


def _columns(pairs: Pairs, element: ElementModel) -> tuple[str, ...]:
    """Return the columns that an enumeration or type decides; none of what is new."""
    if element.kind not in {"enum", "type"}:
        return ()
    return _columns_by_range(pairs.old).get(element.name, ())


@lru_cache(maxsize=4)
def _columns_by_range(model: SchemaModel) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for record_class in model.classes.values():
        for slot in record_class.slots.values():
            for name in {slot.range, *slot.alternatives}:
                found.setdefault(name, []).append(f"{record_class.name}.{slot.name}")
    return {name: tuple(sorted(columns)) for name, columns in found.items()}


def _classes_of(columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({column.rpartition(".")[0] for column in columns}))
