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

from loaders.characters import find_unwritable, show
from loaders.errors import SourceError
from loaders.genids import name_blank_nodes, replace_blank_nodes
from loaders.sources import Source
from loaders.xml_entities import require_plain_entities
from ontology.iris import mint_genid
from ontology.namespaces import PLACEHOLDER_BASE, rebase

BATCH = 100_000

_SUSPECT = re.compile(rb"[\x00-\x08\x0b-\x1f]|\\[bfu]|\xef\xbf[\xbe\xbf]")
"""What N-Triples of a text that RDF/XML cannot hold look like; escapes may be harmless."""

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
        self.error: SourceError | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            block = self.file.read(size)
        except SourceError as error:
            self.error = error
            raise
        self.lines += block.count(b"\n")
        return block


def read_rdf(source: Source, format_name: str, registry: str, base: str) -> Iterator[Triples]:
    """Yield the triples of an RDF file in batches of N-Triples under a base.

    Raises:
        SourceError: The file cannot be parsed, names an IRI relative to no base, or holds a
            triple term of RDF 1.2, a character that RDF/XML cannot hold, or an entity that could
            grow; the message names the line.
    """
    if format_name == "rdfxml":
        require_plain_entities(source)
    with source.open() as file:
        counted = _Counted(file)
        kept: list[ox.Triple] = []
        ground = _ground(_parse(source, format_name, counted), kept)
        while batch := list(islice(ground, BATCH)):
            yield _to_batch(source, batch, base)
    if kept:
        digests = name_blank_nodes(registry, kept)
        iris = {
            label: ox.NamedNode(mint_genid(PLACEHOLDER_BASE, digest))
            for label, digest in digests.items()
        }
        named = (replace_blank_nodes(triple, iris) for triple in kept)
        while batch := list(islice(named, BATCH)):
            yield _to_batch(source, batch, base)


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
        if file.error is not None:
            raise file.error from None
        raise SourceError(_explain(source, error, file, read)) from error
    except (OSError, EOFError, UnicodeError) as error:
        if file.error is not None:
            raise file.error from None
        raise SourceError(f"{source.name}: cannot be read: {error}") from error


def _explain(source: Source, error: SyntaxError, file: _Counted, read: int) -> str:
    message = error.msg or str(error)
    line = error.lineno or _find_line(source, message)
    where = f"{line}" if line else f"{file.lines} or before"
    remedy = ""
    if "LoadDocumentCallback" in message:
        message = "the context is another document, which is not fetched"
        remedy = "; put the context itself in the file"
    elif "No scheme" in message or "relative" in message.lower():
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


def _to_batch(source: Source, triples: list[ox.Triple], base: str) -> Triples:
    single = list(dict.fromkeys(triples))
    lines = ox.serialize(single, format=ox.RdfFormat.N_TRIPLES) or b""
    if _SUSPECT.search(lines):
        _require_writable(source, single)
    subjects = {str(triple.subject)[1:-1] for triple in single}
    return Triples(
        rebase(lines, base), len(single), frozenset(rebase(iri, base) for iri in subjects)
    )


def _require_writable(source: Source, triples: list[ox.Triple]) -> None:
    """Stop at a literal that RDF/XML cannot hold."""
    for triple in triples:
        if not isinstance(triple.object, ox.Literal):
            continue
        code = find_unwritable(triple.object.value)
        if code:
            line = _find_character(source, code)
            where = f"{source.name}:{line}" if line else source.name
            raise SourceError(
                f"{where}: the text {show(triple.object.value)[:80]!r} of {triple.subject} holds "
                f"{code}, which RDF/XML cannot write; remove it"
            )


def _find_character(source: Source, code: str) -> int | None:
    number = 0 if code == "NUL" else int(code[2:], 16)
    forms = (chr(number).encode(), f"\\u{number:04x}".encode(), f"\\u{number:08x}".encode())
    with source.open() as file:
        for position, line in enumerate(file, start=1):
            if any(form in line or form in line.lower() for form in forms):
                return position
    return None
