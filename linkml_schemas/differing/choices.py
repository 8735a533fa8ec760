"""Read what a value of a slot may be: its range, or the alternatives of ``any_of``.

Step on the line: beneath :mod:`linkml_schemas.differing.ranges` and
:mod:`linkml_schemas.differing.alternatives`. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from linkml_schemas.modelling.elements import SlotModel

KEYS = ("any_of", "exactly_one_of")
"""Keys of the metamodel that give a value several ranges."""


@dataclass(frozen=True)
class Choice:
    """One thing that a value of a slot may be.

    Shape:
        ``beside`` tells whether it is an alternative of ``any_of`` or ``exactly_one_of``, and
        ``conditions`` is what holds for that alternative only, beside its range.
    """

    slot: SlotModel
    range: str
    beside: bool = False
    conditions: Mapping[str, Any] = field(default_factory=dict)


def choices_of(slot: SlotModel) -> tuple[Choice, ...]:
    """Return what a value may be; an alternative that has no range has that of the slot."""
    items = [item for key in KEYS for item in _items(slot.raw.get(key))]
    return tuple(
        Choice(
            slot,
            str(item.get("range") or slot.range),
            beside=True,
            conditions={key: value for key, value in item.items() if key != "range"},
        )
        for item in items
    ) or (Choice(slot, slot.range),)


def range_names(slot: SlotModel) -> tuple[str, ...]:
    """Return the names of what a value may be, each once."""
    return tuple(dict.fromkeys(each.range for each in choices_of(slot)))


def range_text(slot: SlotModel) -> str:
    """Return the range as people read it.

    Shape:
        ``Agent`` or ``Agent | uri``; ``any_of Agent`` for alternatives that are all of one.
    """
    names = range_names(slot)
    is_single = len(names) == 1 and choices_of(slot)[0].beside
    return f"any_of {names[0]}" if is_single else " | ".join(names)


def _items(found: Any) -> list[dict[str, Any]]:
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
