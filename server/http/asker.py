"""Say what hears the answer to an inquiry.

Step on the line: between ``inquiry`` and ``turn``.
"""

from typing import Protocol

from server.problems import RequestProblem


class Asker(Protocol):
    """Hears what a worker answers."""

    def began(self, generation: str) -> None:
        """Hear which generation answers."""

    def came(self, data: bytes) -> bool:
        """Take a part of the answer; return whether more should come now."""

    def ended(self) -> None:
        """Hear that the answer is whole."""

    def failed(self, problem: RequestProblem) -> None:
        """Hear that there is no answer, or not the rest of it."""
