"""Turn the value of a parameter, a text that a stranger gave, into a term of SPARQL.

Step on the line: under :mod:`queries.binding`. Pure. A value is parsed by its type and written
anew by the engine's own writer of terms, so that no character of it is ever read as syntax.

Source:
    SPARQL 1.1 Query Language, section 4.1 (syntax of terms); XML Schema 1.1 Part 2 (lexical
    spaces); BCP 47.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from queries.errors import ParameterError

XSD = "http://www.w3.org/2001/XMLSchema#"

TODAY = "today"
"""As the default of a day: the day on which the query is asked, in UTC."""

LONGEST_IRI = 2000

_INTEGER = re.compile(r"[+-]?[0-9]{1,19}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"[0-9]{4}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"
    r"(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BOOLEANS = {"true": "true", "1": "true", "false": "false", "0": "false"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a parameter may have, with what it is called per language."""

    value: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a named query may be told.

    Shape:
        ``name`` is that of a variable of the query; ``type`` is one of ``TYPES``. One that is
        not ``required`` and has no ``default`` leaves its variable free when it is not given.
        ``choices`` are all values, if the list is closed; ``class_iri`` is the class of which
        the IRI is an instance, empty if that does not matter.
    """

    name: str
    type: str
    labels: Mapping[str, str]
    descriptions: Mapping[str, str]
    default: str | None = None
    example: str | None = None
    required: bool = False
    choices: tuple[Choice, ...] = ()
    class_iri: str = ""

    @property
    def sample(self) -> str | None:
        """Return a value with which the query finds something, None if it needs none."""
        return self.default if self.default is not None else self.example

    @property
    def is_today(self) -> bool:
        """Return whether the default is the day on which the query is asked."""
        return self.type == "date" and self.default == TODAY


@dataclass(frozen=True, slots=True)
class _Type:
    """How the values of a type are read, and what to tell who gave a wrong one."""

    expected: str
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
    datetime.fromisoformat(text)
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


_TYPES: Mapping[str, _Type] = MappingProxyType(
    {
        "iri": _Type("an absolute IRI, such as https://example.org/id/1", _iri),
        "string": _Type("a text without control characters", _string),
        "langString": _Type("a text, @ and its language, such as begrip@nl", _lang_string),
        "integer": _Type("a whole number of 64 bits, such as 90", _integer),
        "decimal": _Type("a number with 18 digits on each side at most, such as 0.5", _decimal),
        "date": _Type("a day of the calendar, such as 2024-02-29", _date),
        "year": _Type("a year of four digits, such as 2022", _year),
        "dateTime": _Type("a moment, such as 2024-02-29T12:00:00Z", _date_time),
        "boolean": _Type("true or false", _boolean),
        "language": _Type("the tag of a language, such as nl", _language),
    }
)

TYPES = tuple(_TYPES)
"""The types that a parameter may have."""


def expected_value(parameter: Parameter) -> str:
    """Return what a value of a parameter should be, as the object of a sentence."""
    if parameter.choices:
        return f"one of {', '.join(choice.value for choice in parameter.choices)}"
    return _TYPES[parameter.type].expected


def to_term(parameter: Parameter, value: str) -> str:
    r"""Return a value as a term of SPARQL.

    Shape:
        What the engine writes as a term of N-Triples, which is a term of SPARQL too: quotation
        marks, backslashes and ends of lines of a literal are escaped, an IRI that holds what
        would end it is refused.

    Raises:
        ParameterError: The value is none of the type, or not one of the choices.

    >>> to_term(Parameter("code", "string", {}, {}), 'OVO" } #\\')
    '"OVO\\" } #\\\\"'
    """
    allowed = [choice.value for choice in parameter.choices]
    try:
        term = _TYPES[parameter.type].parse(value)
    except ValueError as error:
        raise ParameterError(parameter.name, value, expected_value(parameter)) from error
    if allowed and value not in allowed:
        raise ParameterError(parameter.name, value, expected_value(parameter))
    return str(term)
