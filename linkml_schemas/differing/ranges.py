"""Say whether the values that a slot takes became more, fewer or others.

Step on the line: beneath :mod:`linkml_schemas.differing.slots`. A range is a set of classes,
enumerations and types; one includes another by the class hierarchy, the codes, or the lattice
of LinkML's types.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from linkml_schemas.differing.pairs import Pairs
from linkml_schemas.modelling.elements import EnumModel, SlotModel, TypeModel
from linkml_schemas.modelling.schema import SchemaModel

Comparison = Literal["same", "renamed", "widened", "narrowed", "changed"]

WIDER_TYPES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "integer": ("decimal", "float", "double", "string"),
        "decimal": ("string",),
        "float": ("double", "string"),
        "double": ("string",),
        "boolean": ("string",),
        "date": ("date_or_datetime", "string"),
        "datetime": ("date_or_datetime", "string"),
        "date_or_datetime": ("string",),
        "time": ("string",),
        "uri": ("uriorcurie", "string"),
        "curie": ("uriorcurie", "string"),
        "uriorcurie": ("string",),
        "ncname": ("string",),
        "objectidentifier": ("string",),
        "nodeidentifier": ("string",),
        "jsonpointer": ("string",),
        "jsonpath": ("string",),
        "sparqlpath": ("string",),
    }
)
"""What takes every value of a type of LinkML too, as it is written in a file."""

ANY = "https://w3id.org/linkml/Any"


def range_names(slot: SlotModel) -> tuple[str, ...]:
    """Return the names of what a value may be: the alternatives, or the one range."""
    return slot.alternatives or (slot.range,)


def range_text(slot: SlotModel) -> str:
    """Return the range as people read it.

    Shape:
        ``Agent`` or ``Agent | uri``.
    """
    return " | ".join(range_names(slot))


def compare_ranges(pairs: Pairs, old: SlotModel, new: SlotModel) -> Comparison:
    """Return what became of the values that a slot takes.

    Shape:
        A value of an enumeration, class or type that itself changed, or got another name,
        counts as the same here: that change is told of where it was made.
    """
    before, after = range_names(old), range_names(new)
    if {pairs.name_after(name) for name in before} == set(after):
        return "same"
    kept = all(any(_fits(pairs, one, other) for other in after) for one in before)
    taken = all(any(_is_within(pairs, other, one) for one in before) for other in after)
    if kept and taken:
        return "renamed"
    return "widened" if kept else "narrowed" if taken else "changed"


def includes_type(model: SchemaModel, narrow: str, wide: str) -> bool:
    """Return whether every value of a type is one of another, as it is written.

    Shape:
        A type includes those that rest on it; LinkML's own include each other by
        ``WIDER_TYPES``, where the wider one has no rule of its own.
    """
    found, other = model.types.get(narrow), model.types.get(wide)
    if found is None or other is None:
        return narrow == wide
    names = [found.name, *(each.name for each in found.above)]
    if wide in names:
        return True
    base = _base(found)
    return _is_plain(other) and _base(other) in (*WIDER_TYPES.get(base, ()), base)


def _fits(pairs: Pairs, before: str, after: str) -> bool:
    """Return whether all values of a range before are values of a range after."""
    old, new = pairs.old, pairs.new
    named = pairs.name_after(before)
    if named == after or _is_any(new, after):
        return True
    if before in old.enums:
        return (
            _codes_fit(old.enums[before], new.enums[after])
            if after in new.enums
            else (_takes_codes(new, after))
        )
    if before in old.classes:
        return _is_below(new, named, after) or _is_below(old, before, pairs.name_before(after))
    if named in new.types:
        return includes_type(new, named, after)
    return includes_type(old, before, after)


def _is_within(pairs: Pairs, after: str, before: str) -> bool:
    """Return whether all values of a range after were values of a range before."""
    return _fits(pairs.turned(), after, before)


def _is_below(model: SchemaModel, narrow: str, wide: str) -> bool:
    return narrow in model.classes and wide in model.classes[narrow].ancestors


def _is_any(model: SchemaModel, name: str) -> bool:
    return name in model.classes and (
        model.classes[name].text("class_uri") == "linkml:Any" or model.classes[name].iri == ANY
    )


def _codes_fit(narrow: EnumModel, wide: EnumModel) -> bool:
    """Return whether all codes of one are codes of another, with the same meaning."""
    if narrow.dynamic or wide.dynamic:
        return False
    return all(
        code in wide.values and wide.values[code].meaning == value.meaning
        for code, value in narrow.values.items()
    )


def _takes_codes(model: SchemaModel, name: str) -> bool:
    """Return whether a range takes any code, written as text."""
    found = model.types.get(name)
    return found is not None and _is_plain(found) and _base(found) == "string"


def _base(found: TypeModel) -> str:
    """Return the name of LinkML's type on which a type rests in the end."""
    return found.above[-1].name if found.above else found.name


def _is_plain(found: TypeModel) -> bool:
    """Return whether a type takes every value of what it rests on."""
    keys = ("pattern", "minimum_value", "maximum_value", "structured_pattern", "equals_string")
    return not any(found.inherited(key) for key in keys)
