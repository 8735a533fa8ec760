"""Say what the conditions of a slot ask of each of its values.

Step on the line: beneath :mod:`linkml_schemas.differing.demands`. What is not understood is
None, so that nothing is counted that is only half of what is asked.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from linkml_schemas.differing.codes import codes_of, concept_iri, is_open
from linkml_schemas.differing.conditions import (
    NUMBERS,
    TEXTS,
    VALUES,
    allowed_numbers,
    allowed_texts,
)
from linkml_schemas.differing.demand import Ask, Demand
from linkml_schemas.differing.limits import to_number
from linkml_schemas.modelling.schema import SchemaModel

COUNTS = frozenset(
    {
        "exact_cardinality", "maximum_cardinality", "minimum_cardinality", "required",
        "value_presence",
    }
)  # fmt: skip
"""Keys that ask how many values there are, and nothing of each."""

_JOINTS: Mapping[str, Ask] = MappingProxyType(
    {"any_of": "one of", "all_of": "all of", "none_of": "none of", "exactly_one_of": "just one of"}
)


def of_conditions(
    base: Demand, conditions: Any, range_name: str, model: SchemaModel
) -> Demand | None:
    """Return what conditions ask of each value; None if one of them is not understood.

    Args:
        base: The class and the path to the values.
        conditions: An expression of the metamodel; how many values there are is left out.
        range_name: The range of the slot, where the conditions name none.
        model: The version that asks.
    """
    if not isinstance(conditions, dict):
        return None
    stated = {
        key: value
        for key, value in conditions.items()
        if not (value is None or value is False or value == []) and key not in TEXTS | COUNTS
    }
    range_name = str(stated.get("range") or range_name)
    readers: Mapping[str, Callable[[], Demand | None]] = {
        "range": lambda: of_range(base, range_name, model),
        **dict.fromkeys(VALUES, lambda: of_texts(base, allowed_texts(stated), range_name, model)),
        **dict.fromkeys(NUMBERS, lambda: of_numbers(base, allowed_numbers(stated))),
        "pattern": lambda: replace(base, asks="pattern", terms=frozenset({str(stated["pattern"])})),
        "minimum_value": lambda: _of_limit(base, "lowest", stated["minimum_value"]),
        "maximum_value": lambda: _of_limit(base, "highest", stated["maximum_value"]),
    }

    def read(key: str) -> Demand | None:
        if key in _JOINTS:
            alternatives = (of_conditions(base, each, range_name, model) for each in stated[key])
            return join(base, _JOINTS[key], alternatives) if isinstance(stated[key], list) else None
        return readers[key]() if key in readers else None

    found = join(base, "all of", map(read, stated))
    return found.choices[0] if found and len(found.choices) == 1 else found


def join(base: Demand, asks: Ask, parts: Iterable[Demand | None]) -> Demand | None:
    """Return several demands as one; None if one of them is not understood."""
    found = tuple(parts)
    known = tuple(each for each in found if each is not None)
    return replace(base, asks=asks, choices=known) if len(known) == len(found) else None


def of_range(base: Demand, name: str, model: SchemaModel) -> Demand | None:
    """Return what a range asks of each value; None of a list that is open."""
    if name in model.enums:
        enum = model.enums[name]
        if is_open(model, enum):
            return None
        terms = frozenset(concept_iri(enum, value) for value in codes_of(model, enum).values())
        return replace(base, asks="among", terms=terms)
    found = model.types.get(name)
    if found is None or found.iri.endswith("#anyURI"):
        return replace(base, asks="iri")
    return replace(base, asks="datatype", terms=frozenset({found.iri}))


def of_texts(
    base: Demand, texts: frozenset[str] | None, range_name: str, model: SchemaModel
) -> Demand | None:
    """Return that each value is one of some texts, or the concept of a code among them."""
    if texts is None:
        return None
    enum = model.enums.get(range_name)
    if enum is None:
        return replace(base, asks="among", terms=texts)
    codes = codes_of(model, enum).items()
    known = (concept_iri(enum, each) for code, each in codes if code in texts)
    return replace(base, asks="among", terms=frozenset(known))


def of_numbers(base: Demand, numbers: frozenset[Decimal] | None) -> Demand | None:
    """Return that each value is one of some numbers."""
    if numbers is None:
        return None
    each = [replace(base, asks="equal", number=float(one)) for one in sorted(numbers)]
    return each[0] if len(each) == 1 else join(base, "one of", each)


def _of_limit(base: Demand, asks: Ask, limit: Any) -> Demand | None:
    number = to_number(limit)
    return None if number is None else replace(base, asks=asks, number=float(number))
