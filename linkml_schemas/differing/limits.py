"""Compare the least and the greatest value that something may be: numbers, days and moments.

Step on the line: beneath :mod:`linkml_schemas.differing.conditions` and
:mod:`linkml_schemas.differing.rules`. Pure.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

Limit = Decimal | date | time

_FORMS: tuple[tuple[str, Callable[[str], Limit]], ...] = (
    (r"\d{4}-\d\d-\d\d", date.fromisoformat),
    (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*", datetime.fromisoformat),
    (r"\d\d:\d\d:\d\d\S*", time.fromisoformat),
)
"""What a value that is no number looks like, and what reads it or raises."""


def to_number(value: Any) -> Decimal | None:
    """Return a number as it is, None if this is none."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def to_limit(value: Any) -> Limit | None:
    """Return a limit as something that can be compared, None if it is not understood.

    >>> to_limit("2020-01-01"), to_limit(1.5), to_limit("soon")
    (datetime.date(2020, 1, 1), Decimal('1.5'), None)
    """
    number = to_number(value)
    if number is not None:
        return number
    text = str(value)
    for form, read in _FORMS:
        if re.fullmatch(form, text):
            try:
                return read(text)
            except ValueError:
                return None
    return None


def is_up_to(one: Limit, other: Limit) -> bool:
    """Return whether a limit provably is not above another.

    Shape:
        A day and a number cannot be compared, nor moments of which one has no time zone.

    >>> is_up_to(date(2020, 1, 1), date(2021, 1, 1)), is_up_to(date(2020, 1, 1), Decimal(3))
    (True, False)
    """
    if type(one) is not type(other):
        return False
    try:
        return bool(one <= other)  # type: ignore[operator]  # of one type, as was asked
    except TypeError:
        return False
