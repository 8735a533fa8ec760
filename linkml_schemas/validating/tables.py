"""Read a table by the plan of a class: rows → triples, and from which row and column each came.

Step on the line: CSV that is handed in → N-Triples, as the loaders would state them. What a
value must be the shapes say, so a value that cannot become what its column wants stays a
literal, and its fault is told by the shapes with the row and the column from here.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from linkml_schemas.examples import split_cell
from linkml_schemas.plan import Column, RecordClass, Schema
from linkml_schemas.validating.cells import ABSOLUTE, subject_of, to_term
from linkml_schemas.validating.reading import UnreadableError
from linkml_schemas.validating.unreadable_texts import unreadable_texts
from ontology.iris import mint_concept_scheme, mint_genid
from ontology.namespaces import PREFIXES, rebase

CELL_LIMIT = 1_000_000
"""Characters that a cell may have; a longer one is mostly a quote that is never closed."""

_TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")
_IN_SCHEME = ox.NamedNode(f"{PREFIXES['skos']}inScheme")


Fact = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row and cannot be seen in triples.

    Shape:
        ``code`` is one of ``texts.CODES``; ``row`` is the line of the file where it begins.
    """

    code: str
    row: int
    column: str = ""
    value: str = ""
    focus: str = ""


@dataclass(slots=True)
class ReadTable:
    """A table as triples.

    Shape:
        ``rows`` gives the row of each subject; ``columns`` the columns that state something,
        by whether a node lies between and by predicate.
    """

    record_class: RecordClass
    lines: list[str] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    nodes: dict[str, tuple[str, str]] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)
    read: int = 0

    def place_of(self, focus: str, path: str, rule: str) -> tuple[int, str] | None:
        """Return the row and the column that a result of the shapes is about.

        Args:
            focus: The thing, or the node between it and a value.
            path: The predicate, empty for none.
            rule: The IRI of the shape, which ends in a column where it has no path.
        """
        subject, via = self.nodes.get(focus, (focus, ""))
        row = self.rows.get(subject)
        if row is None:
            return None
        columns = self.record_class.columns
        found = [c for c in columns if c.predicate == path and _via(c) == via]
        found = found or [c for c in columns if _via(c) == path != ""]
        found = found or [c for c in columns if rule.endswith(f"Shape-{c.name}")]
        return row, " ".join(column.name for column in found)


def _is_right(record_class: RecordClass, record: Mapping[str, str]) -> bool:
    pattern = record_class.column("id").pattern
    given = record.get("id", "").strip()
    return not (pattern and given) or re.search(pattern, given) is not None


def _faulty_column(record_class: RecordClass, record: Mapping[str, str]) -> str:
    """Return the column for want of which a row has no IRI."""
    if record.get("iri"):
        return "iri"
    scheme = record_class.scheme_column
    return scheme if scheme and not record.get(scheme) else "id"


def _via(column: Column) -> str:
    return column.via.predicate if column.via else ""


def read_table(
    data: bytes, record_class: RecordClass, schema: Schema, base: str, names: Mapping[str, str]
) -> ReadTable:
    """Return the triples of a table.

    Args:
        data: CSV in UTF-8 with a header; commas, semicolons or tabs separate its cells.
        record_class: The plan of the class that its rows are of.
        schema: All plans at the base.
        base: The base of our IRIs.
        names: Column of the table → column of the class, for those that are called otherwise.

    Raises:
        UnreadableError: It is no table, or its header fits the class nowhere.
    """
    table = ReadTable(record_class)
    rows = _records(rebase(_decode(data), base), table)
    header = next(rows, None)
    if header is None:
        raise UnreadableError(unreadable_texts("table.empty"), code="empty", line=1)
    columns = _columns(header[1], record_class, names, table)
    for line, cells in rows:
        table.read += 1
        if len(cells) != len(columns):
            table.faults.append(RowFault("cells", line, "", f"{len(cells)} ≠ {len(columns)}"))
            continue
        record = {
            name: cell for name, cell in zip(columns, cells, strict=True) if name and cell.strip()
        }
        _state(table, schema, base, line, record)
    return table


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(unreadable_texts("utf8"), code="syntax", line=line) from error


def _records(text: str, table: ReadTable) -> Iterator[tuple[int, list[str]]]:
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            texts = unreadable_texts("table.csv", said=error)
            raise UnreadableError(texts, code="syntax", line=line) from error
        if any(cells):
            yield line, cells


def _columns(
    header: list[str], record_class: RecordClass, names: Mapping[str, str], table: ReadTable
) -> list[str]:
    """Return the column of the class that each column of the table is, empty for none."""
    known = {}
    for column in record_class.columns:
        for label in column.labels.values():
            known[label.strip().lower()] = column.name
    known |= {column.name.lower(): column.name for column in record_class.columns}
    found = []
    for name in (cell.strip() for cell in header):
        mapped = names.get(name, name)
        chosen = known.get(mapped.lower(), "")
        if not chosen or chosen in found:
            table.faults.append(RowFault("column", 1, name, mapped if mapped != name else ""))
            chosen = ""
        found.append(chosen)
    for name in sorted(set(names) - {cell.strip() for cell in header}):
        table.faults.append(RowFault("mapping", 1, name, names[name]))
    if not any(found):
        columns = ", ".join(column.name for column in record_class.columns)
        texts = unreadable_texts("table.columns", name=record_class.name, known=columns)
        raise UnreadableError(texts, code="columns", line=1)
    return found


def _state(
    table: ReadTable, schema: Schema, base: str, line: int, record: Mapping[str, str]
) -> None:
    """Add what a row states."""
    record_class = table.record_class
    subject = subject_of(record_class, record, base)
    if subject is None or not ABSOLUTE.fullmatch(subject) or not _is_right(record_class, record):
        column = _faulty_column(record_class, record)
        table.faults.append(RowFault("id", line, column, record.get(column, "")))
        return
    if subject in table.rows:
        before = str(table.rows[subject])
        table.faults.append(RowFault("double", line, "id", before, subject))
        return
    table.rows[subject] = line
    entity = ox.NamedNode(subject)
    facts: list[Fact] = [(entity, _TYPE, ox.NamedNode(iri)) for iri in record_class.types]
    if record_class.scheme:
        scheme = ox.NamedNode(mint_concept_scheme(base, record_class.scheme))
        facts.append((entity, _IN_SCHEME, scheme))
    scheme_of_row = record.get(record_class.scheme_column or "", "")
    for stating in record_class.columns:
        cell = record.get(stating.name, "") if stating.predicate else ""
        for value in split_cell(stating, cell):
            facts += _facts(table, schema, base, entity, stating, value, scheme_of_row)
    table.lines += [f"{subject} {predicate} {term} .\n" for subject, predicate, term in facts]


def _facts(
    table: ReadTable,
    schema: Schema,
    base: str,
    entity: ox.NamedNode,
    column: Column,
    value: str,
    scheme: str,
) -> Iterator[Fact]:
    subject, term = entity, to_term(schema, column, value, base, scheme)
    if column.via:
        via = column.via.predicate
        digest = hashlib.sha256(f"{entity.value} {via}".encode()).hexdigest()[:32]
        subject = ox.NamedNode(mint_genid(base, digest))
        table.nodes[subject.value] = (entity.value, via)
        yield entity, ox.NamedNode(via), subject
        for iri in column.via.types:
            yield subject, _TYPE, ox.NamedNode(iri)
    if column.adds_type:
        yield entity, _TYPE, ox.NamedNode(column.adds_type)
    predicate = ox.NamedNode(column.predicate or "")
    if not column.inverse:
        yield subject, predicate, term
    elif isinstance(term, ox.NamedNode):
        yield term, predicate, entity
