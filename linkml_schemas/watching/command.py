"""Bring ``begrip schema watch`` to the command line.

Step on the line: joined by :mod:`linkml_schemas.commands`.
"""

import threading
from pathlib import Path

import click

from linkml_schemas.source import SCHEMA_FILE
from linkml_schemas.written_paths import OUTPUT_FILE

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("watch")
@click.argument("path", type=FILE, default=SCHEMA_FILE, required=False)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="Where the preview is on this machine; 0 for any free port.",
)
@click.option("--no-preview", is_flag=True, help="Serve no preview.")
@click.option(
    "--annotations",
    type=OUTPUT_FILE,
    metavar="FILE",
    help="Also write the faults: .json, .sarif, .xml, .github, else compiler lines.",
)
@click.option("--against", metavar="REV|PATH", help="Compare with this; default: the last commit.")
@click.option("--settings", type=FILE, help="Another file than the begrip-schema.toml found.")
def watch(
    path: Path, port: int, no_preview: bool, annotations: Path | None, against: str | None,
    settings: Path | None,
) -> None:  # fmt: skip
    """Say after every save what is wrong in a schema and what changed, and show how it looks.

    PATH is a LinkML file; all that it imports is watched too. Ctrl-C ends it.

    Exit codes: 2 the command was used wrongly, 10 the port is taken, 130 interrupted.
    """
    from rich.console import Console

    from linkml_schemas.checking.targets import TargetError
    from linkml_schemas.watching.loop import Watch
    from linkml_schemas.watching.preview import Preview
    from linkml_schemas.watching.workbench import Workbench, find_baseline

    try:
        bench = Workbench(path, find_baseline(path, against), settings)
    except TargetError as error:
        raise click.UsageError(str(error)) from error
    try:
        preview = None if no_preview else Preview(port)
    except OSError as error:
        click.echo(f"Error: port {port} cannot be used: {error.strerror}", err=True)
        raise SystemExit(10) from error
    console = Console(highlight=False)
    try:
        Watch(bench, console, preview, annotations).run(threading.Event())
    except KeyboardInterrupt as error:
        console.print("stopped")
        raise SystemExit(130) from error
