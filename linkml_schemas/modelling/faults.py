"""Say what is wrong in a schema: where, by which rule, and what would be right.

Step on the line: beneath everything of the workbench (``begrip schema …``). Pure values.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from linkml_schemas.convention import SchemaError

Level = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a schema file; line and column count from 1.

    >>> str(Place(Path("core.yaml"), 12, 5))
    'core.yaml:12:5'
    """

    file: Path
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, or unwise, in a schema.

    Shape:
        ``rule`` is the name of the rule that says so, ``remedy`` a sentence on what would be
        right, empty where the message says it.
    """

    place: Place
    rule: str
    message: str
    remedy: str = ""
    level: Level = "error"
    element: str = ""

    def __str__(self) -> str:
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{self.place}: {self.message}{remedy} [{self.rule}]"


class SchemaFaults(SchemaError):  # noqa: N818  the faults are what it is about
    """Refuse a schema, with all that is wrong in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
