"""Say why a reference does not arrive.

Step on the line: beneath :mod:`loaders.resolution`; looks only at references that failed.
"""

import difflib
from collections.abc import Mapping, Sequence
from functools import lru_cache

import polars as pl

from linkml_schemas.plan import Schema
from loaders.checks import Faults
from loaders.facts import Facts
from loaders.faults import Fault
from loaders.rows import LINE, ROW, SUBJECT
from loaders.targets import expand_targets

_COMPARED = 5_000


class LinkExplainer:
    """What is known of keys, to explain references that fail.

    Args:
        schema: The plans.
        registries: Facts of all registries.
        keys: Their keys together, with ``registry`` and ``class_name``.
    """

    def __init__(self, schema: Schema, registries: Sequence[Facts], keys: pl.DataFrame) -> None:
        self.schema = schema
        self.keys = keys
        self.set_aside = {
            key: f"{facts.registry}:{line}"
            for facts in registries
            for line, key in facts.set_aside.select(LINE, "key").iter_rows()
        }
        self._propose = lru_cache(maxsize=4096)(self._nearest)
        self._find = lru_cache(maxsize=4096)(self._records)

    def explain(
        self, line: int, column: str, value: str, targets: str, *, refused: Mapping[str, Faults]
    ) -> Fault:
        """Return the fault of a reference that does not arrive."""
        names = expand_targets(self.schema, targets.split())
        wanted = " or ".join(targets.split())
        found = self._find(value)
        fitting = [record for record in found if record[1] in names]
        there = [record for record in fitting if record[2] not in refused[record[0]]]
        if len({record[4] for record in there}) > 1:
            message = f"{value} may mean any of {', '.join(sorted({r[4] for r in there}))}"
            return _fault(line, column, value, message, "write the IRI of the one that is meant")
        if fitting or value in self.set_aside:
            where = f"{fitting[0][0]}:{fitting[0][3]}" if fitting else self.set_aside[value]
            message = f"the record {value} ({where}) was refused itself"
            return _fault(line, column, value, message, "mend that record first")
        if found:
            message = f"there is no {wanted} {value}; there is a {found[0][1]} of that name"
            return _fault(line, column, value, message, f"refer to a {wanted}")
        message = f"there is no {wanted} {value} in any registry"
        return _fault(line, column, value, message, self._propose(value, targets))

    def _records(self, value: str) -> list[tuple[str, str, int, int, str]]:
        matching = self.keys.filter(pl.col("key") == value)
        return matching.select("registry", "class_name", ROW, LINE, SUBJECT).rows()

    def _nearest(self, value: str, targets: str) -> str:
        names = expand_targets(self.schema, targets.split())
        fitting = self.keys.filter(
            pl.col("class_name").is_in(names) & (pl.col("key") != pl.col(SUBJECT))
        )
        close = difflib.get_close_matches(value, fitting["key"].head(_COMPARED).to_list(), n=1)
        if close:
            return f"did you mean {close[0]}?"
        return "write the id, the code or the IRI of a record that is there"


def _fault(line: int, column: str, value: str, message: str, remedy: str) -> Fault:
    return Fault(line, column, value, "reference", message, remedy)
