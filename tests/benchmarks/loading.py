"""Compare a build from a table with the engine's own bulk load of the same quads."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from tests.benchmarks.endpoints import build, manifest, write_quads
from tests.benchmarks.processes import Run, run
from tests.benchmarks.table import COLUMNS, write_table


@dataclass(frozen=True, slots=True)
class Loaded:
    """What it took to publish a table, and to load its quads.

    Shape:
        ``quads`` counts those of named graphs and of the default graph together.
    """

    rows: int
    columns: int
    quads: int
    build: Run
    bulk: Run

    @property
    def ratio(self) -> float:
        """Return the build's seconds as a share of the bulk load's."""
        return self.build.seconds / self.bulk.seconds


def load(rows: int, folder: Path, log: Path) -> Loaded:
    """Build a table into a published generation, and bulk load a ready file of its quads.

    Raises:
        RunError: One of them failed.
        AssertionError: The two stores hold not equally many quads.
    """
    registries, data, quads = folder / "registries", folder / "var", folder / "quads.nq"
    registries.mkdir(parents=True)
    write_table(registries, rows)
    built = build(registries, data, log)
    counts = manifest(data)["counts"]
    written = 2 * write_quads(data, quads, named=True)
    command = [sys.executable, "-m", "tests.benchmarks.bulk", str(quads), str(folder / "bulk")]
    bulk = run(command, log)
    count = len(ox.Store.read_only(str(folder / "bulk")))
    assert count == counts["triples"] + counts["quads"], (count, counts)
    assert written == 2 * counts["quads"]
    shutil.rmtree(folder)
    return Loaded(rows, len(COLUMNS), count, built, bulk)
