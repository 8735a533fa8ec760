"""State triples about a thing, predicate by predicate.

Step on the line: under ``void`` and ``service``, which describe what is served. Pure functions.
"""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from ontology.namespaces import PREFIXES, expand

Term = NamedNode | Literal
Pairs = Iterable[tuple[str, Term]]
"""Predicates, as CURIEs or whole IRIs, with their objects."""


def about(subject: str, pairs: Pairs) -> Iterator[Quad]:
    """Yield what is stated about a subject.

    >>> [quad] = about("https://b.example/x", types("sd:Service"))
    >>> quad.object.value
    'http://www.w3.org/ns/sparql-service-description#Service'
    """
    node = NamedNode(subject)
    for predicate, term in pairs:
        yield Quad(node, NamedNode(expand(predicate)), term)


def types(*curies: str) -> Pairs:
    """Return that something is of these classes."""
    return [("rdf:type", NamedNode(expand(curie))) for curie in curies]


def texts(predicate: str, by_language: Mapping[str, str]) -> Pairs:
    """Return a text in each of its languages."""
    return [(predicate, Literal(text, language=tag)) for tag, text in by_language.items()]


def links(predicate: str, *iris: str | None) -> Pairs:
    """Return links; what is empty or None is no link."""
    return [(predicate, NamedNode(iri)) for iri in iris if iri]


def values(predicate: str, *values: str | None) -> Pairs:
    """Return plain texts; what is empty or None is none."""
    return [(predicate, Literal(value)) for value in values if value]


def number(predicate: str, value: int) -> Pairs:
    """Return an integer."""
    return [(predicate, Literal(str(value), datatype=_xsd("integer")))]


def moment(predicate: str, value: str | None) -> Pairs:
    """Return a moment; none if it is empty or None."""
    return [(predicate, Literal(value, datatype=_xsd("dateTime")))] if value else []


def _xsd(name: str) -> NamedNode:
    return NamedNode(PREFIXES["xsd"] + name)
