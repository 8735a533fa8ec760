import datetime

import polars as pl
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.checking.datatypes import DATATYPES, XSD


def convert(name, *texts):
    return DATATYPES[XSD + name].convert(pl.Series("value", texts, dtype=pl.String)).to_list()


def stored(name, text):
    store = ox.Store()
    store.bulk_load(f'<x:s> <x:p> "{text}"^^<{XSD}{name}> .'.encode(), ox.RdfFormat.N_TRIPLES)
    return next(iter(store)).object.value


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("date", "2023-02-31", None),
        ("date", "2023-02-29", None),
        ("date", "2024-02-29", "2024-02-29"),
        ("date", "2024-1-1", None),
        ("date", "31/12/2023", None),
        ("date", "2020-01-01+00:00", "2020-01-01Z"),
        ("date", "0000-01-01", None),
        ("dateTime", "2020-01-01T10:00:00.500+00:00", "2020-01-01T10:00:00.5Z"),
        ("dateTime", "2020-01-01T10:00:00.000", "2020-01-01T10:00:00"),
        ("dateTime", "2020-01-01T25:00:00", None),
        ("dateTime", "2020-01-01", None),
        ("dateTime", "2020-01-01T10:00:00+15:00", None),
        ("integer", "007", "7"),
        ("integer", "+5", "5"),
        ("integer", "-0", "0"),
        ("integer", "9223372036854775808", None),
        ("integer", "1.0", None),
        ("nonNegativeInteger", "-1", None),
        ("positiveInteger", "0", None),
        ("decimal", "72436.20", "72436.2"),
        ("decimal", "-0.0", "0"),
        ("decimal", ".5", "0.5"),
        ("decimal", "1,5", None),
        ("decimal", "1e3", None),
        ("boolean", "1", "true"),
        ("boolean", "ja", None),
        ("gYear", "2026", "2026"),
        ("gYear", "26", None),
    ],
)
def test_values_are_checked_in_lexical_and_value_space(name, text, expected):
    assert convert(name, text) == [expected]


@given(
    name=st.sampled_from(["integer", "decimal", "boolean", "date", "dateTime", "gYear"]),
    text=st.one_of(
        st.from_regex(r"[+-]?[0-9]{1,20}(\.[0-9]{0,20})?", fullmatch=True),
        st.dates().map(datetime.date.isoformat),
        st.datetimes(timezones=st.just(datetime.UTC) | st.none()).map(datetime.datetime.isoformat),
        st.sampled_from(["0", "1", "true", "false"]),
    ),
)
def test_the_canonical_form_is_the_one_the_store_keeps(name, text):
    canonical = convert(name, text)[0]

    if canonical is not None:
        assert stored(name, canonical) == canonical
        assert stored(name, text) == canonical


@given(text=st.text())
def test_no_text_breaks_a_check_and_each_wrong_one_is_explained(text):
    for datatype in DATATYPES.values():
        result = datatype.convert(pl.Series("value", [text], dtype=pl.String))
        assert result.len() == 1
        assert all(datatype.explain(text))


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("05-31-2022", "write 2022-05-31"),
        ("31/5/2022", "write 2022-05-31"),
        ("31-31-2022", "write year-month-day, such as 2026-11-23"),
        ("29.02.2023", "write year-month-day, such as 2026-11-23"),
        ("2022-05-01T10:00:00Z", "write 2022-05-01"),
        ("2022-05-01 10:00", "write 2022-05-01"),
        ("2022-02-30T10:00:00Z", "write the right day"),
    ],
)
def test_a_day_that_is_proposed_is_in_the_calendar(text, remedy):
    assert DATATYPES[f"{XSD}date"].explain(text)[1] == remedy
