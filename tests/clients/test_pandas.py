"""Answers in CSV as data frames of pandas."""

from urllib.error import HTTPError
from urllib.parse import urlencode

import pandas as pd
import pytest

from tests.clients.graph import EXTENT, LABEL, ODD, ODD_LABEL, TITLES
from tests.server.generation import GRAPH

pytestmark = pytest.mark.slow


def frame(endpoint, query, accept="text/csv", **options):
    address = f"{endpoint}?{urlencode({'query': query})}"
    return pd.read_csv(address, storage_options={"Accept": accept}, **options)


def test_columns_have_the_types_of_their_values(endpoint):
    rows = "(1 1.5 true '2020-01-01') (2 -2.0 false '2021-02-03')"
    values = f"VALUES (?whole ?part ?yes ?day) {{ {rows} }}"
    found = frame(endpoint, f"SELECT * {{ {values} }}", parse_dates=["day"])

    assert found["whole"].tolist() == [1, 2]
    assert found["whole"].dtype == "int64"
    assert found["part"].dtype == "float64"
    assert found["yes"].dtype == "bool"
    assert found["day"].dt.year.tolist() == [2020, 2021]


def test_an_identifier_keeps_its_zeros(endpoint):
    query = "SELECT ?identifier { VALUES ?identifier { '0316380841' 'NA' } }"
    found = frame(endpoint, query, dtype={"identifier": str}, keep_default_na=False)

    assert found["identifier"].tolist() == ["0316380841", "NA"]


def test_an_empty_answer_has_its_columns(endpoint):
    found = frame(endpoint, "SELECT ?a ?b { ?a ?b 'nothing at all' }")

    assert found.empty
    assert list(found.columns) == ["a", "b"]


def test_what_is_unbound_is_missing(endpoint):
    found = frame(endpoint, f"SELECT * {{ VALUES (?a ?b) {{ (1 UNDEF) (2 <{ODD}>) }} }}")

    assert found["b"].isna().tolist() == [True, False]


def test_any_text_comes_as_it_is(endpoint):
    query = f"SELECT ?label {{ <{ODD}> <{LABEL}> ?label }}"

    assert frame(endpoint, query)["label"].tolist() == [ODD_LABEL]
    assert len(frame(endpoint, f"SELECT ?e {{ <{ODD}> <{EXTENT}> ?e }}")) == 5


def test_tab_separated_values_are_read_too(endpoint):
    found = frame(endpoint, TITLES, "text/tab-separated-values", sep="\t", quoting=3)

    assert found["?title"].tolist() == ['"Flemish data strategy"@en', '"Vlaamse datastrategie"@nl']


def test_a_large_answer_is_whole(endpoint):
    found = frame(endpoint, f"SELECT * {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}")

    assert len(found) == 150_000


def test_an_error_is_an_error(endpoint):
    with pytest.raises(HTTPError, match="400"):
        frame(endpoint, "SELECT {")
