"""Write each literal of RDF that is passed through the one way that the store keeps it.

Step on the line: between the RDF reader and its batches. The store writes values in canonical
form and keeps what is no value of its datatype in silence; so the form is taken from the store
itself, and what is no value is refused.

Source:
    XML Schema 1.1 Part 2, section 3; RDF 1.1 Concepts, section 5.
"""

import re
from calendar import isleap, monthrange
from collections.abc import Mapping
from types import MappingProxyType

import pyoxigraph as ox

from ontology.namespaces import PREFIXES

XSD = PREFIXES["xsd"]
_RDF = PREFIXES["rdf"]
PLAIN = frozenset({f"{XSD}string", f"{_RDF}langString"})
"""Datatypes of which every text is a value."""

_YEAR = r"-?(?:[1-9]\d{3,}|0\d{3})"
_MONTH, _DAY = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_ZONE = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_TIME = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_FLOAT = r"(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[Ee][+-]?\d+)?|[+-]?INF|NaN)"
_DURATION_DAYS = r"-?P(?=.)(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?"
_DURATION = r"-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?"

_FORMS: Mapping[str, str] = MappingProxyType(
    {
        "boolean": r"true|false|1|0",
        "decimal": r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)",
        "integer": r"[+-]?\d+",
        "double": _FLOAT,
        "float": _FLOAT,
        "date": rf"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}",
        "dateTime": rf"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
        "dateTimeStamp": rf"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}(?:Z|[+-]\d\d:\d\d)",
        "time": rf"{_TIME}{_ZONE}",
        "gYear": rf"{_YEAR}{_ZONE}",
        "gYearMonth": rf"{_YEAR}-{_MONTH}{_ZONE}",
        "gMonth": rf"--{_MONTH}{_ZONE}",
        "gMonthDay": rf"--{_MONTH}-{_DAY}{_ZONE}",
        "gDay": rf"---{_DAY}{_ZONE}",
        "duration": _DURATION,
        "dayTimeDuration": _DURATION_DAYS,
        "yearMonthDuration": r"-?P(?=.)(?:\d+Y)?(?:\d+M)?",
        "hexBinary": r"(?:[0-9A-Fa-f]{2})*",
        "language": r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*",
    }
)

_BOUNDS: Mapping[str, tuple[int | None, int | None]] = MappingProxyType(
    {
        "nonNegativeInteger": (0, None),
        "positiveInteger": (1, None),
        "nonPositiveInteger": (None, 0),
        "negativeInteger": (None, -1),
        "long": (-(2**63), 2**63 - 1),
        "int": (-(2**31), 2**31 - 1),
        "short": (-(2**15), 2**15 - 1),
        "byte": (-128, 127),
        "unsignedLong": (0, 2**64 - 1),
        "unsignedInt": (0, 2**32 - 1),
        "unsignedShort": (0, 2**16 - 1),
        "unsignedByte": (0, 255),
    }
)
_PATTERNS = {name: re.compile(form, re.ASCII) for name, form in _FORMS.items()}
_PATTERNS |= dict.fromkeys(_BOUNDS, _PATTERNS["integer"])
_CANONICAL = {
    f"{XSD}integer": re.compile(r"0|-?[1-9]\d*", re.ASCII),
    f"{XSD}date": re.compile(r"\d{4}-\d\d-\d\d", re.ASCII),
    f"{XSD}boolean": re.compile(r"true|false"),
    f"{XSD}gYear": re.compile(r"\d{4}", re.ASCII),
}
"""Values of the commonest datatypes that are in their own form already."""

_LONGEST = 1_000
_REMEMBERED = 100_000
_CALENDAR = re.compile(r"(-?\d{4,})?-?-(\d\d)-(\d\d)", re.ASCII)


class LiteralForms:
    """The canonical forms of literals, as the store writes them; many are remembered."""

    def __init__(self) -> None:
        self._store = ox.Store()
        self._forms: dict[ox.Literal, ox.Literal | None] = {}

    def to_canonical(self, literal: ox.Literal) -> ox.Literal | None:
        """Return a literal as the store keeps it; None if it is no value of its datatype.

        >>> LiteralForms().to_canonical(ox.Literal("007", datatype=ox.NamedNode(XSD + "integer")))
        <Literal value=7 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#integer>>
        """
        if literal not in self._forms:
            if len(self._forms) >= _REMEMBERED:
                self._forms.clear()
            self._forms[literal] = self._look_up(literal)
        return self._forms[literal]

    def _look_up(self, literal: ox.Literal) -> ox.Literal | None:
        text, datatype = literal.value, literal.datatype.value
        if not is_value(text, datatype):
            return None
        canonical = _CANONICAL.get(datatype)
        return literal if canonical and canonical.fullmatch(text) else self._stored(literal)

    def _stored(self, literal: ox.Literal) -> ox.Literal:
        any_iri = ox.NamedNode("urn:x")
        quad = ox.Quad(any_iri, any_iri, literal)
        self._store.add(quad)
        stored = next(iter(self._store))
        self._store.remove(quad)
        form = stored.object
        return form if isinstance(form, ox.Literal) else literal


def is_value(text: str, datatype: str) -> bool:
    """Tell whether a text is in the lexical space of a datatype; of an unknown one all are.

    >>> is_value("2022-02-31", XSD + "date"), is_value("2024-02-29", XSD + "date")
    (False, True)
    """
    if not datatype.startswith(XSD):
        return True
    name = datatype.removeprefix(XSD)
    pattern = _PATTERNS.get(name)
    if pattern is None:
        return True
    if not pattern.fullmatch(text):
        return False
    if name in _BOUNDS:
        return len(text) < _LONGEST and _is_between(int(text), *_BOUNDS[name])
    return _is_day(text) if name in {"date", "dateTime", "dateTimeStamp", "gMonthDay"} else True


def _is_between(number: int, low: int | None, high: int | None) -> bool:
    return (low is None or number >= low) and (high is None or number <= high)


def _is_day(text: str) -> bool:
    match = _CALENDAR.match(text)
    if match is None:
        return False
    year = int(match[1]) if match[1] else 2000
    month, day = int(match[2]), int(match[3])
    return day <= monthrange(2000 if isleap(abs(year)) else 2001, month)[1]
