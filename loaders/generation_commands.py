"""The commands about generations: list, verify, pin, unpin, prune.

Step on the line: beside publishing. The composition root joins :data:`COMMANDS` with those of
the other packages.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from loaders.command_options import LoaderCommand, warn_damaged
from loaders.console import reporting
from loaders.errors import DiskError, GenerationError
from loaders.generations.data_directory import DataDirectory
from loaders.generations.pins import Pin, pin, read_pins, unpin
from loaders.generations.publication import choose_generation, clean, locked
from loaders.generations.retention import decide, prune
from loaders.mending import follow
from loaders.settings import SETTINGS, LoaderSettings, to_settings

_DEFAULTS = {item.variable: item.default for item in SETTINGS}
_DATA = click.option(
    "--data",
    envvar="BEGRIP_DATA",
    default=_DEFAULTS["BEGRIP_DATA"],
    metavar="DIR",
    help="Data directory. Default: var.",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
_GENERATION = click.argument("generation", metavar="ID")


class _Generations(click.Group):
    """A group that lists when no command of it is named."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Read the arguments as those of ``list`` if they begin with an option of it."""
        if not args or (args[0].startswith("-") and args[0] not in {"-h", "--help"}):
            args = ["list", *args]
        return super().parse_args(context, args)


@click.group("generations", cls=_Generations)
def generations_command() -> None:
    """List the generations that are there, verify them, pin them, remove old ones.

    Without a command it lists.
    """


@generations_command.command("list", cls=LoaderCommand)
@_DATA
@_JSON
def list_command(data: str, as_json: bool) -> None:
    """List the generations that are there, and mark the one that is served."""
    directory = _open(data)
    warn_damaged(directory)
    served, pins = directory.current_id(), _pins_or_warning(directory)
    rows: list[dict[str, Any]] = []
    for name in directory.ids():
        manifest = directory.read_manifest(name)
        counts = manifest.get("counts") or {}
        row = {"id": name, "made": manifest["made"], "served": name == served}
        row |= {key: counts.get(key) for key in ("triples", "graphs")}
        rows.append({**row, "pinned": pins[name].because if name in pins else None})
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        mark, pinned = "*" if row["served"] else " ", row["pinned"]
        line = f"{mark} {row['id']}  {row['made']}  {row['triples'] or '?':>10} triples"
        click.echo(f"{line}  pinned: {pinned}" if pinned else line)
    if not rows and not directory.damaged_ids():
        click.echo(f"nothing was built in {directory.path} yet", err=True)


def _pins_or_warning(data: DataDirectory) -> Mapping[str, Pin]:
    try:
        return read_pins(data)
    except DiskError as error:
        click.echo(f"WARNING {error}", err=True)
        return {}


@generations_command.command("verify", cls=LoaderCommand)
@_DATA
@_JSON
@click.option("--all", "all_of_them", is_flag=True, help="Every generation that is there.")
@click.argument("generation", required=False, metavar="[ID]")
@click.pass_context
def verify_command(
    context: click.Context,
    data: str,
    as_json: bool,
    all_of_them: bool,
    generation: str | None,
) -> None:
    """Read every file of a generation and say whether it is as it was published.

    The one that is served, the one that ID begins, or with --all every one. Ends with 9 if one
    is damaged, and says what to do.
    """
    from loaders.generations.verification import verify

    directory = _open(data)
    if all_of_them and generation:
        raise click.UsageError("give an ID or --all, not both")
    there = sorted({*directory.ids(), *directory.damaged_ids()})
    names = there if all_of_them else [_named(directory, there, generation)]
    verdicts = [verify(directory, name) for name in names]
    if as_json:
        click.echo(json.dumps([asdict(verdict) for verdict in verdicts], ensure_ascii=False))
    for verdict in () if as_json else verdicts:
        click.echo(f"{verdict.id}  {'damaged' if verdict.problems else 'whole'}")
        for problem in verdict.problems:
            click.echo(f"  {problem}")
        if verdict.problems:
            click.echo(f"  {verdict.remedy}")
    context.exit(DiskError.exit_code if any(item.problems for item in verdicts) else 0)


@generations_command.command("pin", cls=LoaderCommand)
@_DATA
@_GENERATION
@click.option("--because", required=True, metavar="TEXT", help="To whom it was promised, or why.")
def pin_command(data: str, generation: str, because: str) -> None:
    """Keep a generation until it is unpinned, whatever its age."""
    directory = _open(data)
    with locked(directory):
        name = choose_generation(directory, generation)
        pin(directory, name, because)
    click.echo(f"{name} is pinned")


@generations_command.command("unpin", cls=LoaderCommand)
@_DATA
@_GENERATION
def unpin_command(data: str, generation: str) -> None:
    """Let number and age decide about a generation again."""
    directory = _open(data)
    with locked(directory):
        fitting = [name for name in read_pins(directory) if name.startswith(generation)]
        name = fitting[0] if len(fitting) == 1 else generation
        unpin(directory, name)
    click.echo(f"{name} is no longer pinned")


def _kept(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say what is kept."""
    for variable, option in (("BEGRIP_KEEP_DAYS", "--keep-days"), ("BEGRIP_KEEP", "--keep")):
        meaning = next(item.meaning for item in SETTINGS if item.variable == variable)
        default = _DEFAULTS[variable]
        text = f"{meaning} Default: {default}."
        function = click.option(option, envvar=variable, default=default, help=text)(function)
    return function


@generations_command.command("prune", cls=LoaderCommand)
@_DATA
@_JSON
@_kept
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
def prune_command(data: str, as_json: bool, keep: str, keep_days: str, dry_run: bool) -> None:
    """Remove the generations that number and age no longer keep.

    Never one that is served, pinned or read by a process, nor one that alone holds a promise.
    """
    given = {"BEGRIP_DATA": data, "BEGRIP_KEEP": keep, "BEGRIP_KEEP_DAYS": keep_days}
    directory, settings = _open(data), to_settings(given)
    if dry_run:
        fates = decide(directory, settings, datetime.now(UTC))
    else:
        fates = _prune(directory, settings)
    if as_json:
        click.echo(json.dumps([asdict(fate) for fate in fates], ensure_ascii=False))
        return
    done = "would be removed" if dry_run else "removed"
    for fate in fates:
        click.echo(f"{fate.id}  {f'stays: {fate.stays}' if fate.stays else done}")


def _prune(directory: DataDirectory, settings: LoaderSettings) -> tuple[Any, ...]:
    """Remove what may go under the lock, and return what happened to each generation."""
    with locked(directory):
        clean(directory)
        with reporting() as report:
            follow(directory, report)
        before = decide(directory, settings, datetime.now(UTC))
        tried = {fate.id: fate for fate in prune(directory, settings)}
    return tuple(tried.get(fate.id, fate) for fate in before)


def _open(data: str) -> DataDirectory:
    directory = DataDirectory(Path(data))
    directory.require_folder()
    return directory


def _named(data: DataDirectory, there: list[str], text: str | None) -> str:
    """Return the generation that is meant, a damaged one too; what is pointed at if None.

    Raises:
        GenerationError: None or several begin so, or nothing is served.
    """
    if text is None:
        pointed = data.pointed_id()
        return pointed if pointed in there else choose_generation(data, None)
    fitting = [name for name in there if name.startswith(text)]
    if len(fitting) != 1:
        known = ", ".join(there) or "none"
        which = "no generation begins" if not fitting else "several generations begin"
        raise GenerationError(f"{which} with {text!r}; there are: {known}")
    return fitting[0]


COMMANDS: tuple[click.Command, ...] = (generations_command,)
"""The commands of this module, for the composition root."""
