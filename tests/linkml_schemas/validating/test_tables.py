import polars as pl
import pyoxigraph as ox
import pytest

from linkml_schemas.examples import read_invalid_examples, read_valid_examples, split_cell
from linkml_schemas.plan import read_plan_at
from linkml_schemas.validating.cells import to_term
from linkml_schemas.validating.checking import check_data
from linkml_schemas.validating.reading import UnreadableError
from linkml_schemas.validating.tables import read_table
from linkml_schemas.validating.unusable import UnusableError
from linkml_schemas.validating.values import Asked
from loaders.checking.checks import check_rows, compile_checks
from loaders.checking.subjects import with_subjects
from loaders.emitting.emit import HAS_TOP_CONCEPT, TOP_CONCEPT_OF, compile_emitter, emit_rows
from loaders.emitting.emit import to_lines as to_bytes
from loaders.reading.rows import CSV_SEPARATOR, LINE, ROW
from ontology.namespaces import rebase
from tests.linkml_schemas.validating.tabled import BASE, fits_a_table, to_table

VALID = [each for each in read_valid_examples() if fits_a_table(each)]
INVALID = [
    each
    for each in read_invalid_examples()
    if fits_a_table(each) and each.reason not in {"reference", "unique"}
]
SCHEMA = read_plan_at(BASE)


def check(data: bytes, class_name: str, **more):
    return check_data(Asked(data, "text/csv", f"begrip/{class_name}", BASE, **more))


def loaded(example) -> set[str]:
    """Return what the loaders state of an example, references resolved as cells are."""
    record_class = SCHEMA.record_class(example.class_name)
    record = {
        name: rebase(cell if isinstance(cell, str) else "|".join(cell), BASE)
        for name, cell in example.record.items()
    }
    cells = {column.name: [record.get(column.name)] for column in record_class.columns}
    frame = pl.DataFrame({ROW: [0], LINE: [2], **cells}, schema_overrides={
        ROW: pl.UInt32, LINE: pl.UInt32, **dict.fromkeys(cells, pl.String)})  # fmt: skip
    checks = compile_checks(SCHEMA, record_class)
    named = with_subjects(check_rows(frame, CSV_SEPARATOR, checks), record_class, BASE)
    assert named.faults == {}
    scheme = record.get(record_class.scheme_column or "", "")
    targets = [
        (column.name, value, to_term(SCHEMA, column, value, BASE, scheme).value)
        for column in record_class.columns
        if column.kind == "reference"
        for value in split_cell(column, record.get(column.name, ""))
    ]
    known = pl.DataFrame(targets, schema=["column", "value", "iri"], orient="row")
    known = known.cast(pl.String)
    lines = to_bytes(emit_rows(named.frame, known, compile_emitter(record_class, BASE)))
    return stated(lines)


def stated(lines: bytes) -> set[str]:
    """Return the triples as the store keeps them; the top of a scheme only a build can tell."""
    store = ox.Store()
    store.load(lines, ox.RdfFormat.N_TRIPLES)
    return {
        str(quad.triple)
        for quad in store
        if quad.predicate.value not in {TOP_CONCEPT_OF, HAS_TOP_CONCEPT}
    }


@pytest.mark.parametrize("example", VALID, ids=lambda each: each.name)
def test_a_row_states_what_the_loaders_would_state(example):
    record_class = SCHEMA.record_class(example.class_name)

    table = read_table(to_table(example), record_class, SCHEMA, BASE, {})

    assert table.faults == []
    assert stated("".join(table.lines).encode()) == loaded(example)


@pytest.mark.slow
@pytest.mark.parametrize("example", VALID, ids=lambda each: each.name)
def test_a_valid_row_conforms(example):
    report = check(to_table(example), example.class_name)

    assert report.findings == ()
    assert report.conforms is True


@pytest.mark.slow
@pytest.mark.parametrize("example", INVALID, ids=lambda each: each.name)
def test_a_fault_names_the_row_and_the_column(example):
    report = check(to_table(example), example.class_name)

    assert report.conforms is not True
    places = [(item.row, name) for item in report.findings for name in item.column.split()]
    assert (2, example.column) in places


def test_columns_may_be_called_otherwise_and_separated_otherwise():
    data = b"Sleutel;Naam (Nederlands);Bron\na;A;https://example.org/bron\n"
    names = {"Sleutel": "id", "Naam (Nederlands)": "label_nl", "Bron": "source"}

    table = read_table(data, SCHEMA.record_class("Role"), SCHEMA, BASE, names)

    assert table.faults == []
    assert list(table.rows) == [f"{BASE}/id/rol/a"]


def test_a_column_that_is_named_and_not_there_is_told():
    table = read_table(
        b"id,label_nl\na,A\n", SCHEMA.record_class("Role"), SCHEMA, BASE, {"nope": "label_en"}
    )

    assert [(f.code, f.column, f.value) for f in table.faults] == [("mapping", "nope", "label_en")]


def test_what_only_a_row_shows_is_told_with_its_line():
    data = b'id,label_nl,nonsense\na,A,\na,B,\n"b b",C,\nc,D\n\xef\xbb\xbf'.removesuffix(
        b"\xef\xbb\xbf"
    )

    table = read_table(data, SCHEMA.record_class("Role"), SCHEMA, BASE, {})

    assert [(fault.code, fault.row, fault.column) for fault in table.faults] == [
        ("column", 1, "nonsense"), ("double", 3, "id"), ("id", 4, "id"), ("cells", 5, ""),
    ]  # fmt: skip
    assert table.read == 4


def test_a_line_within_a_cell_does_not_shift_the_rows():
    data = b'id,label_nl\na,"A\nB"\na,C\n'

    table = read_table(data, SCHEMA.record_class("Role"), SCHEMA, BASE, {})

    assert [(fault.code, fault.row, fault.value) for fault in table.faults] == [("double", 4, "2")]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        pytest.param(b"", 1, id="empty"),
        pytest.param(b"foo,bar\n1,2\n", 1, id="no column of the class"),
        pytest.param(b'id,label_nl\na,A\nb,"open\n', 3, id="a quote that stays open"),
        pytest.param(b"id,label_nl\na,\xff\n", 2, id="no UTF-8"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(data, line):
    with pytest.raises(UnreadableError) as error:
        read_table(data, SCHEMA.record_class("Role"), SCHEMA, BASE, {})

    assert error.value.line == line


@pytest.mark.parametrize("name", ["", "Nonsense"])
def test_a_table_needs_a_class(name):
    with pytest.raises(UnusableError, match="A table needs class, one of LegalResource"):
        check_data(Asked(b"id\na\n", "text/csv", "begrip", BASE, class_name=name))
