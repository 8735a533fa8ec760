"""Write a page of a stream in the format that a client wants.

Step on the line: N-Quads of members and statements about their page → bytes. Pure functions.
Formats with graphs have what a version says in a graph of its name. Formats without have it
said of the version itself, its nameless nodes without names.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, parse, serialize

from ontology.namespaces import PREFIXES
from server.feed.tree import AS, LDES, MADE, TREE, VERSION_OF
from server.negotiation import GRAPH_OFFERS, Offer, offer_of
from server.problems import NotAcceptable, restore_problem
from server.saying.message import say
from server.serialization import settle

OFFERS: tuple[Offer, ...] = tuple(
    offer_of(media_type, GRAPH_OFFERS)
    for media_type in (
        "application/trig",
        "application/n-quads",
        "application/ld+json",
        "text/turtle",
        "application/n-triples",
    )
)
"""Formats of a stream, best first: those with graphs leave nothing to guess."""

_GENID = "/.well-known/genid/"
_PLAIN = frozenset({"text/turtle", "application/n-triples"})
_WITH_PREFIXES = frozenset({"text/turtle", "application/trig"})
_PREFIXES = {
    "as": AS,
    "ldes": LDES,
    "tree": TREE,
    **{name: PREFIXES[name] for name in ("dct", "prov", "rdf", "rdfs", "sh", "skos", "xsd")},
}
_RESERVED = (VERSION_OF, MADE)


def write_page(members: bytes, about_page: Iterable[Quad], media_type: str) -> bytes:
    """Return the bytes of a page; equal members give equal bytes.

    Args:
        members: N-Quads of the members, none for a node of the tree.
        about_page: What is said of the page and the stream.
        media_type: That of one of ``OFFERS``.

    Raises:
        NotAcceptable: A format without graphs cannot tell of a thing that itself states of
            what it is a version, or when it was made (406).
    """
    told = list(about_page)
    if media_type == "application/n-quads":
        return _serialize(told, RdfFormat.N_QUADS) + members
    quads = list(parse(members, RdfFormat.N_QUADS, lenient=True))
    if media_type in _PLAIN:
        quads = list(_to_versions(quads))
    prefixes = _PREFIXES if media_type in _WITH_PREFIXES else None
    everything: Sequence[Any] = [*told, *quads]
    if media_type in _PLAIN:
        everything = [quad.triple for quad in everything]
    rdf_format = RdfFormat.from_media_type(media_type)
    return settle(_serialize(everything, rdf_format, prefixes), media_type)


def _serialize(
    quads: Sequence[Any], rdf_format: RdfFormat | None, prefixes: dict[str, str] | None = None
) -> bytes:
    assert rdf_format is not None, "every offer is a format of the engine"
    written = serialize(quads, format=rdf_format, prefixes=prefixes)
    assert written is not None, "serialize returns bytes when it is given no file"
    return written


def _to_versions(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield quads with what is said in the graph of a version said of the version itself."""
    things: dict[str, str] = {}
    nodes: dict[tuple[str, str], BlankNode] = {}
    for quad in quads:
        graph = quad.graph_name
        if isinstance(graph, DefaultGraph):
            if quad.predicate.value == VERSION_OF:
                things[_name(quad.subject)] = _name(quad.object)
            yield quad
            continue
        version = _name(graph)
        own = _name(quad.subject) == things.get(version)
        if own and quad.predicate.value in _RESERVED:
            raise _untellable(things[version], quad.predicate.value)
        subject = graph if own else _nameless(quad.subject, version, nodes)
        yield Quad(subject, quad.predicate, _nameless(quad.object, version, nodes))


def _nameless(term: Any, version: str, nodes: dict[tuple[str, str], BlankNode]) -> Any:
    if not isinstance(term, NamedNode) or _GENID not in term.value:
        return term
    return nodes.setdefault((version, term.value), BlankNode(f"n{len(nodes)}"))


def _name(term: Any) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _untellable(thing: str, predicate: str) -> Exception:
    others = [offer.media_type for offer in OFFERS if offer.media_type not in _PLAIN]
    said = say("unwritable.version", thing=thing, predicate=predicate)
    return restore_problem(NotAcceptable.slug, said, {"offers": others})
