"""Hold what reading a registry gave.

Step on the line: between the readers of rows and of RDF and what is decided about a registry.
"""

from dataclasses import dataclass, field
from pathlib import Path

from loaders.checking.facts import Facts
from loaders.checking.faults import Fault
from loaders.reading.rdf_reader import ReadFile
from loaders.repairing.tally import Tally


@dataclass(frozen=True, slots=True)
class ReadRegistry:
    """What reading a registry gave.

    Shape:
        ``pieces`` are files: good rows (``.arrow``) for a class, N-Triples (``.nt``) for RDF
        that is passed through. ``faults`` are those of single rows, one list each. ``files``
        says how it went with each file.
    """

    facts: Facts
    faults: tuple[Fault, ...]
    read: int
    refused: int
    pieces: tuple[Path, ...]
    files: tuple[ReadFile, ...] = ()
    tally: Tally = field(default_factory=Tally)

    @property
    def unreadable(self) -> int:
        """Return how many files could not be read."""
        return sum(bool(file.reason) for file in self.files)
