"""Say what a document belongs to: its profile, what is above it, what replaces its thing.

Step on the line: beside ``describe``, within a worker; a front makes the Link header of it.

Source:
    RFC 8288 (Web Linking); RFC 6906 (profile); RFC 5829 (successor-version,
    predecessor-version, latest-version, version-history); RFC 4946 (license).
"""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Store

from linkml_schemas.plan import Schema
from ontology.iris import IriError, ParsedIri, mint, parse_iri
from server.identity import is_described
from server.layout import choose_class, list_key
from server.links import base_path, document_path
from server.sources import licences, objects
from server.terms import IS_DEFINED_BY, TYPE, to_term

Relation = tuple[str, str]
"""The relation type, and the target: a whole IRI, or a path of ours."""

PROFILE = ("datastrategie", "profiel")
"""Where under ``/ns`` the application profile of the registries is."""

REPLACED_BY = to_term("dct:isReplacedBy")
_REPLACES = to_term("dct:replaces")
_VERSION = to_term("owl:versionIRI")
_PRIOR_VERSION = to_term("owl:priorVersion")
_HAS_VERSION = to_term("dct:hasVersion")
_IN_SCHEME = to_term("skos:inScheme")
_PART_OF = to_term("dct:isPartOf")


def relate(
    store: Store, base: str, plan: Schema, iri: str, graphs: Iterable[str]
) -> tuple[Relation, ...]:
    """Return what the document about a thing is related to.

    Shape:
        ``license`` of each registry that speaks of the thing; ``profile`` if the class of the
        thing is one of the application profile; ``up``: the scheme of a concept, the
        vocabulary of a term, what a thing is part of, else the list of its class;
        ``successor-version`` and ``predecessor-version``; of a standard with versions
        ``latest-version`` and ``version-history``.
    """
    node = NamedNode(iri)
    types = {term.value for term in objects(store, node, TYPE) if isinstance(term, NamedNode)}
    record_class = choose_class(plan, base, iri, types)
    found = [("license", licence) for licence in licences(store, graphs)]
    if record_class and is_described(store, profile := profile_iri(base)):
        found.append(("profile", profile))
    above = list(dict.fromkeys(_above(store, base, node)))
    if not above and record_class:
        above = [f"{base_path(base)}/lijst/{list_key(record_class)}"]
    found += [("up", path) for path in above]
    for relation, predicate in (
        ("successor-version", REPLACED_BY),
        ("predecessor-version", _REPLACES),
    ):
        found += [(relation, other) for other in _named(store, node, predicate)]
    return (*found, *_versions(store, base, node))


def _versions(store: Store, base: str, node: NamedNode) -> Iterator[Relation]:
    """Yield where the last released version of a standard is, and where all of them are."""
    if _named(store, node, _HAS_VERSION):
        released = _named(store, node, _VERSION) or _named(store, node, _PRIOR_VERSION)
        yield from (("latest-version", version) for version in released)
        yield "version-history", f"{document_path(base, node.value)}/versies"


def profile_iri(base: str) -> str:
    """Return the IRI of the application profile of the registries.

    >>> profile_iri("https://begrip.example")
    'https://begrip.example/ns/datastrategie/profiel'
    """
    return mint(base, ParsedIri("ns", PROFILE[0], PROFILE[1:]))


def _above(store: Store, base: str, node: NamedNode) -> Iterator[str]:
    for predicate in (_IN_SCHEME, IS_DEFINED_BY, _PART_OF):
        for above in _named(store, node, predicate):
            if above != node.value and is_described(store, above):
                yield document_path(base, above)
    vocabulary = _containing(base, node.value)
    if vocabulary and is_described(store, vocabulary):
        yield document_path(base, vocabulary)


def _containing(base: str, iri: str) -> str:
    """Return the vocabulary above a part of it, empty if an IRI is none."""
    if "/ns/" not in iri:
        return ""
    try:
        parsed = parse_iri(base, iri)
    except IriError:
        return ""
    if parsed.type != "ns" or not parsed.reference:
        return ""
    return mint(base, ParsedIri("ns", parsed.concept, parsed.reference[:-1]))


def _named(store: Store, node: NamedNode, predicate: NamedNode) -> list[str]:
    return sorted(
        term.value for term in objects(store, node, predicate) if isinstance(term, NamedNode)
    )
