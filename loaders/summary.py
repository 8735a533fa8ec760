"""Show what a check found, for a person at a terminal.

Step on the line: after ``check``, on standard output.
"""

from collections.abc import Sequence
from pathlib import Path

import click

from loaders.check import Summary
from loaders.checking.faults import Fault


def show_summary(
    summaries: Sequence[Summary], faults: Sequence[tuple[str, Fault]], reports: Path
) -> None:
    """Write a line for each registry, then the first faults."""
    width = max(len(summary.name) for summary in summaries)
    click.echo(f"{'registry':<{width}} {'read':>9} {'accepted':>9} {'refused':>9}")
    for item in summaries:
        reason = f"  REFUSED: {item.reason}" if item.reason else ""
        counts = f"{item.read:>9} {item.accepted:>9} {item.refused:>9}"
        click.echo(f"{item.name:<{width}} {counts}{reason}")
    for name, fault in faults[:20]:
        click.echo(f"{_place(name, fault)}: {fault.sentence}; {fault.remedy}")
    if len(faults) > 20:
        click.echo(f"… and {len(faults) - 20} more: {reports / 'quarantine.csv'}")
    click.echo(f"report: {reports / 'index.html'}")


def _place(name: str, fault: Fault) -> str:
    """Return where a fault is: the registry, its file if it has several, line and column.

    >>> _place("rollen", Fault(3, "label_nl", "", "required", "", "", "rollen.csv"))
    'rollen:3 label_nl'
    >>> _place("lijsten", Fault(2, "", "", "unreadable", "", "", "lijsten/deep/a.ttl"))
    'lijsten/deep/a.ttl:2'
    >>> _place("lijsten", Fault(0, "skos:note", "", "iri", "", "", "bron/b.ttl"))
    'lijsten bron/b.ttl skos:note'
    """
    place = name
    if fault.file and fault.file.rpartition(".")[0] != name:
        place = fault.file if fault.file.startswith(f"{name}/") else f"{name} {fault.file}"
    line = f":{fault.row}" if fault.row else ""
    return f"{place}{line} {fault.column}".rstrip()
