"""Compare all registries: is every record the only one, and does every reference arrive?

Step on the line: facts of all registries → refused rows and the IRI of every reference. A
row that refers to a refused row is refused too, until nothing changes; cycles are fine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from linkml_schemas.plan import Schema
from loaders.checks import Faults, note
from loaders.facts import Facts
from loaders.faults import Fault
from loaders.link_faults import LinkExplainer
from loaders.rows import LINE, ROW, SUBJECT
from loaders.targets import Targets, known_keys

_ABSOLUTE = r"^[A-Za-z][A-Za-z0-9+.\-]*:"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the comparison found for one registry.

    Shape:
        ``targets`` maps (column, value as written) to the IRI it stands for.
    """

    refused: Faults
    targets: pl.DataFrame


def resolve(
    schema: Schema,
    registries: Sequence[Facts],
    base: str,
    fixed: frozenset[str] = frozenset(),
) -> Mapping[str, Resolution]:
    """Return the resolution of each registry, by name.

    Args:
        schema: The plans, for the targets of references.
        registries: Facts of all registries and system graphs, in the order that decides who
            was first.
        base: Base under which an IRI must exist.
        fixed: Names of registries taken as they are from a snapshot; none of their rows is
            refused again.
    """
    order = [facts.registry for facts in registries]
    keys = _together([(facts, facts.keys) for facts in registries])
    refused: dict[str, Faults] = {name: {} for name in order}
    gone = _refuse_doubles(registries, refused, fixed)
    links = _links(schema, registries)
    targets = Targets(schema, known_keys(schema, registries, base), base)
    explainer = LinkExplainer(schema, registries, keys)
    while True:
        accepted = keys.join(gone, on=["registry", ROW], how="anti")
        answered = targets.resolve(links, accepted)
        lost = answered.filter(
            pl.col("iri").is_null()
            & ~pl.col("registry").is_in(pl.Series(list(fixed), dtype=pl.String).implode())
        )
        lost = lost.join(gone, on=["registry", ROW], how="anti")
        if not lost.height:
            return _to_resolutions(order, refused, answered)
        for row in lost.select("registry", ROW, LINE, "column", "value", "targets").iter_rows():
            note(refused[row[0]], row[1], explainer.explain(*row[2:], refused=refused))
        gone = pl.concat([gone, lost.select("registry", ROW).unique()])


def _together(parts: Sequence[tuple[Facts, pl.DataFrame]]) -> pl.DataFrame:
    return pl.concat(
        frame.with_columns(
            registry=pl.lit(facts.registry),
            class_name=pl.lit(facts.class_name, dtype=pl.String),
        )
        for facts, frame in parts
    )


def _refuse_doubles(
    registries: Sequence[Facts], refused: dict[str, Faults], fixed: frozenset[str]
) -> pl.DataFrame:
    """Refuse every record that was there already; snapshots taken as they are come first."""
    ordered = sorted(registries, key=lambda facts: facts.registry not in fixed)
    values = _together([(facts, facts.uniques) for facts in ordered])
    same = ["class_name", "column", "value"]
    doubles = values.filter(~pl.struct(same).is_first_distinct())
    doubles = doubles.filter(
        ~pl.col("registry").is_in(pl.Series(list(fixed), dtype=pl.String).implode())
    )
    firsts = values.join(doubles.select(same).unique(), on=same, how="semi")
    firsts = firsts.unique(same, keep="first", maintain_order=True)
    firsts = firsts.select(*same, first=pl.format("{}:{}", "registry", LINE))
    found = doubles.join(firsts, on=same, how="left", maintain_order="left")
    for registry, row, line, column, value, first in found.select(
        "registry", ROW, LINE, "column", "value", "first"
    ).iter_rows():
        name = "id" if column == SUBJECT else column
        message = f"{value} is already that of {first}"
        remedy = "keep one of the two records, or give this one its own value"
        note(refused[registry], row, Fault(line, name, value, "unique", message, remedy))
    return doubles.select("registry", ROW).unique()


def _links(schema: Schema, registries: Sequence[Facts]) -> pl.DataFrame:
    parts = []
    for facts in registries:
        if facts.class_name is None:
            continue
        columns = schema.record_class(facts.class_name).columns
        targets = {
            column.name: " ".join(column.targets)
            for column in columns
            if column.kind == "reference"
        }
        named = pl.col("column").replace_strict(targets, default="", return_dtype=pl.String)
        frame = facts.links.with_columns(registry=pl.lit(facts.registry), targets=named)
        parts.append(frame)
    empty = {ROW: pl.UInt32, LINE: pl.UInt32, "column": pl.String, "value": pl.String}
    empty |= {"registry": pl.String, "targets": pl.String}
    joined = pl.concat([pl.DataFrame(schema=empty), *parts])
    return joined.with_columns(absolute=pl.col("value").str.contains(_ABSOLUTE))


def _to_resolutions(
    order: Sequence[str], refused: Mapping[str, Faults], answered: pl.DataFrame
) -> dict[str, Resolution]:
    distinct = answered.select("registry", "column", "value", "iri").drop_nulls("iri").unique()
    by_registry = distinct.partition_by("registry", as_dict=True, include_key=False)
    empty = distinct.clear().drop("registry")
    return {name: Resolution(refused[name], by_registry.get((name,), empty)) for name in order}
