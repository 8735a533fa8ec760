"""Bring the schema commands to the command line.

Step on the line: joined by ``begrip.py``. What takes long to import is imported when a command
runs and not when the command line starts.
"""

import click

from linkml_schemas.checking.command import check, rules
from linkml_schemas.differing.command import diff_command
from linkml_schemas.generating.command import generate
from linkml_schemas.releasing.command import release
from linkml_schemas.reusing.command import coverage, mappings, profile, terms
from linkml_schemas.translating.command import translate
from linkml_schemas.watching.command import watch


@click.group("schema")
def schema() -> None:
    """Work on the schemas: the LinkML files and what is made of them."""


for _command in (
    watch, check, rules, diff_command, generate, translate, coverage, mappings, profile, terms,
    release,
):  # fmt: skip
    schema.add_command(_command)

COMMANDS: tuple[click.Command, ...] = (schema,)
"""What this package adds to ``begrip``."""
