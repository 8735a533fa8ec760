"""Parse RDF files of every format into triples, and say where they are wrong.

Step on the line: file → triples. A line of N-Triples or N-Quads that is wrong costs that line;
a file of another format that is wrong is refused whole, for nothing after a mistake in it is
sure.

Source:
    RDF 1.1 Turtle, N-Triples, N-Quads, TriG, RDF/XML; JSON-LD 1.1; N3. Named graphs in a
    source are dropped: the registry's own graph says who said it.
"""

import re
from collections.abc import Iterator
from typing import IO, cast

import pyoxigraph as ox

from loaders.checking.faults import Fault
from loaders.errors import SourceError
from loaders.reading.characters import show
from loaders.reading.sources import Source
from loaders.reading.xml_entities import require_plain_entities

RDF_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "n3": ox.RdfFormat.N3,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}

LINED = frozenset({"ntriples", "nquads"})
"""Formats of which every line stands by itself."""

_BLOCK = 4 * 1024 * 1024
_SHOWN = 200


class RelativeError(SourceError):
    """A file has a relative IRI and no base; it can be read again with one."""


class _Counted:
    """A file that knows how many lines were taken from it, for errors that name none."""

    def __init__(self, file: IO[bytes], *, by_line: bool = False) -> None:
        self.file = file
        self.lines = 0
        self.by_line = by_line
        self.error: SourceError | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            block = self.file.readline() if self.by_line else self.file.read(size)
        except SourceError as error:
            self.error = error
            raise
        self.lines += block.count(b"\n")
        return block


def parse_file(
    source: Source, format_name: str, base: str | None, faults: list[Fault]
) -> Iterator[ox.Triple]:
    """Yield the triples of a file, and add a fault for each line that is none.

    Args:
        source: The file.
        format_name: One of ``RDF_FORMATS``.
        base: What relative IRIs are relative to, None if they are wrong.
        faults: Where the wrong lines of line-based formats go.

    Raises:
        RelativeError: There is a relative IRI and no base.
        SourceError: The file cannot be parsed, or holds an entity that could grow; the message
            names the line.
    """
    if format_name in LINED:
        yield from _parse_lines(source, format_name, faults)
        return
    if format_name == "rdfxml":
        require_plain_entities(source)
    with source.open() as file:
        counted = _Counted(file)
        read = 0
        try:
            parser = ox.parse(cast("IO[bytes]", counted), RDF_FORMATS[format_name], base_iri=base)
            for quad in parser:
                read += 1
                yield quad.triple
        except SyntaxError as error:
            if counted.error is not None:
                raise counted.error from None
            raise _explain(source, format_name, error, read, base) from error
        except (OSError, EOFError, UnicodeError) as error:
            if counted.error is not None:
                raise counted.error from None
            raise SourceError(f"{source.name}: cannot be read: {error}") from error


def locate(source: Source, needles: set[str]) -> dict[str, int]:
    """Return the line on which each text first stands in a file; 0 if it is not found as such."""
    found = dict.fromkeys(needles, 0)
    wanted = {needle: needle.encode() for needle in needles if needle}
    with source.open() as file:
        for number, line in enumerate(file, start=1):
            for needle in [item for item, data in wanted.items() if data in line]:
                found[needle] = number
                del wanted[needle]
            if not wanted:
                break
    return found


def _parse_lines(source: Source, format_name: str, faults: list[Fault]) -> Iterator[ox.Triple]:
    line = 1
    with source.open() as file:
        rest = b""
        while block := file.read(_BLOCK):
            whole, newline, rest_ = (rest + block).rpartition(b"\n")
            rest = rest_
            yield from _parse_block(whole + newline, line, format_name, faults)
            line += whole.count(b"\n") + len(newline)
        yield from _parse_block(rest, line, format_name, faults)


def _parse_block(
    block: bytes, first: int, format_name: str, faults: list[Fault]
) -> list[ox.Triple]:
    """Return the triples of some lines; one by one if they are not all right."""
    try:
        return [quad.triple for quad in ox.parse(block, RDF_FORMATS[format_name])]
    except SyntaxError:
        pass
    triples: list[ox.Triple] = []
    for number, line in enumerate(block.split(b"\n"), start=first):
        try:
            triples += [quad.triple for quad in ox.parse(line, RDF_FORMATS[format_name])]
        except SyntaxError as error:
            shown = show(line.decode("utf-8", "replace").strip())[:_SHOWN]
            message = re.sub(r" at line 1| \(line 1\)", "", error.msg or str(error))
            remedy = "write one statement a line: <subject> <predicate> <object> ."
            faults.append(Fault(number, "", shown, "unreadable", message, remedy))
    return triples


def _explain(
    source: Source, format_name: str, error: SyntaxError, read: int, base: str | None
) -> SourceError:
    message = error.msg or str(error)
    line = error.lineno or _find_line(source, message) or _find_xml_line(source, format_name, base)
    remedy, kind = "", SourceError
    if "LoadDocumentCallback" in message:
        message = "the context is another document, which is not fetched"
        remedy = "; put the context itself in the file"
    elif format_name != "jsonld" and ("No scheme" in message or "relative" in message.lower()):
        remedy = "; the IRI is relative and the file declares no base: write it whole"
        kind = RelativeError
    elif "has not been declared" in message:
        remedy = "; declare it at the top of the file"
    elif "Line jumps" in message:
        remedy = '; or put the text between three quotes: """'
    return kind(f"{source.name}:{line or 1}: {message} (after {read} triples){remedy}")


def _find_line(source: Source, message: str) -> int | None:
    """Return the line of a name that a message of the parser quotes between quotation marks."""
    quoted = re.search(r"'([^']+)'", message) or re.search(r"expansion of (\S+) between", message)
    if not quoted:
        return None
    return locate(source, {f'"{quoted[1]}"'})[f'"{quoted[1]}"'] or None


def _find_xml_line(source: Source, format_name: str, base: str | None) -> int | None:
    """Return the line at which the parser stops, by giving it the file line by line."""
    if format_name == "jsonld":
        return None
    with source.open() as file:
        counted = _Counted(file, by_line=True)
        try:
            for _ in ox.parse(cast("IO[bytes]", counted), RDF_FORMATS[format_name], base_iri=base):
                pass
        except SyntaxError:
            return counted.lines
    return None
