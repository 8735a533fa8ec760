"""Number IRIs, for files that remember something of many things in little room.

Step on the line: none of its own; the build writes such files and the server reads them.
"""

from hashlib import blake2b


def thing_key(iri: str) -> int:
    """Return the number of an IRI: 64 bits of a digest, signed.

    >>> thing_key("https://begrip.example/id/rol/cdo")
    5826588345547847924
    """
    return int.from_bytes(blake2b(iri.encode(), digest_size=8).digest(), "big", signed=True)


def contents_key(graph: str) -> int:
    """Return the number of what a named graph holds; the graph itself has another.

    >>> contents_key("https://begrip.example/id/graaf/rollen") == thing_key(
    ...     "https://begrip.example/id/graaf/rollen"
    ... )
    False
    """
    return thing_key(f"{graph} contents")
