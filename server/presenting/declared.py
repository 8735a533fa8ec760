"""Read which properties vocabularies declare for a class: by their domains and by restrictions.

Step on the line: beside ``class_properties``, over an open store. Nothing is inferred but what a
class has from those above it.

Source:
    RDF Schema 1.1, sections 3.1 and 3.2; OWL 2 mapping to RDF, tables 1 and 13; schema.org,
    data model (domainIncludes, rangeIncludes).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from server.terms import DEFAULT, to_term

Node = NamedNode | BlankNode

_DOMAINS = tuple(map(to_term, ("rdfs:domain", "schema:domainIncludes")))
_RANGES = tuple(map(to_term, ("rdfs:range", "schema:rangeIncludes")))
_ABOVE, _UNION = to_term("rdfs:subClassOf"), to_term("owl:unionOf")
_FIRST, _REST = to_term("rdf:first"), to_term("rdf:rest")
_ON = to_term("owl:onProperty")
_VALUES = tuple(map(to_term, ("owl:allValuesFrom", "owl:someValuesFrom", "owl:onClass")))
_EXACTLY = ("owl:cardinality", "owl:qualifiedCardinality")
_LEAST = ("owl:minCardinality", "owl:minQualifiedCardinality", *_EXACTLY)
_MOST = ("owl:maxCardinality", "owl:maxQualifiedCardinality", *_EXACTLY)
_EVERYTHING = frozenset(term.value for term in map(to_term, ("owl:Thing", "rdfs:Resource")))
_LONGEST = 1000
"""Members of a list that are read at most; one that leads back to itself ends here."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A property that a class has by its vocabulary.

    Shape:
        ``ranges`` are classes and datatypes; ``required`` and ``several`` are None where the
        vocabulary does not say how often.
    """

    iri: str
    ranges: tuple[str, ...]
    required: bool | None = None
    several: bool | None = None


def declared_of(store: Store, class_iri: str) -> list[Declared]:
    """Return the properties that are declared for a class itself, by IRI."""
    found = {
        iri: Declared(iri, ranges_of(store, iri)) for iri in _by_domain(store).get(class_iri, ())
    }
    for restricted in _restrictions(store, NamedNode(class_iri)):
        known = found.get(restricted.iri)
        found[restricted.iri] = _join(known, restricted) if known else restricted
    return [found[iri] for iri in sorted(found)]


def classes_above(store: Store, class_iri: str) -> list[str]:
    """Return the classes above a class, the nearest first; not those of everything."""
    waiting, seen = [class_iri], {class_iri}
    for iri in waiting:
        for node in _objects(store, NamedNode(iri), _ABOVE):
            if not isinstance(node, NamedNode) or node.value in seen | _EVERYTHING:
                continue
            seen.add(node.value)
            if not any(_objects(store, node, _ON)):
                waiting.append(node.value)
    return waiting[1:]


def ranges_of(store: Store, iri: str) -> tuple[str, ...]:
    """Return the classes and datatypes of the values of a property."""
    nodes = (node for each in _RANGES for node in _objects(store, NamedNode(iri), each))
    return tuple(sorted({name for node in nodes for name in _named(store, node)}))


@lru_cache(maxsize=4)
def _by_domain(store: Store) -> dict[str, tuple[str, ...]]:
    """Return the properties of each class by their domains; a generation never changes."""
    found: dict[str, set[str]] = {}
    for predicate in _DOMAINS:
        for quad in store.quads_for_pattern(None, predicate, None, DEFAULT):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Node):
                for name in _named(store, quad.object):
                    found.setdefault(name, set()).add(quad.subject.value)
    return {name: tuple(sorted(properties)) for name, properties in found.items()}


def _restrictions(store: Store, node: NamedNode) -> Iterator[Declared]:
    """Yield what the restrictions say that a class is put under."""
    for above in _objects(store, node, _ABOVE):
        for property_ in _objects(store, above, _ON):
            if isinstance(property_, NamedNode):
                values = (value for each in _VALUES for value in _objects(store, above, each))
                named = {name for value in values for name in _named(store, value)}
                yield _restricted(store, above, property_.value, tuple(sorted(named)))


def _restricted(store: Store, node: Node, iri: str, ranges: tuple[str, ...]) -> Declared:
    least, most = (_numbers(store, node, curies) for curies in (_LEAST, _MOST))
    some = any(_objects(store, node, _VALUES[1]))
    required = True if some else max(least) > 0 if least else None
    several = min(most) > 1 if most else None
    return Declared(iri, ranges or ranges_of(store, iri), required, several)


def _join(known: Declared, more: Declared) -> Declared:
    """Return what is known of a property of a class with what one more restriction says."""
    required = more.required if known.required is None else known.required or bool(more.required)
    several = more.several if known.several is None else known.several and more.several is not False
    narrower = set(more.ranges) - set(known.ranges)
    return Declared(known.iri, more.ranges if narrower else known.ranges, required, several)


def _numbers(store: Store, node: Node, curies: Iterable[str]) -> list[int]:
    literals = (
        quad.object
        for curie in curies
        for quad in store.quads_for_pattern(node, to_term(curie), None, DEFAULT)
    )
    texts = (each.value for each in literals if isinstance(each, Literal))
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 10]


def _named(store: Store, node: Node) -> Iterator[str]:
    """Yield the class that a node names, or those of which it is the union."""
    lists = list(_objects(store, node, _UNION))
    if not lists and isinstance(node, NamedNode) and "/.well-known/genid/" not in node.value:
        yield node.value
    for start in lists:
        for _ in range(_LONGEST):
            for member in _objects(store, start, _FIRST):
                if isinstance(member, NamedNode):
                    yield member.value
            following = next(_objects(store, start, _REST), None)
            if following is None:
                break
            start = following


def _objects(store: Store, node: Node, predicate: NamedNode) -> Iterator[Node]:
    for quad in store.quads_for_pattern(node, predicate, None, DEFAULT):
        if isinstance(quad.object, Node):
            yield quad.object
