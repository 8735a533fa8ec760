"""Read and write what files of shapes say of a registry, as lines of JSON.

Step on the line: between the check and the reports. A line with ``file`` begins what one file
of shapes says (as :meth:`Conformance.to_head` has it); each line after it is one result. So a
report of any length is read line by line and never held.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from linkml_schemas.conformance_values import Conformance

Line = dict[str, Any]


def write_results(path: Path, found: Conformance) -> None:
    """Write what a file of shapes says: a line for the file, then one for each result."""
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(found.to_head(), ensure_ascii=False) + "\n")
        for result in found.results:
            file.write(json.dumps(asdict(result), ensure_ascii=False) + "\n")


def join_lines(path: Path, parts: list[Path]) -> None:
    """Join what several files of shapes say into one file."""
    with path.open("wb") as joined:
        for part in parts:
            joined.write(part.read_bytes())


def read_lines(path: Path) -> Iterator[tuple[Line, Line | None]]:
    """Yield each file of shapes by itself, then with each of its results."""
    head: Line = {}
    with path.open(encoding="utf-8") as lines:
        for text in lines:
            line = json.loads(text)
            if "file" in line:
                head = line
                yield head, None
            else:
                yield head, line


def read_heads(path: Path) -> list[Line]:
    """Return what is said of each file of shapes, without its results."""
    return [head for head, result in read_lines(path) if result is None]
