"""Read and lengthen the list of terms that are promised with every release.

Step on the line: terms, code lists and profile are promised to whoever uses the program, not
only to who has the data. The list is committed and only grows; a line with a successor after a
tab says that a term was withdrawn, and what replaces it.
"""

from collections.abc import Iterable
from pathlib import Path

PROMISED = Path(__file__).parent / "promised.txt"


def read_promised(path: Path = PROMISED) -> dict[str, str]:
    """Return the promised terms, relative to the base, each with its successor.

    Shape:
        The successor is ``-`` if the term was withdrawn without one, empty if it is in force.
    """
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        if line and not line.startswith("#"):
            iri, _, successor = line.partition("\t")
            found[iri] = successor
    return found


def add_promised(iris: Iterable[str], path: Path = PROMISED) -> int:
    """Add terms to the list and return how many are new; nothing is ever taken out."""
    known = read_promised(path)
    fresh = sorted(set(iris) - known.keys())
    lines = [
        f"{iri}\t{successor}" if successor else iri
        for iri, successor in sorted({**dict.fromkeys(fresh, ""), **known}.items())
    ]
    head = "# Terms promised with every release, relative to the base; lines are only added.\n"
    path.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(fresh)
