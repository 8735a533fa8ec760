"""Say what lanes checks have: one for the profiles of the server, one for shapes of visitors.

Step on the line: read by the keeper, which makes a socket for each, by the checker, which serves
them, and by a front, which chooses one.
"""

from dataclasses import dataclass
from pathlib import Path

from linkml_schemas.validating.profiles import HANDED_IN
from server.settings import Settings

PROFILES, SHAPES = "profiles", "shapes"
NAMES = (PROFILES, SHAPES)
"""The lanes; nothing that runs or waits in the one takes a place in the other."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What holds in a lane.

    Args:
        most: Checks that may run at once.
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
    return Bounds(1, min(settings.check_deadline, settings.check_shapes_deadline), 19)


def to_lane(profile: str) -> str:
    """Return the lane in which data are checked against a profile."""
    return SHAPES if profile == HANDED_IN else PROFILES


def to_path(directory: Path, name: str) -> Path:
    """Return where the socket of a lane stands."""
    return directory / f"{name}.sock"


def to_mark(directory: Path) -> Path:
    """Return the file that is there once the checker can begin at once."""
    return directory / "checks.ready"
