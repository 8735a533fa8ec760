"""Make every artefact of the schema, or say which committed ones are stale.

Step on the line: behind ``begrip schema generate``. It imports linkml: whoever only reads
artefacts takes :mod:`linkml_schemas.generated_files`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from linkml_schemas.compiler import compile_schema
from linkml_schemas.concept_schemes import render_concept_schemes
from linkml_schemas.context import render_context
from linkml_schemas.generated_files import GENERATED
from linkml_schemas.headings import heading
from linkml_schemas.json_schema import render_json_schema
from linkml_schemas.plan import Schema, to_json
from linkml_schemas.shacl import render_shapes
from linkml_schemas.source import SCHEMA_FILE
from linkml_schemas.vocabulary import render_vocabulary


@dataclass(frozen=True, slots=True)
class Artefact:
    """One generated file: its name and how its text is made of the plan."""

    name: str
    render: Callable[[Schema], str]


def render_plan(schema: Schema) -> str:
    """Return the plan as JSON with the heading of every artefact."""
    text = to_json(schema)
    return text.replace("{\n", f'{{\n "$comment": "{heading(schema)}",\n', 1)


ARTEFACTS = (
    Artefact("plan.json", render_plan),
    Artefact("shapes.ttl", render_shapes),
    Artefact("ontology.ttl", render_vocabulary),
    Artefact("concept_schemes.ttl", render_concept_schemes),
    Artefact("context.jsonld", render_context),
    Artefact("schema.json", render_json_schema),
)
"""Everything that ``make generate`` writes."""


def render_artefacts(schema_file: Path = SCHEMA_FILE) -> dict[str, str]:
    """Return the text of every artefact by file name.

    Raises:
        SchemaError: The schema does not compile.
    """
    schema = compile_schema(schema_file)
    return {each.name: each.render(schema) for each in ARTEFACTS}


def write_artefacts(schema_file: Path = SCHEMA_FILE, folder: Path = GENERATED) -> list[str]:
    """Write every artefact and return the names of those that changed.

    Raises:
        SchemaError: The schema does not compile; nothing is written.
    """
    texts = render_artefacts(schema_file)
    folder.mkdir(parents=True, exist_ok=True)
    stale = _stale(texts, folder)
    for name in stale:
        (folder / name).write_text(texts[name], encoding="utf-8", newline="\n")
    return stale


def check_artefacts(schema_file: Path = SCHEMA_FILE, folder: Path = GENERATED) -> list[str]:
    """Return the names of the artefacts that are not what the schema makes.

    Raises:
        SchemaError: The schema does not compile.
    """
    return _stale(render_artefacts(schema_file), folder)


def _stale(texts: dict[str, str], folder: Path) -> list[str]:
    return [name for name, text in texts.items() if _read(folder / name) != text]


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
