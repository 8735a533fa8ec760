"""Turn the IRIs of the graph into links that a page may safely hold.

Step on the line: between ``describe`` and the page. Pure functions. Our own IRIs become paths,
so that a copy of the site works behind any host.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlsplit

from ontology.iris import IriError, ParsedIri, mint, parse_iri

_QUERY_SAFE = "-._~:/"


@lru_cache(maxsize=16)
def base_path(base: str) -> str:
    """Return the path of a base, empty if it has none.

    >>> base_path("https://data.example.org/begrip")
    '/begrip'
    """
    return urlsplit(base).path


def document_path(base: str, iri: str, extension: str = "") -> str:
    """Return the path of the document about an IRI, ours or another's.

    Args:
        base: The base of the data directory.
        iri: What the document is about, in its canonical form.
        extension: Suffix of one format without the dot, empty for the negotiated document.

    >>> document_path("https://b.example/x", "https://b.example/x/id/rol/cdo", "ttl")
    '/x/doc/rol/cdo.ttl'
    >>> document_path("https://b.example", "http://vocab.belgif.be/auth/refnis2025/11002")
    '/doc?iri=http://vocab.belgif.be/auth/refnis2025/11002'
    >>> document_path("https://b.example", "https://b.example/ns/datastrategie#Goal")
    '/ns/datastrategie#Goal'
    """
    suffix = f".{extension}" if extension else ""
    prefix = base_path(base)
    try:
        parsed = parse_iri(base, iri)
    except IriError:
        return foreign_document_path(base, iri, extension)
    if parsed.type == "ns":
        whole = ParsedIri("ns", parsed.concept, parsed.reference)
        fragment = f"#{quote(parsed.fragment, safe='-._~')}" if parsed.fragment else ""
        return prefix + mint(base, whole)[len(base) :] + suffix + fragment
    if parsed.type == "genid" or not parsed.reference:
        return foreign_document_path(base, iri, extension)
    document = ParsedIri("doc", parsed.concept, parsed.reference)
    return prefix + mint(base, document)[len(base) :] + suffix


def foreign_document_path(base: str, iri: str, extension: str = "") -> str:
    """Return the path of the document about an IRI that has no path of ours.

    >>> foreign_document_path("https://b.example", "https://e.org/a?b#c", "ttl")
    '/doc.ttl?iri=https://e.org/a%3Fb%23c'
    """
    suffix = f".{extension}" if extension else ""
    return f"{base_path(base)}/doc{suffix}?iri={quote(iri, safe=_QUERY_SAFE)}"


def service_path(base: str, iri: str) -> str:
    """Return the path of an address of ours that answers and names no thing, else empty.

    >>> service_path("https://b.example/x", "https://b.example/x/api/queries/principles")
    '/x/api/queries/principles'
    >>> service_path("https://b.example", "https://b.example/id/rol/cdo")
    ''
    """
    own = iri.startswith((f"{base}/api/", f"{base}/sparql"))
    return base_path(base) + quote(iri[len(base) :], safe=_QUERY_SAFE) if own else ""


def is_web_address(iri: str) -> bool:
    """Return whether a link to an IRI may lead out of a page.

    >>> is_web_address("javascript:alert(1)")
    False
    """
    try:
        parts = urlsplit(iri)
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(parts.netloc)


def endpoint_address(base: str) -> str:
    """Return the whole address of the SPARQL endpoint.

    >>> endpoint_address("https://data.example.org/begrip")
    'https://data.example.org/begrip/sparql'
    """
    return f"{base}/sparql"


def has_graph(manifest: Mapping[str, Any], iri: str) -> bool:
    """Return whether an IRI names a graph of a generation.

    Args:
        manifest: What the build said of the generation.
        iri: Any IRI.
    """
    return any(entry["graph"] == iri for entry in manifest.get("registries", ()))


def contents_address(base: str, graph: str | None = None) -> str:
    """Return the whole address of the triples of a named graph, or of the default graph.

    Source:
        SPARQL 1.1 Graph Store HTTP Protocol, section 4.2 (indirect graph identification).

    >>> contents_address("https://b.example", "https://b.example/id/graaf/rollen")
    'https://b.example/graph-store?graph=https://b.example/id/graaf/rollen'
    """
    return base + _contents(graph)


def contents_path(base: str, graph: str | None = None) -> str:
    """Return the path of the triples of a named graph, or of the default graph.

    >>> contents_path("https://b.example/x", "https://b.example/x/id/graaf/rollen")
    '/x/graph-store?graph=https://b.example/x/id/graaf/rollen'
    """
    return base_path(base) + _contents(graph)


def _contents(graph: str | None) -> str:
    which = f"graph={quote(graph, safe=_QUERY_SAFE)}" if graph else "default"
    return f"/graph-store?{which}"
