"""Compare the slots that no class of both versions has: they are terms of the schema all the same.

Step on the line: beneath :mod:`linkml_schemas.differing.comparison`, beside the classes.
"""

from collections.abc import Iterator
from dataclasses import replace

from linkml_schemas.differing.drafts import Draft, draft_element
from linkml_schemas.differing.elements import Suppressed
from linkml_schemas.differing.pairs import Found, Pairs, pair_loose_slots
from linkml_schemas.differing.slots import compare_slots


def compare_loose_slots(pairs: Pairs, languages: Suppressed) -> Iterator[Draft]:
    """Yield what differs in slots that are in no class, or in none of both versions."""
    slots = pair_loose_slots(pairs)
    for name in slots.removed:
        gone = pairs.old.slots[name]
        found = Found("slot_removed", new=gone.replaced_by or "")
        yield draft_element(pairs, found, gone, None)
    for name in slots.added:
        yield draft_element(pairs, Found("slot_added"), None, pairs.new.slots[name])
    for before, after in slots.both.items():
        old, new = pairs.old.slots[before], pairs.new.slots[after]
        for found in compare_slots(pairs, old, new, languages):
            yield replace(draft_element(pairs, found, old, new), classes=(), columns=())
