"""Pass RDF through as a registry does: the N-Triples that come out, and what was refused."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from loaders.checking.pass_through import read_triples
from loaders.checking.read_registry import ReadRegistry
from loaders.reading.rdf_reader import Treatment
from loaders.reading.source_files import SourceFile
from loaders.reading.sources import Source
from tests.loaders.conftest import BASE


@dataclass(frozen=True)
class Passed:
    lines: bytes
    read: ReadRegistry

    @property
    def told(self):
        return [f"{fault.file}:{fault.row}: {fault.sentence}" for fault in self.read.faults]


def pass_files(files, name="r", **treatment):
    """Pass through texts or bytes by the name of their file and its format."""
    sources = [
        SourceFile(Source(file, content=_bytes(content)), form)
        for file, (content, form) in files.items()
    ]
    return pass_sources(sources, name, **treatment)


def pass_sources(sources, name="r", **treatment):
    with tempfile.TemporaryDirectory() as folder:
        read = read_triples(sources, name, Treatment(BASE, **treatment), Path(folder))
        return Passed(b"".join(piece.read_bytes() for piece in read.pieces), read)


def pass_one(content, form="turtle", name="r", **treatment):
    return pass_files({"r.ttl": (content, form)}, name, **treatment)


def _bytes(content):
    return content if isinstance(content, bytes) else content.encode()
