"""Write a release in one step, and move it from status to status.

Step on the line: the end of ``begrip schema release``. A folder is written beside the others
and renamed, so a release is there whole or not at all; one that is there is never written again,
but for its status.
"""

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from linkml_schemas.releasing.changelog import CHANGELOG, render_changelog
from linkml_schemas.releasing.records import (
    RECORD,
    Release,
    ReleaseError,
    read_releases,
    serialize_record,
)
from linkml_schemas.releasing.statuses import Stage

_BESIDE = re.compile(r"\.[0-9A-Za-z.+-]+-[0-9]+")


def freeze(
    releases: Path, files: Mapping[str, bytes], record: Mapping[str, Any], stage: Stage
) -> Path:
    """Write a release and return its folder.

    Raises:
        ReleaseError: The version is there already; nothing is changed.
        OSError: The disk refused; nothing is left behind.
    """
    version = str(record["version"])
    target, beside = releases / version, releases / f".{version}-{os.getpid()}"
    if target.exists():
        raise ReleaseError(f"{target} is there already")
    releases.mkdir(parents=True, exist_ok=True)
    try:
        for name, content in files.items():
            _write(beside / name, content)
        _write(beside / RECORD, serialize_record({**record, "status": [_to_json(stage)]}))
        _rename(beside, target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    write_changelog(releases)
    return target


def find_leftovers(releases: Path) -> tuple[Path, ...]:
    """Return what a release that was killed left beside the versions: nobody reads it.

    Shape:
        It is named and not removed, for a release that still runs has the same there.
    """
    found = [*releases.glob(".*-*"), *releases.glob(f"*/.{RECORD}-*")]
    return tuple(sorted(path for path in found if _BESIDE.fullmatch(path.name)))


def _rename(beside: Path, target: Path) -> None:
    try:
        beside.rename(target)
    except OSError as error:
        if target.exists():  # another release of this version came between
            raise ReleaseError(f"{target} is there already") from error
        raise


def move(release: Release, stage: Stage) -> None:
    """Add a status to a release; all that is frozen stays as it is."""
    stages = [*release.record["status"], _to_json(stage)]
    _replace(release.folder / RECORD, serialize_record({**release.record, "status": stages}))
    write_changelog(release.folder.parent)


def write_changelog(releases: Path) -> None:
    """Write what all versions changed, in words."""
    text = render_changelog(read_releases(releases))
    _replace(releases / CHANGELOG, text.encode())


def _to_json(stage: Stage) -> dict[str, str]:
    return {key: value for key, value in asdict(stage).items() if value}


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
