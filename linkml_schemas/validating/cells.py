"""Turn one cell into the term that it stands for, and a row into its IRI, by the plan.

Step on the line: beneath :mod:`linkml_schemas.validating.tables`. One value at a time and
without any library of tables: what someone hands in is small, and has to be read where nothing
but this package is at hand. A test holds it to what the loaders emit.
"""

import re
from collections.abc import Mapping

import pyoxigraph as ox

from linkml_schemas.plan import Column, RecordClass, Schema
from ontology.identifiers import NORMALISERS, IdentifierError
from ontology.iris import IriError, mint_concept, mint_concept_scheme, mint_thing
from ontology.namespaces import PREFIXES

ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_INTEGERS = ("nonNegativeInteger", "positiveInteger", "int", "long")


def to_term(
    schema: Schema, column: Column, value: str, base: str, scheme: str = ""
) -> ox.NamedNode | ox.Literal:
    """Return the term that a value stands for; a literal where it cannot be what is wanted.

    Args:
        schema: All plans at the base.
        column: The column of the value.
        value: What stands in the cell.
        base: The base of our IRIs.
        scheme: The scheme of the row's own concept, in which a bare code is looked for.
    """
    if column.kind == "text":
        return ox.Literal(value, language=column.language)
    value = _normalise(column, value)
    if column.kind == "literal":
        return _literal(column, value)
    if column.kind == "code":
        codes = {v.code: v.iri for v in schema.enumeration(column.enumeration or "").values}
        known = codes.get(value, value if value in codes.values() else "")
        return ox.NamedNode(known) if known else ox.Literal(value)
    if column.template and not ABSOLUTE.fullmatch(value):
        value = column.template.replace("{value}", value)
    elif column.kind == "reference" and not ABSOLUTE.fullmatch(value) and "://" not in value:
        value = _refer(schema.record_class(column.targets[0]), value, base, scheme)
    return ox.NamedNode(value) if ABSOLUTE.fullmatch(value) else ox.Literal(value)


def _refer(target: RecordClass, value: str, base: str, scheme: str) -> str:
    """Return the IRI of a record that a cell names by its id; a concept as ``scheme/id``."""
    record = {"id": value}
    if target.scheme_column:
        before, slash, code = value.partition("/")
        record = {"id": code if slash else value, target.scheme_column: before if slash else scheme}
    return subject_of(target, record, base) or value


def _literal(column: Column, value: str) -> ox.Literal:
    name = (column.datatype or "").rpartition("#")[2]
    if name in {"", "string"}:
        return ox.Literal(value)
    kind = f"{PREFIXES['xsd']}integer" if name in _INTEGERS else column.datatype or ""
    return ox.Literal(value, datatype=ox.NamedNode(kind))


def _normalise(column: Column, value: str) -> str:
    if column.normalise is None:
        return value
    try:
        return NORMALISERS[column.normalise](value)
    except IdentifierError:
        return value


def subject_of(record_class: RecordClass, record: Mapping[str, str], base: str) -> str | None:
    """Return the IRI of a record, None if none can be made."""
    if iri := record.get("iri"):
        return iri.strip()
    for template in (record_class.authority or "").split():
        before, name, after = re.split(r"\{(\w+)\}", template)
        if code := record.get(name):
            return before + _normalise(record_class.column(name), code.strip()) + after
    try:
        reference = record.get("id", "").strip()
        if record_class.concept:
            return mint_thing(base, record_class.concept, reference)
        scheme = record_class.scheme or record.get(record_class.scheme_column or "", "").strip()
        slug = scheme.removeprefix(mint_concept_scheme(base, "x")[:-1])
        return mint_concept(base, slug, reference)
    except IriError:
        return None
