"""Write a record of our convention as JSON-LD, as its context understands it.

Step on the line: from an example to what a specification shows. References become IRIs and codes
stay codes; columns that share a node stand in an object under it. The same meaning as what the
loaders emit, which the tests hold it to.
"""

import re
from collections.abc import Mapping
from typing import Any

from linkml_schemas.context import node_key
from linkml_schemas.examples import Record, split_cell
from linkml_schemas.plan import RecordClass, Schema
from linkml_schemas.plan_columns import Column
from ontology.identifiers import NORMALISERS, IdentifierError
from ontology.iris import mint_concept, mint_concept_scheme, mint_thing
from ontology.namespaces import PLACEHOLDER_BASE

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def to_document(plan: Schema, class_name: str, cells: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record as JSON-LD without its context; a cell is a text or a list of texts."""
    record: Record = {
        key: tuple(map(str, cell)) if isinstance(cell, list) else str(cell)
        for key, cell in cells.items()
    }
    record_class = plan.record_class(class_name)
    types: list[str] = [class_name, *record_class.types[1:]]
    document: dict[str, Any] = {"id": _subject(record_class, record), "@type": types}
    if record_class.scheme:
        scheme = mint_concept_scheme(PLACEHOLDER_BASE, record_class.scheme)
        document["skos:inScheme"] = {"id": scheme}
    for column in record_class.columns:
        values = split_cell(column, record.get(column.name, ""))
        if not column.predicate or not values:
            continue
        if column.adds_type and column.adds_type not in types:
            types.append(column.adds_type)
        holder = document
        if column.via:
            node = {"@type": list(column.via.types)} if column.via.types else {}
            holder = document.setdefault(node_key(column.via.predicate), node)
        written = [_to_value(plan, column, value) for value in values]
        holder[column.name] = written if column.multivalued else written[0]
    return document


def _to_value(plan: Schema, column: Column, value: str) -> str:
    if column.kind in {"text", "code"}:
        return value
    value = _normalise(column, value)
    if column.kind == "literal" or _ABSOLUTE.fullmatch(value):
        return value
    if column.template:
        return column.template.replace("{value}", value)
    if not column.targets:
        return value
    return _subject(plan.record_class(column.targets[0]), {"id": value})


def _normalise(column: Column, value: str) -> str:
    try:
        return NORMALISERS[column.normalise](value) if column.normalise else value
    except IdentifierError:
        return value


def _subject(record_class: RecordClass, record: Mapping[str, object]) -> str:
    """Return the IRI of a record: its own, an authority's, else ours."""
    if iri := record.get("iri"):
        return str(iri)
    for template in (record_class.authority or "").split():
        before, name, after = re.split(r"\{(\w+)\}", template)
        if code := record.get(name):
            return before + _normalise(record_class.column(name), str(code)) + after
    reference = str(record.get("id", ""))
    if record_class.concept:
        return mint_thing(PLACEHOLDER_BASE, record_class.concept, reference)
    scheme = record_class.scheme or str(record.get(record_class.scheme_column or "", "x"))
    return mint_concept(PLACEHOLDER_BASE, scheme, reference)
