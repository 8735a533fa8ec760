"""Say what one setting is, and what is wrong with a value of one.

Step on the line: beneath :mod:`server.settings`, which lists them.
"""

from dataclasses import dataclass

PREFIX = "BEGRIP_"


class SettingError(ValueError):
    """Say which setting has a value that it cannot have."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as the documentation shows it.

    Shape:
        ``default`` is the text that stands for an absent or empty variable; ``choices`` the
        permitted texts, empty for any; ``least`` the smallest permitted number.
    """

    name: str
    default: str
    unit: str
    sentence: str
    choices: tuple[str, ...] = ()
    least: float | None = None

    @property
    def variable(self) -> str:
        """Return the environment variable."""
        return PREFIX + self.name
