"""Read by which profile a client wants a document, and say to which profiles one keeps.

Step on the line: beside ``negotiation``. Pure.

Source:
    W3C Working Draft Content Negotiation by Profile (2 October 2023), section 7.1.
"""

import re
from collections.abc import Iterable

from server.dereferencing.relations import Relation
from server.negotiation import parse_quality, split_header

FRAMED_PROFILE = "http://www.w3.org/ns/json-ld#framed"
"""Names JSON-LD that is shaped for reading by eye and by key."""

COMPACTED_PROFILE = "http://www.w3.org/ns/json-ld#compacted"
"""Names JSON-LD with the short names of a context."""


_ACCEPTED = re.compile(r"<([^<>]+)>([^,<]*)")


def accepted_profiles(accept_profile: str) -> list[str]:
    """Return the profiles of an Accept-Profile, best first; what has no angle brackets is none.

    >>> accepted_profiles("<urn:a,b>;q=0.5, <urn:c>, <urn:d>;q=0, token")
    ['urn:c', 'urn:a,b']
    """
    found = [(parse_quality(rest), iri) for iri, rest in _ACCEPTED.findall(accept_profile)]
    return [iri for quality, iri in sorted(found, key=lambda each: -each[0]) if quality > 0]


def kept_profiles(relations: Iterable[Relation], *, framed: bool) -> list[str]:
    """Return the profiles to which a document for machines keeps, the narrowest first.

    Args:
        relations: What a worker says that the document is related to.
        framed: Whether it is JSON-LD with the published context.
    """
    ours = [target for relation, target in relations if relation == "profile"]
    return [FRAMED_PROFILE, *ours] if framed else ours


def asked_profiles(accept: str, media_type: str) -> frozenset[str]:
    """Return the profiles that a client names with a media type; what it does not want, not.

    Source:
        RFC 6906, section 3; JSON-LD 1.1, section C (the profile parameter).

    >>> sorted(asked_profiles('application/ld+json;profile="a:b c:d";q=0.5', "application/ld+json"))
    ['a:b', 'c:d']
    """
    found: set[str] = set()
    for part in split_header(accept, ","):
        named, *parameters = split_header(part, ";")
        if named.strip().lower() != media_type or parse_quality(";".join(parameters)) <= 0:
            continue
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "profile":
                found.update(value.strip().strip('"').split())
    return frozenset(found)
