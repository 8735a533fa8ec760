"""The loading commands: build, check, rollback, export.

Step on the line: how a person or a script starts it. The composition root joins
:data:`COMMANDS` with those of the other packages.
"""

import json
import sys
from pathlib import Path
from typing import Any

import click

from loaders.build import Built, ensure_built
from loaders.command_options import (
    PLACES,
    LoaderCommand,
    command_data,
    command_settings,
    options,
    warn_damaged,
)
from loaders.console import reporting
from loaders.errors import PromiseError, ShrinkError
from loaders.generations.claims import claimed
from loaders.generations.publication import choose_generation, roll_back
from loaders.mending import catch_up
from loaders.operating.build_log import logged
from loaders.persistence.commands import iris_command
from loaders.settings import LoaderSettings


@click.command("build", cls=LoaderCommand)
@options(*PLACES, "keep", "keep_days", "json")
@click.option("--force", is_flag=True, help="Build although nothing changed.")
@click.option(
    "--allow-removals", is_flag=True, help="Publish although published IRIs or much else would go."
)
@click.option(
    "--allow-changes", is_flag=True, help="Publish although published IRIs become other things."
)
@click.option("--dry-run", is_flag=True, help="Say what would be published; change nothing.")
@click.pass_context
def build_command(
    context: click.Context,
    /,
    as_json: bool,
    dry_run: bool,
    **places: Any,
) -> None:
    """Turn the registries into a generation and publish it.

    Says at once that nothing is to be done if the same inputs are published already. Ends with
    0 if all went well and with 4 if a registry was refused and its older snapshot was used.
    With --dry-run it says what it would publish and what that would change, ends as it would
    have ended, and changes nothing.
    """
    options = {name: places.pop(name) for name in ("force", "allow_removals", "allow_changes")}
    settings, base = command_settings(places)
    if dry_run:
        from loaders.diff_commands import show_preview

        context.exit(show_preview(settings, base, options, as_json=as_json))
    built = _build(settings, base, quiet=as_json, options=options)
    if as_json:
        answer = {"id": built.id, "published": built.published, "refused": dict(built.refused)}
        click.echo(json.dumps(answer))
    else:
        click.echo(f"published {built.id}" if built.published else f"nothing to do: {built.id}")
        for name, reason in built.refused.items():
            click.echo(f"WARNING {name}: an older snapshot is served: {reason}", err=True)
    context.exit(built.exit_code)


def _build(settings: LoaderSettings, base: str, *, quiet: bool, options: dict[str, Any]) -> Built:
    """Build; where a person sits at a terminal, ask before much disappears."""
    try:
        with reporting(quiet=quiet) as report, logged(settings.data, report) as log:
            log.built = ensure_built(settings, base=base, report=log.hear, **options)
            return log.built
    except (PromiseError, ShrinkError) as error:
        changed = isinstance(error, PromiseError) and error.changed
        if quiet or changed or not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
        click.echo(str(error), err=True)
        if not click.confirm("Publish without them?", err=True):
            raise
    options = {**options, "allow_removals": True}
    with reporting(quiet=quiet) as report, logged(settings.data, report) as log:
        log.built = ensure_built(settings, base=base, report=log.hear, **options)
        return log.built


class _Checks(click.Group):
    """A group that checks the registries when no other check is named."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Read the arguments as those of ``registries`` unless they name a check."""
        if not args or (args[0].startswith("-") and args[0] not in {"-h", "--help"}):
            args = ["registries", *args]
        return super().parse_args(context, args)


@click.group("check", cls=_Checks)
def check_group() -> None:
    """Check the registries as a build would, or the promised IRIs.

    Without a command it checks the registries, publishes nothing and writes a page about it.
    """


@check_group.command("registries", cls=LoaderCommand)
@options(*PLACES, "json")
@click.option(
    "--report",
    "--reports",
    "folder",
    metavar="DIR",
    type=Path,
    help="Folder for the page and the files. Default: check in the data directory.",
)
@click.pass_context
def check_command(
    context: click.Context, /, as_json: bool, folder: Path | None, **places: Any
) -> None:
    """Check all registries as a build would, publish nothing, and write a page about it.

    Ends with 5 if a registry would be refused, if the graph would be empty, or if published
    IRIs would disappear.
    """
    from dataclasses import asdict

    from loaders.check import check_registries
    from loaders.summary import show_summary

    settings, base = command_settings(places)
    into = folder or settings.data / "check"
    with reporting(quiet=as_json) as report:
        checked = check_registries(settings, base=base, report=report, into=into)
    if as_json:
        rows = [{"registry": name, **asdict(fault)} for name, fault in checked.faults]
        summaries = [asdict(summary) for summary in checked.summaries]
        answer = {"registries": summaries, "faults": rows, "problem": checked.problem}
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        show_summary(checked.summaries, checked.faults, into)
    if checked.problem:
        click.echo(f"Error: {checked.problem}", err=True)
    context.exit(checked.exit_code)


@click.command("rollback", cls=LoaderCommand)
@options("data")
@click.argument("generation", required=False, metavar="[ID]")
def rollback_command(generation: str | None, **places: Any) -> None:
    """Serve an older generation again: ID, or the one that was served before this one."""
    data = command_data(places)
    warn_damaged(data)
    before, now = roll_back(data, generation)
    with reporting() as report:
        catch_up(data, report)
    click.echo(f"{now} is served; {before} is kept")


@click.command("export", cls=LoaderCommand)
@options("data")
@click.option(
    "--format",
    "format_name",
    default="nq",
    show_default=True,
    type=click.Choice(["nq", "nt", "ttl", "trig", "jsonld", "rdf", "n3"]),
    help="Extension of the format.",
)
@click.option("--graph", metavar="NAME", help="One graph only: a registry's name or an IRI.")
@click.option("--generation", metavar="ID", help="Another generation than the served one.")
@click.option("-o", "--output", type=Path, metavar="FILE", help="Default: standard output.")
def export_command(
    format_name: str,
    graph: str | None,
    generation: str | None,
    output: Path | None,
    **places: Any,
) -> None:
    """Write the graph, or one of its named graphs, to a file."""
    from loaders.emitting.export import export_graphs

    data = command_data(places)
    name = choose_generation(data, generation)
    with claimed(data.generation(name)):
        if output is None:
            export_graphs(data, name, sys.stdout.buffer, format_name=format_name, graph=graph)
            return
        with output.open("wb") as file:
            export_graphs(data, name, file, format_name=format_name, graph=graph)


check_group.add_command(iris_command)

COMMANDS: tuple[click.Command, ...] = (
    build_command,
    check_group,
    rollback_command,
    export_command,
)
"""The commands of this package, for the composition root."""
