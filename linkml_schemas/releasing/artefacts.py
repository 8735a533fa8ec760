"""Make the artefacts that a release freezes, and say which committed ones are stale.

Step on the line: from the LinkML files to :mod:`linkml_schemas.releasing.contents`. A schema tool:
it imports linkml.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from linkml_schemas.artefacts import check_artefacts, render_artefacts
from linkml_schemas.source import SCHEMA_FILE
from ontology.vocabulary import read_vocabulary_turtle

VOCABULARY = "vocabulary.ttl"
"""The name under which our own vocabulary is frozen."""


@dataclass(frozen=True, slots=True)
class Artefacts:
    """What is made of a schema, and what is written by hand beside it, by name."""

    made: Mapping[str, bytes]
    extras: Mapping[str, bytes]

    @property
    def all(self) -> dict[str, bytes]:
        """Return everything."""
        return {**self.made, **self.extras}


def render_all(schema: Path, extras: Sequence[Path] = ()) -> Artefacts:
    """Return every artefact of a schema, and the files that are written by hand.

    Shape:
        To our own schema belongs the vocabulary of ``ontology/``.

    Raises:
        SchemaError: The schema does not compile.
        OSError: A file cannot be read.
    """
    made = {name: text.encode() for name, text in render_artefacts(schema).items()}
    written = {path.name: path.read_bytes() for path in extras}
    if is_own(schema):
        written[VOCABULARY] = read_vocabulary_turtle()
    return Artefacts(made, written)


def find_stale(schema: Path) -> Iterator[str]:
    """Yield a reason for each committed artefact that is not what the schema makes.

    Shape:
        Those in the folder ``generated`` beside the schema, if there is one.
    """
    folder = schema.parent / "generated"
    if folder.is_dir():
        for name in check_artefacts(schema, folder):
            yield f"{folder / name} is stale; run `begrip schema generate` and commit the result"


def is_own(schema: Path) -> bool:
    """Return whether a schema is the one of this program."""
    return schema.resolve() == SCHEMA_FILE.resolve()
