"""Rows are counted in every format, wherever the pieces of an answer are cut."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, QueryResultsFormat, Store

from server.limit_problems import TooManyRows
from server.rows import CountedRows
from tests.server.serving import serving

FORMATS = {
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "text/csv": QueryResultsFormat.CSV,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/sparql-results+json": QueryResultsFormat.JSON,
}
texts = st.text(alphabet='a"\\\n\r\t,{}[]<>&:result', max_size=12)


def table(values, format: str) -> bytes:
    """Return a table with a row per value; one of None binds nothing."""
    store, output = Store(), io.BytesIO()
    rows = " ".join("UNDEF" if v is None else str(Literal(v)) for v in values)
    store.query(f"SELECT ?x ?y {{ VALUES ?x {{ {rows} }} }}").serialize(output, FORMATS[format])
    return output.getvalue()


@pytest.mark.parametrize("format", FORMATS)
@given(st.lists(st.one_of(st.none(), texts), max_size=8), st.integers(1, 40))
def test_every_row_counts_once_however_the_answer_is_cut(format, values, size):
    body = table(values, format)
    pieces = [body[start : start + size] for start in range(0, len(body), size)]

    def write(most: int) -> bytes:
        written: list[bytes] = []
        counted = CountedRows(written.append, format, most)
        for piece in pieces:
            counted.write(piece)
        return b"".join(written)

    assert write(0) == write(max(1, len(values))) == body
    if len(values) > 1:
        with pytest.raises(TooManyRows):
            write(len(values) - 1)


@pytest.mark.slow
@pytest.mark.parametrize("media_type", FORMATS)
def test_a_table_is_whole_or_refused(generation_dir, tmp_path, media_type):
    with serving(generation_dir, tmp_path / "log", WORKERS=1, FRONTS=1, QUERY_ROWS=10) as server:
        whole = server.query("SELECT * { ?s ?p ?o } LIMIT 10", accept=media_type)
        more = server.query("SELECT * { ?s ?p ?o } LIMIT 11", accept=media_type)
        graph = server.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", accept="text/turtle")

    assert (whole.status_code, more.status_code, graph.status_code) == (200, 503, 200)
    assert more.json()["type"] == "/api/problems/too-many-rows"
    assert more.json()["limit"] == 10
