"""Describe a vocabulary under ``/ns/`` as one document with all its terms.

Step on the line: beside ``describe``. Hash terms lead here, for a fragment never reaches a
server.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Store

from ontology.iris import IriError, ParsedIri, mint, parse_iri
from ontology.namespaces import shrink, shrink_at
from server.identity import is_described
from server.labels import fold
from server.links import document_path
from server.presenting.class_properties import ClassProperties
from server.statements import Reader, to_statement
from server.terms import DEFAULT, IS_DEFINED_BY, TYPE, to_term

Graph = NamedNode | BlankNode | DefaultGraph

_CLASSES = frozenset(to_term(curie).value for curie in ("rdfs:Class", "owl:Class"))
_PROPERTIES = frozenset(
    to_term(curie).value
    for curie in (
        "rdf:Property",
        "owl:ObjectProperty",
        "owl:DatatypeProperty",
        "owl:AnnotationProperty",
    )
)
_VOCABULARIES = frozenset(to_term(curie) for curie in ("owl:Ontology", "skos:ConceptScheme"))


def parse_vocabulary(base: str, iri: str) -> str | None:
    """Return the IRI of a vocabulary without its final ``#``, None if it is no vocabulary.

    >>> parse_vocabulary("https://b.example", "https://b.example/ns/datastrategie#")
    'https://b.example/ns/datastrategie'
    """
    if "/ns/" not in iri:
        return None
    try:
        parsed = parse_iri(base, iri)
    except IriError:
        return None
    if parsed.type != "ns" or parsed.fragment:
        return None
    return mint(base, ParsedIri("ns", parsed.concept, parsed.reference))


@lru_cache(maxsize=32)
def vocabulary_terms(store: Store, vocabulary: str) -> tuple[str, ...]:
    """Return the IRIs of the terms of a vocabulary, sorted.

    Shape:
        What is said to be defined by the vocabulary, and every subject with its namespace in
        the graphs that call it a vocabulary; of a profile, which has no terms of its own, the
        terms of others in its graph. A term with an address of its own
        (``/ns/vocabulary/term``) has none. Kept, for a generation never changes.
    """
    namespace = f"{vocabulary}#"
    nodes = (NamedNode(vocabulary), NamedNode(namespace))
    defined = {
        quad.subject.value
        for node in nodes
        for quad in store.quads_for_pattern(None, IS_DEFINED_BY, node, DEFAULT)
        if isinstance(quad.subject, NamedNode)
    }
    if not _are_vocabulary(store, nodes):
        return tuple(sorted(defined))
    terms = set(defined)
    for graph in _describing_graphs(store, nodes):
        for quad in store.quads_for_pattern(None, None, None, graph):
            if isinstance(quad.subject, NamedNode):
                terms.add(quad.subject.value)
    own = {term for term in terms if term.startswith(namespace)}
    own |= {term for term in defined if term.startswith(f"{vocabulary}/")}
    return tuple(sorted((own or terms) - {vocabulary, namespace}))


def _describing_graphs(store: Store, nodes: Iterable[NamedNode]) -> set[Graph]:
    """Return the graphs that call nodes a vocabulary; those that speak of them if none does."""
    quads = [q for node in nodes for q in store.quads_for_pattern(node, None, None, None)]
    calling = {q.graph_name for q in quads if q.predicate == TYPE and q.object in _VOCABULARIES}
    return (calling - {DEFAULT}) or ({q.graph_name for q in quads} - {DEFAULT})


def _are_vocabulary(store: Store, nodes: Iterable[NamedNode]) -> bool:
    """Return whether nodes are called a vocabulary, or nothing at all."""
    types = {q.object for node in nodes for q in store.quads_for_pattern(node, TYPE, None, DEFAULT)}
    return bool(types & _VOCABULARIES) or not types


def vocabulary_subjects(store: Store, vocabulary: str) -> tuple[str, ...]:
    """Return what a vocabulary's document describes: itself, then its terms."""
    own = [iri for iri in (vocabulary, f"{vocabulary}#") if is_described(store, iri)]
    return (*own, *vocabulary_terms(store, vocabulary))


def to_term_groups(reader: Reader, vocabulary: str) -> list[dict[str, Any]]:
    """Return the terms of a vocabulary for its page: classes, properties, then the rest.

    Shape:
        ``[{"key": "classes", "terms": [{"fragment", "curie", "href", "iri", "title", "description",
        "statements"}]}]``, terms by name; of a term of others only what it is. A class has
        ``properties``, as ``ClassProperties`` gives them.
    """
    properties = ClassProperties(reader)
    groups: dict[str, list[dict[str, Any]]] = {"classes": [], "properties": [], "others": []}
    for iri in vocabulary_terms(reader.store, vocabulary):
        facts = reader.facts(iri)
        types = {getattr(term, "value", "") for term in facts.get(TYPE.value, {})}
        kind = "classes" if types & _CLASSES else "properties" if types & _PROPERTIES else "others"
        term = _to_term(reader, f"{vocabulary}#", iri)
        groups[kind].append(
            {**term, "properties": properties.of(iri)} if kind == "classes" else term
        )
    for terms in groups.values():
        terms.sort(key=lambda term: fold(term["title"]["text"]))
    return [{"key": key, "terms": terms} for key, terms in groups.items() if terms]


def _to_term(reader: Reader, namespace: str, iri: str) -> dict[str, Any]:
    curie = shrink_at(iri, reader.base) or iri
    description = reader.labels.description(iri)
    facts = reader.facts(iri)
    return {
        "iri": iri,
        "fragment": iri.removeprefix(namespace) if iri.startswith(namespace) else curie,
        "curie": curie,
        "href": document_path(reader.base, iri),
        "title": reader.labels.name(iri).to_json(),
        "description": description.to_json() if description else None,
        "statements": [to_statement(reader, p, v) for p, v in sorted(facts.items()) if _tells(p)]
        if iri.startswith(namespace)
        else [],
    }


def _tells(predicate: str) -> bool:
    return shrink(predicate) in {
        "rdfs:subClassOf",
        "rdfs:subPropertyOf",
        "rdfs:domain",
        "rdfs:range",
        "skos:example",
        "skos:scopeNote",
        "rdfs:seeAlso",
        "dct:relation",
    }
