"""Write the Link header of a document.

Step on the line: within a front, between what a worker says of a document and the answer. Pure.

Source:
    RFC 8288 (Web Linking); RFC 6892 (describes); RFC 6596 (canonical).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from ontology.namespaces import expand
from server.dereferencing.profiles import kept_profiles
from server.dereferencing.relations import Relation
from server.links import base_path, contents_address, document_path, has_graph
from server.negotiation import PAGE_OFFER, Offer
from server.serialization import JSON_OFFER

CONTENTS = expand("void:dataDump")
"""The relation of a named graph to the address at which all its triples are."""

MOST_RELATED = 50
"""Targets of one relation that are told; the document itself holds them all."""

_URI_SAFE = "/:?#[]@!$&'()*+,;=-._~%"


def document_links(
    base: str, iri: str, chosen: Offer, offers: Iterable[Offer], relations: Iterable[Relation]
) -> str:
    """Return the Link header of the document about an IRI.

    Args:
        base: The base of the data directory.
        iri: The canonical IRI of the thing.
        chosen: The format that is answered with.
        offers: All formats.
        relations: What a worker says that the document is related to.
    """
    origin = base[: len(base) - len(base_path(base))]
    links = [
        to_link(iri, "describes"),
        to_link(origin + document_path(base, iri), "canonical"),
    ]
    relations = tuple(relations)
    links += [
        _to_alternate(document_path(base, iri, offer.extension), offer, relations)
        for offer in offers
        if offer.extension != chosen.extension
    ]
    return ", ".join([*links, *related_links(relations)])


def _to_alternate(path: str, offer: Offer, relations: Sequence[Relation]) -> str:
    """Return the link to another format, with the narrowest profile to which that keeps."""
    link = f'<{path}>; rel="alternate"; type="{offer.media_type}"'
    framed = offer.extension == JSON_OFFER.extension
    profiles = [] if offer is PAGE_OFFER else kept_profiles(relations, framed=framed)
    return f'{link}; profile="{to_uri(profiles[0])}"' if profiles else link


def related_links(relations: Iterable[Relation]) -> list[str]:
    """Return links to what a document is related to, some of each relation."""
    told: dict[str, list[str]] = {}
    for relation, target in relations:
        told.setdefault(relation, []).append(target)
    return [
        to_link(target, relation)
        for relation, targets in told.items()
        for target in targets[:MOST_RELATED]
    ]


def contents_links(base: str, manifest: Mapping[str, Any], iri: str) -> list[str]:
    """Return the links from the document about a named graph to its triples, none if it is none.

    Shape:
        ``describes``, since the triples are what the document is about and name it with
        ``describedby``; and the relation by which VoID has them, which says what they are.

    Source:
        RFC 6892 (describes is the inverse of describedby); RFC 8288, section 2.1.2 (extension
        relation types).
    """
    if not has_graph(manifest, iri):
        return []
    return [to_link(contents_address(base, iri), rel) for rel in ("describes", CONTENTS)]


def to_link(target: str, relation: str) -> str:
    """Return one link; nothing in the target can end it or begin a header.

    >>> to_link("https://e.org/a b>", "license")
    '<https://e.org/a%20b%3E>; rel="license"'
    """
    return f'<{to_uri(target)}>; rel="{relation}"'


def to_uri(iri: str) -> str:
    """Return an IRI in the characters that a header may hold.

    >>> to_uri("https://e.org/café")
    'https://e.org/caf%C3%A9'
    """
    return quote(iri, safe=_URI_SAFE)


def join_links(links: Sequence[str]) -> str:
    """Return a header of links, without those that are empty."""
    return ", ".join(filter(None, links))
