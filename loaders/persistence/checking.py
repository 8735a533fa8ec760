"""Hold promised IRIs to the rules that need no server.

Step on the line: promises of a generation → findings. Most IRIs are plain and are judged by one
pattern, all at once; the rest one by one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

import polars as pl

from loaders.persistence.findings import Finding, IriFault, to_finding
from loaders.persistence.rules import (
    CASE,
    CONCEPT,
    DOMAIN,
    FRAGMENT,
    KEPT,
    PATTERN,
    REFERENCE,
    SECURE,
    SHIPPED,
    SPELLING,
    TYPE,
)
from loaders.persistence.wording import to_fault
from ontology.iris import CONCEPTS, IriError, mint, parse_iri

TYPES = ("id", "doc", "ns")
_TYPE_WORDS = frozenset({*TYPES, "auth"})

NAMES = frozenset(
    {
        "amazonaws", "azure", "begrip", "blazegraph", "cloudfront", "fuseki", "github", "gitlab",
        "google", "graphdb", "herokuapp", "jena", "linkml", "oxigraph", "qlever", "skosmos",
        "stardog", "trifid", "virtuoso",
    }
)  # fmt: skip
"""Products and brands that a domain should not name; of organisations there is no list."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_SUFFIXES = ("ttl", "nt", "nq", "trig", "jsonld", "json", "rdf", "html", "csv")
_PLAIN = (
    rf"^/id/(?:{'|'.join(CONCEPTS)})(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$|^/ns/[A-Za-z0-9_~-]+"
    r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*(?:#[A-Za-z_][A-Za-z0-9_.-]*)?$"
)


@dataclass(frozen=True, slots=True)
class Promises:
    """What is held to the rules, all relative to the base.

    Args:
        base: The base of the data directory.
        kept: What is promised: a column ``iri``.
        removed: What was promised once and is remembered as gone.
        earlier: What any generation promised before.
        described: What the graphs of the program describe.
        shipped: The committed list: each term with its successor.
    """

    base: str
    kept: pl.DataFrame
    removed: pl.Series
    earlier: pl.Series
    described: frozenset[str]
    shipped: Mapping[str, str]


def check_iris(promises: Promises) -> list[Finding]:
    """Return what came of every rule that needs no server."""
    base, kept = promises.base, promises.kept["iri"]
    odd = kept.filter(~kept.str.contains(_PLAIN)).to_list()
    ended = kept.filter(kept.str.contains(rf"^/id/.*\.(?:{'|'.join(_SUFFIXES)})$"))
    return [
        to_finding(SECURE, 1, _insecure(base)),
        to_finding(PATTERN, len(kept), (f for iri in odd for f in _unparsed(base, iri))),
        to_finding(SPELLING, len(kept), _misspelt(base, odd, kept)),
        to_finding(CASE, len(kept), _alike(base, kept)),
        to_finding(KEPT, len(promises.earlier), _lost(promises)),
        to_finding(SHIPPED, len(promises.described), _unlisted(promises)),
        to_finding(DOMAIN, 1, _naming(base)),
        to_finding(TYPE, len(kept), (f for iri in odd for f in _untyped(base, iri))),
        to_finding(CONCEPT, len(kept), _misconceived(base, kept)),
        to_finding(REFERENCE, len(kept), (_ending(base, iri) for iri in ended)),
        to_finding(FRAGMENT, len(kept), (f for iri in odd for f in _fragmented(base, iri))),
    ]


def _insecure(base: str) -> Iterator[IriFault]:
    parts = urlsplit(base)
    host = parts.hostname or ""
    if parts.scheme != "https":
        yield to_fault(base, "scheme", scheme=parts.scheme)
    if _is_number(host) or host == "localhost":
        yield to_fault(base, "host", host=host)


def _is_number(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def _naming(base: str) -> Iterator[IriFault]:
    host = urlsplit(base).hostname or ""
    for word in re.split(r"[.-]", host) if not _is_number(host) else ():
        if word.lower() in NAMES or _YEAR.search(word):
            yield to_fault(base, "domain", word=word)


def _unparsed(base: str, iri: str) -> Iterator[IriFault]:
    try:
        parse_iri(base, base + iri)
    except IriError as error:
        right = f"{base}/id/concept/reference"
        yield to_fault(base + iri, "pattern", detail=str(error), right=right)


def _misspelt(base: str, odd: Iterable[str], kept: pl.Series) -> Iterator[IriFault]:
    for iri in odd:
        try:
            right = mint(base, parse_iri(base, base + iri))
        except IriError:
            continue
        if right not in {base + iri, (base + iri).removesuffix("#")}:
            yield to_fault(base + iri, "spelling", right=right)
    for iri in kept.filter(kept.is_duplicated()).unique().sort():
        yield to_fault(base + iri, "twice")


def _alike(base: str, kept: pl.Series) -> Iterator[IriFault]:
    things = kept.filter(~kept.str.contains("#", literal=True))
    lower = things.str.to_lowercase()
    for iri in things.filter(lower.is_duplicated() & ~things.is_duplicated()).sort():
        yield to_fault(base + iri, "case")


def _lost(promises: Promises) -> Iterator[IriFault]:
    there = pl.concat([promises.kept["iri"], promises.removed.alias("iri")]).to_frame()
    lost = promises.earlier.alias("iri").to_frame().join(there, on="iri", how="anti")
    for iri in lost["iri"].sort():
        yield to_fault(promises.base + iri, "gone")


def _unlisted(promises: Promises) -> Iterator[IriFault]:
    base, shipped = promises.base, promises.shipped
    for iri in sorted(promises.described - shipped.keys()):
        yield to_fault(base + iri, "unlisted")
    for iri in sorted(shipped.keys() - promises.described):
        if not shipped[iri]:
            yield to_fault(base + iri, "undescribed")


def _untyped(base: str, iri: str) -> Iterator[IriFault]:
    kind = iri.split("/")[1] if iri.startswith("/") else iri
    if kind not in TYPES:
        yield to_fault(base + iri, "type", kind=kind, types=", ".join(TYPES))


def _misconceived(base: str, kept: pl.Series) -> Iterator[IriFault]:
    domain = frozenset(re.split(r"[.-]", urlsplit(base).hostname or ""))
    concepts = kept.str.extract(r"^/(?:id|doc)/([^/#]+)").drop_nulls().unique().sort()
    for concept in concepts:
        example = f"{base}/id/{concept}"
        if concept not in CONCEPTS:
            yield to_fault(example, "concept", concept=concept)
        if concept in _TYPE_WORDS or concept in domain:
            yield to_fault(example, "meaningless", concept=concept)


def _ending(base: str, iri: str) -> IriFault:
    suffix = iri.rpartition(".")[2]
    return to_fault(base + iri, "ending", suffix=suffix)


def _fragmented(base: str, iri: str) -> Iterator[IriFault]:
    if "#" in iri and not iri.startswith("/ns/"):
        yield to_fault(base + iri, "fragment")
