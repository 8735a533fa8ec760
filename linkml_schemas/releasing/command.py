"""Bring ``begrip schema release`` to the command line.

Step on the line: over :mod:`linkml_schemas.releasing.proposing` and
:mod:`linkml_schemas.releasing.freezing`, which are imported when the command runs.
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import click

from linkml_schemas.convention import SchemaError
from linkml_schemas.releasing.records import (
    Release,
    ReleaseError,
    find_alterations,
    read_releases,
    releases_of,
)
from linkml_schemas.releasing.statuses import (
    STATUSES,
    Stage,
    StatusError,
    require_first,
    require_following,
)
from linkml_schemas.source import SCHEMA_FILE

REFUSED = 15
"""Exit code where there is no release and the schema has no error."""

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("release")
@click.option("--version", default="", help="The version that is meant; else the schema's own.")
@click.option("--status", type=click.Choice(STATUSES), help="Begin as, or move to, this status.")
@click.option("--successor", default="", help="The version that replaces a withdrawn one.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Default: today.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@click.option("--schema", "path", type=_FILE, default=SCHEMA_FILE, help="Another LinkML file.")
@click.option("--releases", type=_FOLDER, help="Another folder of versions.")
@click.option("--with", "extras", type=_FILE, multiple=True, help="A further file to freeze.")
def release(
    version: str,
    status: str | None,
    successor: str,
    day: datetime | None,
    dry_run: bool,
    path: Path,
    releases: Path | None,
    extras: tuple[Path, ...],
) -> None:
    """Freeze a version of the schema, or move one to another status.

    The schema's version is frozen with its sources and all that is made of them, if the checks
    pass, nothing generated is stale, and the version takes the step that the changes ask. A
    version that is there already is never written again: with --status it only gets that status.

    Exit codes: 0 done, 3 the schema has an error, 15 refused, with the reasons.
    """
    folder = releases or releases_of(path)
    date_of = (day.date() if day else date.today()).isoformat()
    _name_leftovers(folder)
    try:
        known = {str(each.version): each for each in read_releases(folder)}
        if status and (moved := known.get(version or _version_of(path))):
            _move(moved, Stage(status, date_of, successor), known, dry_run=dry_run)
        else:
            begun = Stage(status or "draft", date_of)
            _release(path, folder, version, begun, extras, dry_run=dry_run)
    except SchemaError as error:
        click.echo(f"Error: {error}", err=True)
        raise SystemExit(3) from error
    except OSError as error:
        _refuse([f"{error.filename or folder} cannot be written: {error.strerror}"])
    except (ReleaseError, StatusError) as error:
        _refuse([str(error)])


def _name_leftovers(folder: Path) -> None:
    from linkml_schemas.releasing.freezing import find_leftovers

    for path in find_leftovers(folder):
        click.echo(f"WARNING {path} is left of a release that was killed; remove it", err=True)


def _version_of(path: Path) -> str:
    from linkml_schemas.modelling.reading import read_model

    return read_model(path).version


def _release(
    path: Path,
    folder: Path,
    version: str,
    stage: Stage,
    extras: tuple[Path, ...],
    *,
    dry_run: bool,
) -> None:
    """Freeze a version, or say what would be frozen."""
    from linkml_schemas.releasing.freezing import freeze
    from linkml_schemas.releasing.proposing import Refused, Request, propose
    from linkml_schemas.releasing.rendering import render_changes_markdown

    require_first(stage.status)
    try:
        proposal = propose(Request(path, folder, version, stage.date, extras))
    except Refused as refused:
        _refuse(refused.reasons)
    click.echo(render_changes_markdown(proposal.changes, "en"), nl=False)
    count, size = len(proposal.files), sum(map(len, proposal.files.values()))
    if dry_run:
        click.echo(f"\nwould write {folder / str(proposal.version)}: {count} files, {size} bytes")
        return
    written = freeze(folder, proposal.files, proposal.record, stage)
    click.echo(f"\nwrote {written}: {count} files, {size} bytes")


def _move(release: Release, stage: Stage, known: dict[str, Release], *, dry_run: bool) -> None:
    """Move a version to a status, or say that it would be."""
    from linkml_schemas.releasing.freezing import move

    require_following(release.status, stage)
    if stage.successor and stage.successor not in known.keys() - {str(release.version)}:
        raise StatusError(f"there is no other version {stage.successor} to replace it")
    if alterations := find_alterations(release):
        _refuse(alterations)
    if not dry_run:
        move(release, stage)
    verb = "would be" if dry_run else "is"
    click.echo(f"{release.version} {verb} {stage.status} since {stage.date}")


def _refuse(reasons: Sequence[str]) -> NoReturn:
    for reason in reasons:
        click.echo(f"Refused: {reason}", err=True)
    raise SystemExit(REFUSED)
