"""Bring the schema commands to the command line.

Step on the line: joined by ``begrip.py``. What takes long to import is imported when a command
runs and not when the command line starts.
"""

import click

from linkml_schemas.differing.command import diff_command
from linkml_schemas.generating.command import generate
from linkml_schemas.releasing.command import release
from linkml_schemas.convention import SchemaError
from linkml_schemas.generated_files import GENERATED
from linkml_schemas.reusing.command import terms
from linkml_schemas.source import SCHEMA_FILE
from linkml_schemas.translating.command import translate

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group("schema")
def schema() -> None:
    """Work on the schemas: the LinkML files and what is made of them."""


schema.add_command(generate)
schema.add_command(diff_command)
schema.add_command(release)

schema.add_command(terms)
schema.add_command(translate)

COMMANDS: tuple[click.Command, ...] = (schema,)
"""What this package adds to ``begrip``."""
