"""Find the records that were there already.

Step on the line: beneath :mod:`loaders.checking.resolution`. A record has its IRI for itself
over all classes; other unique values are its own within its class.
"""

from collections.abc import Sequence

import polars as pl

from linkml_schemas.plan import Schema
from loaders.checking.checks import Faults, note
from loaders.checking.facts import Facts
from loaders.checking.faults import Fault
from loaders.checking.own_iris import is_under
from loaders.checking.subjects import authority_columns, authority_templates
from loaders.reading.rows import LINE, ROW, SUBJECT

_SAME = ("scope", "column", "value")
_KEY = ("registry", ROW)


class Doubles:
    """The values that must be unique, of all registries.

    Args:
        schema: The plans.
        registries: Facts of all registries, in the order that decides who was first.
        base: The base of minted IRIs.
        fixed: Names of registries taken as they are from a snapshot: they come first, and
            none of their rows is refused.
    """

    def __init__(
        self, schema: Schema, registries: Sequence[Facts], base: str, fixed: frozenset[str]
    ) -> None:
        self.schema = schema
        self.base = base
        self.fixed = pl.Series(list(fixed), dtype=pl.String).implode()
        ordered = sorted(registries, key=lambda facts: facts.registry not in fixed)
        values = pl.concat(
            facts.uniques.with_columns(
                registry=pl.lit(facts.registry),
                class_name=pl.lit(facts.class_name, dtype=pl.String),
            )
            for facts in ordered
        )
        scope = pl.when(pl.col("column") != SUBJECT).then("class_name")
        self.values = values.with_columns(scope=scope)

    def find(self, ignored: pl.DataFrame) -> pl.DataFrame:
        """Return what is there twice, as if some rows were not, with ``first`` to say where.

        Args:
            ignored: Rows, by ``registry`` and ``ROW``, that are refused for another reason.
        """
        values = self._alike()
        if ignored.height:
            values = values.join(ignored, on=_KEY, how="anti", maintain_order="left")
        doubles = values.filter(~pl.struct(_SAME).is_first_distinct())
        doubles = doubles.filter(~pl.col("registry").is_in(self.fixed))
        firsts = values.join(doubles.select(_SAME).unique(), on=_SAME, how="semi", nulls_equal=True)
        firsts = firsts.unique(_SAME, keep="first", maintain_order=True)
        firsts = firsts.select(*_SAME, first=pl.format("{}:{}", "registry", LINE))
        return doubles.join(firsts, on=_SAME, how="left", maintain_order="left", nulls_equal=True)

    def _alike(self) -> pl.DataFrame:
        """Return the values that are perhaps there twice: few, so that comparing them is cheap."""
        return self.values.filter(pl.col("value").hash().is_duplicated())

    def explain(self, doubles: pl.DataFrame, refused: dict[str, Faults]) -> None:
        """Note each double: once for an id and for the IRI that is made of it."""
        told: set[tuple[str, int, str]] = set()
        by_column = doubles.sort(pl.col("column") == SUBJECT, maintain_order=True)
        for registry, row, line, column, value, class_name, first in by_column.select(
            "registry", ROW, LINE, "column", "value", "class_name", "first"
        ).iter_rows():
            name = self._column_of(class_name, value) if column == SUBJECT else column
            if (registry, row, name) in told:
                continue
            told.add((registry, row, name))
            message = f"{value} is already that of {first}"
            remedy = "keep one of the two records, or give this one its own value"
            note(refused[registry], row, Fault(line, name, value, "unique", message, remedy))

    def _column_of(self, class_name: str, iri: str) -> str:
        """Return the column that a record's IRI comes from."""
        record_class = self.schema.record_class(class_name)
        templates = authority_templates(record_class)
        for template, column in zip(templates, authority_columns(record_class), strict=True):
            if iri.startswith(template.partition("{")[0]):
                return column
        return "id" if is_under(self.base, iri) else "iri"
