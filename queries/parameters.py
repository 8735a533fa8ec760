"""Turn the value of a parameter, a text that a stranger gave, into a term of SPARQL.

Step on the line: under :mod:`queries.binding`. Pure.

Source:
    SPARQL 1.1 Query Language, section 4.1 (syntax of terms).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from queries.errors import ParameterError
from queries.value_types import TYPES

TODAY = "today"
"""As the default of a day: the day on which the query is asked, in UTC."""


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


def expected_value(parameter: Parameter, language: str = "en") -> str:
    """Return what a value of a parameter should be, as the object of a sentence.

    Args:
        parameter: Of the value.
        language: ``en`` or ``nl``.
    """
    if parameter.choices:
        choices = ", ".join(choice.value for choice in parameter.choices)
        return {"en": f"one of {choices}", "nl": f"een van {choices}"}[language]
    return TYPES[parameter.type].expected[language]


def expectations(parameter: Parameter) -> dict[str, str]:
    """Return what a value of a parameter should be, per language."""
    return {language: expected_value(parameter, language) for language in ("nl", "en")}


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
        term = TYPES[parameter.type].parse(value)
    except ValueError as error:
        raise ParameterError(parameter.name, value, expectations(parameter)) from error
    if allowed and value not in allowed:
        raise ParameterError(parameter.name, value, expectations(parameter))
    return str(term)
