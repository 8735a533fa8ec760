"""Say of versions what programs and pages list.

Step on the line: from the records of releases to JSON. Pure.
"""

from collections.abc import Sequence
from typing import Any

from linkml_schemas.releasing.records import Release
from linkml_schemas.releasing.versions import VersionError, parse_version
from server.links import base_path
from server.problems import NotFound, RequestProblem
from server.saying.message import say
from server.versions.addresses import DIFFERENCE, version_path


def between(releases: Sequence[Release], release: Release, other: str) -> tuple[Release, ...]:
    """Return the versions whose changes lie between two versions, the last first.

    Args:
        releases: All versions of the standard, the oldest first.
        release: The version that is looked at.
        other: The version that it is compared with, empty for the one before.

    Raises:
        RequestProblem: The other is no version, or not an earlier one (400).
        NotFound: There never was such a version (404).
    """
    if not other:
        return (release,)
    try:
        asked = parse_version(other)
    except VersionError as error:
        raise RequestProblem(say("version.text", other=other)) from error
    if asked not in {each.version for each in releases}:
        there = ", ".join(str(each.version) for each in releases)
        raise NotFound(say("version.compared", asked=str(asked), known=there))
    if asked >= release.version:
        raise RequestProblem(say("version.before", other=other, version=str(release.version)))
    told = [each for each in releases if asked < each.version <= release.version]
    return tuple(reversed(told))


def to_listing(
    base: str, name: str, releases: Sequence[Release], *, with_changes: bool = False
) -> dict[str, Any]:
    """Return versions for programs, in the order in which they are given.

    Shape:
        ``{"standard", "versions": [{"version", "date", "status", "history", "prior", "step",
        "counts", "digest", "address", "difference"}]}``; with ``changes`` where they are asked.
    """
    return {
        "standard": f"{base}/ns/{name}",
        "versions": [_to_entry(base, name, each, with_changes=with_changes) for each in releases],
    }


def _to_entry(base: str, name: str, release: Release, *, with_changes: bool) -> dict[str, Any]:
    changes = release.read_changes()
    prefix = base_path(base)
    origin = base[: len(base) - len(prefix)]
    entry = {
        "version": str(release.version),
        "date": release.date,
        "status": release.status.status,
        "code": release.status.concept,
        "history": [
            {"status": each.status, "date": each.date, "successor": each.successor or None}
            for each in release.stages
        ],
        "prior": str(release.prior) if release.prior else None,
        "step": changes["step"],
        "counts": changes["counts"],
        "digest": release.record["digest"],
        "address": origin + version_path(prefix, name, release.version),
        "difference": origin + version_path(prefix, name, release.version, DIFFERENCE),
    }
    return {**entry, "changes": changes["changes"]} if with_changes else entry
