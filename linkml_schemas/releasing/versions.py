"""Hold the number of a version.

Step on the line: beneath the release. Pure. Which step a change asks is what
:mod:`linkml_schemas.differing` says.

Source:
    Semantic Versioning 2.0.0, section 2.
"""

import re
from dataclasses import dataclass

_VERSION = re.compile(r"(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})")


class VersionError(ValueError):
    """Say that a text is no version."""


@dataclass(frozen=True, order=True, slots=True)
class Version:
    """A version, in the order in which versions follow each other.

    >>> Version(0, 9, 0) < Version(0, 10, 0)
    True
    """

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        """Return the version as it is written."""
        return f"{self.major}.{self.minor}.{self.patch}"


def parse_version(text: str) -> Version:
    """Return the version that a text says.

    Raises:
        VersionError: It is none of the form ``1.2.3``.

    >>> str(parse_version("0.10.2"))
    '0.10.2'
    """
    match = _VERSION.fullmatch(text)
    if match is None:
        raise VersionError(f"{text!r} is no version; expected three numbers such as 1.2.0")
    return Version(int(match[1]), int(match[2]), int(match[3]))
