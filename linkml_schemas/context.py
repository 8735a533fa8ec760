"""Emit the JSON-LD context: what the columns of a record mean to a JSON-LD processor.

Step on the line: from the plan to ``generated/context.jsonld``. A column that means the same in
every class that has it is a term for all; another is a term within each of its classes. Columns
that share a node stand in an object under that node's predicate.

Source:
    JSON-LD 1.1, sections 4.1.8 (scoped contexts), 4.1.3 (type coercion), 4.8 (reverse).
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from linkml_schemas.context_terms import Definition, Terms, is_term, lean
from linkml_schemas.plan import Column, RecordClass, Schema
from linkml_schemas.publication import Publication, our_publication
from linkml_schemas.statements import NodeStatement, group_columns
from ontology.namespaces import PREFIXES, shrink

_DELIMITERS = tuple(":/?#[]@")
"""What a namespace ends in that is a prefix without saying so."""


def render_context(schema: Schema, publication: Publication | None = None) -> str:
    """Return the context document of a schema as JSON.

    Args:
        schema: The plan.
        publication: Its prefixes and vocabulary; those of our own schemas if absent.
    """
    publication = publication or our_publication(schema)
    content = {"$comment": publication.heading, "@context": to_context(schema, publication)}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def to_context(schema: Schema, publication: Publication | None = None) -> Definition:
    """Return the context itself: prefixes, terms of all classes, then the classes."""
    publication = publication or our_publication(schema)
    ours = publication.prefixes is PREFIXES
    prefixes = publication.prefixes if ours else free_prefixes(schema, publication.prefixes)
    known = Terms(schema, prefixes)
    classes = _Classes({each.name: _to_terms(known, each) for each in schema.classes}, schema)
    shared = _shared_terms(classes.terms.values(), strict=ours)
    start: Definition = {"id": "@id"} if ours else {"@vocab": publication.own}
    context: Definition = {"@version": 1.1, **start, **_to_prefixes(prefixes), **shared}
    if not ours:
        context |= {
            name: {**definition, **_within(classes, shared, name)}
            for name, definition in shared.items()
        }
    for record_class in filter(_is_nameable, schema.classes):
        own = classes.differing(record_class.name, shared)
        context[record_class.name] = lean({"@id": known.compact(record_class.iri), "@context": own})
    return context


def node_key(predicate: str) -> str:
    """Return the key under which the columns of a node between stand in a document.

    >>> node_key("http://www.w3.org/ns/regorg#registration")
    'regorg:registration'
    """
    return shrink(predicate) or predicate


@dataclass(frozen=True)
class _Classes:
    """The terms of each class, and the classes."""

    terms: Mapping[str, Mapping[str, Definition]]
    schema: Schema

    def differing(self, name: str, shared: Mapping[str, Definition]) -> dict[str, Definition]:
        """Return the terms of a class that mean something else than they do for all."""
        terms = self.terms[name].items()
        return {term: definition for term, definition in terms if shared.get(term) != definition}

    @cached_property
    def columns(self) -> Mapping[str, list[Column]]:
        """Return the columns of all classes by name."""
        found: dict[str, list[Column]] = {}
        for record_class in self.schema.classes:
            for column in record_class.columns:
                found.setdefault(column.name, []).append(column)
        return found


def _within(classes: _Classes, shared: Mapping[str, Definition], term: str) -> Definition:
    """Return what other terms mean within the records that a term holds.

    Documents of other schemas need not say of which class a record in a record is.
    """
    inner: dict[str, Definition] = {}
    for column in classes.columns.get(term, ()):
        if column.beyond and column.beyond.inlined:
            for target in column.targets:
                for name, definition in classes.differing(target, shared).items():
                    inner.setdefault(name, definition)
    return {"@context": {"@propagate": False, **inner}} if inner else {}


def free_prefixes(schema: Schema, prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return the prefixes that are no class or column: a name means one thing in a context."""
    taken = {column.name for each in schema.classes for column in each.columns}
    taken |= {each.name for each in schema.classes}
    return {prefix: name for prefix, name in prefixes.items() if prefix not in taken}


def _is_nameable(element: RecordClass | Column) -> bool:
    return is_term(element.name)


def _to_prefixes(prefixes: Mapping[str, str]) -> Definition:
    return {
        prefix: name if name.endswith(_DELIMITERS) else {"@id": name, "@prefix": True}
        for prefix, name in prefixes.items()
    }


def _to_terms(known: Terms, record_class: RecordClass) -> dict[str, Definition]:
    terms = {
        column.name: known.alias(column)
        for column in filter(_is_nameable, record_class.columns)
        if column.beyond and not column.predicate
    }
    for statement in group_columns(record_class):
        if isinstance(statement, NodeStatement):
            inner = [column for each in statement.statements for column in each.columns]
            terms[node_key(statement.via.predicate)] = {
                "@id": known.compact(statement.via.predicate),
                "@context": {column.name: known.define(column) for column in inner},
            }
        else:
            for column in filter(_is_nameable, statement.columns):
                terms[column.name] = known.define(column)
    return terms


def _shared_terms(
    classes: Iterable[Mapping[str, Definition]], *, strict: bool
) -> dict[str, Definition]:
    """Return the terms that mean the same in all classes; if not strict, what most of them say."""
    found: dict[str, list[Definition]] = {}
    for terms in classes:
        for name, definition in terms.items():
            found.setdefault(name, []).append(definition)
    shared: dict[str, Definition] = {}
    for name, definitions in found.items():
        counts = Counter(json.dumps(definition) for definition in definitions)
        if len(counts) == 1 or not strict:
            shared[name] = json.loads(counts.most_common(1)[0][0])
    return shared
