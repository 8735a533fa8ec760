"""Compare a slot as one class sees it with what it was.

Step on the line: beneath :mod:`linkml_schemas.differing.classes`. Inherited facts are part of
the slot here, so a changed mixin shows in every class; the comparison says it once.
"""

from collections.abc import Iterator

from linkml_schemas.differing.alternatives import compare_alternatives
from linkml_schemas.differing.choices import range_names, range_text
from linkml_schemas.differing.elements import (
    AXIOMS,
    SLOT_PARENTS,
    Suppressed,
    compare_common,
    compare_listed,
)
from linkml_schemas.differing.pairs import Found, Pairs
from linkml_schemas.differing.ranges import compare_ranges
from linkml_schemas.differing.rules import compare_rules, to_words
from linkml_schemas.modelling.elements import SlotModel

_STATED = ("via", "via_types", "inverse", "language")
_SHAPED = ("normalise", "template")
_MEANT = (*_STATED, *_SHAPED, "adds_type")


def is_unchanged(pairs: Pairs, old: SlotModel, new: SlotModel) -> bool:
    """Return whether nothing can differ: the cheap question that most slots answer."""
    return (
        old.name == new.name
        and old.raw == new.raw
        and old.range == new.range
        and old.iri == new.iri
        and old.language == new.language
        and all(pairs.name_after(name) == name for name in range_names(old))
        and old.mappings == new.mappings
    )


def compare_slots(
    pairs: Pairs, old: SlotModel, new: SlotModel, languages: Suppressed
) -> Iterator[Found]:
    """Yield what differs between a slot of a class before and after."""
    if is_unchanged(pairs, old, new):
        return
    if old.name != new.name:
        yield Found("slot_renamed", "", old.name, new.name)
    if old.iri != new.iri:
        yield Found("slot_iri_changed", "slot_uri", old.iri, new.iri)
    ranges = compare_ranges(pairs, old, new)
    if ranges != "same":
        key = "any_of" if new.alternatives and "any_of" in new.raw else "range"
        yield Found(f"range_{ranges}", key, range_text(old), range_text(new))
    yield from _numbers(old, new)
    yield from compare_rules(old, new)
    yield from compare_alternatives(pairs, old, new, ranges)
    yield from _writing(old, new)
    yield from _statements(old, new)
    yield from _relations(old, new)
    yield from compare_common(old, new, _MEANT, languages)


def _numbers(old: SlotModel, new: SlotModel) -> Iterator[Found]:
    """Yield what became of how many values there must and may be."""
    for key in ("required", "recommended", "multivalued", "identifier"):
        before, after = getattr(old, key), getattr(new, key)
        if before != after:
            yield Found(f"{key}_{'on' if after else 'off'}", key, *_answers(before, after))
    least, fewest = _least(old), _least(new)
    if least != fewest:
        kind = "least_raised" if fewest > least else "least_lowered"
        yield Found(kind, "minimum_cardinality", str(least), str(fewest))
    most, highest = old.maximum_cardinality, new.maximum_cardinality
    if most != highest:
        lowered = most is None or (highest is not None and highest < most)
        kind = "most_lowered" if lowered else "most_raised"
        yield Found(kind, "maximum_cardinality", _count(most), _count(highest))


def _least(slot: SlotModel) -> int:
    """Return the least number of values that is asked; whether one is, is told as required."""
    return max(slot.minimum_cardinality or 0, int(slot.required), 1)


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def _answers(before: object, after: object) -> tuple[str, str]:
    return str(bool(before)).lower(), str(bool(after)).lower()


def _writing(old: SlotModel, new: SlotModel) -> Iterator[Found]:
    """Yield what became of how a value is written and read."""
    for key in ("inlined", "inlined_as_list", "designates_type"):
        before, after = old.is_true(key), new.is_true(key)
        if before != after:
            yield Found("inlined_changed", key, *_answers(before, after), label=key)
    if old.text("alias") != new.text("alias"):
        yield Found("inlined_changed", "alias", old.text("alias"), new.text("alias"), "alias")
    units = old.raw.get("unit"), new.raw.get("unit")
    if units[0] != units[1]:
        kind = "unit_changed" if units[0] else "unit_added"
        yield Found(kind, "unit", *(to_words(unit) for unit in units))
    if old.text("ifabsent") != new.text("ifabsent"):
        yield Found("default_changed", "ifabsent", old.text("ifabsent"), new.text("ifabsent"))


def _relations(old: SlotModel, new: SlotModel) -> Iterator[Found]:
    """Yield what became of the slots above, and of what an ontology concludes."""
    before = {name for key in SLOT_PARENTS for name in old.texts(key)}
    after = {name for key in SLOT_PARENTS for name in new.texts(key)}
    if lost := before - after:
        yield Found("slot_parent_lost", "is_a", ", ".join(sorted(lost)), "")
    if gained := after - before:
        yield Found("slot_parent_gained", "is_a", "", ", ".join(sorted(gained)))
    for key in AXIOMS:
        if old.raw.get(key) != new.raw.get(key):
            sides = to_words(old.raw.get(key)), to_words(new.raw.get(key))
            yield Found("axiom_changed", key, *sides, key)


def _statements(old: SlotModel, new: SlotModel) -> Iterator[Found]:
    """Yield what became of how a value is stated in the graph, by our annotations."""
    if old.raw.get("annotations") == new.raw.get("annotations"):
        return
    for key in (*_STATED, *_SHAPED):
        before, after = old.annotations.get(key, ""), new.annotations.get(key, "")
        if key == "inverse":
            before, after = before.replace("false", ""), after.replace("false", "")
        if before != after:
            kind = "statement_changed" if key in _STATED else "form_changed"
            yield Found(kind, "annotations", before, after, key)
    yield from compare_listed("adds_type", old, new)
