"""Bring ``begrip schema check`` and ``begrip schema rules`` to the command line.

Step on the line: joined by :mod:`linkml_schemas.commands`.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from linkml_schemas.source import SCHEMA_FILE
from linkml_schemas.written_paths import OUTPUT_FILE, write_text, writing

if TYPE_CHECKING:
    from linkml_schemas.checking.check import Report

FORMATS = ("text", "json", "github", "sarif", "junit")
LEVELS = ("error", "warning", "hint")
PATH = click.Path(exists=True, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("check")
@click.argument("paths", nargs=-1, type=PATH)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--output", type=OUTPUT_FILE, help="Write to a file, not to the terminal.")
@click.option("--against", metavar="REV|PATH", help="What was published: no IRI of it may change.")
@click.option("--settings", type=FILE, help="Another file than the begrip-schema.toml found.")
@click.option("--fail-on", type=click.Choice(LEVELS), help="End with 3 from this level on.")
@click.option("--all", "show_all", is_flag=True, help="Show every fault, not three of a rule.")
@click.option("--quiet", is_flag=True, help="Show only the counts.")
@click.option("--fast", is_flag=True, help="Leave out example records and our own convention.")
def check(
    paths: tuple[Path, ...], form: str, output: Path | None, against: str | None,
    settings: Path | None, fail_on: str | None, show_all: bool, quiet: bool, fast: bool,
) -> None:  # fmt: skip
    """Say what is wrong in schemas: where, by which rule, and what would be right.

    PATHS are LinkML files, or folders of them; none means our own schemas.

    Exit codes: 0 nothing is as grave as --fail-on, 2 a path or revision is wrong, 3 something is.
    """
    from linkml_schemas.checking.check import Beyond, check_schema
    from linkml_schemas.checking.targets import TargetError, find_schemas, read_before

    try:
        schemas = [each for path in paths or (SCHEMA_FILE,) for each in find_schemas(path)]
        befores = [read_before(against, each) if against else None for each in schemas]
    except TargetError as error:
        raise click.UsageError(str(error)) from error
    reports = [
        check_schema(each, Beyond(before, settings, not fast))
        for each, before in zip(schemas, befores, strict=True)
    ]
    _write(reports, form, output, most=0 if show_all else 3, quiet=quiet)
    if any(report.fails(fail_on) for report in reports):
        raise SystemExit(3)


def _write(
    reports: "list[Report]", form: str, output: Path | None, *, most: int, quiet: bool
) -> None:
    from rich.console import Console

    from linkml_schemas.checking.formats import FORMATS as EMITTERS
    from linkml_schemas.checking.terminal import print_report

    if form != "text":
        text = EMITTERS[form](reports)
        if output:
            write_text(output, text)
        else:
            click.echo(text, nl=False)
        return
    if output:
        with writing(output), output.open("w", encoding="utf-8", newline="\n") as file:
            console = Console(file=file, width=200, highlight=False)
            for report in reports:
                print_report(console, report, most=0, quiet=quiet)
        return
    console = Console(highlight=False)
    for report in reports:
        print_report(console, report, most=most, quiet=quiet)


@click.command("rules")
@click.argument("name", required=False)
@click.option("--markdown", is_flag=True, help="Write the page of the documentation.")
def rules(name: str | None, markdown: bool) -> None:
    """List the rules that schemas are held to, or explain one with an example.

    Exit codes: 0 all is well, 2 there is no such rule.
    """
    from linkml_schemas.checking.explaining import explain_rule, list_rules, rules_page

    if markdown:
        click.echo(rules_page(), nl=False)
    elif name is None:
        click.echo(list_rules(), nl=False)
    else:
        try:
            click.echo(explain_rule(name), nl=False)
        except KeyError as error:
            raise click.UsageError(str(error.args[0])) from error
