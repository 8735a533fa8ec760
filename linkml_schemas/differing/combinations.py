"""Say whether one combination of conditions implies another: all, any, exactly one or none of them.

Step on the line: beneath :mod:`linkml_schemas.differing.conditions`, which says what one
condition implies. What cannot be proved counts as not implied. Each condition of the one side
meets each of the other once, so the work grows with the product of their sizes and no faster.

Source:
    LinkML metamodel, all_of, any_of, exactly_one_of and none_of of an expression.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

Relation = Callable[[Any, Any], bool]
"""Says of two conditions that the first implies the second, or that nothing meets both."""


def implies_combination(
    key: str, first: Any, then: Any, implied: Relation, excluded: Relation
) -> bool:
    """Return whether whatever meets a combination of conditions meets another one too.

    Args:
        key: One of ``COMBINATIONS``.
        first: The conditions of the one.
        then: The conditions of the other.
        implied: Whether all that meets one condition meets another.
        excluded: Whether nothing that meets one condition meets another.

    >>> equal, other = lambda one, two: one == two, lambda one, two: one != two
    >>> implies_combination("none_of", ["a", "b"], ["b"], equal, other)
    True
    >>> implies_combination("any_of", ["a", "b"], ["b"], equal, other)
    False
    """
    if not then:
        return True
    if not first or not isinstance(first, list) or not isinstance(then, list):
        return bool(first) and bool(first == then)
    return COMBINATIONS[key](first, then, implied, excluded)


def _all_asked(first: list[Any], then: list[Any], implied: Relation, _: Relation) -> bool:
    return all(any(implied(one, other) for one in first) for other in then)


def _any_taken(first: list[Any], then: list[Any], implied: Relation, _: Relation) -> bool:
    return all(any(implied(one, other) for other in then) for one in first)


def _none_met(first: list[Any], then: list[Any], implied: Relation, _: Relation) -> bool:
    """Return whether what is excluded after was excluded before."""
    return all(any(implied(other, one) for one in first) for other in then)


def _one_kept(first: list[Any], then: list[Any], implied: Relation, excluded: Relation) -> bool:
    """Return whether what met exactly one condition still does.

    Shape:
        It does if the conditions are the same in another order, or if each leads to one that
        shares nothing with the others: two that overlap refuse what meets both.
    """
    if _are_same(first, then, implied):
        return True
    return all(
        any(
            implied(one, other)
            and all(excluded(one, each) for at, each in enumerate(then) if at != place)
            for place, other in enumerate(then)
        )
        for one in first
    )


def _are_same(first: list[Any], then: list[Any], implied: Relation) -> bool:
    """Return whether two lists have the same conditions, each as often."""
    if len(first) != len(then):
        return False
    left = list(then)
    for one in first:
        found = next((at for at, each in enumerate(left) if _is_same(one, each, implied)), None)
        if found is None:
            return False
        del left[found]
    return True


def _is_same(one: Any, other: Any, implied: Relation) -> bool:
    return bool(one == other) or (implied(one, other) and implied(other, one))


COMBINATIONS: Mapping[str, Callable[[list[Any], list[Any], Relation, Relation], bool]] = (
    MappingProxyType(
        {
            "all_of": _all_asked,
            "any_of": _any_taken,
            "exactly_one_of": _one_kept,
            "none_of": _none_met,
        }
    )
)
"""By key of the metamodel, what shows that one list of conditions implies another."""
