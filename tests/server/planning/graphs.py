"""Graphs with what they count, and the comparison of two ways to ask of them."""

from collections import Counter

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryTriples,
    RdfFormat,
    Store,
)

from server.planning.statistics import RDF_TYPE, ClassCounts, Counts, Statistics

EX = "http://example.org/"
PROLOGUE = f"PREFIX : <{EX}>\n"


def to_store(turtle):
    store = Store()
    store.load(f"@prefix : <{EX}> .\n{turtle}".encode(), RdfFormat.TURTLE)
    return store


def count(store):
    """Count the default graph one triple after the other, without a query."""
    quads = store.quads_for_pattern(None, None, None, DefaultGraph())
    triples = [(quad.subject, quad.predicate.value, quad.object) for quad in quads]
    members = {}
    for subject, predicate, kind in triples:
        if predicate == RDF_TYPE and isinstance(kind, NamedNode):
            members.setdefault(kind.value, set()).add(subject)
    classes = {
        iri: ClassCounts(len(things), by_predicate([t for t in triples if t[0] in things]))
        for iri, things in members.items()
    }
    return Statistics(counts(triples), by_predicate(triples), classes)


def by_predicate(triples):
    found = {}
    for triple in triples:
        found.setdefault(triple[1], []).append(triple)
    return {iri: counts(part) for iri, part in found.items()}


def counts(triples):
    return Counts(len(triples), len({t[0] for t in triples}), len({t[2] for t in triples}))


def solutions(store, text):
    """Return the solutions as a list of sets of bindings; blank nodes are all alike."""
    results = store.query(text)
    if isinstance(results, QueryBoolean):
        return [bool(results)]
    if isinstance(results, QueryTriples):
        return [tuple(map(plain, triple)) for triple in results]
    names = [variable.value for variable in results.variables]
    return [tuple((name, plain(row[name])) for name in names) for row in results]


def plain(term):
    return "_" if isinstance(term, BlankNode) else str(term)


def same(left, right):
    return Counter(left) == Counter(right)
