"""Hold every namespace once, and the one placeholder base that a build replaces.

Step on the line: none of its own; every other module takes its IRIs from here.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import overload

PLACEHOLDER_BASE = "https://begrip.example"
"""Stands for the base in every committed file; :func:`rebase` replaces it at build."""

_CONTINUED = r"(?![A-Za-z0-9.:@%_-])"
_PLACEHOLDER = re.compile(re.escape(PLACEHOLDER_BASE) + _CONTINUED)
_BASE_BYTES = PLACEHOLDER_BASE.encode()
_PLACEHOLDER_BYTES = re.compile(_PLACEHOLDER.pattern.encode())

DS = f"{PLACEHOLDER_BASE}/ns/datastrategie#"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "adms": "http://www.w3.org/ns/adms#",
        "authsrc": "http://vocab.belgif.be/ns/authsrc#",
        "besluit": "http://data.vlaanderen.be/ns/besluit#",
        "cpsv": "http://purl.org/vocab/cpsv#",
        "cv": "http://data.europa.eu/m8g/",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcatap": "http://data.europa.eu/r5r/",
        "dct": "http://purl.org/dc/terms/",
        "dpv": "https://w3id.org/dpv#",
        "dqv": "http://www.w3.org/ns/dqv#",
        "ds": DS,
        "eli": "http://data.europa.eu/eli/ontology#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "generiek": "https://data.vlaanderen.be/ns/generiek#",
        "linkml": "https://w3id.org/linkml/",
        "locn": "http://www.w3.org/ns/locn#",
        "mandaat": "http://data.vlaanderen.be/ns/mandaat#",
        "mdcat": "https://data.vlaanderen.be/ns/metadata-dcat#",
        "odrl": "http://www.w3.org/ns/odrl/2/",
        "org": "http://www.w3.org/ns/org#",
        "organisatie": "https://data.vlaanderen.be/ns/organisatie#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "regorg": "http://www.w3.org/ns/regorg#",
        "schema": "http://schema.org/",
        "sd": "http://www.w3.org/ns/sparql-service-description#",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "spdx": "http://spdx.org/rdf/terms#",
        "time": "http://www.w3.org/2006/time#",
        "vann": "http://purl.org/vocab/vann/",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "void": "http://rdfs.org/ns/void#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)


def prefixes_at(base: str) -> dict[str, str]:
    """Return the prefixes with our own namespaces under a base.

    >>> prefixes_at("http://127.0.0.1:8000")["ds"]
    'http://127.0.0.1:8000/ns/datastrategie#'
    """
    return dict(_prefixes_at(base))


@lru_cache(maxsize=16)
def _prefixes_at(base: str) -> dict[str, str]:
    return {prefix: rebase(namespace, base) for prefix, namespace in PREFIXES.items()}


@lru_cache(maxsize=4096)
def shrink_at(iri: str, base: str) -> str | None:
    """Return the shortest CURIE for an IRI with the prefixes at a base, None if none fits.

    >>> shrink_at("https://b.example/ns/datastrategie#Goal", "https://b.example")
    'ds:Goal'
    """
    return shrink(iri, _prefixes_at(base))


def expand(curie: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return the IRI that a CURIE stands for; an absolute IRI is returned as it is.

    Raises:
        ValueError: The prefix is not declared, or the text is neither a CURIE nor an IRI.

    Source:
        CURIE Syntax 1.0, section 3.

    >>> expand("skos:prefLabel")
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    """
    prefix, colon, local = curie.partition(":")
    if colon and local.startswith("//"):
        return curie
    if not colon:
        raise ValueError(f"{curie!r} is no CURIE: expected prefix:name, such as skos:prefLabel")
    if prefix not in prefixes:
        raise ValueError(
            f"prefix {prefix!r} of {curie!r} is not declared; declared: {', '.join(prefixes)}"
        )
    return prefixes[prefix] + local


def shrink(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str | None:
    """Return the shortest CURIE for an IRI, None if no namespace fits.

    >>> shrink("http://www.w3.org/ns/org#Role")
    'org:Role'
    """
    fitting = [
        (prefix, namespace) for prefix, namespace in prefixes.items() if iri.startswith(namespace)
    ]
    if not fitting:
        return None
    prefix, namespace = max(fitting, key=lambda pair: len(pair[1]))
    local = iri[len(namespace) :]
    return f"{prefix}:{local}" if local and "/" not in local and "#" not in local else None


@overload
def rebase(content: str, base: str) -> str: ...
@overload
def rebase(content: bytes, base: str) -> bytes: ...
def rebase(content: str | bytes, base: str) -> str | bytes:
    """Return the content with the placeholder base replaced.

    Shape:
        Replaced only where the host name ends: ``https://begrip.example.org`` and
        ``https://begrip.examples`` are hosts of others and stay as they are.

    Args:
        content: Text or UTF-8 bytes of a committed file, or one IRI.
        base: The base of a data directory, without a final slash; it may have a path.

    >>> rebase("https://begrip.example/id/rol/cdo", "https://data.example.org/begrip")
    'https://data.example.org/begrip/id/rol/cdo'
    """
    if isinstance(content, bytes):
        replacement = base.encode()
        found = _BASE_BYTES in content
        return _PLACEHOLDER_BYTES.sub(lambda _: replacement, content) if found else content
    return _PLACEHOLDER.sub(lambda _: base, content) if PLACEHOLDER_BASE in content else content
