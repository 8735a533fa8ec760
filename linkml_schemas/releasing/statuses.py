"""Hold the statuses of a version, and which may follow which.

Step on the line: beneath the release. The codes are those of the Flemish standards register
(``StandardStatus`` in ``codes.yaml``), which is where recognised standards are listed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

SCHEME = "https://data.vlaanderen.be/id/concept/StandaardStatus/"

CODES: Mapping[str, str] = MappingProxyType(
    {
        "draft": "OntwerpStandaard",
        "candidate": "KandidaatStandaard",
        "recognised": "ErkendeStandaard",
        "withdrawn": "HerroepenStandaard",
        "replaced": "VervangenStandaard",
    }
)
"""The code of each status; ``replaced`` is what a withdrawn version with a successor has."""

STATUSES = ("draft", "candidate", "recognised", "withdrawn")
"""What a release may be moved to, in the order of its life."""

FIRST = ("draft", "candidate")
"""What a release may begin as: a body recognises only what it could read before."""

FOLLOWING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "draft": ("candidate", "withdrawn"),
        "candidate": ("recognised", "draft", "withdrawn"),
        "recognised": ("withdrawn",),
        "withdrawn": (),
    }
)
"""What may follow each status; a candidate that is not recognised yet may go back."""


class StatusError(ValueError):
    """Say why a version cannot have a status."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step in the life of a version.

    Args:
        status: One of :data:`STATUSES`.
        date: The day on which it began, ISO 8601.
        successor: The version that takes the place of a withdrawn one, empty if none does.
    """

    status: str
    date: str
    successor: str = ""

    @property
    def code(self) -> str:
        """Return the code of the standards register."""
        return CODES["replaced" if self.successor else self.status]

    @property
    def concept(self) -> str:
        """Return the concept of the standards register."""
        return SCHEME + self.code


def require_first(status: str) -> None:
    """Refuse a status that no version begins with.

    Raises:
        StatusError: The status has to be reached from another.
    """
    if status not in FIRST:
        raise StatusError(f"a version begins as {' or '.join(FIRST)}, not as {status}")


def require_following(before: Stage, after: Stage) -> None:
    """Refuse a status that may not follow another.

    Raises:
        StatusError: The register does not know the step, or it goes back in time.
    """
    allowed = FOLLOWING[before.status]
    if after.status not in allowed:
        can = f"it can become {' or '.join(allowed)}" if allowed else "nothing follows that"
        raise StatusError(f"it is {before.status} since {before.date}; {can}")
    if after.date < before.date:
        raise StatusError(f"it is {before.status} since {before.date}, after {after.date}")
    if after.successor and after.status != "withdrawn":
        raise StatusError("only a withdrawn version has a successor")
