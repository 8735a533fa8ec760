"""Say how far a build is, to whoever listens.

Step on the line: beside all of them; ``commands`` turns it into a bar or plain lines.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Stage = Literal[
    "read", "compare", "write", "optimise", "count", "index", "publish", "warning", "done"
]


@dataclass(frozen=True, slots=True)
class Progress:
    """One message of a build.

    Shape:
        ``done`` of ``total`` bytes of sources; ``total`` is 0 where there is nothing to count.
    """

    stage: Stage
    text: str
    done: int = 0
    total: int = 0


Report = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Listen to nothing."""


class Heard:
    """Pass progress on, and keep the warnings in it for the report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.warnings: list[str] = []

    def __call__(self, progress: Progress) -> None:
        """Hear one message."""
        if progress.stage == "warning":
            self.warnings.append(progress.text)
        self._report(progress)
