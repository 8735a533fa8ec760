"""Read the values of the types that a parameter may have.

Step on the line: under :mod:`queries.parameters`. Pure. What is read is a term of the engine, which
writes it anew, so that no character of a value is ever read as syntax.

Source:
    XML Schema 1.1 Part 2 (lexical spaces); BCP 47; RFC 3987.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

XSD = "http://www.w3.org/2001/XMLSchema#"

LONGEST_IRI = 2000

_INTEGER = re.compile(r"[+-]?[0-9]{1,19}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"[0-9]{4}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"
    r"(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_FARTHEST_ZONE = timedelta(hours=14)
"""XML Schema Part 2: Datatypes 1.1, section 3.3.7."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BOOLEANS = {"true": "true", "1": "true", "false": "false", "0": "false"}


@dataclass(frozen=True, slots=True)
class ValueType:
    """How the values of a type are read, and what to tell who gave a wrong one."""

    expected: Mapping[str, str]
    parse: Callable[[str], NamedNode | Literal]


def _iri(text: str) -> NamedNode:
    if len(text) > LONGEST_IRI:
        raise ValueError(text)
    return NamedNode(text)


def _string(text: str) -> Literal:
    if _NOT_TEXT.search(text):
        raise ValueError(text)
    return Literal(text)


def _lang_string(text: str) -> Literal:
    value, at, tag = text.rpartition("@")
    if not at or not value or not _LANGUAGE.fullmatch(tag) or _NOT_TEXT.search(value):
        raise ValueError(text)
    return Literal(value, language=tag.lower())


def _integer(text: str) -> Literal:
    if not _INTEGER.fullmatch(text) or not -(2**63) <= int(text) < 2**63:
        raise ValueError(text)
    return _typed(str(int(text)), "integer")


def _decimal(text: str) -> Literal:
    if not _DECIMAL.fullmatch(text):
        raise ValueError(text)
    return _typed(f"{Decimal(text):f}", "decimal")


def _date(text: str) -> Literal:
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return _typed(date.fromisoformat(text).isoformat(), "date")


def _year(text: str) -> Literal:
    if not _YEAR.fullmatch(text) or text == "0000":
        raise ValueError(text)
    return _typed(text, "gYear")


def _date_time(text: str) -> Literal:
    if not _MOMENT.fullmatch(text):
        raise ValueError(text)
    offset = datetime.fromisoformat(text).utcoffset()
    if offset is not None and abs(offset) > _FARTHEST_ZONE:
        raise ValueError(text)
    return _typed(text, "dateTime")


def _boolean(text: str) -> Literal:
    if text not in _BOOLEANS:
        raise ValueError(text)
    return _typed(_BOOLEANS[text], "boolean")


def _language(text: str) -> Literal:
    if not _LANGUAGE.fullmatch(text):
        raise ValueError(text)
    return Literal(text.lower())


def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))


TYPES: Mapping[str, ValueType] = MappingProxyType(
    {
        "iri": ValueType(
            {
                "en": "an absolute IRI, such as https://example.org/id/1",
                "nl": "een absolute IRI, zoals https://example.org/id/1",
            },
            _iri,
        ),
        "string": ValueType(
            {
                "en": "a text without control characters",
                "nl": "een tekst zonder stuurtekens",
            },
            _string,
        ),
        "langString": ValueType(
            {
                "en": "a text, @ and its language, such as begrip@nl",
                "nl": "een tekst, @ en zijn taal, zoals begrip@nl",
            },
            _lang_string,
        ),
        "integer": ValueType(
            {
                "en": "a whole number of 64 bits, such as 90",
                "nl": "een geheel getal van 64 bits, zoals 90",
            },
            _integer,
        ),
        "decimal": ValueType(
            {
                "en": "a number with 18 digits on each side at most, such as 0.5",
                "nl": "een getal met hoogstens 18 cijfers aan elke kant, zoals 0.5",
            },
            _decimal,
        ),
        "date": ValueType(
            {
                "en": "a day of the calendar, such as 2024-02-29",
                "nl": "een dag van de kalender, zoals 2024-02-29",
            },
            _date,
        ),
        "year": ValueType(
            {
                "en": "a year of four digits, such as 2022",
                "nl": "een jaar van vier cijfers, zoals 2022",
            },
            _year,
        ),
        "dateTime": ValueType(
            {
                "en": "a moment, such as 2024-02-29T12:00:00Z",
                "nl": "een moment, zoals 2024-02-29T12:00:00Z",
            },
            _date_time,
        ),
        "boolean": ValueType(
            {
                "en": "true or false",
                "nl": "true of false",
            },
            _boolean,
        ),
        "language": ValueType(
            {
                "en": "the tag of a language, such as nl",
                "nl": "de code van een taal, zoals nl",
            },
            _language,
        ),
    }
)
"""The types by name."""
