"""Tell crawlers which documents there are, and what to leave alone.

Step on the line: views over the list of promises that the build wrote; no store is asked. The
list is read as a stream, so that memory stays flat however long it is.

Source:
    sitemaps.org, protocol 0.9; RFC 9309 (robots).
"""

import gzip
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from xml.sax.saxutils import escape

from flask import Blueprint, Response, request

from server.dereferencing.history import last_changes
from server.links import base_path, document_path
from server.problems import NotFound
from server.representations import dataset
from server.saying.message import say
from server.serialization import to_etag

BLUEPRINT = Blueprint("sitemap", __name__)

LARGEST = 50_000
"""Addresses of one part, as the protocol allows."""

PAGES = (
    "/", "/begrippen", "/catalogus", "/lijst", "/ldes", "/sparql", "/api/queries", "/persistentie",
)  # fmt: skip
"""Addresses that are no document about a thing."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAVY = ("/sparql?", "/graph-store", "/dumps/", "/ldes/", "/api/completion", "/*?q=", "/*&q=")


@BLUEPRINT.get("/sitemap.xml")
def index() -> Response:
    """Answer with the list of the parts."""
    made, base = str(dataset().manifest.get("made", "")), dataset().base
    lines = [
        f"<sitemap><loc>{escape(f'{base}/sitemap-{number}.xml')}</loc>{_said(made)}</sitemap>\n"
        for number in range(1, _parts() + 1)
    ]
    return _answer(_wrap("sitemapindex", iter(lines)), "index")


@BLUEPRINT.get("/sitemap-<int:number>.xml")
def part(number: int) -> Response:
    """Answer with one part of the addresses; the last may be short of those without documents."""
    if not 1 <= number <= _parts():
        raise NotFound(say("sitemap.part", number=number))
    start = (number - 1) * LARGEST
    found = islice(_addresses(dataset().base, dataset().folder), start, start + LARGEST)
    lines = (f"<url><loc>{escape(loc)}</loc>{_said(when)}</url>\n" for loc, when in found)
    return _answer(_wrap("urlset", lines), str(number))


def _parts() -> int:
    """Return how many parts there are; of each promise an address is counted."""
    count = int(dataset().manifest.get("counts", {}).get("promises", 0)) + len(PAGES)
    return -(-count // LARGEST)


@BLUEPRINT.get("/robots.txt")
def robots() -> Response:
    """Answer with what crawlers are to leave alone, and where the sitemap is."""
    base = dataset().base
    lines = ["User-agent: *"]
    lines += [f"Disallow: {base_path(base)}{path}" for path in _HEAVY]
    lines += [f"Sitemap: {base}/sitemap.xml"]
    response = Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _said(when: str) -> str:
    return f"<lastmod>{escape(when)}</lastmod>" if when else ""


def _addresses(base: str, folder: Path | None) -> Iterator[tuple[str, str]]:
    """Yield the address of each document, with when it last changed if that is remembered."""
    origin = base[: len(base) - len(base_path(base))]
    for path in PAGES:
        yield base + path, ""
    for iri, when in last_changes(folder, _promised(folder, base)):
        yield origin + document_path(base, iri), when


def _promised(folder: Path | None, base: str) -> Iterator[str]:
    path = folder / "promises.txt.gz" if folder else None
    if path is None or not path.is_file():
        return
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            iri = base + line.partition("\t")[0].rstrip("\n")
            if "#" not in iri:  # a term is described with its vocabulary
                yield iri


def _wrap(element: str, lines: Iterator[str]) -> Iterator[bytes]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{element} xmlns="{_NAMESPACE}">\n'.encode()
    for line in lines:
        yield line.encode()
    yield f"</{element}>\n".encode()


def _answer(parts: Iterator[bytes], name: str) -> Response:
    response = Response(parts, content_type="application/xml")
    response.set_etag(to_etag(f"{dataset().generation} sitemap {name}".encode()))
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.make_conditional(request)
    return response
