"""Read the least and the greatest value of a slot as a literal of its datatype.

Step on the line: beside the elements of :mod:`linkml_schemas.modelling`; checked by the rules,
written by the emitters. Pure functions.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any

_XSD = "http://www.w3.org/2001/XMLSchema#"

WHOLE = frozenset(
    f"{_XSD}{name}"
    for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
        "nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort",
        "unsignedByte",
    )
)  # fmt: skip
"""Datatypes of whole numbers."""

NUMBERS = WHOLE | {f"{_XSD}{name}" for name in ("decimal", "double", "float")}
"""Datatypes that have a least and a greatest number."""

_FORMS: Mapping[str, tuple[str, Callable[[str], object]]] = MappingProxyType(
    {
        f"{_XSD}date": (r"\d{4}-\d\d-\d\d", date.fromisoformat),
        f"{_XSD}dateTime": (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*", datetime.fromisoformat),
        f"{_XSD}time": (r"\d\d:\d\d:\d\d.*", time.fromisoformat),
        f"{_XSD}gYear": (r"\d{4}", int),
        f"{_XSD}gYearMonth": (r"\d{4}-\d\d", lambda text: date.fromisoformat(f"{text}-01")),
    }
)
"""What a value of a datatype that is no number looks like, and what reads it or raises."""

BOUNDED = NUMBERS | frozenset(_FORMS)
"""Datatypes of which a bound can be read."""


def to_bound(value: Any, datatype: str) -> str | None:
    """Return a bound as a literal of a datatype is written, None if it is no value of that.

    >>> to_bound(5, f"{_XSD}integer"), to_bound("2020-01-01", f"{_XSD}date")
    ('5', '2020-01-01')
    >>> to_bound(2020, f"{_XSD}date"), to_bound(1.5, f"{_XSD}integer")
    (None, None)
    """
    if isinstance(value, bool) or value is None:
        return None
    if datatype in NUMBERS:
        return _to_number(value, datatype)
    form, read = _FORMS.get(datatype, ("", str))
    text = str(value)
    if not form or not re.fullmatch(form, text):
        return None
    try:
        read(text)
    except ValueError:
        return None
    return text


def _to_number(value: Any, datatype: str) -> str | None:
    if not isinstance(value, int | float):
        return None
    number = Decimal(str(value))
    if not number.is_finite() or (datatype in WHOLE and number != int(number)):
        return None
    return str(int(number)) if datatype in WHOLE else f"{number:f}"
