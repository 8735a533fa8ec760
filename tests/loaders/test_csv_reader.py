import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import SourceError
from loaders.reading.csv_reader import read_csv
from loaders.reading.definitions import Definition, read_definition
from loaders.reading.rows import LINE
from loaders.reading.sources import Source
from tests.loaders.conftest import BASE


@pytest.fixture
def definition(write):
    return read_definition(write("r", "id\n"))


def read(content, definition, **changes):
    import dataclasses

    data = content if isinstance(content, bytes) else content.encode()
    changed = dataclasses.replace(definition, **changes)
    chunks = list(read_csv(Source("r.csv", content=data), changed, BASE))
    frames = [chunk.frame.to_dicts() for chunk in chunks]
    return [row for rows in frames for row in rows], [f for c in chunks for f in c.faults]


def test_rows_know_their_line_over_quoted_line_ends_and_blank_lines(definition):
    rows, faults = read('id,name\n\na,"one\ntwo"\n,\nb,x\n', definition)

    assert [(row[LINE], row["id"], row["name"]) for row in rows] == [
        (3, "a", "one\ntwo"),
        (6, "b", "x"),
    ]
    assert not faults


def test_a_byte_order_mark_is_no_part_of_the_first_name(definition):
    rows, _ = read(b"\xef\xbb\xbfid\na\n", definition)

    assert rows[0]["id"] == "a"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "latin-1"])
def test_another_encoding_and_delimiter_are_read(definition, encoding):
    content = "id;name\na;Geëvalueerd\n".encode(encoding)

    rows, faults = read(content, definition, encoding=encoding, delimiter=";")

    assert rows[0]["name"] == "Geëvalueerd"
    assert not faults


def test_a_ragged_row_is_set_aside_and_the_others_go_on(definition):
    rows, faults = read("id,name\na\nb,x,y\nc,z\n", definition)

    assert [row["id"] for row in rows] == ["c"]
    assert [(fault.row, fault.reason) for fault in faults] == [(2, "unreadable"), (3, "unreadable")]


def test_a_byte_of_another_encoding_is_told_with_its_line(definition):
    rows, faults = read(b"id,name\na,ok\nb,caf\xe9\nc,ok\n", definition)

    assert [row["id"] for row in rows] == ["a", "c"]
    assert (faults[0].row, faults[0].column) == (3, "name")
    assert "0xe9" in faults[0].message


def test_a_nul_is_told(definition):
    _, faults = read("id,name\na,x\x00y\n", definition)

    assert "NUL" in faults[0].message


def test_text_after_a_closing_quote_is_told_and_reading_goes_on(definition):
    rows, faults = read('id,name\na,"x"y\nb,z\n', definition)

    assert [row["id"] for row in rows] == ["b"]
    assert faults[0].row == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param("", "the file is empty", id="empty"),
        pytest.param("id,,x\n", "column 2 of the header has no name", id="unnamed"),
        pytest.param("id,id\n", "'id' is there twice", id="twice"),
        pytest.param('id,name\na,b\nc,"never closed\nd,e\n', "r.csv:3: the quote", id="quote"),
    ],
)
def test_a_file_that_is_no_csv_is_told_with_its_line(definition, content, told):
    with pytest.raises(SourceError) as caught:
        read(content, definition)

    assert told in str(caught.value)


@given(content=st.binary(max_size=200))
def test_any_bytes_are_read_or_told(content):
    from pathlib import Path

    definition = Definition("r", {}, {}, "r.csv", "csv", "", "", "PUBLIC", Path())

    try:
        rows, faults = read(b"id,name\n" + content, definition)
    except SourceError:
        return

    assert all(fault.reason == "unreadable" and fault.remedy for fault in faults)
    assert all(row[LINE] > 1 for row in rows)
