"""Read by which profile a client wants a format.

Step on the line: beside ``negotiation``. Pure.
"""

from server.negotiation import parse_quality, split_header

FRAMED_PROFILE = "http://www.w3.org/ns/json-ld#framed"
"""Names JSON-LD that is shaped for reading by eye and by key."""

COMPACTED_PROFILE = "http://www.w3.org/ns/json-ld#compacted"
"""Names JSON-LD with the short names of a context."""


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
