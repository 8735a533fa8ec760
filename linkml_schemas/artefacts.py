"""Make the artefacts that are kept beside a schema, or say which of them are stale.

Step on the line: what other tools take of :mod:`linkml_schemas.generating`, behind
``begrip schema generate``. For a schema of our convention it imports linkml: whoever only reads
artefacts takes :mod:`linkml_schemas.generated_files`.
"""

from pathlib import Path

from linkml_schemas.generated_files import GENERATED
from linkml_schemas.generating.artefacts import read_subject
from linkml_schemas.generating.naming import Languages
from linkml_schemas.generating.output import choose_names, render, stale_files, write_files
from linkml_schemas.source import SCHEMA_FILE


def render_artefacts(schema_file: Path = SCHEMA_FILE) -> dict[str, str]:
    """Return the text of every artefact that is kept beside a schema, by file name.

    Raises:
        SchemaError: The schema has a fault.
    """
    return {name: content.decode() for name, content in _render(schema_file).items()}


def write_artefacts(schema_file: Path = SCHEMA_FILE, folder: Path = GENERATED) -> list[str]:
    """Write every artefact and return the names of those that changed.

    Raises:
        SchemaError: The schema has a fault; nothing is written.
    """
    files = _render(schema_file)
    stale = stale_files(files, folder)
    write_files({name: files[name] for name in stale}, folder)
    return stale


def check_artefacts(schema_file: Path = SCHEMA_FILE, folder: Path = GENERATED) -> list[str]:
    """Return the names of the artefacts that are not what the schema makes.

    Raises:
        SchemaError: The schema has a fault.
    """
    return stale_files(_render(schema_file), folder)


def _render(schema_file: Path) -> dict[str, bytes]:
    subject = read_subject(schema_file, Languages())
    return render(subject, choose_names(subject, (), committed=True))
