"""The command ``schema diff``: what differs between two versions of a schema.

Step on the line: joined by :mod:`linkml_schemas.commands`. What the registries, the queries and
the published records have to do with it comes from the composition root, for it lies above.
"""

import sys
from pathlib import Path
from typing import Any

import click

from linkml_schemas.source import SCHEMA_FILE
from linkml_schemas.written_paths import OUTPUT_FILE, write_text

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
SHOWN = 5
"""Faults of a schema that are shown; the others are counted."""

REFUSED = 16
"""The exit code of ``--fail-on``."""

FORMATS = ("text", "markdown", "html", "json")
GATES = ("breaking", "additive", "editorial", "version")


@click.command("diff")
@click.argument("before", required=False, metavar="[A]")
@click.argument("after", required=False, metavar="[B]")
@click.option("--schema", type=FILE, help="The schema of the working tree. Default: the shipped.")
@click.option("--releases", type=FOLDER, help="Folder of released versions.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--language", type=click.Choice(["nl", "en"]), default="en", show_default=True)
@click.option("--output", type=OUTPUT_FILE, help="Write to a file.")
@click.option("--summary", is_flag=True, help="Only what it comes to.")
@click.option(
    "--fail-on",
    "gates",
    type=click.Choice(GATES),
    multiple=True,
    help="End with 16 if a change is as grave as this, or the version does not fit.",
)
@click.option("--tolerate", is_flag=True, help="A newer one that refers to nothing is no error.")
@click.option("--uses/--no-uses", default=True, help="Whether to say who is touched.")
@click.option("--registries", metavar="DIR", help="Definitions of the registries that use it.")
@click.option("--data", metavar="DIR", help="Count the published records that break, in here.")
@click.option("--generation", metavar="ID", help="Which generation of --data; default: the served.")
@click.pass_context
def diff_command(
    context: click.Context,
    /,
    before: str | None,
    after: str | None,
    **options: Any,
) -> None:
    """Say what differs between two versions of a schema, for whom, and what step it asks.

    A and B are files, folders, released versions (1.2.0, latest), git revisions (HEAD~1) or
    REVISION:path. Without B it is the working tree; without A the last release, else HEAD.

    Exit codes: 0 it is said, 2 there is no such version or output, 3 a schema cannot be read or
    the newer one has an error, 16 --fail-on.
    """
    from linkml_schemas.differing.finding import NotFound
    from linkml_schemas.differing.gating import is_refused
    from linkml_schemas.differing.rendering import RENDERERS
    from linkml_schemas.modelling.faults import SchemaFaults

    if options["generation"] and not options["data"]:
        raise click.UsageError("--generation goes with --data")
    try:
        found, is_faulty = _compare(context, before, after, options)
    except NotFound as error:
        raise click.UsageError(str(error)) from error
    except SchemaFaults as error:
        click.echo(f"Error: {error}", err=True)
        context.exit(3)
    written = RENDERERS[options["form"]](found, options["language"], summary=options["summary"])
    if options["output"]:
        write_text(options["output"], written)
    else:
        _show(written)
    if is_faulty and not options["tolerate"]:
        context.exit(3)
    if is_refused(found, options["gates"]):
        context.exit(REFUSED)


def _show(text: str) -> None:
    """Write to standard output, as UTF-8 where it is a file: no code page lacks an arrow then."""
    click.echo(text if sys.stdout.isatty() else text.encode(), nl=False)


def _read(version: Any) -> tuple[Any, bool]:
    """Return the model of a schema, and whether it refers to what is not there.

    What refers to nothing is left as it is, with a warning: versions of others were released
    with such faults, and must be compared all the same.

    Raises:
        SchemaFaults: It cannot be read as it was meant.
    """
    from linkml_schemas.modelling.faults import SchemaFaults
    from linkml_schemas.modelling.reading import read_leniently

    model, found = read_leniently(version.file)
    faults = [version.told(fault) for fault in found]
    errors = [fault for fault in faults if fault.level == "error"]
    if model is None or any(fault.rule != "reference" for fault in errors):
        raise SchemaFaults(errors or faults)
    for fault in errors[:SHOWN]:
        click.echo(f"WARNING {fault}", err=True)
    if len(errors) > SHOWN:
        click.echo(
            f"WARNING {len(errors) - SHOWN} more such faults in {version.file.name}", err=True
        )
    return model, bool(errors)


def _compare(
    context: click.Context, before: str | None, after: str | None, options: dict[str, Any]
) -> tuple[Any, bool]:
    """Return the difference, with who is touched where that can be known.

    Shape:
        Beside it, whether the newer version has an error: who works on it must know, whereas
        nobody can mend one that was released.

    Raises:
        NotFound: There is no such version.
        SchemaFaults: A schema has an error.
    """
    from linkml_schemas.differing.comparison import difference
    from linkml_schemas.differing.finding import default_before, found_version, to_places
    from linkml_schemas.differing.term_words import read_ontology, with_term_words
    from linkml_schemas.differing.uses import Surroundings, with_uses

    places = to_places(options["schema"], options["releases"], (after, before))
    with (
        found_version(before or default_before(places), places) as first,
        found_version(after or str(options["schema"] or SCHEMA_FILE), places) as second,
    ):
        (old, _), (new, is_faulty) = _read(first), _read(second)
        found = difference(old, new, labels=(first.label, second.label))
        found = with_term_words(found, read_ontology(first.file), read_ontology(second.file))
    surroundings = context.find_root().obj
    is_felt = found.count("breaking") + found.count("additive") > 0
    if not isinstance(surroundings, Surroundings) or not options["uses"] or not is_felt:
        return found, is_faulty
    uses = surroundings.uses(options["registries"], options["data"], options["generation"])
    return with_uses(found, old, new, uses), is_faulty
