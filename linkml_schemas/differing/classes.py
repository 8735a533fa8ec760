"""Compare a class with what it was: itself, and the slots that it has or inherits.

Step on the line: beneath :mod:`linkml_schemas.differing.comparison`.
"""

from collections.abc import Iterator

from linkml_schemas.differing.drafts import Draft, draft_element, draft_slot
from linkml_schemas.differing.elements import Suppressed, compare_common, compare_listed
from linkml_schemas.differing.pairs import Found, Pairs, pair_slots
from linkml_schemas.differing.rules import compare_rules
from linkml_schemas.differing.slots import compare_slots
from linkml_schemas.modelling.elements import ClassModel

_RECORDS = ("concept", "scheme", "scheme_column", "authority")
"""Annotations that decide the IRI of a record."""


def compare_classes(pairs: Pairs, languages: Suppressed) -> Iterator[Draft]:
    """Yield what differs in classes, and in slots class by class."""
    for name in pairs.classes.removed:
        gone = pairs.old.classes[name]
        if not gone.imported:
            found = Found("class_removed", new=gone.replaced_by or "")
            yield draft_element(pairs, found, gone, None)
    for name in pairs.classes.added:
        fresh = pairs.new.classes[name]
        if not fresh.imported:
            yield draft_element(pairs, Found("class_added"), None, fresh)
    for before, after in pairs.classes.both.items():
        old, new = pairs.old.classes[before], pairs.new.classes[after]
        for found in _compare_class(pairs, old, new, languages):
            yield draft_element(pairs, found, old, new)
        yield from _compare_slots(pairs, old, new, languages)


def _compare_class(
    pairs: Pairs, old: ClassModel, new: ClassModel, languages: Suppressed
) -> Iterator[Found]:
    if old.name != new.name:
        yield Found("class_renamed", "", old.name, new.name)
    if old.iri != new.iri:
        yield Found("class_iri_changed", "class_uri", old.iri, new.iri)
    if old.abstract != new.abstract:
        yield Found("class_made_abstract" if new.abstract else "class_made_concrete", "abstract")
    if old.mixin != new.mixin:
        yield Found("class_made_mixin" if new.mixin else "class_made_no_mixin", "mixin")
    if old.tree_root != new.tree_root:
        answers = str(old.tree_root).lower(), str(new.tree_root).lower()
        yield Found("root_changed", "tree_root", *answers)
    yield from _parents(pairs, old, new)
    yield from _keys(old, new)
    yield from compare_rules(old, new)
    for key in _RECORDS:
        before, after = old.annotations.get(key, ""), new.annotations.get(key, "")
        if before != after:
            yield Found("record_iri_changed", "annotations", before, after, key)
    yield from compare_listed("types", old, new)
    yield from compare_common(old, new, (*_RECORDS, "types"), languages)


def _parents(pairs: Pairs, old: ClassModel, new: ClassModel) -> Iterator[Found]:
    """Yield what a class is no longer, or is now, below; said where its own parents changed."""
    after_names = pairs.classes.after
    own = [after_names(name) for name in (old.is_a or "", *old.mixins)]
    if own == [new.is_a or "", *new.mixins]:
        return
    before = {after_names(name): name for name in old.ancestors}
    after = set(new.ancestors)
    key = "is_a" if after_names(old.is_a or "") != (new.is_a or "") else "mixins"
    if lost := sorted(before[name] for name in before.keys() - after):
        yield Found("parent_lost", key, ", ".join(lost), "")
    if gained := sorted(after - before.keys()):
        yield Found("parent_gained", key, "", ", ".join(gained))
    if before.keys() == after:
        was, now = (" ".join([each.is_a or "", *each.mixins]).strip() for each in (old, new))
        yield Found("parents_rearranged", key, was, now)


def _keys(old: ClassModel, new: ClassModel) -> Iterator[Found]:
    before, after = old.unique_keys, new.unique_keys
    for name in sorted({*before, *after}):
        was, now = ", ".join(before.get(name, ())), ", ".join(after.get(name, ()))
        if set(before.get(name, ())) != set(after.get(name, ())):
            kind = "changed" if was and now else "added" if now else "removed"
            yield Found(f"unique_key_{kind}", "unique_keys", was, now, name)


def _compare_slots(
    pairs: Pairs, old: ClassModel, new: ClassModel, languages: Suppressed
) -> Iterator[Draft]:
    slots = pair_slots(pairs, old, new)
    for name in slots.removed:
        gone = old.slots[name]
        found = Found("slot_removed", new=gone.replaced_by or "")
        yield draft_slot(pairs, found, (old, gone), None)
    for name in slots.added:
        fresh = new.slots[name]
        kind = "required_slot_added" if fresh.required else "slot_added"
        yield draft_slot(pairs, Found(kind), None, (new, fresh))
    for before, after in slots.both.items():
        sides = old.slots[before], new.slots[after]
        for found in compare_slots(pairs, *sides, languages):
            yield draft_slot(pairs, found, (old, sides[0]), (new, sides[1]))
