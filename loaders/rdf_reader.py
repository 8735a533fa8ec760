"""Read RDF: triples passed through as they are, blank nodes named.

Step on the line: file → batches of N-Triples. Streams: only triples with a blank node are
kept until the end, since a node's name depends on all that is said of it.

Source:
    RDF 1.1 Turtle, N-Triples, N-Quads, TriG, RDF/XML; JSON-LD 1.1; N3. Named graphs in a
    source are dropped: the registry's own graph says who said it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO, cast

import pyoxigraph as ox

from loaders.errors import SourceError
from loaders.genids import name_blank_nodes, replace_blank_nodes
from loaders.sources import Source
from ontology.iris import mint_genid
from ontology.namespaces import PLACEHOLDER_BASE, rebase

BATCH = 100_000

RDF_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "n3": ox.RdfFormat.N3,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


@dataclass(frozen=True, slots=True)
class Triples:
    """A batch of N-Triples, each triple once, and the IRIs that are subjects in it."""

    lines: bytes
    count: int
    subjects: frozenset[str]


class _Counted:
    """A file that knows how many lines were taken from it, for errors that name none."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.lines = 1

    def read(self, size: int = -1) -> bytes:
        block = self.file.read(size)
        self.lines += block.count(b"\n")
        return block


def read_rdf(source: Source, format_name: str, registry: str, base: str) -> Iterator[Triples]:
    """Yield the triples of an RDF file in batches of N-Triples under a base.

    Raises:
        SourceError: The file cannot be parsed, names an IRI relative to no base, or holds a
            triple term of RDF 1.2; the message names the line.
    """
    with source.open() as file:
        counted = _Counted(file)
        kept: list[ox.Triple] = []
        ground = _ground(_parse(source, format_name, counted), kept)
        while batch := list(islice(ground, BATCH)):
            yield _to_batch(batch, base)
    if kept:
        digests = name_blank_nodes(registry, kept)
        iris = {
            label: ox.NamedNode(mint_genid(PLACEHOLDER_BASE, digest))
            for label, digest in digests.items()
        }
        named = (replace_blank_nodes(triple, iris) for triple in kept)
        while batch := list(islice(named, BATCH)):
            yield _to_batch(batch, base)


def _ground(quads: Iterator[ox.Quad], kept: list[ox.Triple]) -> Iterator[ox.Triple]:
    for quad in quads:
        triple = quad.triple
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            kept.append(triple)
        else:
            yield triple


def _parse(source: Source, format_name: str, file: _Counted) -> Iterator[ox.Quad]:
    parser = ox.parse(cast("IO[bytes]", file), RDF_FORMATS[format_name])
    read = 0
    try:
        for quad in parser:
            read += 1
            if isinstance(quad.object, ox.Triple):
                raise SourceError(
                    f"{source.name}: triple {read} holds a triple term (RDF 1.2), "
                    "which the graph does not hold; state it in RDF 1.1"
                )
            yield quad
    except SyntaxError as error:
        raise SourceError(_explain(source, error, file, read)) from error
    except (OSError, EOFError, UnicodeError) as error:
        raise SourceError(f"{source.name}: cannot be read: {error}") from error


def _explain(source: Source, error: SyntaxError, file: _Counted, read: int) -> str:
    message = error.msg or str(error)
    line = error.lineno or _find_line(source, message)
    where = f"{line}" if line else f"{file.lines} or before"
    remedy = ""
    if "No scheme" in message or "relative" in message.lower():
        remedy = "; the IRI is relative and the file declares no base: write it whole"
    return f"{source.name}:{where}: {message} (after {read} triples){remedy}"


def _find_line(source: Source, message: str) -> int | None:
    quoted = re.search(r"'([^']+)'", message)
    if not quoted:
        return None
    needle = f'"{quoted[1]}"'.encode()
    with source.open() as file:
        for number, line in enumerate(file, start=1):
            if needle in line:
                return number
    return None


def _to_batch(triples: list[ox.Triple], base: str) -> Triples:
    single = list(dict.fromkeys(triples))
    lines = ox.serialize(single, format=ox.RdfFormat.N_TRIPLES) or b""
    subjects = {str(triple.subject)[1:-1] for triple in single}
    return Triples(
        rebase(lines, base), len(single), frozenset(rebase(iri, base) for iri in subjects)
    )
