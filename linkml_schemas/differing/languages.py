"""Decide whether all texts that one regular expression accepts are accepted by another.

Step on the line: beneath :mod:`linkml_schemas.differing.patterns`, which reads the expressions.
An expression is a value; its derivative by a character accepts what may follow it.

Source:
    J. A. Brzozowski, "Derivatives of Regular Expressions", JACM 11 (1964).
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

LAST = 0x10FFFF
MOST_STATES = 3000
"""Pairs of expressions that are looked at before it counts as undecided."""

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Characters:
    """One character out of some ranges of code points; out of none, it accepts nothing."""

    ranges: Ranges


@dataclass(frozen=True, slots=True)
class Sequence:
    """One expression and then another."""

    first: "Expression"
    then: "Expression"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several expressions; of none, the empty text is meant by ``EMPTY``."""

    options: frozenset["Expression"]


@dataclass(frozen=True, slots=True)
class Repeated:
    """An expression any number of times, also none."""

    part: "Expression"


Expression = Characters | Sequence | Choice | Repeated

NOTHING = Characters(())
EMPTY = Repeated(NOTHING)
ANY_CHARACTER = Characters(((0, LAST),))
ANYTHING = Repeated(ANY_CHARACTER)


def sequence(first: Expression, then: Expression) -> Expression:
    """Return one expression and then another, as simple as can be."""
    if NOTHING in (first, then):
        return NOTHING
    if first == EMPTY:
        return then
    if then == EMPTY:
        return first
    if isinstance(first, Sequence):
        return sequence(first.first, sequence(first.then, then))
    return Sequence(first, then)


def choice(options: Iterable[Expression]) -> Expression:
    """Return one of several expressions, each once."""
    flat: set[Expression] = set()
    for option in options:
        flat |= option.options if isinstance(option, Choice) else {option}
    flat.discard(NOTHING)
    if ANYTHING in flat:
        return ANYTHING
    if not flat:
        return NOTHING
    return flat.pop() if len(flat) == 1 else Choice(frozenset(flat))


def repeated(part: Expression) -> Expression:
    """Return an expression any number of times."""
    return part if isinstance(part, Repeated) else Repeated(part)


def is_included(narrow: Expression, wide: Expression) -> bool | None:
    """Return whether every text of one is a text of the other; None where it takes too long."""
    letters = _letters((narrow, wide))
    seen = {(narrow, wide)}
    waiting = deque(seen)
    while waiting:
        one, other = waiting.popleft()
        if one in (NOTHING, other) or other == ANYTHING:
            continue
        if _accepts_empty(one) and not _accepts_empty(other):
            return False
        for letter in letters:
            pair = (_after(one, letter), _after(other, letter))
            if pair not in seen:
                seen.add(pair)
                waiting.append(pair)
        if len(seen) > MOST_STATES:
            return None
    return True


@lru_cache(maxsize=65536)
def _accepts_empty(expression: Expression) -> bool:
    if isinstance(expression, Sequence):
        return _accepts_empty(expression.first) and _accepts_empty(expression.then)
    if isinstance(expression, Choice):
        return any(_accepts_empty(option) for option in expression.options)
    return isinstance(expression, Repeated)


@lru_cache(maxsize=65536)
def _after(expression: Expression, letter: int) -> Expression:
    """Return what may follow a character."""
    if isinstance(expression, Characters):
        found = any(low <= letter <= high for low, high in expression.ranges)
        return EMPTY if found else NOTHING
    if isinstance(expression, Choice):
        return choice(_after(option, letter) for option in expression.options)
    if isinstance(expression, Repeated):
        return sequence(_after(expression.part, letter), expression)
    followed = sequence(_after(expression.first, letter), expression.then)
    if not _accepts_empty(expression.first):
        return followed
    return choice((followed, _after(expression.then, letter)))


def _letters(expressions: Iterable[Expression]) -> tuple[int, ...]:
    """Return one character of each group that no expression tells apart."""
    bounds = {0}
    for expression in expressions:
        for low, high in _ranges(expression):
            bounds |= {low, high + 1}
    return tuple(sorted(bound for bound in bounds if bound <= LAST))


def _ranges(expression: Expression) -> Iterator[tuple[int, int]]:
    waiting, seen = [expression], set[Expression]()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        if isinstance(one, Characters):
            yield from one.ranges
        elif isinstance(one, Sequence):
            waiting += [one.first, one.then]
        elif isinstance(one, Choice):
            waiting += one.options
        else:
            waiting.append(one.part)
