"""Bring the schema commands to the command line.

Step on the line: joined by ``begrip.py``. What takes long to import is imported when a command
runs and not when the command line starts.
"""

import click

from linkml_schemas.generating.command import generate


@click.group("schema")
def schema() -> None:
    """Work on the schemas: the LinkML files and what is made of them."""


schema.add_command(generate)


COMMANDS: tuple[click.Command, ...] = (schema,)
"""What this package adds to ``begrip``."""
