"""Ask a running server for promised IRIs, as a linked-data client would.

Step on the line: beside the checks that need no server; bounded, and one request at a time.

Source:
    Belgian URI standard, rule 5; W3C "Cool URIs for the Semantic Web", section 4.2.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

import polars as pl

from loaders.persistence.findings import Finding, IriFault, to_finding
from loaders.persistence.rules import RESOLVES
from loaders.persistence.wording import to_fault

N_TRIPLES = "application/n-triples"
FORMATS = (
    N_TRIPLES,
    "text/turtle",
    "application/ld+json",
    "application/rdf+xml",
    "application/trig",
    "application/n-quads",
    "text/csv",
    "text/html",
)
"""Media types that every kind of thing is asked in."""

SAMPLE = 500
"""IRIs that are asked for if not all are."""

_SECONDS = 30
_LONGEST = 64 * 1024 * 1024
_DESCRIBED_BY = re.compile(r'<([^>]*)>; rel="describedby"')


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    media_type: str
    location: str
    described_by: str
    body: bytes


def crawl(server: str, base: str, kept: pl.DataFrame, *, everything: bool = False) -> Finding:
    """Return what came of asking for IRIs.

    Shape:
        Each in N-Triples, in which it must be described; the first of each kind in every
        format.

    Args:
        server: Where it answers: scheme, host and perhaps a port.
        base: The base of the IRIs; its path is where the server has them.
        kept: What is promised, with ``iri`` and ``kind``.
        everything: Whether to ask for all, else for a sample with some of each kind.

    Raises:
        OSError: The server cannot be reached.
    """
    chosen = kept if everything else choose_sample(kept)
    first = set(kept.group_by("kind", maintain_order=True).first()["iri"])
    with _Client(server) as client:
        faults = [
            fault
            for iri in chosen["iri"]
            for fault in _visit(client, base, iri, FORMATS if iri in first else (N_TRIPLES,))
        ]
    return to_finding(RESOLVES, len(chosen), faults)


def choose_sample(kept: pl.DataFrame, size: int = SAMPLE) -> pl.DataFrame:
    """Return some promised IRIs: the first of each kind, and others at equal distances."""
    if len(kept) <= size:
        return kept
    first = kept.unique("kind", keep="first", maintain_order=True)
    rest = kept.gather_every(1 + len(kept) // size)
    return pl.concat([first, rest]).unique("iri", maintain_order=True)


def _visit(client: "_Client", base: str, iri: str, formats: Sequence[str]) -> Iterator[IriFault]:
    prefix = urlsplit(base).path
    path = prefix + iri.partition("#")[0]
    for media_type in formats:
        answer = client.ask(path, media_type)
        if iri.startswith("/id/"):
            if answer.status != 303:
                yield to_fault(base + iri, "status", status=answer.status, media_type=media_type)
                return
            answer = client.ask(answer.location, media_type)
        if answer.status == 406 and media_type == "application/rdf+xml":
            continue  # XML has no way to write some predicates, and the answer says so
        if answer.status != 200:
            yield to_fault(base + iri, "after", status=answer.status)
        elif answer.media_type != media_type:
            yield to_fault(base + iri, "format", found=answer.media_type, media_type=media_type)
        elif media_type == N_TRIPLES and not _is_described(client, base + iri, answer):
            yield to_fault(base + iri, "silent")


def _is_described(client: "_Client", iri: str, answer: _Answer) -> bool:
    """Return whether an answer speaks of an IRI, or the document does that describes the answer.

    A graph answers with its triples, which need not speak of the graph (RFC 6892).
    """
    named = f"<{iri}> ".encode()
    if named in answer.body or not answer.described_by:
        return named in answer.body
    return named in client.ask(answer.described_by, N_TRIPLES).body


class _Client:
    """Asks one server, over one connection."""

    def __init__(self, server: str) -> None:
        parts = urlsplit(server)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._connection = kind(parts.netloc, timeout=_SECONDS)

    def __enter__(self) -> "_Client":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def ask(self, path: str, media_type: str) -> _Answer:
        """Return what the server answers; a connection that it closed is opened again once."""
        headers = {"Accept": media_type, "User-Agent": "begrip-check"}
        try:
            return self._ask(path, headers)
        except HTTPException:
            self._connection.close()
            return self._ask(path, headers)

    def _ask(self, path: str, headers: Mapping[str, str]) -> _Answer:
        self._connection.request("GET", path, headers=dict(headers))
        response = self._connection.getresponse()
        body = response.read(_LONGEST)
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        location = _target(response.headers.get("Location", "")) or "/"
        described_by = _DESCRIBED_BY.search(response.headers.get("Link", ""))
        about = _target(described_by[1]) if described_by else ""
        return _Answer(response.status, kind, location, about, body)


def _target(address: str) -> str:
    """Return what of an address a server is asked for.

    >>> _target("https://b.example/doc?iri=urn:a#b")
    '/doc?iri=urn:a'
    """
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")
