"""Hold what a change asks of published records, as a value that a counter may read.

Step on the line: made by :mod:`linkml_schemas.differing.demands`, held against the graph by
:mod:`loaders.touching`.
"""

from dataclasses import dataclass
from typing import Literal

Ask = Literal[
    "no record", "at least", "at most", "pattern", "among", "not", "datatype", "iri", "lowest",
    "highest", "equal", "one of", "all of", "none of", "just one of", "rule", "holds",
    "holds one of", "holds none of",
]  # fmt: skip
"""What is asked: of records (``no record``, ``rule`` and what it ``holds``), of how many values
there are, or of each value."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What every record of a class must keep to.

    Args:
        class_name: The class, as the registries name it.
        class_iri: The type of its records in the graph.
        asks: What is asked of the values, or of the record.
        path: The predicates that lead to the values, and whether each is followed backwards.
        language: The language of the values, empty for all of them.
        terms: What may, or may not, be a value; a datatype or a pattern is the only one.
        number: How many values, or the limit of each.
        choices: Of which each value, or the record, must meet one, all or none; of a rule, what
            it asks for, and what it asks then.
    """

    class_name: str
    class_iri: str
    asks: Ask
    path: tuple[tuple[str, bool], ...] = ()
    language: str = ""
    terms: frozenset[str] = frozenset()
    number: float = 0
    choices: tuple["Demand", ...] = ()
