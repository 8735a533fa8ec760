"""Find the one IRI under which the graph describes what a reader asked for.

Step on the line: before ``describe``; pattern access only. One thing may be asked for by
http or https, with a final slash, with needless percent-encoding, by a former address of its
authority, or by our own path with the authority's reference.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode, Store

from ontology.identifiers import (
    ELI_NAMESPACE,
    IdentifierError,
    enterprise_iri,
    organisation_iri,
    organisation_spellings,
    parse_eli,
)
from ontology.iris import IriError, ParsedIri, mint, parse_iri
from server.terms import DEFAULT, SAME_AS

MOST_SEGMENTS = 16
"""Segments of a reference up to which some of them may be meant as one."""

_ENCODED = re.compile(r"%([0-9A-Fa-f]{2})")
_BEYOND_ASCII = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

_AUTHORITIES = (
    ("organisatie", organisation_iri),
    ("organisatie", lambda reference: enterprise_iri(reference.removeprefix("kbo-"))),
    ("rechtsgrond", lambda reference: parse_eli(ELI_NAMESPACE + reference)),
)
"""Which authority's IRI our own path with its reference leads to, by concept."""


def is_described(store: Store, iri: str) -> bool:
    """Return whether anything is said of an IRI."""
    try:
        subject = NamedNode(iri)
    except ValueError:
        return False
    return next(store.quads_for_pattern(subject, None, None, DEFAULT), None) is not None


def resolve(store: Store, base: str, iri: str) -> str | None:
    """Return the IRI under which something is said of a thing, None if nothing is.

    Shape:
        The IRI itself when it is described; else its canonical form under the base; else the
        spelling that is described; else the one that a described thing calls ``owl:sameAs``;
        else, for our own path with the reference of an authority, the authority's IRI.
    """
    found = list(dict.fromkeys(spellings(base, iri)))
    for spelling in found:
        if is_described(store, spelling):
            return spelling
    for spelling in found:
        if twin := _twin(store, spelling):
            return twin
    return None


def _twin(store: Store, iri: str) -> str | None:
    try:
        same = NamedNode(iri)
    except ValueError:
        return None
    quads = store.quads_for_pattern(None, SAME_AS, same, DEFAULT)
    return min((q.subject.value for q in quads if isinstance(q.subject, NamedNode)), default=None)


def spellings(base: str, iri: str) -> Iterator[str]:
    """Yield the IRIs that may be meant by one, the likeliest first."""
    try:
        ours = parse_iri(base, iri)
    except IriError:
        yield iri
        yield from _foreign_spellings(iri)
        return
    yield from _own_spellings(base, ours)


def _own_spellings(base: str, parsed: ParsedIri) -> Iterator[str]:
    thing = parsed if parsed.type != "doc" else ParsedIri("id", parsed.concept, parsed.reference)
    for reference in _references(thing):
        try:
            yield mint(base, ParsedIri(thing.type, thing.concept, reference, thing.fragment))
        except IriError:
            continue
    if thing.type == "ns" and not thing.fragment:
        yield mint(base, thing) + "#"
    if thing.type == "id":
        yield from _authority_iris(thing.concept, "/".join(thing.reference))


def _references(parsed: ParsedIri) -> Iterator[tuple[str, ...]]:
    """Yield a reference as it is and with its last segments as one.

    A web server hands on a decoded path, in which a slash within a segment (``%2F``) looks
    like one between segments. A path of very many segments is read as it is only.
    """
    yield parsed.reference
    if len(parsed.reference) > MOST_SEGMENTS:
        return
    for count in range(len(parsed.reference) - 1, 0, -1):
        head, tail = parsed.reference[: count - 1], parsed.reference[count - 1 :]
        yield (*head, "/".join(tail))


def _authority_iris(concept: str, reference: str) -> Iterator[str]:
    for name, mint_iri in _AUTHORITIES:
        try:
            if name == concept:
                yield mint_iri(reference)
        except IdentifierError:
            continue


def _foreign_spellings(iri: str) -> Iterator[str]:
    for parse in (organisation_spellings, lambda text: (parse_eli(text),)):
        try:
            yield from parse(iri)
        except IdentifierError:
            continue
    scheme, separator, rest = iri.partition("://")
    if not separator or scheme.lower() not in {"http", "https"}:
        return
    host, slash, path = rest.partition("/")
    encoded = _encode(path)
    forms = (path, encoded, _decode(encoded))
    paths = [end for form in forms for end in (form, form.rstrip("/"), f"{form.rstrip('/')}/")]
    for variant in dict.fromkeys(paths):
        for other in ("https", "http"):
            yield f"{other}://{host.lower()}{slash if variant else ''}{variant}"


def _encode(path: str) -> str:
    """Return a path as a URI has it: nothing encoded without need, and nothing decoded with one.

    Source:
        RFC 3986, sections 2.2 and 6.2.2 (only unreserved characters mean the same encoded).
    """

    def write(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if character in _UNRESERVED else match[0].upper()

    return _ENCODED.sub(write, quote(path, safe="/-._~:@!$&'()*+,;=#?%[]"))


def _decode(path: str) -> str:
    """Return a path as an IRI has it: with the characters beyond ASCII that UTF-8 encodes.

    Source:
        RFC 3987, section 3.2.
    """

    def write(match: re.Match[str]) -> str:
        try:
            return unquote(match[0], errors="strict")
        except UnicodeDecodeError:
            return match[0]

    return _BEYOND_ASCII.sub(write, path)
