"""Emit the shapes: what RDF of a class must look like.

Step on the line: from the plan to ``generated/shapes.ttl``. A property shape that several
classes have alike is written once, with an IRI, after the classes. Core constructs only.

Source:
    SHACL, W3C Recommendation 2017.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from linkml_schemas.expectations import to_messages
from linkml_schemas.headings import heading
from linkml_schemas.plan import RecordClass, Schema
from linkml_schemas.property_shapes import Codes, codes_of, to_constraints, to_property_shape
from linkml_schemas.sharing import Use, name_shared
from linkml_schemas.statements import (
    NodeStatement,
    Statement,
    distinctive_type,
    group_columns,
    resembling_classes,
)
from linkml_schemas.turtle import block, collection, document, iri, node, texts
from ontology.iris import ParsedIri, mint, mint_concept_scheme
from ontology.namespaces import PLACEHOLDER_BASE, PREFIXES

IN_SCHEME = PREFIXES["skos"] + "inScheme"


@dataclass(frozen=True, slots=True)
class _Shapes:
    """What the shapes of all classes are made of.

    Shape:
        ``shared`` gives, by the text of a property shape, the name under which it is shared.
    """

    schema: Schema
    codes: Codes
    shared: Mapping[str, str]


def render_shapes(schema: Schema) -> str:
    """Return the shapes of all classes as Turtle."""
    codes = codes_of(schema)
    statements = {
        _to_text(statement, codes): statement
        for record_class in schema.classes
        for statement in group_columns(record_class)
    }
    shapes = _Shapes(schema, codes, name_shared(list(_uses(schema, codes))))
    blocks = [each for one in schema.classes for each in _to_class_blocks(shapes, one)]
    for text, name in shapes.shared.items():
        predicates = to_property_shape(statements[text], codes, depth=0)
        blocks.append(block(iri(_mint(name)), [("a", ["sh:PropertyShape"]), *predicates]))
    return document([heading(schema)], blocks)


def shape_iri(class_name: str) -> str:
    """Return the IRI of the shape of a class.

    >>> shape_iri("Role")
    'https://begrip.example/ns/datastrategie/shapes#RoleShape'
    """
    return _mint(f"{class_name}Shape")


def _mint(name: str) -> str:
    return mint(PLACEHOLDER_BASE, ParsedIri("ns", "datastrategie", ("shapes",), name))


def _uses(schema: Schema, codes: Codes) -> Iterator[Use]:
    for record_class in schema.classes:
        for statement in group_columns(record_class):
            yield Use(record_class.name, _name_of(statement), _to_text(statement, codes))


def _to_text(statement: Statement | NodeStatement, codes: Codes) -> str:
    return node(to_property_shape(statement, codes, depth=0), depth=0)


def _name_of(statement: Statement | NodeStatement) -> str:
    """Return the name of the first column, without its language."""
    first = statement.columns[0]
    return first.name.removesuffix(f"_{first.language}")


def _to_class_blocks(shapes: _Shapes, record_class: RecordClass) -> Iterator[str]:
    """Yield the shape of a class, then the shapes that hold for some of its instances only."""
    properties = [_to_scheme_shape(record_class.scheme)] if record_class.scheme else []
    guards = []
    for statement in group_columns(record_class):
        excepted = _excepted(shapes, record_class, statement)
        if excepted:
            guards.append(_to_guard(shapes, record_class, statement, excepted))
        else:
            properties.append(_refer(shapes, statement, depth=2))
    yield block(
        iri(shape_iri(record_class.name)),
        [
            ("a", ["sh:NodeShape"]),
            ("sh:targetClass", [iri(record_class.iri)]),
            ("rdfs:label", texts(record_class.labels)),
            ("rdfs:comment", texts(record_class.descriptions)),
            ("sh:nodeKind", ["sh:IRI"]),
            ("sh:property", properties),
        ],
    )
    yield from guards


def _to_scheme_shape(scheme: str) -> str:
    value = iri(mint_concept_scheme(PLACEHOLDER_BASE, scheme))
    return node([("sh:path", [iri(IN_SCHEME)]), ("sh:hasValue", [value])], depth=2)


def _refer(shapes: _Shapes, statement: Statement | NodeStatement, depth: int) -> str:
    name = shapes.shared.get(_to_text(statement, shapes.codes))
    if name:
        return iri(_mint(name))
    return node(to_property_shape(statement, shapes.codes, depth), depth)


def _to_guard(
    shapes: _Shapes,
    record_class: RecordClass,
    statement: Statement | NodeStatement,
    excepted: list[str],
) -> str:
    """Return the shape of a statement of this class that records of others may break."""
    alternatives = [f"[ sh:class {iri(each)} ]" for each in excepted]
    alternatives.append(node([("sh:property", [_refer(shapes, statement, 3)])], depth=2))
    return block(
        iri(_mint(f"{record_class.name}Shape-{_name_of(statement)}")),
        [
            ("a", ["sh:NodeShape"]),
            ("sh:targetClass", [iri(record_class.iri)]),
            ("sh:or", [collection(alternatives, depth=1)]),
            ("sh:message", texts(to_messages(statement.columns))),
        ],
    )


def _excepted(
    shapes: _Shapes, record_class: RecordClass, statement: Statement | NodeStatement
) -> list[str]:
    """Return the types of records that have the type of this class but need not obey it."""
    excepted = [
        distinctive_type(record_class, other)
        for other in resembling_classes(shapes.schema, record_class)
        if not _holds_for(shapes, statement, other)
    ]
    return list(dict.fromkeys(excepted))


def _holds_for(shapes: _Shapes, statement: Statement | NodeStatement, other: RecordClass) -> bool:
    """Tell whether every valid record of another class obeys this statement too."""
    for its in group_columns(other):
        if its.key == statement.key:
            own = to_constraints(statement, shapes.codes)
            return own <= to_constraints(its, shapes.codes)
    if other.scheme and statement.key == (IN_SCHEME, False):
        return True
    return not any(column.required for column in statement.columns)
