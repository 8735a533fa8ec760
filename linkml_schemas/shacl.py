"""Emit the shapes: what RDF of a class must look like.

Step on the line: from the plan to ``generated/shapes.ttl``. A property shape that several
classes have alike is written once, with an IRI, after the classes; so is what a reference of
another schema than ours may lead to. Core constructs only.

Source:
    SHACL, W3C Recommendation 2017.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from linkml_schemas.expectations import to_messages
from linkml_schemas.plan import RecordClass, Schema
from linkml_schemas.property_shapes import Naming, naming_of, to_constraints, to_property_shape
from linkml_schemas.publication import Publication, our_publication
from linkml_schemas.range_shapes import to_range_blocks
from linkml_schemas.sharing import Use, name_shared
from linkml_schemas.statements import (
    NodeStatement,
    Statement,
    distinctive_type,
    group_columns,
    resembling_classes,
    same_classes,
)
from linkml_schemas.turtle import block, collection, document, iri, node, texts
from ontology.iris import ParsedIri, mint, mint_concept_scheme
from ontology.namespaces import PLACEHOLDER_BASE, PREFIXES

IN_SCHEME = PREFIXES["skos"] + "inScheme"

Stated = tuple[Statement | NodeStatement, ...]


@dataclass(frozen=True, slots=True)
class _Shapes:
    """What the shapes of all classes are made of.

    Shape:
        ``stated`` gives what each class states; ``shared``, by the text of a property shape,
        the name under which it is shared.
    """

    schema: Schema
    naming: Naming
    stated: Mapping[str, Stated]
    shared: Mapping[str, str]


def render_shapes(schema: Schema, publication: Publication | None = None) -> str:
    """Return the shapes of all classes as Turtle.

    Args:
        schema: The plan.
        publication: How the shapes are named; that of our own schemas if absent.
    """
    publication = publication or our_publication(schema)
    naming = naming_of(schema, publication)
    stated = {each.name: group_columns(each) for each in schema.classes}
    uses = list(_uses(stated, naming))
    statements = {use.content: statement for use, statement in uses}
    shapes = _Shapes(schema, naming, stated, name_shared([use for use, _ in uses]))
    blocks = [each for one in schema.classes for each in _to_class_blocks(shapes, one)]
    for text, name in shapes.shared.items():
        predicates = to_property_shape(statements[text], naming, depth=0)
        blocks.append(block(naming.shape(name), [("a", ["sh:PropertyShape"]), *predicates]))
    blocks += to_range_blocks(schema, naming)
    return document([publication.heading], blocks, publication.prefixes)


def shape_iri(class_name: str) -> str:
    """Return the IRI of the shape of a class of ours.

    >>> shape_iri("Role")
    'https://begrip.example/ns/datastrategie/shapes#RoleShape'
    """
    parsed = ParsedIri("ns", "datastrategie", ("shapes",), f"{class_name}Shape")
    return mint(PLACEHOLDER_BASE, parsed)


def _uses(
    stated: Mapping[str, Stated], naming: Naming
) -> Iterator[tuple[Use, Statement | NodeStatement]]:
    for owner, statements in stated.items():
        for statement in statements:
            yield Use(owner, _name_of(statement), _to_text(statement, naming)), statement


def _to_text(statement: Statement | NodeStatement, naming: Naming) -> str:
    return node(to_property_shape(statement, naming, depth=0), depth=0)


def _name_of(statement: Statement | NodeStatement) -> str:
    """Return the name of the first column, without its language."""
    first = statement.columns[0]
    return first.name.removesuffix(f"_{first.language}")


def _to_class_blocks(shapes: _Shapes, record_class: RecordClass) -> Iterator[str]:
    """Yield the shape of a class, then the shapes that hold for some of its instances only."""
    properties = [_to_scheme_shape(record_class.scheme)] if record_class.scheme else []
    guards = []
    alike = same_classes(shapes.schema, record_class)
    for statement in shapes.stated[record_class.name]:
        excepted = _excepted(shapes, record_class, statement)
        if excepted:
            guards.append(_to_guard(shapes, record_class, statement, excepted))
        else:
            properties.append(_refer(shapes, statement, depth=2))
    yield block(
        shapes.naming.shape(f"{record_class.name}Shape"),
        [
            ("a", ["sh:NodeShape"]),
            ("sh:targetClass", [] if alike else [iri(record_class.iri)]),
            ("rdfs:label", texts(record_class.labels)),
            ("rdfs:comment", texts(record_class.descriptions)),
            ("sh:nodeKind", ["sh:IRI" if _has_name(record_class) else "sh:BlankNodeOrIRI"]),
            ("sh:property", properties),
        ],
    )
    if alike and alike[0].name > record_class.name:
        yield _to_choice_of_classes(shapes, (record_class, *alike))
    yield from guards


def _has_name(record_class: RecordClass) -> bool:
    """Tell whether each record has an IRI: in our schemas all, in others by their identifier."""
    steering = [column.beyond for column in record_class.columns if column.predicate is None]
    return any(beyond is None or beyond.names_subject for beyond in steering)


def _to_choice_of_classes(shapes: _Shapes, classes: tuple[RecordClass, ...]) -> str:
    """Return the shape of several classes with one IRI: a record obeys one of them."""
    names = [each.name for each in classes]
    alternatives = [shapes.naming.shape(f"{name}Shape") for name in names]
    return block(
        shapes.naming.shape(f"{'-or-'.join(names)}"),
        [
            ("a", ["sh:NodeShape"]),
            ("sh:targetClass", [iri(classes[0].iri)]),
            ("sh:or", [collection(alternatives, depth=1)]),
        ],
    )


def _to_scheme_shape(scheme: str) -> str:
    value = iri(mint_concept_scheme(PLACEHOLDER_BASE, scheme))
    return node([("sh:path", [iri(IN_SCHEME)]), ("sh:hasValue", [value])], depth=2)


def _refer(shapes: _Shapes, statement: Statement | NodeStatement, depth: int) -> str:
    name = shapes.shared.get(_to_text(statement, shapes.naming))
    if name:
        return shapes.naming.shape(name)
    return node(to_property_shape(statement, shapes.naming, depth), depth)


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
        shapes.naming.shape(f"{record_class.name}Shape-{_name_of(statement)}"),
        [
            ("a", ["sh:NodeShape"]),
            ("sh:targetClass", [iri(record_class.iri)]),
            ("sh:or", [collection(alternatives, depth=1)]),
            ("sh:message", texts(to_messages(statement.columns, shapes.naming.languages))),
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
    for its in shapes.stated[other.name]:
        if its.key == statement.key:
            own = to_constraints(statement, shapes.naming)
            return own <= to_constraints(its, shapes.naming)
    if other.scheme and statement.key == (IN_SCHEME, False):
        return True
    return not any(column.required for column in statement.columns)
