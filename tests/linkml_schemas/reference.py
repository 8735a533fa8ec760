"""Turn one record into triples in the plainest way, independent of the loaders.

A value that cannot become what its column wants stays a literal, so that shapes can refuse it.
"""

import re
from typing import Any

from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef

from linkml_schemas.context import node_key
from linkml_schemas.examples import Record, split_cell
from linkml_schemas.plan import Column, RecordClass, Schema
from ontology.identifiers import NORMALISERS, IdentifierError
from ontology.iris import mint_concept, mint_concept_scheme, mint_thing
from ontology.namespaces import PLACEHOLDER_BASE, PREFIXES

SKOS = Namespace(PREFIXES["skos"])
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def to_graph(schema: Schema, class_name: str, record: Record, subject: str = "") -> Graph:
    """Return the triples of a record."""
    record_class = schema.record_class(class_name)
    graph = Graph()
    entity = URIRef(subject or subject_of(record_class, record))
    for each in record_class.types:
        graph.add((entity, RDF.type, URIRef(each)))
    if record_class.scheme:
        scheme = mint_concept_scheme(PLACEHOLDER_BASE, record_class.scheme)
        graph.add((entity, SKOS.inScheme, URIRef(scheme)))
    nodes: dict[str, BNode] = {}
    for column in record_class.columns:
        for value in split_cell(column, record.get(column.name, "")):
            if column.predicate:
                _add(graph, schema, entity, column, value, nodes)
    return graph


def _add(
    graph: Graph,
    schema: Schema,
    entity: URIRef,
    column: Column,
    value: str,
    nodes: dict[str, BNode],
) -> None:
    subject: URIRef | BNode = entity
    if column.via:
        subject = nodes.setdefault(column.via.predicate, BNode())
        graph.add((entity, URIRef(column.via.predicate), subject))
        for each in column.via.types:
            graph.add((subject, RDF.type, URIRef(each)))
    if column.adds_type:
        graph.add((entity, RDF.type, URIRef(column.adds_type)))
    term, predicate = to_term(schema, column, value), URIRef(column.predicate or "")
    graph.add((term, predicate, entity) if column.inverse else (subject, predicate, term))


def to_term(schema: Schema, column: Column, value: str) -> URIRef | Literal:
    """Return the term that a value stands for."""
    if column.kind == "text":
        return Literal(value, lang=column.language)
    value = _normalise(column, value)
    if column.kind == "literal":
        plain = column.datatype == f"{PREFIXES['xsd']}string"
        datatype = None if plain else URIRef(column.datatype or "")
        return Literal(value, datatype=datatype, normalize=False)
    if column.kind == "code":
        codes = {
            each.code: each.iri for each in schema.enumeration(column.enumeration or "").values
        }
        return URIRef(codes[value]) if value in codes else Literal(value)
    if column.template and not ABSOLUTE.fullmatch(value):
        return URIRef(column.template.replace("{value}", value))
    if ABSOLUTE.fullmatch(value):
        return URIRef(value)
    if column.kind == "iri" or "://" in value:
        return Literal(value)
    return URIRef(subject_of(schema.record_class(column.targets[0]), {"id": value}))


def _normalise(column: Column, value: str) -> str:
    if column.normalise is None:
        return value
    try:
        return NORMALISERS[column.normalise](value)
    except IdentifierError:
        return value


def subject_of(record_class: RecordClass, record: Record) -> str:
    """Return the IRI of a record."""
    if iri := record.get("iri"):
        return str(iri)
    for template in (record_class.authority or "").split():
        before, name, after = re.split(r"\{(\w+)\}", template)
        if code := record.get(name):
            return before + _normalise(record_class.column(name), str(code)) + after
    reference = str(record["id"])
    if record_class.concept:
        return mint_thing(PLACEHOLDER_BASE, record_class.concept, reference)
    scheme = record_class.scheme or str(record.get(record_class.scheme_column or "", "x"))
    return mint_concept(PLACEHOLDER_BASE, scheme, reference)


def to_document(schema: Schema, class_name: str, record: Record) -> dict[str, Any]:
    """Return a record as JSON that the context understands: codes stay codes, IRIs are whole."""
    record_class = schema.record_class(class_name)
    types: list[str] = [class_name, *record_class.types[1:]]
    document: dict[str, Any] = {"id": subject_of(record_class, record), "@type": types}
    if record_class.scheme:
        scheme = mint_concept_scheme(PLACEHOLDER_BASE, record_class.scheme)
        document["skos:inScheme"] = {"id": scheme}
    for column in record_class.columns:
        values = split_cell(column, record.get(column.name, ""))
        if not column.predicate or not values:
            continue
        if column.adds_type:
            types.append(column.adds_type)
        holder = document
        if column.via:
            node = {"@type": list(column.via.types)} if column.via.types else {}
            holder = document.setdefault(node_key(column.via.predicate), node)
        cells = [_to_cell(schema, column, value) for value in values]
        holder[column.name] = cells if column.multivalued else cells[0]
    return document


def _to_cell(schema: Schema, column: Column, value: str) -> str:
    return value if column.kind == "code" else str(to_term(schema, column, value))
