"""The command ``diff``: what differs between two generations, or what a build would change.

Step on the line: beside ``build`` and ``check``; reads what is published, changes nothing.
"""

import json
from typing import Any

import click

from loaders.command_options import PLACES, LoaderCommand, command_settings, options
from loaders.console import reporting
from loaders.generations.data_directory import DataDirectory
from loaders.settings import LoaderSettings

DIFFERENT = 11
"""The exit code of ``--exit-code`` if the two differ."""

LIMIT = 20
"""Things of each kind that are shown of a registry if no number is asked for."""


@click.command("diff", cls=LoaderCommand)
@options(*PLACES, "json")
@click.argument("first", required=False, metavar="[A]")
@click.argument("second", required=False, metavar="[B]")
@click.option("--language", type=click.Choice(["nl", "en"]), default="en", show_default=True)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=LIMIT,
    show_default=True,
    metavar="N",
    help="Things of each kind that are shown of a registry; the others are counted.",
)
@click.option("--registry", metavar="NAME", help="This registry only.")
@click.option("--exit-code", is_flag=True, help="End with 11 if the two differ.")
@click.pass_context
def diff_command(
    context: click.Context,
    /,
    as_json: bool,
    first: str | None,
    second: str | None,
    language: str,
    limit: int,
    registry: str | None,
    exit_code: bool,
    **places: Any,
) -> None:
    """Say in words what differs between two generations.

    A and B are ids or their first digits, or current or previous. Without B it is what a build
    would publish now; without A it is compared with what is served.
    """
    from loaders.differing.diff_states import Asked, compare_states

    settings, base = command_settings(places)
    asked = Asked(first, second, language, limit, registry)
    with reporting(quiet=True) as report:
        difference = compare_states(settings, base, asked, report)
    show_difference(difference, language, as_json=as_json)
    if exit_code and difference["different"]:
        context.exit(DIFFERENT)


def show_difference(difference: dict[str, Any], language: str, *, as_json: bool) -> None:
    """Write a difference to standard output, in words or as JSON."""
    from loaders.differing.diff_words import render_difference

    if as_json:
        click.echo(json.dumps(difference, ensure_ascii=False))
        return
    for line in render_difference(difference, language):
        click.echo(line)


def show_preview(
    settings: LoaderSettings, base: str, options: dict[str, Any], *, as_json: bool
) -> int:
    """Say what a build would do; return the exit code that it would end with.

    Raises:
        LoaderError: That cannot be known.
    """
    from loaders.differing.diff_states import Asked, compare_preview, served_state
    from loaders.differing.preview import previewing

    data = DataDirectory(settings.data)
    with (
        reporting(quiet=True) as report,
        previewing(settings, base=base, report=report, **options) as preview,
    ):
        difference = compare_preview(data, served_state(data), preview, Asked(limit=LIMIT))
    if not as_json:
        nothing = "would publish nothing" if preview.problem else f"nothing to do: {preview.id}"
        click.echo(f"would publish {preview.id}" if preview.published else nothing)
        difference["build"]["problem"] = ""
    show_difference(difference, "en", as_json=as_json)
    if preview.problem:
        click.echo(f"Error: {preview.problem}", err=True)
    return preview.exit_code


COMMANDS: tuple[click.Command, ...] = (diff_command,)
"""The commands of this module, for the composition root."""
