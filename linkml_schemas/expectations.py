"""Say in words what a column expects: the messages of the shapes.

Step on the line: beneath :mod:`linkml_schemas.shacl`. Pure.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from linkml_schemas.plan import Column
from ontology.namespaces import PREFIXES

XSD = PREFIXES["xsd"]

PHRASES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "nl": {
            "column": "Kolom",
            "required": "verplicht",
            "single": "hoogstens één waarde",
            "single_text": "hoogstens één tekst per taal",
            "text": "tekst met een taal",
            "code": "een waarde uit de codelijst",
            "iri": "een IRI",
            "reference": "de IRI van een zaak uit een register",
            "pattern": "volgens het patroon",
            "minimum": "minstens",
            "maximum": "hoogstens",
            "string": "tekst",
            "boolean": "true of false",
            "date": "een bestaande dag, zoals 2018-12-07",
            "dateTime": "een tijdstip, zoals 2018-12-07T10:00:00Z",
            "gYear": "een jaar, zoals 2018",
            "integer": "een geheel getal",
            "nonNegativeInteger": "een geheel getal dat niet negatief is",
            "decimal": "een getal",
        },
        "en": {
            "column": "Column",
            "required": "required",
            "single": "at most one value",
            "single_text": "at most one text per language",
            "text": "text with a language",
            "code": "a value of the code list",
            "iri": "an IRI",
            "reference": "the IRI of a thing in a registry",
            "pattern": "that follows the pattern",
            "minimum": "at least",
            "maximum": "at most",
            "string": "text",
            "boolean": "true or false",
            "date": "a day that exists, such as 2018-12-07",
            "dateTime": "a moment, such as 2018-12-07T10:00:00Z",
            "gYear": "a year, such as 2018",
            "integer": "a whole number",
            "nonNegativeInteger": "a whole number that is not negative",
            "decimal": "a number",
        },
    }
)
"""What shapes say, by language."""

NORMAL_FORMS: Mapping[str, str] = MappingProxyType(
    {"ovo": "^OVO[0-9]{6}$", "kbo": "^[01][0-9]{9}$", "nis": "^[0-9]{5}$"}
)
"""What a normalised identifier looks like when it stands in the graph as a literal."""


def to_messages(columns: Sequence[Column]) -> dict[str, str]:
    """Return, by language, what the columns of one statement expect.

    Shape:
        ``Column founded (Founded): at most one value, a day that exists, such as 2018-12-07.``
    """
    return {language: _to_message(columns, language) for language in PHRASES}


def pattern_of(column: Column) -> str | None:
    """Return the pattern that the value of a column has in the graph."""
    if column.pattern or column.kind != "literal" or column.normalise is None:
        return column.pattern
    return NORMAL_FORMS.get(column.normalise)


def _to_message(columns: Sequence[Column], language: str) -> str:
    phrases = PHRASES[language]
    names = ", ".join(column.name for column in columns)
    first = columns[0]
    label = first.labels.get(language) or next(iter(first.labels.values()))
    required = [column.name for column in columns if column.required]
    parts = []
    if required:
        which = f" ({', '.join(required)})" if len(columns) > 1 else ""
        parts.append(phrases["required"] + which)
    if not any(column.multivalued for column in columns):
        parts.append(phrases["single_text" if first.language else "single"])
    parts.append(_to_value_phrase(first, phrases))
    return f"{phrases['column']} {names} ({label}): {', '.join(parts)}."


def _to_value_phrase(column: Column, phrases: Mapping[str, str]) -> str:
    if column.kind == "code":
        return f"{phrases['code']} {column.enumeration}"
    if column.kind == "literal":
        phrase = phrases.get((column.datatype or "").removeprefix(XSD), phrases["string"])
    else:
        phrase = phrases[column.kind]
    for key in ("minimum", "maximum"):
        if limit := getattr(column, key):
            phrase += f", {phrases[key]} {limit}"
    pattern = column.template or pattern_of(column)
    return f"{phrase} {phrases['pattern']} {pattern}" if pattern else phrase
