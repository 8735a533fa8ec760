"""Say what one statement of a record must look like: the property shapes.

Step on the line: from the columns of a class to the nodes that :mod:`linkml_schemas.shacl`
writes or refers to. Columns that differ in language only are one property shape, so that the
shapes of two languages cannot contradict each other.

Source:
    SHACL, W3C Recommendation 2017, sections 2.3 and 4.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from linkml_schemas.expectations import pattern_of, to_messages
from linkml_schemas.permitted_values import Permitted, permitted_of
from linkml_schemas.plan import Beyond, Column, Schema
from linkml_schemas.publication import Publication, to_local
from linkml_schemas.statements import NodeStatement, Statement
from linkml_schemas.turtle import Predicates, collection, iri, literal, node, texts
from linkml_schemas.value_rules import Rules, to_datatype, to_limit, to_template_pattern

WORDS = frozenset({"sh:name", "sh:description", "sh:message"})
"""What a shape says to people and no validator checks."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What a property shape names beyond its column.

    Shape:
        ``shapes`` is what the IRI of each shape begins with; ``languages`` those of messages.
    """

    permitted: Permitted
    shapes: str
    languages: tuple[str, ...]

    def shape(self, name: str) -> str:
        """Return the IRI of a shape, in Turtle."""
        return iri(f"{self.shapes}{to_local(name)}")


def naming_of(schema: Schema, publication: Publication) -> Naming:
    """Return what the shapes of a schema are named by, and the values of its enumerations."""
    permitted = permitted_of(schema, publication)
    return Naming(permitted, publication.shapes, publication.languages)


def name_range(column: Column) -> str:
    """Return the name of the shape that says what a reference may lead to, empty if none does.

    Shape:
        ``Person-record`` for a thing that must be described beside, ``Person-reference`` for
        one that may be described elsewhere.
    """
    if column.kind != "reference" or column.beyond is None or not column.targets:
        return ""
    return f"{column.beyond.range}-{'record' if column.beyond.inlined else 'reference'}"


def to_property_shape(
    statement: Statement | NodeStatement, naming: Naming, depth: int
) -> Predicates:
    """Return what stands in the property shape of a statement, written at a depth."""
    if isinstance(statement, NodeStatement):
        return _to_via_shape(statement, naming, depth)
    return _to_value_shape(statement, naming, depth)


def to_constraints(statement: Statement | NodeStatement, naming: Naming) -> frozenset[object]:
    """Return what a validator checks of a statement, so that two can be compared.

    Shape:
        A statement with all constraints of another, and perhaps more, conforms to the other.
    """
    checked: set[object] = {
        (predicate, tuple(objects))
        for predicate, objects in to_property_shape(statement, naming, depth=0)
        if objects and predicate not in WORDS and predicate != "sh:property"
    }
    if isinstance(statement, NodeStatement):
        checked |= {to_constraints(each, naming) for each in statement.statements}
    return frozenset(checked)


def _to_via_shape(statement: NodeStatement, naming: Naming, depth: int) -> Predicates:
    columns = statement.columns
    inner = [_to_value_shape(each, naming, depth + 1) for each in statement.statements]
    return [
        ("sh:path", [iri(statement.via.predicate)]),
        ("sh:minCount", ["1"] if any(column.required for column in columns) else []),
        ("sh:maxCount", ["1"]),
        ("sh:nodeKind", ["sh:BlankNodeOrIRI"]),
        ("sh:class", [iri(each) for each in statement.via.types]),
        ("sh:message", texts(to_messages(columns, naming.languages))),
        ("sh:property", [node(each, depth + 1) for each in inner]),
    ]


def _to_value_shape(statement: Statement, naming: Naming, depth: int) -> Predicates:
    columns = statement.columns
    path = iri(statement.predicate)
    if statement.inverse:
        path = f"[ sh:inversePath {path} ]"
    first = columns[0]
    return [
        ("sh:path", [path]),
        ("sh:name", texts(first.labels)),
        ("sh:description", texts(first.descriptions)),
        *_to_rules(columns, naming, depth),
        ("sh:message", texts(to_messages(columns, naming.languages))),
    ]


def _to_rules(columns: Sequence[Column], naming: Naming, depth: int) -> Rules:
    if all(column.language for column in columns):
        return _to_text_rules(columns)
    if len(columns) == 1:
        return [*_to_counts(columns[0]), *_to_value_rules(columns[0], naming, depth)]
    # Columns of other schemas that state one predicate: each value obeys one of them.
    most = None if any(column.multivalued for column in columns) else len(columns)
    return [
        ("sh:minCount", ["1"] if any(column.required for column in columns) else []),
        ("sh:maxCount", [str(most)] if most else []),
        *_to_choice(columns, naming, depth),
    ]


def _to_choice(
    columns: Sequence[Column], naming: Naming, depth: int, joint: str = "sh:or"
) -> Rules:
    """Return that a value obeys one of several columns, nothing if one of them takes anything."""
    rules = [_to_value_rules(column, naming, depth + 2) for column in columns]
    if not all(any(objects for _, objects in each) for each in rules):
        return []
    alternatives = [node(each, depth + 2) for each in rules]
    if joint == "sh:or":
        alternatives = list(dict.fromkeys(alternatives))
    return [(joint, [collection(alternatives, depth + 1)])]


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


def _to_counts(column: Column) -> Rules:
    beyond = column.beyond or Beyond()
    least = max(int(column.required), beyond.least or 0)
    most = beyond.most if column.multivalued or beyond.most == 0 else 1
    return [
        ("sh:minCount", [str(least)] if least else []),
        ("sh:maxCount", [str(most)] if most is not None else []),
    ]


def _to_value_rules(column: Column, naming: Naming, depth: int) -> Rules:
    if column.beyond and column.beyond.alternatives:
        beside = replace(naming, permitted=naming.permitted.beside_others())
        joint = "sh:xone" if column.beyond.exclusive else "sh:or"
        return _to_choice(column.beyond.alternatives, beside, depth, joint)
    permitted = naming.permitted.terms(column)
    pattern = to_template_pattern(column.template) if column.template else pattern_of(column)
    described = name_range(column)
    return [
        ("sh:nodeKind", _to_node_kind(column)),
        *to_datatype(column.datatype, depth),
        ("sh:minInclusive", to_limit(column.minimum, column.datatype)),
        ("sh:maxInclusive", to_limit(column.maximum, column.datatype)),
        ("sh:pattern", [literal(pattern)] if pattern else []),
        ("sh:in", [collection(permitted, depth + 1)] if permitted else []),
        ("sh:node", [naming.shape(described)] if described else []),
    ]


def _to_node_kind(column: Column) -> list[str]:
    if column.kind in {"literal", "code"}:
        return []
    inlined = column.beyond is not None and column.beyond.inlined
    return ["sh:BlankNodeOrIRI" if inlined else "sh:IRI"]
