"""Compare enumerations with their values, and types.

Step on the line: beneath :mod:`linkml_schemas.differing.comparison`.
"""

from collections.abc import Iterator

from linkml_schemas.differing.drafts import Draft, draft_element
from linkml_schemas.differing.elements import Suppressed, compare_common
from linkml_schemas.differing.pairs import Found, Pairs, pair_values
from linkml_schemas.differing.ranges import includes_type
from linkml_schemas.differing.rules import compare_rules, to_words
from linkml_schemas.modelling.elements import EnumModel, TypeModel, ValueModel

_SCHEME = ("scheme", "scheme_iri")
"""Annotations that decide the IRI of a list and of its codes."""

_ELSEWHERE = ("reachable_from", "matches", "include", "minus", "inherits", "concepts", "code_set")
"""Keys of the metamodel by which codes come from elsewhere."""


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
        for found in _compare_enum(old, new, languages):
            yield draft_element(pairs, found, old, new)
        yield from _compare_values(pairs, old, new, languages)


def _compare_enum(old: EnumModel, new: EnumModel, languages: Suppressed) -> Iterator[Found]:
    if old.name != new.name:
        yield Found("enum_renamed", "", old.name, new.name)
    if old.iri != new.iri and _iri(old) != _iri(new):
        yield Found("enum_iri_changed", "enum_uri", _iri(old), _iri(new))
    for key in _SCHEME:
        before, after = old.annotations.get(key, ""), new.annotations.get(key, "")
        if before != after:
            yield Found("enum_iri_changed", "annotations", before, after, key)
    if old.dynamic != new.dynamic:
        yield Found("enum_opened" if new.dynamic else "enum_closed")
    elif new.dynamic:
        for key in _ELSEWHERE:
            if old.raw.get(key) != new.raw.get(key):
                sides = to_words(old.raw.get(key)), to_words(new.raw.get(key))
                yield Found("enum_source_changed", key, *sides, key)
    yield from compare_common(old, new, _SCHEME, languages)


def _iri(enum: EnumModel) -> str:
    """Return the IRI of a list; one that only follows from its name does not count."""
    return enum.iri if enum.text("enum_uri") else ""


def _compare_values(
    pairs: Pairs, old: EnumModel, new: EnumModel, languages: Suppressed
) -> Iterator[Draft]:
    values = pair_values(old, new)
    for code in values.removed:
        gone = old.values[code]
        found = Found("value_removed", new=gone.replaced_by or "")
        yield draft_element(pairs, found, gone, None, (old, new))
    for code in values.added:
        yield draft_element(pairs, Found("value_added"), None, new.values[code], (old, new))
    for before, after in values.both.items():
        for found in _compare_value(old.values[before], new.values[after], languages):
            yield draft_element(pairs, found, old.values[before], new.values[after], (old, new))


def _compare_value(old: ValueModel, new: ValueModel, languages: Suppressed) -> Iterator[Found]:
    if old.name != new.name:
        kind = "value_renamed" if old.meaning and old.meaning == new.meaning else "value_replaced"
        yield Found(kind, "", old.name, new.name)
    if old.meaning != new.meaning:
        yield Found("value_meaning_changed", "meaning", old.meaning or "", new.meaning or "")
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
