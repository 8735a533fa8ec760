"""Bring the translation of a schema to the command line.

Step on the line: joined by :mod:`linkml_schemas.commands`. Exit codes are those of
``begrip --help``: 2 a table or an option is wrong, 3 the schema has an error or, with
``--check``, lacks a translation.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from linkml_schemas.source import SCHEMA_FILE
from linkml_schemas.written_paths import OUTPUT_FILE, OUTPUT_FOLDER, writing

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("translate", invoke_without_command=True)
@click.option("--schema", "path", type=FILE, default=SCHEMA_FILE, help="Another LinkML file.")
@click.option("--record", type=OUTPUT_FILE, help="Default: translations.json beside the schema.")
@click.option("--language", "languages", multiple=True, help="Of these only, such as fr.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--all", "whole", is_flag=True, help="List every text that needs work.")
@click.option("--accept", is_flag=True, help="Record all translations as made of the source.")
@click.option("--check", is_flag=True, help="Exit with 3 if a text is missing or outdated.")
@click.option("--html", type=OUTPUT_FILE, help="Write a page with all languages side by side.")
@click.option("--to-language-maps", "maps", type=OUTPUT_FOLDER, help="Write the schema with maps.")
@click.option(
    "--from-language-maps", "plain", type=OUTPUT_FOLDER, help="Write it without maps again."
)
@click.pass_context
def translate(
    context: click.Context, /, path: Path, record: Path | None, **options: object
) -> None:
    """Say what of a schema is translated, outdated or suspicious, and carry it to translators.

    Without a command: counts per language and file. A translation is outdated when its source
    text changed after it was recorded; --accept records all that there is.
    """
    from linkml_schemas.translating import reporting

    with _refusing():
        task = reporting.begin(path, record, _listed(options["languages"]))
        context.obj = task
        if context.invoked_subcommand is None:
            raise SystemExit(reporting.report(task, options, click.echo))


@translate.command("export")
@click.option("--language", required=True, help="The language to fill in, such as fr.")
@click.option("--output", type=OUTPUT_FILE, required=True, help="The CSV file to write.")
@click.option("--source", "sources", multiple=True, help="Texts beside; all by default.")
@click.option("--delimiter", type=click.Choice([",", ";"]), default=",")
@click.option("--bom", is_flag=True, help="Begin with a byte order mark, for a spreadsheet.")
@click.option("--open", "open_only", is_flag=True, help="Only what is missing or outdated.")
@click.pass_obj
def export(task: object, /, **options: object) -> None:
    """Write the texts of one language as a table for translators."""
    from linkml_schemas.translating import exchanging

    with _refusing():
        click.echo(exchanging.export(task, options))  # type: ignore[arg-type]


@translate.command("import")
@click.argument("file", type=FILE)
@click.option("--language", required=True, help="The language that was filled in.")
@click.option("--partial", is_flag=True, help="Write the good rows if others are bad.")
@click.pass_obj
def bring(task: object, /, file: Path, language: str, partial: bool) -> None:
    """Write the filled table into the schema; nothing is written if a row is wrong.

    Exit codes: 0 all is well, 2 a row is wrong, 3 the schema has an error.
    """
    from linkml_schemas.translating import exchanging

    with _refusing():
        lines, bad = exchanging.bring(task, file, language, partial=partial)  # type: ignore[arg-type]
    for fault in bad:
        click.echo(f"{file.name}: {fault}", err=True)
    for line in lines:
        click.echo(line)
    if bad:
        raise SystemExit(2)


def _listed(found: object) -> tuple[str, ...]:
    return tuple(map(str, found)) if isinstance(found, tuple) else ()


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn what stops the work into a message and an exit code."""
    from linkml_schemas.convention import SchemaError
    from linkml_schemas.translating.comparing import WritingError
    from linkml_schemas.translating.record import RecordError
    from linkml_schemas.translating.tables import TableError

    try:
        with writing(Path()):
            yield
    except SchemaError as error:
        click.echo(f"Error: {error}", err=True)
        raise SystemExit(3) from error
    except (TableError, RecordError, WritingError) as error:
        click.echo(f"Error: {error}", err=True)
        raise SystemExit(2) from error
