"""Say what differs between two versions of a schema.

Step on the line: two models → :class:`~linkml_schemas.differing.values.Difference`. Pure: the
same two models give the same changes in the same order, and a model differs not from itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from linkml_schemas.differing.classes import compare_classes
from linkml_schemas.differing.drafts import Draft
from linkml_schemas.differing.lists import compare_enums, compare_types
from linkml_schemas.differing.loose_slots import compare_loose_slots
from linkml_schemas.differing.pairs import Pairs, to_pairs
from linkml_schemas.differing.values import VERDICTS, Change, Difference, Side
from linkml_schemas.differing.wholes import changed_languages, compare_wholes
from linkml_schemas.modelling.schema import SchemaModel

_ELEMENTS = ("schema", "class", "slot", "enum", "value", "type", "term")


def difference(
    old: SchemaModel, new: SchemaModel, *, labels: tuple[str, str] = ("", "")
) -> Difference:
    """Return what differs between two versions of a schema.

    Args:
        old: The version before.
        new: The version after.
        labels: What the two are called to people; by default their versions.
    """
    pairs = to_pairs(old, new)
    joined = join_drafts(_drafts(pairs))
    ordered = tuple(sorted(joined, key=position))
    return Difference(_side(old, labels[0]), _side(new, labels[1]), ordered)


def join_drafts(drafts: Iterable[Draft]) -> Iterator[Change]:
    """Yield each change once, with all the classes in which it shows."""
    joined: dict[tuple[object, ...], list[Draft]] = {}
    for draft in drafts:
        key = (draft.kind, draft.element, draft.name, draft.key, draft.old, draft.new, draft.iris)
        joined.setdefault(key, []).append(draft)
    for same in joined.values():
        yield replace(
            same[0],
            classes=_all(draft.classes for draft in same),
            columns=_all(draft.columns for draft in same),
        )


def _drafts(pairs: Pairs) -> Iterator[Draft]:
    languages = changed_languages(pairs.old, pairs.new)
    yield from compare_wholes(pairs, languages)
    yield from compare_classes(pairs, languages)
    yield from compare_loose_slots(pairs, languages)
    yield from compare_enums(pairs, languages)
    yield from compare_types(pairs, languages)


def _all(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({name for group in groups for name in group}))


def position(change: Change) -> tuple[object, ...]:
    """Return where a change stands among others: the gravest first, then by element and name."""
    return (
        VERDICTS.index(change.verdict),
        _ELEMENTS.index(change.element),
        change.name,
        change.kind,
        change.key,
        change.old,
        change.new,
        change.iris,
    )


def _side(model: SchemaModel, label: str) -> Side:
    return Side(label or model.version or model.name, model.name, model.iri, model.version)
