"""Hold what must be known of a registry to compare it with the others.

Step on the line: made while rows are checked, used by :mod:`loaders.checking.resolution`; small
next to the rows themselves, so that the rows can lie on disk meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from linkml_schemas.plan import Column, RecordClass
from loaders.checking.subjects import authority_columns, scheme_slug
from loaders.reading.rows import LINE, ROW, SUBJECT, has_values

KEY_SCHEMA = {ROW: pl.UInt32, LINE: pl.UInt32, "key": pl.String, SUBJECT: pl.String}
VALUE_SCHEMA = {ROW: pl.UInt32, LINE: pl.UInt32, "column": pl.String, "value": pl.String}


@dataclass(frozen=True, slots=True)
class Facts:
    """What other registries may ask of one, and what it asks of them.

    Shape:
        ``keys``: how each record may be referred to (id, code, scheme/id, IRI).
        ``uniques``: values that no other record of the class may have; ``links``: references
        as written; ``set_aside``: keys of rows that were refused already.
    """

    registry: str
    class_name: str | None
    keys: pl.DataFrame
    uniques: pl.DataFrame
    links: pl.DataFrame
    set_aside: pl.DataFrame
    known: frozenset[str] = field(default_factory=frozenset)

    @property
    def subjects(self) -> pl.Series:
        """Return the IRI of every record that is right by itself."""
        return self.keys.filter(pl.col("key") == pl.col(SUBJECT))[SUBJECT]


def to_facts(frame: pl.DataFrame, registry: str, record_class: RecordClass, base: str) -> Facts:
    """Return the facts of checked rows that have their subject."""
    return Facts(
        registry,
        record_class.name,
        _keys(frame, record_class, base),
        _uniques(frame, record_class),
        _links(frame, record_class.columns),
        pl.DataFrame(schema=KEY_SCHEMA),
    )


def known_facts(registry: str, subjects: frozenset[str]) -> Facts:
    """Return the facts of a graph that has no rows: only which IRIs it describes."""
    return Facts(
        registry,
        None,
        pl.DataFrame(schema=KEY_SCHEMA),
        pl.DataFrame(schema=VALUE_SCHEMA),
        pl.DataFrame(schema=VALUE_SCHEMA),
        pl.DataFrame(schema=KEY_SCHEMA),
        subjects,
    )


def to_set_aside(frame: pl.DataFrame, rows: Sequence[int]) -> pl.DataFrame:
    """Return the keys of rows that were refused, so that who refers to them can be told."""
    refused = frame.filter(pl.col(ROW).is_in(pl.Series(rows, dtype=pl.UInt32).implode()))
    columns = [name for name in ("id", "iri", "ovo") if name in frame.columns]
    parts = [refused.select(ROW, LINE, key=pl.col(name)).drop_nulls("key") for name in columns]
    keys = pl.concat(parts).with_columns(pl.lit(None, dtype=pl.String).alias(SUBJECT))
    return keys.cast(pl.Schema(KEY_SCHEMA))


def join_facts(parts: Sequence[Facts]) -> Facts:
    """Return the facts of all chunks of a registry as one."""
    first = parts[0]
    return Facts(
        first.registry,
        first.class_name,
        pl.concat([part.keys for part in parts]),
        pl.concat([part.uniques for part in parts]),
        pl.concat([part.links for part in parts]),
        pl.concat([part.set_aside for part in parts]),
        first.known,
    )


def without_rows(facts: Facts, rows: Sequence[int]) -> Facts:
    """Return the facts as if some rows had never been there."""
    gone = pl.Series(list(rows), dtype=pl.UInt32).implode()

    def keep(frame: pl.DataFrame) -> pl.DataFrame:
        return frame.filter(~pl.col(ROW).is_in(gone)) if rows else frame

    return Facts(
        facts.registry,
        facts.class_name,
        keep(facts.keys),
        keep(facts.uniques),
        keep(facts.links),
        facts.set_aside,
        facts.known,
    )


def set_all_aside(facts: Facts) -> Facts:
    """Return the facts of a registry of which every record was refused."""
    return Facts(
        facts.registry,
        facts.class_name,
        facts.keys.clear(),
        facts.uniques.clear(),
        facts.links.clear(),
        pl.concat([facts.set_aside, facts.keys]),
    )


def _keys(frame: pl.DataFrame, record_class: RecordClass, base: str) -> pl.DataFrame:
    parts = [frame.select(ROW, LINE, pl.col(SUBJECT).alias("key"), SUBJECT)]
    parts.append(frame.select(ROW, LINE, pl.col("id").alias("key"), SUBJECT))
    for code in authority_columns(record_class):
        coded = frame.select(ROW, LINE, pl.col(code).alias("key"), SUBJECT).drop_nulls("key")
        parts.append(coded)
    if record_class.scheme_column:
        slug = scheme_slug(base, frame[record_class.scheme_column])
        both = frame.with_columns(slug.alias(" slug"))
        key = pl.concat_str(" slug", pl.lit("/"), "id").alias("key")
        parts.append(both.select(ROW, LINE, key, SUBJECT).drop_nulls("key"))
    return pl.concat(parts).cast(pl.Schema(KEY_SCHEMA))


def _uniques(frame: pl.DataFrame, record_class: RecordClass) -> pl.DataFrame:
    names = [column.name for column in record_class.columns if column.unique]
    if record_class.scheme_column:
        names = [name for name in names if name != "id"]
    elif "id" not in names:
        names.append("id")
    parts = [_values(frame, SUBJECT, multivalued=False)]
    for name in names:
        parts.append(_values(frame, name, multivalued=record_class.column(name).multivalued))
    return pl.concat(parts).cast(pl.Schema(VALUE_SCHEMA))


def _links(frame: pl.DataFrame, columns: Sequence[Column]) -> pl.DataFrame:
    parts = [pl.DataFrame(schema=VALUE_SCHEMA)]
    for column in columns:
        if column.kind == "reference" and has_values(frame[column.name]):
            parts.append(_values(frame, column.name, multivalued=column.multivalued))
    return pl.concat(part.cast(pl.Schema(VALUE_SCHEMA)) for part in parts)


def _values(frame: pl.DataFrame, name: str, *, multivalued: bool) -> pl.DataFrame:
    cells = frame.select(
        ROW, LINE, pl.lit(name).alias("column"), pl.col(name).alias("value")
    ).drop_nulls("value")
    return cells.explode("value") if multivalued else cells
