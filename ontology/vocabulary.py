"""Read the vocabulary: the hand-written Turtle of this folder.

Step on the line: the build publishes it as the graph ``vocabularium``; whoever needs the
terms reads them here, for only this package opens its files.
"""

from pathlib import Path

FOLDER = Path(__file__).parent


def vocabulary_files() -> tuple[Path, ...]:
    """Return the Turtle files of the vocabulary, by name."""
    return tuple(sorted(FOLDER.glob("*.ttl")))


def read_vocabulary_turtle() -> bytes:
    """Return the whole vocabulary as one Turtle document with the placeholder base.

    Shape:
        The files one after the other: prefixes may be declared again in Turtle, and blank
        nodes in these files have no labels that could meet.

    Source:
        RDF 1.1 Turtle, section 6.5 (a later prefix declaration replaces the earlier one).
    """
    return b"\n".join(path.read_bytes() for path in vocabulary_files())
