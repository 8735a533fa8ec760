"""Emit the shapes: what RDF of a class must look like.

Step on the line: from the plan to ``generated/shapes.ttl``. Columns that differ in language
only are one property shape, so that the shapes of two languages cannot contradict each other.

Source:
    SHACL, W3C Recommendation 2017; SPARQL targets: SHACL Advanced Features, section 3.1.
"""

import re
from collections.abc import Mapping, Sequence

from linkml_schemas.expectations import pattern_of, to_messages
from linkml_schemas.headings import heading
from linkml_schemas.plan import Column, RecordClass, Schema
from linkml_schemas.statements import (
    NodeStatement,
    Statement,
    group_columns,
    shares_its_iri,
    types_of_others,
)
from linkml_schemas.turtle import (
    block,
    block_literal,
    collection,
    document,
    iri,
    literal,
    node,
    texts,
)
from ontology.iris import ParsedIri, mint, mint_concept_scheme
from ontology.namespaces import PLACEHOLDER_BASE, PREFIXES

Predicates = list[tuple[str, Sequence[str]]]

Codes = Mapping[str, Sequence[str]]
"""Enumeration to the IRIs of its values."""

IN_SCHEME = PREFIXES["skos"] + "inScheme"


def render_shapes(schema: Schema) -> str:
    """Return the shapes of all classes as Turtle."""
    blocks = [_to_node_shape(schema, each) for each in schema.classes]
    return document([heading(schema)], blocks)


def shape_iri(class_name: str) -> str:
    """Return the IRI of the shape of a class.

    >>> shape_iri("Role")
    'https://begrip.example/ns/datastrategie/shapes#RoleShape'
    """
    parsed = ParsedIri("ns", "datastrategie", ("shapes",), f"{class_name}Shape")
    return mint(PLACEHOLDER_BASE, parsed)


def _to_node_shape(schema: Schema, record_class: RecordClass) -> str:
    predicates: Predicates = [
        ("a", ["sh:NodeShape"]),
        _to_target(schema, record_class),
        ("rdfs:label", texts(record_class.labels)),
        ("rdfs:comment", texts(record_class.descriptions)),
        ("sh:nodeKind", ["sh:IRI"]),
    ]
    codes = {each.name: [value.iri for value in each.values] for each in schema.enumerations}
    shapes = [_to_scheme_shape(record_class.scheme)] if record_class.scheme else []
    for statement in group_columns(record_class):
        if isinstance(statement, NodeStatement):
            shapes.append(_to_via_shape(statement, codes))
        else:
            shapes.append(_to_property_shape(statement, codes, depth=2))
    predicates.append(("sh:property", shapes))
    return block(iri(shape_iri(record_class.name)), predicates)


def _to_target(schema: Schema, record_class: RecordClass) -> tuple[str, Sequence[str]]:
    """Return what the shape applies to.

    A class whose IRI is also a type of another class's records (org:Organization of bodies)
    takes only those records that have none of the other class's types.
    """
    if not shares_its_iri(schema, record_class):
        return "sh:targetClass", [iri(record_class.iri)]
    required = [f"?this a <{each}> ." for each in record_class.types]
    others = [
        f"FILTER NOT EXISTS {{ ?this a <{each}> }}"
        for each in types_of_others(schema, record_class)
    ]
    select = block_literal(["SELECT ?this WHERE {", *required, *others, "}"], depth=2)
    target = node([("a", ["sh:SPARQLTarget"]), ("sh:select", [select])], depth=1)
    return "sh:target", [target]


def _to_scheme_shape(scheme: str) -> str:
    value = iri(mint_concept_scheme(PLACEHOLDER_BASE, scheme))
    return node([("sh:path", [iri(IN_SCHEME)]), ("sh:hasValue", [value])], depth=2)


def _to_via_shape(statement: NodeStatement, codes: Codes) -> str:
    columns = [column for each in statement.statements for column in each.columns]
    predicates: Predicates = [
        ("sh:path", [iri(statement.via.predicate)]),
        ("sh:minCount", ["1"] if any(column.required for column in columns) else []),
        ("sh:maxCount", ["1"]),
        ("sh:nodeKind", ["sh:BlankNodeOrIRI"]),
        ("sh:class", [iri(each) for each in statement.via.types]),
        ("sh:message", texts(to_messages(columns))),
        (
            "sh:property",
            [_to_property_shape(each, codes, depth=3) for each in statement.statements],
        ),
    ]
    return node(predicates, depth=2)


def _to_property_shape(statement: Statement, codes: Codes, depth: int) -> str:
    columns = statement.columns
    path = iri(statement.predicate)
    if statement.inverse:
        path = f"[ sh:inversePath {path} ]"
    first = columns[0]
    predicates: Predicates = [
        ("sh:path", [path]),
        ("sh:name", texts(first.labels)),
        ("sh:description", texts(first.descriptions)),
        *(_to_text_rules(columns) if first.language else _to_value_rules(first, codes, depth)),
        ("sh:message", texts(to_messages(columns))),
    ]
    return node(predicates, depth)


def _to_text_rules(columns: Sequence[Column]) -> Predicates:
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


def _to_value_rules(column: Column, codes: Codes, depth: int) -> Predicates:
    permitted = [iri(each) for each in codes.get(column.enumeration or "", ())]
    pattern = _to_template_pattern(column.template) if column.template else pattern_of(column)
    return [
        ("sh:minCount", ["1"] if column.required else []),
        ("sh:maxCount", [] if column.multivalued else ["1"]),
        ("sh:nodeKind", [] if column.kind in {"literal", "code"} else ["sh:IRI"]),
        ("sh:datatype", [iri(column.datatype)] if column.datatype else []),
        ("sh:minInclusive", _to_limit(column.minimum, column.datatype)),
        ("sh:maxInclusive", _to_limit(column.maximum, column.datatype)),
        ("sh:pattern", [literal(pattern)] if pattern else []),
        ("sh:in", [collection(permitted, depth + 1)] if permitted else []),
    ]


def _to_limit(limit: str | None, datatype: str | None) -> list[str]:
    return [literal(limit, datatype=datatype)] if limit is not None else []


def _to_template_pattern(template: str) -> str:
    before, _, after = template.partition("{value}")
    return f"^{_escape(before)}[^/]+{_escape(after)}$"


def _escape(text: str) -> str:
    """Escape what has a meaning in a pattern of XPath; Python's own escapes more than it allows."""
    return re.sub(r"[.\\+*?\[\]^$(){}|]", r"\\\g<0>", text)
