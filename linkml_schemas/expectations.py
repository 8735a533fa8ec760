"""Say in words what a column expects: the messages of the shapes.

Step on the line: beneath :mod:`linkml_schemas.shacl`. Pure.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from linkml_schemas.expectation_texts import PHRASES
from linkml_schemas.plan import Column
from ontology.namespaces import PREFIXES

XSD = PREFIXES["xsd"]

NORMAL_FORMS: Mapping[str, str] = MappingProxyType(
    {"ovo": "^OVO[0-9]{6}$", "kbo": "^[01][0-9]{9}$", "nis": "^[0-9]{5}$"}
)
"""What a normalised identifier looks like when it stands in the graph as a literal."""


def to_messages(
    columns: Sequence[Column], languages: Sequence[str] = ("nl", "en")
) -> dict[str, str]:
    """Return, by language, what the columns of one statement expect.

    Shape:
        ``Column founded (Founded): at most one value, a day that exists, such as 2018-12-07.``
        Of several columns that state one property: what each of them takes.
    """
    return {language: _to_message(columns, language) for language in languages}


def pattern_of(column: Column) -> str | None:
    """Return the pattern that the value of a column has in the graph."""
    if column.pattern or column.kind != "literal" or column.normalise is None:
        return column.pattern
    return NORMAL_FORMS.get(column.normalise)


def to_value_phrase(column: Column, language: str) -> str:
    """Return what one value of a column looks like.

    >>> to_value_phrase(Column("n", None, "literal", {}, {}, datatype=f"{XSD}integer"), "en")
    'a whole number'
    """
    return _to_value_phrase(column, PHRASES[language])


def _to_message(columns: Sequence[Column], language: str) -> str:
    phrases = PHRASES[language]
    names = ", ".join(column.name for column in columns)
    first = columns[0]
    label = first.labels.get(language) or next(iter(first.labels.values()))
    if first.beyond and first.beyond.most == 0 and len(columns) == 1:
        return f"{phrases['property']} {names} ({label}): {phrases['none']}."
    required = [column.name for column in columns if column.required]
    parts = []
    if required:
        which = f" ({', '.join(required)})" if len(columns) > 1 else ""
        parts.append(phrases["required"] + which)
    # Columns of ours that stand in one message share a node, and each has its own property.
    shared = len(columns) > 1 and first.beyond is not None
    several = shared and not all(column.language for column in columns)
    if not any(column.multivalued for column in columns):
        one = phrases["single_text" if first.language else "single"]
        parts.append(phrases["most"].format(len(columns)) if several else one)
    parts.extend(() if several else _to_count_phrases(first, phrases))
    values = [_to_value_phrase(each, phrases) for each in (columns if several else (first,))]
    parts.append(f" {phrases['or']} ".join(dict.fromkeys(values)))
    kind = phrases["property" if first.beyond else "column"]
    return f"{kind} {names} ({label}): {', '.join(parts)}."


def _to_count_phrases(column: Column, phrases: Mapping[str, str]) -> list[str]:
    if column.beyond is None:
        return []
    counts = (("least", column.beyond.least), ("most", column.beyond.most))
    return [phrases[key].format(count) for key, count in counts if count and count > 1]


def _to_value_phrase(column: Column, phrases: Mapping[str, str]) -> str:
    if column.beyond and column.beyond.equals:
        return f"{phrases['equals']} {', '.join(column.beyond.equals)}"
    if column.beyond and column.beyond.alternatives:
        each = [_to_value_phrase(one, phrases) for one in column.beyond.alternatives]
        return f" {phrases['or']} ".join(dict.fromkeys(each))
    phrase = _to_kind_phrase(column, phrases)
    for key in ("minimum", "maximum"):
        if limit := getattr(column, key):
            phrase += f", {phrases[key]} {limit}"
    pattern = column.template or pattern_of(column)
    return f"{phrase} {phrases['pattern']} {pattern}" if pattern else phrase


def _to_kind_phrase(column: Column, phrases: Mapping[str, str]) -> str:
    if column.kind == "code":
        return f"{phrases['code']} {column.enumeration}"
    if column.kind == "reference" and column.beyond and column.beyond.range:
        return f"{phrases['record']} {column.beyond.range}"
    if column.kind == "literal":
        if column.datatype is None:
            return phrases["any"]
        return phrases.get(column.datatype.removeprefix(XSD), phrases["string"])
    return phrases[column.kind]
