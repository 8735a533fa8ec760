"""Write what a generation changed: every line, and every subject.

Step on the line: differences → files of the generation, of which a change feed can be made.

Source:
    RDF Patch: ``H`` head, ``D`` delete and ``A`` add, each with one quad.
"""

import gzip
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast

import polars as pl

from loaders.differing.differences import Difference, read_differences

LINES = "changes.rdfp.gz"
SUBJECTS = "changes.csv.gz"
_LEVEL = 1
_COLUMNS = ("graph", "subject", "change", "added", "removed", "part_of")


def write_changes(
    folder: Path, name: str, since: str, differences: Mapping[str, Difference]
) -> dict[str, Any]:
    """Write the changes of a generation and return what its manifest says of them.

    Shape:
        ``{"since", "lines", "subjects", "graphs": {name: {"added", "removed",
        "subjects_added", "subjects_changed", "subjects_removed"}}}``

    Args:
        folder: The folder of the generation.
        name: Its id.
        since: The id of the generation before.
        differences: What differs in each graph, by name.
    """
    with _packed(folder / LINES) as file:
        file.write(f"H id <urn:begrip:generation:{name}> .\n".encode())
        file.write(f"H prev <urn:begrip:generation:{since}> .\n".encode())
        for difference in differences.values():
            for frame in read_differences(difference):
                file.write(to_patch(frame))
    with _packed(folder / SUBJECTS) as file:
        file.write((",".join(_COLUMNS) + "\n").encode())
        for difference in differences.values():
            frame = difference.subjects.with_columns(graph=pl.lit(difference.graph))
            file.write(frame.select(_COLUMNS).write_csv(include_header=False).encode())
    graphs = {graph: summarise(difference) for graph, difference in differences.items()}
    return {"since": since, "lines": LINES, "subjects": SUBJECTS, "graphs": graphs}


def summarise(difference: Difference) -> dict[str, int]:
    """Return the counts of what differs in a graph."""
    return {
        "added": difference.added,
        "removed": difference.removed,
        "subjects_added": difference.count("added"),
        "subjects_changed": difference.count("changed"),
        "subjects_removed": difference.count("removed"),
    }


def to_patch(frame: pl.DataFrame) -> bytes:
    """Return lines that differ as rows of an RDF Patch."""
    mark = pl.when("added").then(pl.lit("A ")).otherwise(pl.lit("D "))
    rows: str = frame.select(pl.concat_str(mark, "line").str.join("\n")).item()
    return rows.encode() + b"\n"


def sum_changes(differences: Iterable[Difference]) -> int:
    """Return how many lines are new or gone."""
    return sum(difference.added + difference.removed for difference in differences)


def _packed(path: Path) -> BinaryIO:
    """Return a packed file to write to, the same bytes for the same content."""
    plain = path.open("wb")
    packed = gzip.GzipFile("", "wb", compresslevel=_LEVEL, fileobj=plain, mtime=0)
    packed.myfileobj = plain  # type: ignore[assignment]  # closed with it
    return cast("BinaryIO", packed)
