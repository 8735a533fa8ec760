"""Choose what is made of a schema, and write it or say what is stale.

Step on the line: between the artefacts and ``begrip schema generate``.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from linkml_schemas.convention import SchemaError
from linkml_schemas.expectation_texts import PHRASES
from linkml_schemas.generating.artefacts import ARTEFACTS, Subject, render_files
from linkml_schemas.generating.naming import languages_of
from linkml_schemas.plan import Schema, to_json

PLAN = "plan"
PLAN_FILE = "plan.json"

COMMITTED = (PLAN, "shapes", "ontology", "concept-schemes", "context", "json-schema")
"""What of our own schemas is kept beside them: text that loaders, server and tests read."""


class UnknownArtefactError(SchemaError):
    """Say which artefact cannot be made, and which can."""


class UnknownLanguageError(SchemaError):
    """Say in which language nothing can be written, and in which it can."""


def choose_names(subject: Subject, only: Sequence[str], *, committed: bool) -> tuple[str, ...]:
    """Return the names of the artefacts to make.

    Args:
        subject: The schema.
        only: Those that are asked for.
        committed: Whether they go where those of our own schemas are committed.

    Raises:
        UnknownArtefactError: There is none of a name, or it is not made of this schema.
    """
    known = ((PLAN,) if subject.ours else ()) + tuple(each.name for each in ARTEFACTS)
    for name in only:
        if name not in known:
            reason = " of a schema that does not follow our convention" if name == PLAN else ""
            raise UnknownArtefactError(
                f"no artefact {name!r}{reason}; there are: {', '.join(known)}"
            )
    return tuple(only) or tuple(name for name in known if name in COMMITTED or not committed)


def require_languages(subject: Subject) -> None:
    """Refuse a language in which neither the schema has texts nor we have phrases.

    Raises:
        UnknownLanguageError: There is nothing to write in it.
    """
    known = tuple(dict.fromkeys((*languages_of(subject.model), *PHRASES)))
    for language in subject.languages.chosen:
        if language not in known:
            raise UnknownLanguageError(
                f"no text of the schema is in {language!r}; there are: {', '.join(known)}"
            )


def render(subject: Subject, names: Sequence[str]) -> dict[str, bytes]:
    """Return the files of the named artefacts, the plan first."""
    plan = {}
    if PLAN in names:
        plan = {PLAN_FILE: render_plan(subject.plan, subject.publication.heading).encode()}
    others = [name for name in names if name != PLAN]
    return plan | (render_files(subject, others) if others else {})


def render_plan(schema: Schema, heading: str) -> str:
    """Return a plan as JSON, with the heading of every artefact."""
    return to_json(schema).replace("{\n", f'{{\n "$comment": "{heading}",\n', 1)


def stale_files(files: Mapping[str, bytes], folder: Path) -> list[str]:
    """Return the names of the files that are not as they should be."""
    return [name for name, content in files.items() if _read(folder / name) != content]


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files, with the folders that their names have."""
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
