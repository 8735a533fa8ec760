"""The commands for whoever keeps a data directory: builds, backup, restore.

Step on the line: beside ``commands``; the composition root joins both.
"""

import json
import sys
from pathlib import Path
from typing import Any

import click

from loaders.command_options import LoaderCommand
from loaders.generations.data_directory import DataDirectory

_DATA = click.option(
    "--data",
    envvar="BEGRIP_DATA",
    default="var",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Data directory. Default: var.",
)


@click.command("builds", cls=LoaderCommand)
@_DATA
@click.option("-n", "--last", default=20, show_default=True, type=click.IntRange(1), metavar="N")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, with all that is.")
def builds_command(data: Path, last: int, as_json: bool) -> None:
    """List the last builds, the latest at the end, and what became of each."""
    from loaders.operating.build_log import read_builds

    builds = read_builds(data)[-last:]
    for build in builds:
        click.echo(json.dumps(build, ensure_ascii=False) if as_json else to_row(build))
    if not builds and not as_json:
        click.echo(f"no build was logged in {data} yet", err=True)


def to_row(build: dict[str, Any]) -> str:
    r"""Return the row of a build in a table.

    >>> to_row({"at": "2026-01-01T00:00:00Z", "result": "failed", "exit_code": 3,
    ...         "seconds": 0.1, "id": None, "rows": {}, "reason": "no such\nfolder"})
    '2026-01-01T00:00:00Z failed        3     0.1s -                         -  no such'
    """
    rows = build.get("rows") or {}
    counts = f"{rows.get('accepted', 0)}/{rows.get('read', 0)}" if rows.get("read") else "-"
    reason = str(build.get("reason") or "").split("\n")[0]
    head = f"{build['at']} {build['result']:<11} {build['exit_code']:>3}"
    middle = f"{build.get('seconds', 0):>7.1f}s {build.get('id') or '-':<16} {counts:>10}"
    return f"{head} {middle}  {reason}".rstrip()


@click.command("backup", cls=LoaderCommand)
@_DATA
@click.argument("target", type=click.Path(path_type=Path), metavar="FILE|FOLDER|-")
def backup_command(data: Path, target: Path) -> None:
    """Write the data directory to a file, while it is served and built.

    In a folder the file is named after the moment and the generation; - is standard output.
    """
    from loaders.operating.backup import back_up, write_backup

    directory = DataDirectory(data)
    directory.require_folder()
    if str(target) == "-":
        write_backup(directory, sys.stdout.buffer)
        return
    path = back_up(directory, target)
    click.echo(f"{path} holds {directory.path}, {path.stat().st_size:,} bytes")


@click.command("restore", cls=LoaderCommand)
@_DATA
@click.argument("source", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE|-")
def restore_command(data: Path, source: Path) -> None:
    """Make a data directory of a backup: every file is compared, and all of it is there or none.

    The data directory must be empty or not there; a server is started afterwards.
    """
    from loaders.operating.restore import restore

    served = restore(source, data)
    click.echo(f"{data} is restored and serves {served}")


COMMANDS: tuple[click.Command, ...] = (builds_command, backup_command, restore_command)
"""The commands of this module, for the composition root."""
