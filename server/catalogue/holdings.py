"""Add to the catalogue what the graph itself holds: data sets and services of others.

Step on the line: in a worker, over an open store; what ``describing`` says of ourselves, page by
page, with whom and what it names.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Store

from ontology.namespaces import expand
from server.catalogue.describing import (
    SIZE,
    Manifest,
    Paging,
    catalogue_iri,
    describe_catalogue,
    describe_paging,
    describe_registry,
    describe_services,
    page_address,
    steps,
)
from server.describe import Document
from server.serialization import serialize_document, to_etag
from server.terms import DEFAULT, TYPE, to_term
from server.triples import about, links, types

KINDS = {"dcat:Dataset": "dcat:dataset", "dcat:DataService": "dcat:service"}
"""Classes of things that are entries of the catalogue, and how it holds them."""

RANGES = {
    expand(predicate): curie
    for predicate, curie in (
        ("dcat:compressFormat", "dct:MediaType"),
        ("dcat:contactPoint", "vcard:Kind"),
        ("dcat:landingPage", "foaf:Document"),
        ("dcat:mediaType", "dct:MediaType"),
        ("dcat:theme", "skos:Concept"),
        ("dcat:themeTaxonomy", "skos:ConceptScheme"),
        ("dcatap:applicableLegislation", "eli:LegalResource"),
        ("dct:accessRights", "dct:RightsStatement"),
        ("dct:conformsTo", "dct:Standard"),
        ("dct:creator", "foaf:Agent"),
        ("dct:format", "dct:MediaTypeOrExtent"),
        ("dct:language", "dct:LinguisticSystem"),
        ("dct:license", "dct:LicenseDocument"),
        ("dct:publisher", "foaf:Agent"),
        ("foaf:homepage", "foaf:Document"),
        ("foaf:primaryTopic", "dcat:Resource"),
        ("spdx:algorithm", "spdx:ChecksumAlgorithm"),
    )
}
"""Of which class the profile wants the values of a predicate to be said to be."""

_CATALOGUE = to_term("dcat:Catalog")
_TOPIC = to_term("foaf:primaryTopic")
_DISTRIBUTION = to_term("dcat:distribution")
_LISTS = frozenset(map(expand, ("dcat:dataset", "dcat:record", "dcat:service", "dcat:catalog")))
_NAMES = tuple(map(to_term, ("foaf:name", "skos:prefLabel", "dct:title", "rdfs:label")))
_NAMED = {
    "foaf:Agent": to_term("foaf:name"),
    "skos:Concept": to_term("skos:prefLabel"),
    "skos:ConceptScheme": to_term("dct:title"),
}
_SOURCE, _PRIMARY = to_term("dct:source"), to_term("prov:hadPrimarySource")
_SERVES = to_term("dcat:servesDataset")


def catalogue(
    store: Store, base: str, manifest: Manifest, *, page: int, media_type: str, contact: str
) -> Document | None:
    """Return a page of the catalogue, None if there is no such page.

    Shape:
        As relations: the addresses of other pages. There are no licences among them; each
        entry has its own.

    Args:
        store: A generation's store.
        base: The base of the data directory.
        manifest: What the build said of the generation.
        page: From 1.
        media_type: The format of one of ``DOCUMENT_OFFERS``.
        contact: An address of the web or of mail; empty for none.
    """
    paging = page_of(store, manifest, page)
    if not 1 <= page <= paging.pages:
        return None
    quads = list(_quads(store, base, manifest, paging, contact))
    quads += list(_values_told(store, quads))
    body = serialize_document(quads, media_type, base=base, subject=catalogue_iri(base))
    relations = tuple(
        (relation.replace("previous", "prev"), page_address(base, number))
        for relation, number in steps(paging).items()
    )
    return Document(body, media_type, to_etag(body), relations)


def page_of(store: Store, manifest: Manifest, page: int) -> Paging:
    """Return how many entries and pages there are."""
    total = len(manifest.get("registries", ())) + len(held_entries(store))
    return Paging(page, max(1, -(-total // SIZE)), total)


def entries_of(store: Store, manifest: Manifest, paging: Paging) -> list[Any]:
    """Return the entries of a page: of registries what the build said, of others IRI and class."""
    registries = manifest.get("registries", ())
    start, end = (paging.page - 1) * SIZE, paging.page * SIZE
    others = slice(max(0, start - len(registries)), max(0, end - len(registries)))
    return [*registries[start:end], *held_entries(store)[others]]


@lru_cache(maxsize=4)
def held_entries(store: Store) -> tuple[tuple[str, str], ...]:
    """Return the IRIs that are data sets or services, with their class, sorted."""
    found: dict[str, str] = {}
    for curie in reversed(KINDS):
        for quad in store.quads_for_pattern(None, TYPE, to_term(curie), DEFAULT):
            if isinstance(quad.subject, NamedNode):
                found[quad.subject.value] = curie
    return tuple(sorted(found.items()))


@lru_cache(maxsize=4)
def _known(store: Store) -> frozenset[str]:
    return frozenset(name for name, _ in held_entries(store))


def _quads(
    store: Store, base: str, manifest: Manifest, paging: Paging, contact: str
) -> Iterator[Quad]:
    yield from describe_paging(base, paging)
    shown = entries_of(store, manifest, paging)
    graphs = [entry["graph"] for entry in shown if isinstance(entry, Mapping)]
    yield from describe_catalogue(manifest, base, graphs, contact)
    if paging.page == 1:
        yield from describe_services(manifest, base, contact)
        yield from _catalogues(store, base)
    for entry in shown:
        if isinstance(entry, Mapping):
            yield from describe_registry(entry, manifest, base)
        else:
            yield from _held(store, base, *entry)


def _catalogues(store: Store, base: str) -> Iterator[Quad]:
    """Yield the catalogues that the graph holds; their entries tell that they are in them."""
    for quad in store.quads_for_pattern(None, TYPE, _CATALOGUE, DEFAULT):
        if isinstance(quad.subject, NamedNode):
            yield from about(catalogue_iri(base), links("dcat:catalog", quad.subject.value))
            for said in _closure(store, quad.subject):
                if said.predicate.value not in _LISTS:
                    yield said


def _held(store: Store, base: str, iri: str, curie: str) -> Iterator[Quad]:
    """Yield an entry: itself, its distributions, its records, and which catalogues have it."""
    node = NamedNode(iri)
    yield from about(catalogue_iri(base), links(KINDS[curie], iri))
    for quad in _closure(store, node):
        if quad.predicate != _SERVES or getattr(quad.object, "value", "") in _known(store):
            yield quad
    for quad in store.quads_for_pattern(node, _DISTRIBUTION, None, DEFAULT):
        if isinstance(quad.object, NamedNode):
            yield from _closure(store, quad.object)
    for quad in store.quads_for_pattern(None, _TOPIC, node, DEFAULT):
        if isinstance(quad.subject, NamedNode):
            yield from about(catalogue_iri(base), links("dcat:record", quad.subject.value))
            yield from _closure(store, quad.subject)
    for quad in store.quads_for_pattern(None, to_term(KINDS[curie]), node, DEFAULT):
        yield Quad(quad.subject, quad.predicate, quad.object)


def _closure(store: Store, start: NamedNode) -> Iterator[Quad]:
    """Yield what is said of a thing and of its nameless nodes."""
    waiting, seen = [start], {start}
    while waiting:
        for quad in store.quads_for_pattern(waiting.pop(), None, None, DEFAULT):
            yield _to_entry(quad)
            node = quad.object
            if isinstance(node, NamedNode) and "/.well-known/genid/" in node.value:
                waiting += [] if node in seen else [node]
                seen.add(node)


def _to_entry(quad: Quad) -> Quad:
    """Return a statement as the catalogue makes it.

    Shape:
        The source of a record is a page, where DCAT-AP takes it for a data set.
    """
    predicate = _PRIMARY if quad.predicate == _SOURCE else quad.predicate
    return Quad(quad.subject, predicate, quad.object)


def _values_told(store: Store, quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield of which classes the values of some predicates are, and their names where it must."""
    told = {
        (quad.object.value, RANGES[quad.predicate.value])
        for quad in quads
        if quad.predicate.value in RANGES and isinstance(quad.object, NamedNode)
    }
    for iri, curie in sorted(told):
        yield from about(iri, types(curie))
        if curie in _NAMED:
            yield from (Quad(NamedNode(iri), _NAMED[curie], name) for name in _names(store, iri))


def _names(store: Store, iri: str) -> list[Literal]:
    """Return how the graph names something, the end of its IRI if it does not."""
    for predicate in _NAMES:
        quads = store.quads_for_pattern(NamedNode(iri), predicate, None, DEFAULT)
        names = [quad.object for quad in quads if isinstance(quad.object, Literal)]
        if names:
            return names
    return [Literal(iri.rstrip("/#").rsplit("/", 1)[-1])]
