"""Run the check of one file of shapes where it may take no more than its time and memory.

Step on the line: between :mod:`loaders.shapes.conformance` and the validator. A build must not hang
or die of shapes or data that make a validator run away.
"""

import json
import signal
import subprocess
import sys
from pathlib import Path

from linkml_schemas.conformance_values import FORMATS, Conformance
from loaders.shapes.bounds import Bounds
from loaders.shapes.shapes_lines import write_results
from ontology.iris import mint_genid

MEBIBYTE = 1024 * 1024
_DIGEST = "0" * 32


def check_within(
    data: Path, shapes: Path, name: str, *, base: str, bounds: Bounds, out: Path
) -> None:
    """Write what a file of shapes says of some data, or why that cannot be said.

    Args:
        data: N-Triples.
        shapes: The file of shapes.
        name: What the report calls it.
        base: The base of our IRIs, which the shapes may hold the placeholder of.
        bounds: What the check may take.
        out: Where the lines go; see :mod:`loaders.shapes.shapes_lines`.
    """
    asked = {
        "data": str(data),
        "shapes": str(shapes),
        "name": name,
        "format": FORMATS[shapes.suffix],
        "base": base,
        "genid": mint_genid(base, _DIGEST).removesuffix(_DIGEST),
        "seconds": bounds.seconds,
        "memory": bounds.memory * MEBIBYTE,
        "out": str(out),
    }
    problem = _run(json.dumps(asked), bounds)
    if problem:
        write_results(out, Conformance(name, problem))


def _run(asked: str, bounds: Bounds) -> str:
    """Return why the check did not end well; empty if it did."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "loaders.shapes.shapes_child"],
            input=asked,
            capture_output=True,
            text=True,
            timeout=bounds.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"it takes longer than {bounds.seconds} seconds"
    if done.returncode == 0:
        return ""
    if done.returncode < 0:
        return f"the validator was ended by {signal.Signals(-done.returncode).name}"
    if "MemoryError" in done.stderr:
        return f"it takes more than {bounds.memory} MiB of memory"
    last = done.stderr.strip().rpartition("\n")[2]
    return f"the validator fell over: {last[:300]}"
