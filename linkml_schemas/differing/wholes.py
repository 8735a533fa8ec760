"""Compare the schema as a whole: its IRI, version, languages and prefixes.

Step on the line: beneath :mod:`linkml_schemas.differing.comparison`. Which files it is made of
does not count: what they hold does.
"""

from collections.abc import Iterator

from linkml_schemas.differing.drafts import Draft, draft_element
from linkml_schemas.differing.elements import Suppressed, compare_common
from linkml_schemas.differing.pairs import Found, Pairs
from linkml_schemas.modelling.element import ElementModel
from linkml_schemas.modelling.schema import SchemaModel


def compare_wholes(pairs: Pairs, languages: Suppressed) -> Iterator[Draft]:
    """Yield what differs in the schema itself."""
    for found in _compare_schema(pairs.old, pairs.new, languages):
        yield draft_element(pairs, found, pairs.old, pairs.new)


def changed_languages(old: SchemaModel, new: SchemaModel) -> frozenset[str]:
    """Return the languages in which only one of two versions has any title."""
    return frozenset(languages_of(old) ^ languages_of(new))


def languages_of(model: SchemaModel) -> set[str]:
    """Return the languages in which a schema has a title or description of any element."""
    found = {*model.titles, *model.descriptions}
    for element in (*model.elements(), *_attributes(model)):
        found |= {*element.titles, *element.descriptions}
    return found


def _attributes(model: SchemaModel) -> Iterator[ElementModel]:
    """Yield the slots that only classes define."""
    for record_class in model.classes.values():
        for name in record_class.own if not record_class.imported else ():
            if name in record_class.slots and name not in model.slots:
                yield record_class.slots[name]


def _compare_schema(old: SchemaModel, new: SchemaModel, languages: Suppressed) -> Iterator[Found]:
    facts = (
        ("schema_iri_changed", "id", old.iri, new.iri),
        ("schema_name_changed", "name", old.name, new.name),
        ("version_changed", "version", old.version, new.version),
        ("schema_language_changed", "in_language", old.language, new.language),
        ("default_range_changed", "default_range", _range(old), _range(new)),
    )
    for kind, key, before, after in facts:
        if before != after:
            yield Found(kind, key, before, after)
    had = languages_of(old)
    for tag in sorted(languages):
        lost = tag in had
        kind = "language_removed" if lost else "language_added"
        yield Found(kind, "", tag if lost else "", "" if lost else tag, tag)
    yield from _prefixes(old, new)
    yield from compare_common(old, new, languages=languages)


def _range(model: SchemaModel) -> str:
    return model.source.default_range or "string"


def _prefixes(old: SchemaModel, new: SchemaModel) -> Iterator[Found]:
    before, after = _declared(old), _declared(new)
    for prefix in sorted({*before, *after}):
        was, now = before.get(prefix, ""), after.get(prefix, "")
        if was != now:
            kind = "redefined" if was and now else "added" if now else "removed"
            yield Found(f"prefix_{kind}", "prefixes", was, now, prefix)


def _declared(model: SchemaModel) -> dict[str, str]:
    """Return the prefixes of the schema's own files; the first that declares one counts."""
    declared: dict[str, str] = {}
    for file in reversed(model.files):
        if not file.foreign:
            declared |= file.prefixes
    return declared
