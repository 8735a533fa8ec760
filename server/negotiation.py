"""Relate media types, serialisations and file extensions, and choose among them.

Step on the line: between a request and the dataset. Pure: no I/O, no Flask.

Source:
    RFC 9110, section 12.5; SPARQL 1.1 Query Results (JSON, XML, CSV and TSV); W3C Recommendations
    of the RDF syntaxes.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from server.problems import NotAcceptable, NotFound
from server.saying.message import say

Kind = Literal["solutions", "triples", "page", "problem"]


@dataclass(frozen=True, slots=True)
class Offer:
    """One representation that we can serve.

    Args:
        media_type: What the answer's Content-Type says, without parameters.
        extension: Suffix of a document's address, without the dot.
        kind: ``solutions`` for SELECT and ASK, ``triples`` for graphs, ``page`` for people,
            ``problem`` for what is wrong.
        format: Media type by which the engine knows the serialisation.
    """

    media_type: str
    extension: str
    kind: Kind
    format: str

    @property
    def content_type(self) -> str:
        """Return the Content-Type header: with charset where the type is text."""
        return f"{self.media_type}; charset=utf-8" if _is_text(self.media_type) else self.media_type


def _is_text(media_type: str) -> bool:
    return media_type.startswith("text/")


def _offer(media_type: str, extension: str, kind: Kind, same_as: str | None = None) -> Offer:
    return Offer(media_type, extension, kind, same_as or media_type)


GRAPH_OFFERS: tuple[Offer, ...] = (
    _offer("text/turtle", "ttl", "triples"),
    _offer("application/n-triples", "nt", "triples"),
    _offer("application/ld+json", "jsonld", "triples"),
    _offer("application/rdf+xml", "rdf", "triples"),
    _offer("application/trig", "trig", "triples"),
    _offer("application/n-quads", "nq", "triples"),
)
"""Serialisations of a graph, best first."""

GRAPH_ALIASES: tuple[Offer, ...] = (
    _offer("application/json", "jsonld", "triples", "application/ld+json"),
    _offer("text/plain", "nt", "triples", "application/n-triples"),
    _offer("application/xml", "rdf", "triples", "application/rdf+xml"),
)
"""Other names by which clients ask for the same; chosen only where nothing exact fits."""

RESULT_OFFERS: tuple[Offer, ...] = (
    _offer("application/sparql-results+json", "json", "solutions"),
    _offer("application/sparql-results+xml", "srx", "solutions"),
    _offer("text/csv", "csv", "solutions"),
    _offer("text/tab-separated-values", "tsv", "solutions"),
)
"""Serialisations of solutions and booleans, best first."""

RESULT_ALIASES: tuple[Offer, ...] = (
    _offer("application/json", "json", "solutions", "application/sparql-results+json"),
    _offer("application/xml", "srx", "solutions", "application/sparql-results+xml"),
    _offer("text/xml", "srx", "solutions", "application/sparql-results+xml"),
)

PAGE_OFFER = _offer("text/html", "html", "page")
PROBLEM_OFFER = _offer("application/problem+json", "json", "problem")

_RANGE = re.compile(r"\s*([\w!#$&^.+*'`|~-]+)\s*/\s*([\w!#$&^.+*'`|~-]+)\s*")
_QUALITY = re.compile(r"0?\.\d{1,3}|0\.?|1(?:\.0{0,3})?")


def choose_media_type(accept: str, offers: Sequence[str]) -> str:
    """Return the offer the client prefers, the first one if it has no preference.

    Media type parameters other than ``q`` are ignored, since clients send
    ``text/turtle;charset=utf-8``. Of equal quality, the one that is named wins over the one
    that a wildcard covers; then the order of the offers decides.

    Args:
        accept: The ``Accept`` header, empty if absent; several headers joined by commas.
        offers: Media types we can serve, best first.

    Raises:
        NotAcceptable: No offer satisfies the header (406).

    Source:
        RFC 9110, section 12.5.1.

    >>> choose_media_type("text/turtle;q=0.5, text/html", ["text/turtle", "text/html"])
    'text/html'
    """
    if not accept.strip(" \t,"):  # empty elements of a list say nothing (RFC 9110, 5.6.1)
        return offers[0]
    ranges = parse_accept(accept)
    ranked = [(*_quality_of(offer, ranges), -index) for index, offer in enumerate(offers)]
    quality, _, negative_index = max(ranked)
    if quality <= 0:
        raise NotAcceptable(accept, offers)
    return offers[-negative_index]


def choose_offer(accept: str, offers: Sequence[Offer], aliases: Sequence[Offer] = ()) -> Offer:
    """Return the offer whose media type :func:`choose_media_type` chooses.

    Raises:
        NotAcceptable: Neither an offer nor an alias satisfies the header (406).
    """
    everything = (*offers, *aliases)
    media_type = choose_media_type(accept, [offer.media_type for offer in everything])
    return offer_of(media_type, everything)


def offer_of(media_type: str, offers: Iterable[Offer]) -> Offer:
    """Return the offer of a media type.

    Raises:
        KeyError: None of the offers has it.
    """
    for offer in offers:
        if offer.media_type == media_type:
            return offer
    raise KeyError(media_type)


def offer_with_extension(extension: str, offers: Iterable[Offer]) -> Offer | None:
    """Return the offer with a file extension, None if there is none.

    >>> offer_with_extension("ttl", GRAPH_OFFERS).media_type
    'text/turtle'
    """
    return next((offer for offer in offers if offer.extension == extension), None)


def require_offer(extension: str, offers: Sequence[Offer]) -> Offer:
    """Return the offer with a file extension.

    Raises:
        NotFound: There is none (404).
    """
    if offer := offer_with_extension(extension, offers):
        return offer
    known = ", ".join(f".{offer.extension}" for offer in offers)
    raise NotFound(say("format.none", extension=extension, known=known))


def choose_language(accept_language: str, languages: Sequence[str]) -> str:
    """Return the language the reader prefers, the first one if none fits.

    Source:
        RFC 9110, section 12.5.4; RFC 4647, section 3.4 (lookup).

    >>> choose_language("fr-BE, en;q=0.7, nl;q=0.3", ["nl", "en"])
    'en'
    """
    wanted: list[tuple[float, int, str]] = []
    for index, part in enumerate(accept_language.split(",")):
        tag, _, parameters = part.partition(";")
        primary = tag.strip().partition("-")[0].lower()
        wanted.append((parse_quality(parameters), -index, primary))
    for quality, _, primary in sorted(wanted, reverse=True):
        if quality > 0 and primary in languages:
            return primary
    return languages[0]


def parse_accept(accept: str) -> list[tuple[str, str, float]]:
    """Return the media ranges of a header; what is no media range is passed over.

    Shape:
        ``(type, subtype, quality)`` in lower case, in the order of the header.

    >>> parse_accept("text/turtle;charset=utf-8;q=0.5, */*;q=0.1, nonsense")
    [('text', 'turtle', 0.5), ('*', '*', 0.1)]
    """
    ranges = []
    for part in split_header(accept, ","):
        media_range, _, parameters = part.partition(";")
        if match := _RANGE.fullmatch(media_range):
            ranges.append((match[1].lower(), match[2].lower(), parse_quality(parameters)))
    return ranges


def split_header(text: str, separator: str) -> list[str]:
    """Return the parts of a header between separators that stand outside quotation marks."""
    if '"' not in text:
        return text.split(separator)
    parts, start, quoted, escaped = [], 0, False, False
    for index, character in enumerate(text):
        if escaped:
            escaped = False
        elif quoted and character == "\\":
            escaped = True
        elif character == '"':
            quoted = not quoted
        elif character == separator and not quoted:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]


def parse_quality(parameters: str) -> float:
    """Return the weight that the parameters of a preference give, 1 if they give none.

    A decimal point without a digit before it is read, as clients send it.
    """
    for parameter in split_header(parameters, ";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            return float(value) if _QUALITY.fullmatch(value := value.strip()) else 0.0
    return 1.0


def _quality_of(offer: str, ranges: Sequence[tuple[str, str, float]]) -> tuple[float, int]:
    """Return the quality of the most specific range that covers an offer, and how specific."""
    kind, _, subtype = offer.partition("/")
    best = (-1, 0.0)
    for range_kind, range_subtype, quality in ranges:
        if (range_kind, range_subtype) == (kind, subtype):
            best = max(best, (2, quality))
        elif (range_kind, range_subtype) == (kind, "*"):
            best = max(best, (1, quality))
        elif (range_kind, range_subtype) == ("*", "*"):
            best = max(best, (0, quality))
    specificity, quality = best
    return quality, specificity
