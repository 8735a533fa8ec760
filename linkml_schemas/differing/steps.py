"""Say which step of the version some changes ask, and whether a version takes it.

Step on the line: beneath :mod:`linkml_schemas.differing.values`; pure.

Source:
    Semantic Versioning 2.0.0, sections 4 (below 1.0.0 anything may change) and 6 to 8.
"""

import re
from collections.abc import Iterable
from typing import Literal

Step = Literal["major", "minor", "patch", "none"]

_STEPS: dict[str, Step] = {"breaking": "major", "additive": "minor", "editorial": "patch"}
_VERSION = re.compile(r"v?(\d+)\.(\d+)(?:\.(\d+))?(?:[-.+]?[0-9A-Za-z][0-9A-Za-z.+-]*)?")

Numbers = tuple[int, int, int]


def step_of(verdicts: Iterable[str]) -> Step:
    """Return the step that the gravest of some verdicts asks.

    >>> step_of(["editorial", "breaking"]), step_of([])
    ('major', 'none')
    """
    found = set(verdicts)
    return next((step for verdict, step in _STEPS.items() if verdict in found), "none")


def read_version(version: str) -> Numbers | None:
    """Return the three numbers of a version, None if it has no such form.

    >>> read_version("v6.2.0-rc1"), read_version("1.3"), read_version("2024-05")
    ((6, 2, 0), (1, 3, 0), None)
    """
    found = _VERSION.fullmatch(version.strip())
    return (int(found[1]), int(found[2]), int(found[3] or 0)) if found else None


def is_early(version: str) -> bool:
    """Return whether a version is below 1.0.0."""
    numbers = read_version(version)
    return numbers is not None and numbers[0] == 0


def next_version(version: str, step: Step) -> str | None:
    """Return the lowest version that is a step further, None if there is no telling.

    Shape:
        Below 1.0.0 a breaking change raises the second number and any other the third.

    >>> next_version("1.4.2", "minor"), next_version("0.4.2", "major"), next_version("1.0", "none")
    ('1.5.0', '0.5.0', '1.0.0')
    """
    numbers = read_version(version)
    return ".".join(map(str, _raise(numbers, step))) if numbers else None


def version_fault(old: str, new: str, step: Step) -> str | None:
    """Return the word for what is wrong with a version after some changes, None for nothing.

    Shape:
        ``unreadable`` if either has no numbers to compare, ``lowered``, ``unchanged`` where
        something changed, ``small`` if a graver step was due. A larger step is never wrong.

    >>> version_fault("1.4.2", "1.4.3", "minor"), version_fault("1.4.2", "2.0.0", "minor")
    ('small', None)
    """
    if step == "none" and old == new:
        return None
    before, after = read_version(old), read_version(new)
    if before is None or after is None:
        return "unreadable"
    if after < before:
        return "lowered"
    if step == "none":
        return None
    if after == before:
        return "unchanged"
    return "small" if after < _raise(before, step) else None


def _raise(numbers: Numbers, step: Step) -> Numbers:
    first, second, third = numbers
    applied: Step = step
    if first == 0 and step in {"major", "minor"}:
        applied = "minor" if step == "major" else "patch"
    raised: dict[Step, Numbers] = {
        "major": (first + 1, 0, 0),
        "minor": (first, second + 1, 0),
        "patch": (first, second, third + 1),
        "none": numbers,
    }
    return raised[applied]
