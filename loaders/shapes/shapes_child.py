"""Check data against one file of shapes in a process of its own, which may be ended.

Step on the line: started by :mod:`loaders.shapes.bounded_check`, one for each file of shapes. What
it is asked comes in as JSON, what it found goes out as lines of JSON.
"""

import json
import logging
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from linkml_schemas.conformance import check_conformance
from linkml_schemas.conformance_values import Conformance, ShapesSource
from loaders.shapes.shapes_lines import write_results
from ontology.namespaces import rebase

GRACE = 10
"""Seconds after its time in which the process ends itself, if whoever started it is gone."""


def main() -> None:
    """Read the question from standard input and write the answer to the file that it names."""
    asked = json.load(sys.stdin)
    signal.alarm(int(asked["seconds"]) + GRACE)
    limit = asked["memory"]
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    logging.disable(logging.CRITICAL)
    sys.setrecursionlimit(10_000)
    try:
        found = _check(asked)
    except MemoryError:
        found = Conformance(asked["name"], f"it takes more than {limit // 2**20} MiB of memory")
    except RecursionError:
        found = Conformance(asked["name"], "the shapes or the data go round in a circle")
    write_results(Path(asked["out"]), found)


def _check(asked: dict[str, Any]) -> Conformance:
    shapes = rebase(Path(asked["shapes"]).read_bytes(), asked["base"])
    source = ShapesSource(asked["name"], shapes, asked["format"])
    return check_conformance(Path(asked["data"]).read_bytes(), source, genid=asked["genid"])


if __name__ == "__main__":
    main()
