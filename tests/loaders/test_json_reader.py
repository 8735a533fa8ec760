import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import SourceError
from loaders.reading.definitions import Definition
from loaders.reading.json_reader import read_json
from loaders.reading.rows import JSON_SEPARATOR, LINE
from loaders.reading.sources import Source
from tests.loaders.conftest import BASE

DEFINITION = Definition("r", {}, {}, "r.json", "json", "", "", "PUBLIC", Path())


def read(content):
    data = content if isinstance(content, bytes) else content.encode()
    chunks = list(read_json(Source("r.json", content=data), DEFINITION, BASE))
    rows = [row for chunk in chunks for row in chunk.frame.to_dicts()]
    return rows, [fault for chunk in chunks for fault in chunk.faults]


def test_values_keep_the_digits_they_were_written_with():
    rows, _ = read('[{"a": 163246.520, "b": 007e0, "c": true}]'.replace("007e0", "1e5"))

    assert (rows[0]["a"], rows[0]["b"], rows[0]["c"]) == ("163246.520", "1e5", "true")


def test_a_list_is_several_values_and_null_is_none():
    rows, _ = read('[\n{"a": ["x", 2, null], "b": null}]')

    assert rows[0]["a"] == f"x{JSON_SEPARATOR}2"
    assert rows[0]["b"] == ""
    assert rows[0][LINE] == 2


@pytest.mark.parametrize(
    "bad",
    ['{"a": {"b": 1}}', '{"a": [["x"]]}', '{"a": 1, "a": 2}', '"text"', '{"a": "\\ud800"}', "[1]"],
)
def test_an_object_that_is_no_row_is_set_aside(bad):
    rows, faults = read(f'[{{"a": "1"}},\n{bad},\n{{"a": "3"}}]')

    assert [row["a"] for row in rows] == ["1", "3"]
    assert [(fault.row, fault.reason) for fault in faults] == [(2, "unreadable")]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('"a"', "r.json:1: expected an array"),
        ('[{"a": 1}\n{"a": 2}]', "r.json:2: this is no JSON: expected a comma"),
        ('[{"a": 1},\n{"a" 2}]', "r.json:2: this is no JSON"),
        ('[{"a": 1}', "expected a comma"),
        ('[{"a": 1},', "never closed"),
        ('[{"a": 1},]', "a comma before ]"),
        ('[{"a": 1}] x', "text after the array"),
        (b"[\n\xff]", "r.json:2: JSON must be UTF-8"),
        ("[" * 200_000, "nesting"),
    ],
)
def test_a_file_that_is_no_json_is_told_with_its_line(content, told):
    with pytest.raises(SourceError) as caught:
        read(content)

    assert told in str(caught.value)


@given(rows=st.lists(st.dictionaries(st.text(min_size=1), st.text() | st.integers() | st.none())))
def test_every_flat_object_comes_through_or_is_told(rows):
    read_rows, faults = read(json.dumps(rows))

    assert len(read_rows) + len(faults) == len(rows)
