"""Say whether every value of a type is one of another: as it is written, and as it is published.

Step on the line: beneath :mod:`linkml_schemas.differing.ranges`. Pure.
"""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

from linkml_schemas.differing.conditions import implies
from linkml_schemas.generating.naming import type_iri
from linkml_schemas.generating.ranges import IRI_TYPES
from linkml_schemas.modelling.elements import TypeModel
from linkml_schemas.modelling.schema import SchemaModel

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
"""What takes every value of a type of LinkML too, as it is written in a cell."""

TEXT = "http://www.w3.org/2001/XMLSchema#string"

_RULES = ("pattern", "minimum_value", "maximum_value", "structured_pattern", "equals_string")


class Fit(IntEnum):
    """Where every value of one range is a value of another: nowhere, in cells, or everywhere."""

    NOWHERE = 0
    CELLS = 1
    EVERYWHERE = 2


def fit_types(model: SchemaModel, narrow: str, wide: str) -> Fit:
    """Return where every value of a type is one of another.

    Shape:
        A cell is text; a value in the graph or in JSON has the datatype, and that must be the
        same for a shape and a JSON Schema to take it.
    """
    found, other = model.types.get(narrow), model.types.get(wide)
    if found is None or other is None:
        return Fit.EVERYWHERE if narrow == wide else Fit.NOWHERE
    if not includes_type(model, narrow, wide):
        return Fit.NOWHERE
    return Fit.EVERYWHERE if value_form(found) == value_form(other) else Fit.CELLS


def includes_type(model: SchemaModel, narrow: str, wide: str) -> bool:
    """Return whether every value of a type is one of another, as it is written.

    Shape:
        A type includes those that rest on it; LinkML's own include each other by
        ``WIDER_TYPES``. The rules of the wider one must follow from those of the other.
    """
    found, other = model.types.get(narrow), model.types.get(wide)
    if found is None or other is None:
        return narrow == wide
    base = _base(found)
    is_below = wide in (found.name, *(each.name for each in found.above))
    is_wider = _base(other) in (*WIDER_TYPES.get(base, ()), base)
    return (is_below or is_wider) and implies(_rules(found), _rules(other))


def takes_any_text(found: TypeModel) -> bool:
    """Return whether every text is a value of a type."""
    return _base(found) == "string" and not _rules(found)


def value_form(found: TypeModel) -> str:
    """Return what a value of a type is in the graph: its datatype, or ``iri``."""
    datatype = type_iri(found)
    return "iri" if datatype in IRI_TYPES else datatype


def _base(found: TypeModel) -> str:
    """Return the name of LinkML's type on which a type rests in the end."""
    return found.above[-1].name if found.above else found.name


def _rules(found: TypeModel) -> dict[str, str]:
    """Return what a value of a type must keep to, by key."""
    rules = {key: found.inherited(key) for key in _RULES}
    return {key: rule for key, rule in rules.items() if rule}
