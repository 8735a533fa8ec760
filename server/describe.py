"""Describe one thing: as a document for machines, as the content of a page for people.

Step on the line: ``Dataset`` asks here, within a worker; answers are bytes or plain values
that cross a socket. Pattern access, for a query per link would be slow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from linkml_schemas.plan import Schema
from server.dereferencing.description import Description, describe, described_subjects
from server.dereferencing.relations import Relation
from server.identity import resolve as resolve
from server.incoming import read_incoming
from server.labels import Text
from server.layout import Layout, arrange, choose_class, group_order, list_key
from server.links import base_path, service_path
from server.presenting.arranging import to_arrangement
from server.presenting.blocks import Blocks, to_blocks
from server.presenting.term_use import to_term_use
from server.presenting.topics import name_topics
from server.serialization import WITH_GRAPHS, serialize_document, to_etag
from server.sources import licences, to_source
from server.statements import Facts, Reader, inverse_facts, to_groups, to_statement
from server.terms import DEFAULT, DESCRIPTIONS, IS_DEFINED_BY, LABELS, PAGES, TYPE
from server.thesaurus.concept import to_citation
from server.thesaurus.neighbours import schemes_of
from server.thesaurus.terms import CONCEPT, HAS_TOP, IN_SCHEME, TOP_OF
from server.translations import set_translations_aside
from server.vocabularies import parse_vocabulary, to_term_groups


@dataclass(frozen=True, slots=True)
class Document:
    """The finished document about one thing in one format.

    Shape:
        ``etag`` is made of the content, without quotes; ``relations`` are what its Link
        header says; ``modified`` is when the description changed last, as Unix time, 0 if
        that is not known.
    """

    body: bytes
    media_type: str
    etag: str
    relations: tuple[Relation, ...] = ()
    modified: int = 0


def document(store: Store, base: str, iri: str, media_type: str) -> Document | None:
    """Return the document about an IRI, with its licences alone; None if nothing is said of it.

    Raises:
        NotAcceptable: The format has no way to write a statement (406).
    """
    found = describe(store, base, iri)
    if found is None:
        return None
    related = tuple(("license", licence) for licence in licences(store, found.graphs))
    return replace(to_document(found, base, iri, media_type), relations=related)


def to_document(description: Description, base: str, iri: str, media_type: str) -> Document:
    """Return a description as a document.

    Args:
        description: What is said of the thing.
        base: The base of the data directory.
        iri: The canonical IRI of the thing.
        media_type: That of one of ``DOCUMENT_OFFERS``.

    Raises:
        NotAcceptable: The format has no way to write a statement (406).
    """
    with_graphs = media_type in WITH_GRAPHS and bool(description.graphs)
    wanted = [quad for quad in description.quads if (quad.graph_name != DEFAULT) is with_graphs]
    body = serialize_document(wanted, media_type, base=base, subject=iri)
    return Document(body, media_type, to_etag(body))


def page(
    store: Store,
    base: str,
    plan: Schema,
    iri: str,
    *,
    languages: Sequence[str],
    incoming_page: int = 1,
) -> dict[str, Any] | None:
    """Return what the page about an IRI shows, None if nothing is said of it.

    Shape:
        ``iri``, ``title``, ``types``, ``query`` (the path of the named query that it is),
        ``description``, ``list``, the parts of
        ``to_arrangement``, ``blocks``, ``translations`` (statements in other languages than
        the reader's), ``use`` (of a term), ``terms`` (of a vocabulary), ``incoming``,
        ``citation`` (None of what is no concept), ``sources``; texts are ``{"text", "lang"}``.

    Args:
        store: A generation's store.
        base: The base of the data directory.
        plan: The compiled plan at that base.
        iri: The canonical IRI, as ``resolve`` returns it.
        languages: BCP 47 tags, the reader's best first.
        incoming_page: Page of the links that point here, from 1.
    """
    reader = Reader(store, base, plan, tuple(languages), subject=iri)
    vocabulary = parse_vocabulary(base, iri)
    subjects = described_subjects(store, base, iri)
    facts = reader.facts(subjects[0]) if subjects else {}
    if not facts:
        return None
    families = {each.name: each.family or "" for each in plan.classes}
    layout = arrange(choose_class(plan, base, iri, _types(facts)), families)
    head = _head(reader, iri, facts, layout)
    found = layout.record_class
    blocks = to_blocks(reader, iri, found, facts) if found else Blocks()
    told = {p: v for p, v in _without_head(facts, head).items() if p not in blocks.own}
    groups, translations = set_translations_aside(
        _groups(reader, iri, told, layout), languages[0], _said(facts, head)
    )
    if head["query"]:
        name_topics(reader, groups)
    elsewhere = _shown_elsewhere(layout, vocabulary) | blocks.whole
    rows = {HAS_TOP.value: _stated_schemes(facts), **blocks.rows}
    return {
        "iri": iri,
        **head,
        **to_arrangement(reader, layout, groups),
        "blocks": blocks.shown,
        "translations": translations,
        "use": to_term_use(reader, iri),
        "terms": to_term_groups(reader, vocabulary) if vocabulary else [],
        "incoming": read_incoming(reader, iri, page=incoming_page, without=elsewhere, shown=rows),
        "sources": [to_source(store, base, reader.labels, graph) for graph in reader.graphs],
    }


def _shown_elsewhere(layout: Layout, vocabulary: str | None) -> set[str]:
    """Return the predicates of incoming links that the page shows in a better place."""
    return {*layout.inverse, *((IS_DEFINED_BY.value,) if vocabulary else ())}


def _types(facts: Facts) -> list[str]:
    return sorted(t.value for t in facts.get(TYPE.value, {}) if isinstance(t, NamedNode))


def _head(reader: Reader, iri: str, facts: Facts, layout: Layout) -> dict[str, Any]:
    found = layout.record_class
    description = reader.labels.description(iri)
    return {
        "title": _stated(reader, reader.labels.name(iri), facts, LABELS),
        "description": _stated(reader, description, facts, DESCRIPTIONS) if description else None,
        "types": [reader.link(type_iri) for type_iri in _types(facts)],
        "query": _query_path(reader.base, facts),
        "citation": _citation(reader, iri, facts),
        "list": {
            "labels": dict(found.plurals or found.labels),
            "href": f"{base_path(reader.base)}/lijst/{list_key(found)}",
        }
        if found
        else None,
    }


def _stated_schemes(facts: Facts) -> set[str]:
    named = (facts.get(predicate.value, {}) for predicate in (IN_SCHEME, TOP_OF))
    return {term.value for terms in named for term in terms if isinstance(term, NamedNode)}


def _citation(reader: Reader, iri: str, facts: Facts) -> dict[str, str] | None:
    if CONCEPT not in facts.get(TYPE.value, {}):
        return None
    schemes = schemes_of(reader.store, reader.base, iri)
    return to_citation(reader, iri, reader.labels.name(iri), schemes, facts)


def _query_path(base: str, facts: Facts) -> str:
    """Return where the named query that a thing is can be asked, empty if it is none."""
    pages = (t.value for t in facts.get(PAGES[0].value, {}) if isinstance(t, NamedNode))
    return next((service_path(base, p) for p in pages if p.startswith(f"{base}/api/queries/")), "")


def _stated(
    reader: Reader, text: Text, facts: Facts, predicates: Sequence[NamedNode]
) -> dict[str, Any]:
    """Return a text for the head of a page with the numbers of the registries that state it."""
    graphs: set[str] = set()
    for predicate in predicates:
        for term, stated in facts.get(predicate.value, {}).items():
            if _is(term, text.to_json()):
                graphs |= stated
    return {**text.to_json(), "sources": reader.sources(graphs)}


def _is(term: object, text: Mapping[str, Any]) -> bool:
    if not isinstance(term, Literal):
        return False
    return (term.value, term.language or "") == (text["text"], text["lang"])


def _groups(reader: Reader, iri: str, facts: Facts, layout: Layout) -> list[dict[str, Any]]:
    groups = to_groups(reader, facts, layout)
    for predicate, place in layout.inverse.items():
        if values := inverse_facts(reader.store, iri, predicate):
            statement = to_statement(reader, predicate, values, place)
            _add(groups, place.group, statement)
    return groups


def _add(groups: list[dict[str, Any]], key: str, statement: dict[str, Any]) -> None:
    for group in groups:
        if group["key"] == key:
            group["statements"].append(statement)
            return
    groups.append({"key": key, "statements": [statement]})
    groups.sort(key=lambda group: group_order(group["key"]))


def _said(facts: Facts, head: Mapping[str, Any]) -> dict[str, Mapping[str, str]]:
    """Return what stands at the head of the page, by predicate."""
    return {
        predicate.value: text
        for text, predicates in ((head["title"], LABELS), (head["description"], DESCRIPTIONS))
        if text
        for predicate in predicates
        if any(_is(term, text) for term in facts.get(predicate.value, {}))
    }


def _without_head(facts: Facts, head: Mapping[str, Any]) -> Facts:
    """Leave out the name and the description that stand at the head of the page."""
    kept = dict(facts)
    for text, predicates in ((head["title"], LABELS), (head["description"], DESCRIPTIONS)):
        for predicate in predicates:
            values = kept.pop(predicate.value, {})
            if rest := {t: g for t, g in values.items() if not (text and _is(t, text))}:
                kept[predicate.value] = rest
    return kept
