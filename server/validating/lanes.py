"""Say what lanes checks have: for shapes of visitors, and for few and for many data of others.

Step on the line: read by the keeper, which makes a socket for each, by the checker, which serves
them, and by a front, which chooses one.
"""

from dataclasses import dataclass
from pathlib import Path

from linkml_schemas.validating.profiles import HANDED_IN
from server.settings import Settings

PROFILES, SHAPES, SMALL = "profiles", "shapes", "small"
NAMES = (PROFILES, SHAPES, SMALL)
"""The lanes, in the order in which they take a place that is free.

Nothing in the first two takes a place of the other. Few data for a profile of the server have no
place of their own: they take one of the first lane, else that of the second for as long as a
check may last there, so that a long check holds them up no more than a short one does.
"""

FEW = 64 * 1024
"""Bytes of data that are few: they are checked within a second or so."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What holds in a lane.

    Args:
        most: Checks that may run at once in places of the lane itself.
        seconds: How long each may take.
        niceness: How far each steps back for other processes.
    """

    most: int
    seconds: float
    niceness: int


def to_bounds(name: str, settings: Settings) -> Bounds:
    """Return what holds in a lane: shapes of visitors go one at a time, behind all others.

    >>> to_bounds(SHAPES, Settings.from_mapping({"BEGRIP_CHECKS": "3"})).most
    1
    """
    if name == PROFILES:
        return Bounds(settings.checks, settings.check_deadline, 10)
    seconds = min(settings.check_deadline, settings.check_shapes_deadline)
    return Bounds(1, seconds, 19) if name == SHAPES else Bounds(0, seconds, 10)


def to_lane(profile: str, size: int) -> str:
    """Return the lane in which so many bytes are checked against a profile.

    >>> to_lane("dcat-ap-3.0.1", 5000), to_lane("dcat-ap-3.0.1", 5_000_000)
    ('small', 'profiles')
    """
    if profile == HANDED_IN:
        return SHAPES
    return SMALL if size <= FEW else PROFILES


def to_path(directory: Path, name: str) -> Path:
    """Return where the socket of a lane stands."""
    return directory / f"{name}.sock"


def to_mark(directory: Path) -> Path:
    """Return the file that is there once the checker can begin at once."""
    return directory / "checks.ready"
