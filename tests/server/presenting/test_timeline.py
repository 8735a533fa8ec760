import re

import pyoxigraph as ox
import pytest
from flask import render_template_string
from hypothesis import given
from hypothesis import strategies as st

from server.app import create_app
from server.dataset import Dataset
from server.presenting.moments import is_moment, to_moments, to_row_moments
from server.presenting.timeline import MOST_ROWS, NARROW, WIDE, draw_moments, to_year
from server.settings import Settings
from tests.server.small_graph import BASE


def statement(show: str, *texts: str, name: str = "", source: int = 1) -> dict:
    values = [{"kind": "literal", "text": text, "sources": [source]} for text in texts]
    label = {"text": name or show, "lang": "nl"}
    return {"show": show, "name": name or show, "label": label, "values": values, "total": 1}


def moments(*statements: dict) -> list[dict]:
    return to_moments([{"key": "validity", "statements": list(statements)}])


def test_events_come_in_the_order_of_their_dates() -> None:
    found = moments(
        statement("event", "2022-03-18", name="goedgekeurd"),
        statement("event", "2021", name="begonnen"),
        statement("", "2020-01-01", name="anders"),
    )

    assert [(m["label"]["text"], m["start"]) for m in found] == [
        ("begonnen", "2021"),
        ("goedgekeurd", "2022-03-18"),
    ]


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        pytest.param(["start", "end"], ("2020-01-01", "2021-01-01", False), id="closed"),
        pytest.param(["start"], ("2020-01-01", "", True), id="open"),
        pytest.param(["end"], ("2021-01-01", "", False), id="only an end"),
    ],
)
def test_start_and_end_are_one_period(statements: list[str], expected: tuple) -> None:
    dates = {"start": "2020-01-01", "end": "2021-01-01"}

    [found] = moments(*(statement(show, dates[show]) for show in statements))

    assert (found["start"], found["end"], found["open"]) == expected


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("", "Vanaf 7 december 2021"),
        ("2022-03-18", "Vanaf 7 december 2021 , tot 18 maart 2022"),
    ],
)
def test_a_period_is_said_with_the_words_of_its_columns(end: str, said: str) -> None:
    words = {"label": {"text": "Vanaf", "lang": "nl"}, "end_label": {"text": "Tot", "lang": "nl"}}
    moment = {**words, "start": "2021-12-07", "end": end, "open": not end, "period": True}
    if not end:
        moment["end_label"] = None
    with create_app(
        Settings.from_mapping({}), Dataset(ox.Store(), BASE, "g1")
    ).test_request_context("/"):
        page = render_template_string(
            '{% from "figures.html" import timeline with context %}{{ timeline([moment], []) }}',
            moment={**moment, "sources": []},
        )

    assert " ".join(re.sub("<[^>]*>", " ", page).split()) == said


def test_text_that_is_no_date_is_no_moment() -> None:
    assert moments(statement("event", "<script>", "binnenkort", "2020-01-01<b>")) == []


def test_rows_of_a_block_become_moments_with_those_without_a_date_last() -> None:
    def row(name: str, **dates: str) -> dict:
        cells = [statement(show, text) for show, text in dates.items()]
        return {"link": {"text": name}, "cells": cells, "sources": []}

    rows = [row("zonder"), row("later", start="2023-01-01"), row("eerst", event="2020")]
    found = to_row_moments({"rows": rows})

    assert [m["name"] for m in found] == ["eerst", "later", "zonder"]
    assert [m["open"] for m in found] == [False, True, False]


_YEARS = st.integers(min_value=0, max_value=9999).map(lambda year: f"{year:04}")
_DAYS = st.dates().map(lambda day: day.isoformat())


@given(st.lists(st.tuples(_YEARS | _DAYS, _YEARS | _DAYS | st.just("")), min_size=2, max_size=20))
def test_every_mark_is_within_its_drawing(pairs: list[tuple[str, str]]) -> None:
    given_moments = [
        {"name": "x" * 80, "start": start, "end": end, "period": True, "open": not end}
        for start, end in pairs
    ]

    for drawing, total in zip(draw_moments(given_moments), (WIDE, NARROW), strict=False):
        assert len(drawing["rows"]) == min(len(pairs), MOST_ROWS)
        assert drawing["width"] == total
        for row in drawing["rows"]:
            assert 0 <= row["x"] <= total
            assert row["length"] > 0
            assert row["x"] + row["length"] <= total + 1
            assert row["y"] < drawing["height"]
        assert all(0 <= tick["x"] <= total for tick in drawing["ticks"])
        assert len(drawing["ticks"]) <= 12


def test_one_moment_is_not_drawn() -> None:
    assert draw_moments([{"name": "x", "start": "2020", "end": "", "period": False}]) == []


@given(_DAYS, _DAYS)
def test_later_days_are_to_the_right(first: str, second: str) -> None:
    assert is_moment(first)
    assert (first < second) <= (to_year(first) < to_year(second))


def test_a_life_within_one_year_is_marked_by_months() -> None:
    found = moments(
        statement("event", "2025-02-01", name="begonnen"),
        statement("event", "2025-05-01", name="gestemd"),
        statement("event", "2025-08-01", name="aanvaard"),
    )
    ticks = [[tick["text"] for tick in drawing["ticks"]] for drawing in draw_moments(found)]
    assert all(len(texts) >= 2 for texts in ticks)
    assert "2025-05" in ticks[0]
