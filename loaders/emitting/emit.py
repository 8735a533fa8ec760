"""Write good rows as N-Triples, by the plan.

Step on the line: accepted rows → lines of N-Triples. Polars expressions compiled once for a
class; no Python runs per value. Rows have their IRIs under the base already, so nothing is
replaced here.

Source:
    RDF 1.1 N-Triples, section 7 (grammar).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from linkml_schemas.plan import Column, RecordClass
from loaders.reading.rows import ROW, SUBJECT, has_values
from ontology.iris import mint_concept_scheme, mint_genid
from ontology.namespaces import PREFIXES

RDF_TYPE = f"{PREFIXES['rdf']}type"
IN_SCHEME = f"{PREFIXES['skos']}inScheme"
BROADER = f"{PREFIXES['skos']}broader"
TOP_CONCEPT_OF = f"{PREFIXES['skos']}topConceptOf"
HAS_TOP_CONCEPT = f"{PREFIXES['skos']}hasTopConcept"
XSD_STRING = f"{PREFIXES['xsd']}string"

XSD_INTEGER = f"{PREFIXES['xsd']}integer"
DERIVED_INTEGERS = frozenset(
    f"{PREFIXES['xsd']}{name}" for name in ("nonNegativeInteger", "positiveInteger", "int", "long")
)
"""Datatypes that are checked as they are and emitted as ``xsd:integer``."""

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
_NODE = " node"
_END = pl.lit("> .")
_NO_LINES = pl.Series("line", [], dtype=pl.String)


@dataclass(frozen=True, slots=True)
class Emitter:
    """What turns the rows of a class into triples.

    Shape:
        ``groups`` holds the columns by the predicate of the node they share, those that hang
        on the record itself under the empty text.
    """

    record_class: RecordClass
    groups: Mapping[str, tuple[Column, ...]]
    base: str


def compile_emitter(record_class: RecordClass, base: str) -> Emitter:
    """Return the emitter of a class."""
    groups: dict[str, list[Column]] = {"": []}
    for column in record_class.columns:
        if column.predicate is not None:
            groups.setdefault(column.via.predicate if column.via else "", []).append(column)
    return Emitter(record_class, {key: tuple(value) for key, value in groups.items()}, base)


def emit_rows(frame: pl.DataFrame, targets: pl.DataFrame, emitter: Emitter) -> pl.Series:
    """Return the triples of accepted rows, each once, as lines without line ends.

    Args:
        frame: Rows in canonical form with their subject.
        targets: The IRI of each reference, by ``column`` and ``value``.
        emitter: The compiled class.
    """
    parts = [_NO_LINES, *_describe(frame, emitter), *_top_concepts(frame, targets, emitter)]
    for via, columns in emitter.groups.items():
        filled = [column for column in columns if has_values(frame[column.name])]
        values = [(column, _values(frame, column, targets)) for column in filled]
        if via and values:
            parts += _node_parts(frame, via, values, emitter)
        else:
            parts += [_statement(cells, column, SUBJECT) for column, cells in values]
        parts += [_adds_type(cells, column) for column, cells in values if column.adds_type]
    return pl.concat(parts).unique(maintain_order=True)


def to_lines(lines: pl.Series) -> bytes:
    """Return lines of N-Triples as bytes."""
    if not lines.len():
        return b""
    text: str = lines.str.join("\n").item()
    return text.encode() + b"\n"


def stored_datatype(datatype: str | None) -> str:
    """Return the datatype that the store keeps: it knows no integers but ``xsd:integer``."""
    return XSD_INTEGER if datatype in DERIVED_INTEGERS else datatype or XSD_STRING


def escape_literal(value: pl.Expr) -> pl.Expr:
    """Return an expression that escapes text for a literal of N-Triples."""
    return value.str.replace_many(_ESCAPES)


def _describe(frame: pl.DataFrame, emitter: Emitter) -> list[pl.Series]:
    """Return the triples that every record has: its types and its scheme."""
    fixed = [(RDF_TYPE, iri) for iri in emitter.record_class.types]
    if emitter.record_class.scheme:
        scheme = mint_concept_scheme(emitter.base, emitter.record_class.scheme)
        fixed.append((IN_SCHEME, scheme))
    return [
        _select(frame, pl.lit("<"), SUBJECT, pl.lit(f"> <{predicate}> <{iri}> ."))
        for predicate, iri in fixed
    ]


def _top_concepts(frame: pl.DataFrame, targets: pl.DataFrame, emitter: Emitter) -> list[pl.Series]:
    """Return, for concepts without a broader one, that they are at the top of their scheme."""
    record_class = emitter.record_class
    broader = [column.name for column in record_class.columns if _says_broader(column)]
    tops = frame.filter(pl.all_horizontal(pl.lit(value=True), *map(_is_empty, broader)))
    if record_class.scheme_column:
        column = record_class.column(record_class.scheme_column)
        cells = _values(tops, column, targets)
    elif record_class.scheme:
        scheme = mint_concept_scheme(emitter.base, record_class.scheme)
        cells = tops.select(SUBJECT, value=pl.lit(scheme))
    else:
        return []
    above = pl.lit(f"> <{HAS_TOP_CONCEPT}> <")
    return [
        _select(cells, pl.lit("<"), SUBJECT, pl.lit(f"> <{TOP_CONCEPT_OF}> <"), "value", _END),
        _select(cells, pl.lit("<"), "value", above, SUBJECT, _END),
    ]


def _says_broader(column: Column) -> bool:
    return column.predicate == BROADER and not column.inverse


def _is_empty(name: str) -> pl.Expr:
    return pl.col(name).is_null()


def _select(frame: pl.DataFrame, *parts: pl.Expr | str) -> pl.Series:
    return frame.select(pl.concat_str(*parts).alias("line")).to_series()


def _values(frame: pl.DataFrame, column: Column, targets: pl.DataFrame) -> pl.DataFrame:
    """Return the values of a column, one a row, beside their subject."""
    cells = frame.select(SUBJECT, value=pl.col(column.name)).drop_nulls("value")
    if column.multivalued:
        cells = cells.explode("value")
    if column.kind != "reference":
        return cells
    iris = targets.filter(pl.col("column") == column.name).select("value", "iri")
    found = cells.join(iris, on="value", how="inner", maintain_order="left")
    return found.select(SUBJECT, value="iri")


def _statement(cells: pl.DataFrame, column: Column, subject: str) -> pl.Series:
    """Return one triple for each value."""
    if column.inverse:
        middle = pl.lit(f"> <{column.predicate}> <")
        return _select(cells, pl.lit("<"), "value", middle, subject, pl.lit("> ."))
    before, after = _marks(column)
    value = pl.col("value") if column.kind != "text" and not _is_string(column) else None
    term = value if value is not None else escape_literal(pl.col("value"))
    start = pl.lit(f"> <{column.predicate}> {before}")
    return _select(cells, pl.lit("<"), subject, start, term, pl.lit(f"{after} ."))


def _is_string(column: Column) -> bool:
    return column.kind == "literal" and column.datatype in {None, XSD_STRING}


def _marks(column: Column) -> tuple[str, str]:
    """Return what stands before and after the value in its term."""
    if column.kind == "text":
        return '"', f'"@{column.language}'
    if column.kind != "literal":
        return "<", ">"
    return '"', '"' if _is_string(column) else f'"^^<{stored_datatype(column.datatype)}>'


def _adds_type(cells: pl.DataFrame, column: Column) -> pl.Series:
    return _select(cells, pl.lit("<"), SUBJECT, pl.lit(f"> <{RDF_TYPE}> <{column.adds_type}> ."))


def _node_parts(
    frame: pl.DataFrame,
    via: str,
    values: Sequence[tuple[Column, pl.DataFrame]],
    emitter: Emitter,
) -> list[pl.Series]:
    """Return the triples of the nodes between records and the columns that share them."""
    filled = pl.concat([cells.select(SUBJECT) for _, cells in values]).unique()
    present = frame.select(ROW, SUBJECT).join(filled, on=SUBJECT, how="semi", maintain_order="left")
    nodes = present.select(SUBJECT).with_columns(
        pl.Series(_NODE, _mint_nodes(present[SUBJECT], via, emitter.base), dtype=pl.String)
    )
    types = dict.fromkeys(
        iri for column, _ in values if column.via is not None for iri in column.via.types
    )
    parts = [_select(nodes, pl.lit("<"), SUBJECT, pl.lit(f"> <{via}> <"), _NODE, pl.lit("> ."))]
    parts += [
        _select(nodes, pl.lit("<"), _NODE, pl.lit(f"> <{RDF_TYPE}> <{iri}> .")) for iri in types
    ]
    for column, cells in values:
        joined = cells.join(nodes, on=SUBJECT, how="left", maintain_order="left")
        parts.append(_statement(joined, column, _NODE))
    return parts


def _mint_nodes(subjects: pl.Series, via: str, base: str) -> list[str]:
    prefix = mint_genid(base, "0")[:-1]
    end = f" {via}".encode()
    return [
        prefix + hashlib.sha256(subject.encode() + end).hexdigest()[:32] for subject in subjects
    ]
