"""Say what is wrong with one row, for the person who can mend it.

Step on the line: made by readers, checks and the comparison of registries; written to
``reports/quarantine.csv`` by :mod:`loaders.checking.quarantine`.
"""

from dataclasses import dataclass
from typing import Literal, get_args

Reason = Literal[
    "required",
    "pattern",
    "datatype",
    "enumeration",
    "iri",
    "reference",
    "unique",
    "cardinality",
    "language",
    "column",
    "unreadable",
]

REASONS: tuple[str, ...] = get_args(Reason)
"""Every word that may begin the reason of a quarantined row."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with one row.

    Shape:
        ``row`` is the line of the source where the record begins, the first line being 1;
        ``message`` is a sentence that says why, ``remedy`` one that says what would be right.
    """

    row: int
    column: str
    value: str
    reason: Reason
    message: str
    remedy: str
    file: str = ""

    @property
    def sentence(self) -> str:
        """Return the reason and its explanation as the report shows them."""
        return f"{self.reason}: {self.message}"
