"""Make the artefacts that a release freezes, and say which generated ones are stale.

Step on the line: from the LinkML files, through :mod:`linkml_schemas.generating`, to
:mod:`linkml_schemas.releasing.contents`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from linkml_schemas.generating.artefacts import read_subject
from linkml_schemas.generating.naming import Languages
from linkml_schemas.generating.output import COMMITTED, PLAN, render, stale_files
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
    """Return every artefact in text of a schema, and the files that are written by hand.

    Shape:
        In all languages of the schema. To our own schema belongs the vocabulary of
        ``ontology/``.

    Raises:
        SchemaError: The schema has an error.
        OSError: A file cannot be read.
    """
    subject = read_subject(schema, Languages(()))
    names = [name for name in COMMITTED if subject.ours or name != PLAN]
    written = {path.name: path.read_bytes() for path in extras}
    if is_own(schema):
        written[VOCABULARY] = read_vocabulary_turtle()
    return Artefacts(render(subject, names), written)


def is_own(schema: Path) -> bool:
    """Tell whether a schema is ours, to which the vocabulary belongs."""
    return schema.resolve() == SCHEMA_FILE.resolve()


def names_taken(schema: Path, artefacts: Artefacts) -> frozenset[str]:
    """Return the names that no further file may have, since an artefact has them."""
    return frozenset({*artefacts.made, *({VOCABULARY} if is_own(schema) else ())})


def find_stale(schema: Path, artefacts: Artefacts) -> Iterator[str]:
    """Yield a reason for each generated file that is not what the schema makes.

    Shape:
        Of those that stand in the folder ``generated`` beside the schema.
    """
    folder = schema.parent / "generated"
    there = {name: text for name, text in artefacts.made.items() if (folder / name).is_file()}
    for name in stale_files(there, folder):
        yield f"{folder / name} is stale; run `begrip schema generate` and commit the result"
