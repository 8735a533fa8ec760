"""List the formats of data that are read, without reading any.

Step on the line: beneath :mod:`linkml_schemas.validating.reading`, and for whoever only has to
know a format by its name.
"""

from collections.abc import Mapping
from types import MappingProxyType

RDF_TYPES = (
    "text/turtle", "application/n-triples", "application/n-quads", "application/trig",
    "application/ld+json", "application/rdf+xml",
)  # fmt: skip
"""Media types of RDF that are read."""

CSV = "text/csv"

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "application/x-turtle": "text/turtle",
        "text/n3": "text/turtle",
        "application/json": "application/ld+json",
        "application/xml": "application/rdf+xml",
        "text/xml": "application/rdf+xml",
        "application/csv": CSV,
    }
)
"""Other names by which clients send the same."""

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".ttl": "text/turtle",
        ".nt": "application/n-triples",
        ".nq": "application/n-quads",
        ".trig": "application/trig",
        ".jsonld": "application/ld+json",
        ".json": "application/ld+json",
        ".rdf": "application/rdf+xml",
        ".xml": "application/rdf+xml",
        ".csv": CSV,
    }
)
"""Suffixes of files with the media type that each means."""


def media_type_of(name: str) -> str:
    """Return the media type that a file's name means, empty if it means none.

    >>> media_type_of("catalogus.TTL"), media_type_of("notes.txt")
    ('text/turtle', '')
    """
    dot = name.rfind(".")
    return SUFFIXES.get(name[dot:].lower(), "") if dot >= 0 else ""


def known_media_type(content_type: str) -> str:
    """Return the media type by which a Content-Type is read here, empty if it is not read.

    >>> known_media_type("Application/XML; charset=utf-8"), known_media_type("image/png")
    ('application/rdf+xml', '')
    """
    bare = content_type.partition(";")[0].strip().lower()
    bare = ALIASES.get(bare, bare)
    return bare if bare in RDF_TYPES or bare == CSV else ""
