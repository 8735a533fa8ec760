"""Mint and parse our IRIs: ``{base}/{type}/{concept}(/{reference})*``.

Step on the line: used wherever a row becomes an entity and wherever a request names one.
Pure functions. A reference is any non-empty text; it is kept in Unicode NFC and
percent-encoded as UTF-8, so that one thing has one IRI.

Source:
    Flemish and Belgian (ICEG) URI standard, rules 2.1 to 8.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, unquote, urlsplit

IriType = Literal["id", "doc", "ns", "genid"]

CONCEPTS = (
    "strategie", "actieplan", "actie", "actiestatus", "rapport", "evaluatie", "organisatie",
    "orgaan", "organisatiewijziging", "rechtsgrond", "beslissing", "advies", "dienst",
    "catalogus", "catalogusrecord", "dataset", "distributie", "dataservice", "datastandaard",
    "kwaliteitsnorm", "kwaliteitsmeting", "bruikbaarheid", "rol", "roltoewijzing", "post",
    "opleiding", "opleidingssessie", "expertnetwerk", "uitwisselingsafspraak", "toegangsregel",
    "bronaanvraag", "toetsing", "statistiek", "graaf", "generatie", "zoekvraag",
    "concept", "conceptscheme",
)  # fmt: skip
"""The closed list of concepts in paths: an IRI is permanent, so adding one is a decision."""

PROVENANCE = "herkomst"
"""The graph that says what builds did, and so the one that every build changes."""

_SEGMENT_SAFE = "-._~"
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_TERM = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


class IriError(ValueError):
    """Say why a text is no IRI of ours, or why none can be minted."""


@dataclass(frozen=True, slots=True)
class ParsedIri:
    """What one of our IRIs says.

    Shape:
        ``reference`` holds decoded segments: ``("Standing", "voorstel")``; ``fragment`` is
        the term of a vocabulary, empty elsewhere.
    """

    type: IriType
    concept: str
    reference: tuple[str, ...] = ()
    fragment: str = ""


def mint_thing(base: str, concept: str, *reference: str) -> str:
    """Return the IRI of a thing.

    Shape:
        ``{base}/id/{concept}/{reference}``, each segment percent-encoded.

    Raises:
        IriError: The concept is not on the closed list, or a segment is empty, ``.`` or ``..``.

    >>> mint_thing("https://begrip.example", "rol", "data-eigenaar")
    'https://begrip.example/id/rol/data-eigenaar'
    """
    return _mint(base, "id", concept, reference)


def mint_document(base: str, concept: str, *reference: str) -> str:
    """Return the IRI of the document about a thing.

    >>> mint_document("https://begrip.example", "rol", "cdo")
    'https://begrip.example/doc/rol/cdo'
    """
    return _mint(base, "doc", concept, reference)


def mint_concept_scheme(base: str, scheme: str) -> str:
    """Return the IRI of a concept scheme.

    >>> mint_concept_scheme("https://begrip.example", "principe")
    'https://begrip.example/id/conceptscheme/principe'
    """
    return _mint(base, "id", "conceptscheme", (scheme,))


def mint_concept(base: str, scheme: str, code: str) -> str:
    """Return the IRI of a concept in a scheme.

    >>> mint_concept("https://begrip.example", "as", "2.1")
    'https://begrip.example/id/concept/as/2.1'
    """
    return _mint(base, "id", "concept", (scheme, code))


def mint_graph(base: str, registry: str) -> str:
    """Return the IRI of the named graph of a registry.

    >>> mint_graph("https://begrip.example", "organisaties")
    'https://begrip.example/id/graaf/organisaties'
    """
    return _mint(base, "id", "graaf", (registry,))


def mint_genid(base: str, digest: str) -> str:
    """Return the IRI for a node that has no name of its own.

    Args:
        base: The base of the data directory.
        digest: Lower-case hexadecimal digest of what identifies the node.

    Source:
        RDF 1.1 Concepts, section 3.5 (skolemisation).

    >>> mint_genid("https://begrip.example", "0af3")
    'https://begrip.example/.well-known/genid/0af3'
    """
    if not re.fullmatch(r"[0-9a-f]+", digest):
        raise IriError(f"{digest!r} is no lower-case hexadecimal digest")
    return f"{base}/.well-known/genid/{digest}"


def mint_description(base: str, part: str = "") -> str:
    """Return the IRI of the document that describes the graph as a whole, or of a part of it.

    Source:
        Vocabulary of Interlinked Datasets (VoID), section 7.2 (well-known URI).

    >>> mint_description("https://begrip.example", "dataset")
    'https://begrip.example/.well-known/void#dataset'
    """
    return f"{base}/.well-known/void{'#' if part else ''}{part}"


def mint_service(base: str) -> str:
    """Return the IRI of the service that answers queries.

    >>> mint_service("https://begrip.example")
    'https://begrip.example/sparql#service'
    """
    return f"{base}/sparql#service"


def mint_term(base: str, vocabulary: str, term: str) -> str:
    """Return the IRI of a class or property of a vocabulary.

    >>> mint_term("https://begrip.example", "datastrategie", "Strategy")
    'https://begrip.example/ns/datastrategie#Strategy'
    """
    if not _TERM.fullmatch(term):
        raise IriError(f"{term!r} is no term: expected a letter, then letters, digits, _ . or -")
    return f"{base}/ns/{_encode(vocabulary)}#{term}"


def parse_iri(base: str, iri: str) -> ParsedIri:
    """Return what one of our IRIs says, with the references decoded.

    Needless, lower-case or missing percent-encoding, http for https, a final slash and
    dot segments are forgiven; minting the result again gives the canonical IRI.

    Raises:
        IriError: The IRI is not under the base or does not follow the pattern.

    >>> parse_iri("https://begrip.example", "https://begrip.example/id/concept/as/2.1").reference
    ('as', '2.1')
    """
    path, fragment = _path_under(base, iri)
    segments = _decode(path, iri)
    if segments[:2] == [".well-known", "genid"] and len(segments) == 3:
        return ParsedIri("genid", segments[2])
    if not segments or segments[0] not in {"id", "doc", "ns"} or len(segments) < 2:
        raise IriError(f"{iri!r} does not follow {base}/(id|doc|ns)/concept/reference")
    kind: IriType = segments[0]  # type: ignore[assignment]
    if fragment and kind != "ns":
        raise IriError(f"{iri!r} has a fragment; only vocabulary IRIs (/ns/) have one")
    if kind != "ns" and segments[1] not in CONCEPTS:
        raise IriError(f"{segments[1]!r} in {iri!r} is not one of the concepts in paths")
    return ParsedIri(kind, segments[1], tuple(segments[2:]), fragment)


def mint(base: str, parsed: ParsedIri) -> str:
    """Return the canonical IRI of a parsed one.

    >>> mint("https://begrip.example", ParsedIri("id", "rol", ("cdo",)))
    'https://begrip.example/id/rol/cdo'
    """
    if parsed.type == "genid":
        return mint_genid(base, parsed.concept)
    if parsed.type == "ns":
        path = "/".join(_encode(part) for part in (parsed.concept, *parsed.reference))
        return f"{base}/ns/{path}" + (f"#{parsed.fragment}" if parsed.fragment else "")
    return _mint(base, parsed.type, parsed.concept, parsed.reference)


def _mint(base: str, kind: str, concept: str, reference: tuple[str, ...]) -> str:
    if concept not in CONCEPTS:
        raise IriError(f"{concept!r} is not one of the concepts in paths: {', '.join(CONCEPTS)}")
    if not reference:
        raise IriError(f"a {concept} needs a reference")
    return "/".join((base, kind, concept, *(_encode(segment) for segment in reference)))


def _encode(segment: str) -> str:
    normal = unicodedata.normalize("NFC", segment)
    if not normal or normal in {".", ".."}:
        raise IriError(f"{segment!r} cannot be a segment of an IRI")
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in normal):
        raise IriError(f"{segment!r} holds a control character or half a surrogate pair")
    return quote(normal, safe=_SEGMENT_SAFE)


def _path_under(base: str, iri: str) -> tuple[str, str]:
    try:
        ours, theirs = urlsplit(base), urlsplit(iri)
    except ValueError as error:
        raise IriError(f"{iri!r} is no IRI: {error}") from error
    same_host = ours.netloc.lower() == theirs.netloc.lower()
    if theirs.scheme.lower() not in {"http", "https"} or not same_host:
        raise IriError(f"{iri!r} is not under {base}")
    if not theirs.path.startswith(f"{ours.path}/"):
        raise IriError(f"{iri!r} is not under {base}")
    return theirs.path[len(ours.path) + 1 :], theirs.fragment


def _decode(path: str, iri: str) -> list[str]:
    segments: list[str] = []
    for raw in path.split("/"):
        try:
            segment = unicodedata.normalize("NFC", unquote(raw, errors="strict"))
        except UnicodeDecodeError as error:
            raise IriError(f"{iri!r} holds percent-encoding that is not UTF-8") from error
        if _CONTROL.search(segment):
            raise IriError(f"{iri!r} holds a control character")
        if segment == ".." and segments:
            segments.pop()
        elif segment not in {"", ".", ".."}:
            segments.append(segment)
    return segments
