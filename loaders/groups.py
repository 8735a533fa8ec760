"""Group what is wrong, and hold of each group no more than a page can show.

Step on the line: between faults of any number and a page of a bounded size.
"""

from collections.abc import Hashable, Mapping
from typing import Any

SHOWN = 20
"""Faults that are shown of a group; the others are counted, and stand in the table."""

MOST = 100
"""Groups that are shown; what further ones hold is counted."""

LONGEST = 300
"""Characters of a cell that are shown."""


class Groups:
    """Groups of faults in the order of their size."""

    def __init__(self) -> None:
        self._heads: dict[Hashable, dict[str, Any]] = {}
        self._beyond = 0

    def knows(self, key: Hashable) -> bool:
        """Return whether there is such a group."""
        return key in self._heads

    def add(
        self, key: Hashable, shown: Mapping[str, Any], head: Mapping[str, Any] | None = None
    ) -> None:
        """Add one fault to its group, which begins with ``head`` if it is new."""
        group = self._heads.get(key)
        if group is None:
            if len(self._heads) >= MOST:
                self._beyond += 1
                return
            group = self._heads[key] = {**(head or {}), "count": 0, "shown": []}
        group["count"] += 1
        if len(group["shown"]) < SHOWN:
            group["shown"].append(dict(shown))

    def to_json(self) -> tuple[list[dict[str, Any]], int]:
        """Return the groups, the largest first, and how many faults no group could take."""
        ordered = sorted(self._heads.values(), key=lambda group: -int(group["count"]))
        return ordered, self._beyond


def shorten(text: str) -> str:
    """Return a text that fits in a page.

    >>> len(shorten("x" * 1000))
    300
    """
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
