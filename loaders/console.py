"""Show how far a build is: a bar with rate and remaining time, or plain lines.

Step on the line: between a build and the person who waits for it. Everything goes to
standard error, so that standard output is the answer alone.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from loaders.progress import Progress, Report


@contextmanager
def reporting(*, quiet: bool = False) -> Iterator[Report]:
    """Give what shows progress on a terminal, or writes lines elsewhere.

    Args:
        quiet: Show warnings only, for a script that reads ``--json``.
    """
    if quiet:
        yield _warnings_only
    elif sys.stderr.isatty():
        with _bar() as report:
            yield report
    else:
        yield _lines(time.monotonic())


def _warnings_only(progress: Progress) -> None:
    if progress.stage == "warning":
        click.echo(f"WARNING {progress.text}", err=True)


def _lines(start: float) -> Report:
    def report(progress: Progress) -> None:
        mark = "WARNING " if progress.stage == "warning" else ""
        seconds = time.monotonic() - start
        click.echo(f"{seconds:7.2f}s {mark}{progress.text}", err=True)

    return report


@contextmanager
def _bar() -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description:<32}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("begin", total=None)
        last = ""

        def report(progress: Progress) -> None:
            nonlocal last
            if progress.stage == "warning":
                console.print(f"[bold red]WARNING[/] {progress.text}", highlight=False)
                return
            if progress.stage != last:
                bar.reset(task, total=progress.total or None)
            last = progress.stage
            bar.update(task, description=progress.text, completed=progress.done)

        yield report
