"""Look up what stands around one concept, without reading its whole scheme.

Step on the line: under ``concept``; pattern access only, so that the page of a concept costs what
is on it and not what its scheme holds.
"""

from collections.abc import Iterable
from typing import Any

from pyoxigraph import NamedNode, Store

from server.labels import fold
from server.statements import Reader
from server.terms import DEFAULT, TYPE
from server.thesaurus import terms
from server.thesaurus.slices import shorten_label
from server.thesaurus.tree import climb
from server.thesaurus.validity import validity

NEAR = 100
"""Concepts below or beside another that its page lists; the tree of the scheme has them all."""


def stated(store: Store, subject: str, predicate: NamedNode) -> list[str]:
    """Return the IRIs that something leads to, in order."""
    quads = store.quads_for_pattern(NamedNode(subject), predicate, None, DEFAULT)
    return sorted({quad.object.value for quad in quads if isinstance(quad.object, NamedNode)})


def pointing(store: Store, predicate: NamedNode, target: str) -> list[str]:
    """Return the IRIs that lead to something, in order."""
    quads = store.quads_for_pattern(None, predicate, NamedNode(target), DEFAULT)
    return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)})


def broader(store: Store, iri: str) -> list[str]:
    """Return the broader concepts, whichever of the two says so."""
    found = {*stated(store, iri, terms.BROADER), *pointing(store, terms.NARROWER, iri)}
    return sorted(found - {iri})


def narrower(store: Store, iri: str) -> list[str]:
    """Return the narrower concepts, whichever of the two says so."""
    found = {*stated(store, iri, terms.NARROWER), *pointing(store, terms.BROADER, iri)}
    return sorted(found - {iri})


def related(store: Store, iri: str) -> list[str]:
    """Return the related concepts, whichever of the two says so."""
    found = {*stated(store, iri, terms.RELATED), *pointing(store, terms.RELATED, iri)}
    return sorted(found - {iri})


def schemes_of(store: Store, base: str, iri: str) -> list[str]:
    """Return the schemes of a concept or collection, the one in its own path first."""
    direct = (*stated(store, iri, terms.IN_SCHEME), *stated(store, iri, terms.TOP_OF))
    found = {*direct, *pointing(store, terms.HAS_TOP, iri)}
    _, _, path = iri.partition(f"{base}/id/concept/")
    home = f"{base}/id/conceptscheme/{path.partition('/')[0]}"
    return sorted(found, key=lambda scheme: (scheme != home, scheme))


def is_of(store: Store, iri: str, *types: NamedNode) -> bool:
    """Return whether something is of one of some classes."""
    return any(type_iri.value in stated(store, iri, TYPE) for type_iri in types)


def ways(reader: Reader, iri: str) -> list[list[dict[str, Any]]]:
    """Return the ways from the top down to a concept, as links."""
    found = climb(iri, lambda node: broader(reader.store, node))
    return [[to_link(reader, node) for node in way] for way in found]


def to_link(reader: Reader, iri: str) -> dict[str, Any]:
    """Return a concept as a link, whether it is deprecated and from when until when it holds."""
    link = reader.link(iri)
    gone = reader.store.quads_for_pattern(NamedNode(iri), terms.DEPRECATED, None, DEFAULT)
    link["deprecated"] = any(getattr(quad.object, "value", "") in {"true", "1"} for quad in gone)
    link["text"] = shorten_label(link["text"])
    link["validity"] = validity(reader.store, iri)
    return link


def to_links(reader: Reader, iris: Iterable[str]) -> list[dict[str, Any]]:
    """Return concepts as links, by name, those of one name by when they began."""
    links = [to_link(reader, iri) for iri in iris]
    return sorted(
        links, key=lambda link: (fold(link["text"]), link["validity"].get("start", ""), link["iri"])
    )


def below(reader: Reader, iri: str) -> dict[str, Any]:
    """Return the concepts right below another.

    Shape:
        ``total``, and ``links`` by name; no links where there are more than ``NEAR``.
    """
    found = narrower(reader.store, iri)
    links = to_links(reader, found) if len(found) <= NEAR else []
    for link in links:
        link["narrower"] = len(narrower(reader.store, link["iri"]))
    return {"total": len(found), "links": links}


def beside(reader: Reader, iri: str, above: Iterable[str]) -> list[dict[str, Any]]:
    """Return for each broader concept those that stand beside one.

    Shape:
        ``of`` (a link), ``total`` and ``links``; no links where there are more than ``NEAR``.
    """
    rows = []
    for parent in above:
        found = [other for other in narrower(reader.store, parent) if other != iri]
        links = to_links(reader, found) if len(found) <= NEAR else []
        rows.append({"of": to_link(reader, parent), "total": len(found), "links": links})
    return rows
