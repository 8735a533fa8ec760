"""Read RDF that is passed through: its triples go into the graph as they are.

Step on the line: files → good triples on disk, faults for the report.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from loaders.checking.facts import known_facts
from loaders.checking.read_registry import ReadRegistry
from loaders.reading.batches import to_batches
from loaders.reading.rdf_reader import FileTriples, Treatment, name_kept, read_files
from loaders.reading.source_files import SourceFile


class _Pieces:
    """The N-Triples of a registry as files in a folder, those of the last file still loose."""

    def __init__(self, folder: Path, base: str) -> None:
        self.folder = folder
        self.base = base
        self.paths: list[Path] = []
        self.subjects: set[str] = set()
        self._loose: list[Path] = []
        self._told: set[str] = set()

    def take(self, triples: Iterable[ox.Triple]) -> None:
        self._settle()
        for batch in to_batches(triples, self.base):
            piece = self.folder / f"{len(self.paths) + len(self._loose):05}.nt"
            piece.write_bytes(batch.lines)
            self._loose.append(piece)
            self._told |= batch.subjects

    def forget(self) -> None:
        for piece in self._loose:
            piece.unlink()
        self._loose, self._told = [], set()

    def finish(self) -> tuple[Path, ...]:
        self._settle()
        return tuple(self.paths)

    def _settle(self) -> None:
        self.paths += self._loose
        self.subjects |= self._told
        self._loose, self._told = [], set()


def read_triples(
    files: Sequence[SourceFile], name: str, treatment: Treatment, folder: Path
) -> ReadRegistry:
    """Read RDF that is passed through, leaving its N-Triples as files in a folder.

    Raises:
        SourceError: The only file cannot be parsed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pieces = _Pieces(folder, treatment.base)
    found = FileTriples()
    results = read_files(files, treatment, found, pieces.take, pieces.forget)
    pieces.take(_named(name, found))
    paths = pieces.finish()
    facts = known_facts(name, frozenset(pieces.subjects))
    refused = sum(result.refused for result in results)
    faults = tuple(found.faults)
    return ReadRegistry(facts, faults, found.count, refused, paths, tuple(results), found.tally)


def _named(name: str, found: FileTriples) -> Iterator[ox.Triple]:
    return name_kept(name, found.kept) if found.kept else iter(())
