"""Say what one statement of a record must look like: the property shapes.

Step on the line: from the columns of a class to the nodes that :mod:`linkml_schemas.shacl`
writes or refers to. Columns that differ in language only are one property shape, so that the
shapes of two languages cannot contradict each other.

Source:
    SHACL, W3C Recommendation 2017, sections 2.3 and 4.
"""

import re
from collections.abc import Mapping, Sequence

from linkml_schemas.expectations import pattern_of, to_messages
from linkml_schemas.plan import Column, Schema
from linkml_schemas.statements import NodeStatement, Statement
from linkml_schemas.turtle import Predicates, collection, iri, literal, node, texts
from ontology.namespaces import PREFIXES

Rules = list[tuple[str, Sequence[str]]]

Codes = Mapping[str, Sequence[str]]
"""Enumeration to the IRIs of its values."""

WORDS = frozenset({"sh:name", "sh:description", "sh:message"})
"""What a shape says to people and no validator checks."""


INTEGER = PREFIXES["xsd"] + "integer"

NARROW_INTEGERS = frozenset(
    PREFIXES["xsd"] + name for name in ("nonNegativeInteger", "positiveInteger", "int", "long")
)
"""What a store may keep as ``xsd:integer``, as ours does: a shape accepts both."""


def codes_of(schema: Schema) -> Codes:
    """Return the IRIs that the columns of each enumeration may have."""
    return {each.name: [value.iri for value in each.values] for each in schema.enumerations}


def to_property_shape(statement: Statement | NodeStatement, codes: Codes, depth: int) -> Predicates:
    """Return what stands in the property shape of a statement, written at a depth."""
    if isinstance(statement, NodeStatement):
        return _to_via_shape(statement, codes, depth)
    return _to_value_shape(statement, codes, depth)


def to_constraints(statement: Statement | NodeStatement, codes: Codes) -> frozenset[object]:
    """Return what a validator checks of a statement, so that two can be compared.

    Shape:
        A statement with all constraints of another, and perhaps more, conforms to the other.
    """
    checked: set[object] = {
        (predicate, tuple(objects))
        for predicate, objects in to_property_shape(statement, codes, depth=0)
        if objects and predicate not in WORDS and predicate != "sh:property"
    }
    if isinstance(statement, NodeStatement):
        checked |= {to_constraints(each, codes) for each in statement.statements}
    return frozenset(checked)


def _to_via_shape(statement: NodeStatement, codes: Codes, depth: int) -> Predicates:
    columns = statement.columns
    inner = [_to_value_shape(each, codes, depth + 1) for each in statement.statements]
    return [
        ("sh:path", [iri(statement.via.predicate)]),
        ("sh:minCount", ["1"] if any(column.required for column in columns) else []),
        ("sh:maxCount", ["1"]),
        ("sh:nodeKind", ["sh:BlankNodeOrIRI"]),
        ("sh:class", [iri(each) for each in statement.via.types]),
        ("sh:message", texts(to_messages(columns))),
        ("sh:property", [node(each, depth + 1) for each in inner]),
    ]


def _to_value_shape(statement: Statement, codes: Codes, depth: int) -> Predicates:
    columns = statement.columns
    path = iri(statement.predicate)
    if statement.inverse:
        path = f"[ sh:inversePath {path} ]"
    first = columns[0]
    return [
        ("sh:path", [path]),
        ("sh:name", texts(first.labels)),
        ("sh:description", texts(first.descriptions)),
        *(_to_text_rules(columns) if first.language else _to_value_rules(first, codes, depth)),
        ("sh:message", texts(to_messages(columns))),
    ]


def _to_text_rules(columns: Sequence[Column]) -> Rules:
    languages = [column.language or "" for column in columns]
    required = [column.language or "" for column in columns if column.required]
    patterns = {column.pattern for column in columns}
    pattern = patterns.pop() if len(patterns) == 1 else None
    return [
        ("sh:minCount", ["1"] if required else []),
        ("sh:datatype", ["rdf:langString"]),
        ("sh:languageIn", [_to_languages(languages)]),
        ("sh:uniqueLang", [] if any(column.multivalued for column in columns) else ["true"]),
        ("sh:pattern", [literal(pattern)] if pattern else []),
        (
            "sh:qualifiedValueShape",
            [f"[ sh:languageIn {_to_languages([language])} ]" for language in required],
        ),
        ("sh:qualifiedMinCount", ["1"] if required else []),
    ]


def _to_languages(languages: Sequence[str]) -> str:
    return f"( {' '.join(literal(language) for language in languages)} )"


def _to_value_rules(column: Column, codes: Codes, depth: int) -> Rules:
    permitted = [iri(each) for each in codes.get(column.enumeration or "", ())]
    pattern = _to_template_pattern(column.template) if column.template else pattern_of(column)
    return [
        ("sh:minCount", ["1"] if column.required else []),
        ("sh:maxCount", [] if column.multivalued else ["1"]),
        ("sh:nodeKind", [] if column.kind in {"literal", "code"} else ["sh:IRI"]),
        *_to_datatype(column.datatype, depth),
        ("sh:minInclusive", _to_limit(column.minimum, column.datatype)),
        ("sh:maxInclusive", _to_limit(column.maximum, column.datatype)),
        ("sh:pattern", [literal(pattern)] if pattern else []),
        ("sh:in", [collection(permitted, depth + 1)] if permitted else []),
    ]


def _to_datatype(datatype: str | None, depth: int) -> Rules:
    if datatype not in NARROW_INTEGERS:
        return [("sh:datatype", [iri(datatype)] if datatype else [])]
    alternatives = [f"[ sh:datatype {iri(each)} ]" for each in (datatype or "", INTEGER)]
    return [("sh:or", [collection(alternatives, depth + 1)])]


def _to_limit(limit: str | None, datatype: str | None) -> list[str]:
    return [literal(limit, datatype=datatype)] if limit is not None else []


def _to_template_pattern(template: str) -> str:
    before, _, after = template.partition("{value}")
    return f"^{_escape(before)}[^/]+{_escape(after)}$"


def _escape(text: str) -> str:
    """Escape what has a meaning in a pattern of XPath; Python's own escapes more than it allows."""
    return re.sub(r"[.\\+*?\[\]^$(){}|]", r"\\\g<0>", text)
