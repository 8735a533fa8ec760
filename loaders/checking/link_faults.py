"""Say why a reference does not arrive.

Step on the line: beneath :mod:`loaders.checking.resolution`; looks only at references that failed.
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from linkml_schemas.plan import Schema
from loaders.checking.checks import Faults
from loaders.checking.facts import Facts
from loaders.checking.faults import Fault
from loaders.checking.targets import expand_targets
from loaders.reading.rows import LINE, ROW, SUBJECT

_COMPARED = 5_000


@dataclass(frozen=True, slots=True)
class _Record:
    """A record that a value may mean."""

    registry: str
    class_name: str
    row: int
    line: int
    iri: str

    @property
    def where(self) -> str:
        """Return where the record stands."""
        return f"{self.registry}:{self.line}"


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
        self._found: dict[str, list[_Record]] = {}
        self._propose = lru_cache(maxsize=4096)(self._nearest)

    def look_up(self, values: pl.Series) -> None:
        """Look up, at once, the records that these values may mean."""
        wanted = pl.col("key").is_in(values.unique().implode())
        columns = ("key", "registry", "class_name", ROW, LINE, SUBJECT)
        self._found = {}
        for value, *record in self.keys.filter(wanted).select(columns).iter_rows():
            self._found.setdefault(value, []).append(_Record(*record))

    def is_there(self, value: str, targets: str, refused: Mapping[str, Faults]) -> bool:
        """Tell whether at least one accepted record may be meant."""
        names = expand_targets(self.schema, targets.split())
        return any(
            record.class_name in names and record.row not in refused[record.registry]
            for record in self._found.get(value, ())
        )

    def explain(
        self, line: int, column: str, value: str, targets: str, *, refused: Mapping[str, Faults]
    ) -> Fault:
        """Return the fault of a reference that does not arrive."""
        names = expand_targets(self.schema, targets.split())
        wanted = " or ".join(targets.split())
        found = self._found.get(value, [])
        fitting = [record for record in found if record.class_name in names]
        there = {item.iri for item in fitting if item.row not in refused[item.registry]}
        if len(there) > 1:
            message = f"{value} may mean any of {', '.join(sorted(there))}"
            return _fault(line, column, value, message, "write the IRI of the one that is meant")
        aside = self.set_aside.get(value) or self.set_aside.get(value.rpartition("/")[2])
        if fitting or aside:
            where = fitting[0].where if fitting else aside
            message = f"the record {value} ({where}) was refused itself"
            return _fault(line, column, value, message, "mend that record first")
        if found:
            message = f"there is no {wanted} {value}; there is a {found[0].class_name} of that name"
            return _fault(line, column, value, message, f"refer to a {wanted}")
        message = f"there is no {wanted} {value} in any registry"
        return _fault(line, column, value, message, self._propose(value, targets))

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
