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
from linkml_schemas.generated_files import GENERATED
from linkml_schemas.reusing.command import terms
from linkml_schemas.source import SCHEMA_FILE
from linkml_schemas.watching.command import watch

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group("schema")
def schema() -> None:
    """Work on the schemas: the LinkML files and what is made of them."""


for _command in (
    check, rules, diff_command, generate, translate, coverage, mappings, profile,
    terms, release,
):  # fmt: skip
    schema.add_command(_command)
@schema.command("generate")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file is stale.")
@click.option("--schema", "path", type=FILE, default=SCHEMA_FILE, help="Another LinkML file.")
@click.option("--output", type=FOLDER, default=GENERATED, help="Another folder to write to.")
def generate(check: bool, path: Path, output: Path) -> None:
    """Make plan, shapes, vocabulary, code lists, context and JSON Schema of the schemas.

    Exit codes: 0 all is well, 1 a file is stale (--check), 3 a schema has an error.
    """
    from linkml_schemas.artefacts import ARTEFACTS, check_artefacts, write_artefacts

    try:
        names = check_artefacts(path, output) if check else write_artefacts(path, output)
    except SchemaError as error:
        click.echo(f"Error: {error}", err=True)
        raise SystemExit(3) from error
    if check and names:
        stale = ", ".join(names)
        click.echo(f"Stale: {stale}. Run `make generate` and commit the result.", err=True)
        raise SystemExit(1)
    for name in names:
        click.echo(f"wrote {output / name}")
    if not names:
        click.echo(f"{len(ARTEFACTS)} files are current")


schema.add_command(terms)
schema.add_command(check)
schema.add_command(rules)
schema.add_command(watch)
schema.add_command(generate)
schema.add_command(release)
schema.add_command(diff_command)

COMMANDS: tuple[click.Command, ...] = (schema,)
"""What this package adds to ``begrip``."""
