"""Compare enumerations with their values, and types.

Step on the line: beneath :mod:`linkml_schemas.differing.comparison`.
"""

from collections.abc import Iterator
from dataclasses import replace

from linkml_schemas.differing.codes import ELSEWHERE, SCHEME, codes_of, is_open
from linkml_schemas.differing.drafts import Draft, draft_element
from linkml_schemas.differing.elements import Suppressed, compare_common
from linkml_schemas.differing.pairs import Found, Pairs, pair_values
from linkml_schemas.differing.rules import compare_rules, to_words
from linkml_schemas.differing.types import includes_type
from linkml_schemas.modelling.elements import EnumModel, TypeModel, ValueModel

_SOURCES = (*ELSEWHERE, "inherits", "minus")
"""Keys of the metamodel that name other codes than those that a list itself writes."""


def compare_enums(pairs: Pairs, languages: Suppressed) -> Iterator[Draft]:
    """Yield what differs in enumerations and their values."""
    for name in pairs.enums.removed:
        gone = pairs.old.enums[name]
        found = Found("enum_removed", new=gone.replaced_by or "")
        yield draft_element(pairs, found, gone, None)
    for name in pairs.enums.added:
        yield draft_element(pairs, Found("enum_added"), None, pairs.new.enums[name])
    for before, after in pairs.enums.both.items():
        old, new = pairs.old.enums[before], pairs.new.enums[after]
        for found in (*_compare_source(pairs, old, new), *_compare_enum(old, new, languages)):
            yield draft_element(pairs, found, old, new)
        yield from _compare_values(pairs, old, new, languages)


def _compare_enum(old: EnumModel, new: EnumModel, languages: Suppressed) -> Iterator[Found]:
    if old.name != new.name:
        yield Found("enum_renamed", "", old.name, new.name)
    if old.iri != new.iri and _iri(old) != _iri(new):
        yield Found("enum_iri_changed", "enum_uri", _iri(old), _iri(new))
    for key in SCHEME:
        before, after = old.annotations.get(key, ""), new.annotations.get(key, "")
        if before != after:
            yield Found("enum_iri_changed", "annotations", before, after, key)
    yield from compare_common(old, new, SCHEME, languages)


def _compare_source(pairs: Pairs, old: EnumModel, new: EnumModel) -> Iterator[Found]:
    """Yield whether codes may come from elsewhere, and from where."""
    before, after = is_open(pairs.old, old), is_open(pairs.new, new)
    if before != after:
        yield Found("enum_opened" if after else "enum_closed")
    elif after:
        for key in _SOURCES:
            if old.raw.get(key) != new.raw.get(key):
                sides = to_words(old.raw.get(key)), to_words(new.raw.get(key))
                yield Found("enum_source_changed", key, *sides, key)


def _iri(enum: EnumModel) -> str:
    """Return the IRI of a list; one that only follows from its name does not count."""
    return enum.iri if enum.text("enum_uri") else ""


def _compare_values(
    pairs: Pairs, old: EnumModel, new: EnumModel, languages: Suppressed
) -> Iterator[Draft]:
    """Yield what differs in codes; the texts of those that are inherited are told of there."""
    before = replace(old, values=codes_of(pairs.old, old))
    after = replace(new, values=codes_of(pairs.new, new))
    values = pair_values(before, after)
    for code in values.removed:
        gone = before.values[code]
        found = Found("value_removed", new=gone.replaced_by or "")
        yield draft_element(pairs, found, gone, None, (old, new))
    for code in values.added:
        yield draft_element(pairs, Found("value_added"), None, after.values[code], (old, new))
    for one, other in values.both.items():
        sides = before.values[one], after.values[other]
        is_own = one in old.values or other in new.values
        for found in _compare_value(*sides, languages if is_own else None):
            yield draft_element(pairs, found, *sides, (old, new))


def _compare_value(
    old: ValueModel, new: ValueModel, languages: Suppressed | None
) -> Iterator[Found]:
    """Yield what differs in a code; without languages only what it is called and means."""
    if old.name != new.name:
        kind = "value_renamed" if old.meaning and old.meaning == new.meaning else "value_replaced"
        yield Found(kind, "", old.name, new.name)
    if old.meaning != new.meaning:
        yield Found("value_meaning_changed", "meaning", old.meaning or "", new.meaning or "")
    if languages is not None:
        yield from compare_common(old, new, languages=languages)


def compare_types(pairs: Pairs, languages: Suppressed) -> Iterator[Draft]:
    """Yield what differs in types; those that LinkML brings do not come or go."""
    for name in pairs.types.removed:
        gone = pairs.old.types[name]
        if not gone.imported:
            found = Found("type_removed", new=gone.replaced_by or "")
            yield draft_element(pairs, found, gone, None)
    for name in pairs.types.added:
        fresh = pairs.new.types[name]
        if not fresh.imported:
            yield draft_element(pairs, Found("type_added"), None, fresh)
    for before, after in pairs.types.both.items():
        old, new = pairs.old.types[before], pairs.new.types[after]
        for found in _compare_type(pairs, old, new, languages):
            yield draft_element(pairs, found, old, new)


def _compare_type(
    pairs: Pairs, old: TypeModel, new: TypeModel, languages: Suppressed
) -> Iterator[Found]:
    if old.name != new.name:
        yield Found("type_renamed", "", old.name, new.name)
    if old.iri != new.iri:
        yield Found("type_iri_changed", "uri", old.iri, new.iri)
    yield from _base(pairs, old, new)
    yield from compare_rules(old, new)
    yield from compare_common(old, new, languages=languages)


def _base(pairs: Pairs, old: TypeModel, new: TypeModel) -> Iterator[Found]:
    """Yield whether a type rests on a wider, narrower or other type than before."""
    before, after = old.text("typeof"), new.text("typeof")
    if pairs.types.after(before) == after:
        return
    wider = bool(before and after) and includes_type(pairs.new, before, after)
    narrower = bool(before and after) and includes_type(pairs.old, after, before)
    kind = "changed" if wider == narrower else "widened" if wider else "narrowed"
    yield Found(f"type_base_{kind}", "typeof", before, after)
