"""Bring the schema commands to the command line.

Step on the line: joined by ``begrip.py``. What takes long to import is imported when a command
runs and not when the command line starts.
"""

import click

from linkml_schemas.checking.command import check, rules
from linkml_schemas.differing.command import diff_command
from linkml_schemas.generating.command import generate
from linkml_schemas.releasing.command import release
from linkml_schemas.reusing.command import terms


@click.group("schema")
def schema() -> None:
    """Work on the schemas: the LinkML files and what is made of them."""


schema.add_command(generate)
schema.add_command(terms)
schema.add_command(check)
schema.add_command(rules)
schema.add_command(release)
schema.add_command(diff_command)

COMMANDS: tuple[click.Command, ...] = (schema,)
"""What this package adds to ``begrip``."""
