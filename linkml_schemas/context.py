"""Emit the JSON-LD context: what the columns of a record mean to a JSON-LD processor.

Step on the line: from the plan to ``generated/context.jsonld``. A column that means the same in
every class that has it is a term for all; another is a term within each of its classes. Columns
that share a node stand in an object under that node's predicate.

Source:
    JSON-LD 1.1, sections 4.1.8 (scoped contexts), 4.1.3 (type coercion), 4.8 (reverse).
"""

import json
from collections.abc import Iterable, Mapping

from linkml_schemas.headings import heading
from linkml_schemas.plan import Column, RecordClass, Schema
from linkml_schemas.statements import NodeStatement, group_columns
from ontology.namespaces import PREFIXES, shrink

Definition = dict[str, object]


def render_context(schema: Schema) -> str:
    """Return the context document of a schema as JSON."""
    content = {"$comment": heading(schema), "@context": to_context(schema)}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def to_context(schema: Schema) -> Definition:
    """Return the context itself: prefixes, terms of all classes, then the classes."""
    terms = {each.name: _to_terms(schema, each) for each in schema.classes}
    shared = _shared_terms(terms.values())
    context: Definition = {"@version": 1.1, "id": "@id", **PREFIXES, **shared}
    for record_class in schema.classes:
        own = {
            name: definition
            for name, definition in terms[record_class.name].items()
            if name not in shared
        }
        context[record_class.name] = _lean({"@id": _compact(record_class.iri), "@context": own})
    return context


def node_key(predicate: str) -> str:
    """Return the key under which the columns of a node between stand in a document.

    >>> node_key("http://www.w3.org/ns/regorg#registration")
    'regorg:registration'
    """
    return _compact(predicate)


def _to_terms(schema: Schema, record_class: RecordClass) -> dict[str, Definition]:
    terms: dict[str, Definition] = {}
    for statement in group_columns(record_class):
        if isinstance(statement, NodeStatement):
            inner = [column for each in statement.statements for column in each.columns]
            terms[node_key(statement.via.predicate)] = {
                "@id": _compact(statement.via.predicate),
                "@context": {column.name: _to_term(schema, column) for column in inner},
            }
        else:
            for column in statement.columns:
                terms[column.name] = _to_term(schema, column)
    return terms


def _shared_terms(classes: Iterable[Mapping[str, Definition]]) -> dict[str, Definition]:
    shared: dict[str, Definition] = {}
    differing: set[str] = set()
    for terms in classes:
        for name, definition in terms.items():
            if shared.setdefault(name, definition) != definition:
                differing.add(name)
    return {name: shared[name] for name in shared if name not in differing}


def _to_term(schema: Schema, column: Column) -> Definition:
    codes = {}
    if column.enumeration:
        values = schema.enumeration(column.enumeration).values
        codes = {value.code: _compact(value.iri) for value in values}
    return _lean(
        {
            "@reverse" if column.inverse else "@id": _compact(column.predicate or ""),
            "@type": _to_type(column),
            "@language": column.language,
            "@container": "@set" if column.multivalued else None,
            "@context": codes,
        }
    )


def _to_type(column: Column) -> str | None:
    if column.kind == "text":
        return None
    if column.kind == "literal":
        return _compact(column.datatype or "")
    return "@vocab" if column.kind == "code" else "@id"


def _compact(iri: str) -> str:
    return shrink(iri) or iri


def _lean(definition: Definition) -> Definition:
    return {key: value for key, value in definition.items() if value not in (None, {})}
