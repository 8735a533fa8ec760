"""Which queries wait for a place, and which are asked at once."""

import re
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.lanes import LARGEST, PATIENCE, TEXTS, WITHIN, LongOnes, _bare, is_light
from tests.benchmarks.hostile import POINT, QUERIES

BENCHMARKS = Path(__file__).parents[1] / "benchmarks" / "queries"
LIGHT = {
    "ask", "datasets_of_organisation", "describe", "document", "incoming", "label",
    "labels_of_a_page", "lookup", "organisations_above",
}  # fmt: skip
EXAMPLE = "<https://example.org/a>"


@pytest.mark.parametrize("path", sorted(BENCHMARKS.glob("*.rq")), ids=lambda path: path.stem)
def test_queries_that_look_things_up_are_told_from_those_that_scan(path):
    light = is_light(path.read_text(encoding="utf-8"))

    assert light or path.stem not in LIGHT
    if path.stem in {"classes", "count_all", "predicates", "rows_csv", "catalogue_page", "latest"}:
        assert not light


@pytest.mark.parametrize(
    ("text", "light"),
    [
        (POINT.format(1, 2), True),
        (f"SELECT * {{ ?s ?p {EXAMPLE} }}", True),
        ('SELECT * { ?s dct:identifier "OVO002949" }', True),
        ("SELECT * { VALUES ?s { <a:b> } ?s ?p ?o }", False),
        ("SELECT * { VALUES ?s { <a:b> } ?s a ?type }", True),
        (f"DESCRIBE {EXAMPLE}", True),
        ("SELECT * { ?s a dcat:Dataset }", False),
        ("SELECT * { ?s a dcat:Dataset ; dct:title ?title }", False),
        (f"SELECT * {{ {EXAMPLE} ?p ?o . ?a ?b ?c . ?d ?e ?f }}", False),
        (f"SELECT * {{ {EXAMPLE} ?p ?o }} {' ' * LARGEST}", False),
        (f"SELECT * {{ ?s dct:title ?t }} # {EXAMPLE} ?p ?o", False),
    ],
)
def test_a_query_is_light_that_names_what_it_is_about(text, light):
    assert is_light(text) is light


@pytest.mark.parametrize("name", sorted(QUERIES.keys() - {"VALUES bomb", "panic"}))
def test_hostile_queries_wait_for_a_place(name):
    assert not is_light(QUERIES[name])


@given(st.text(max_size=300))
def test_any_text_is_looked_at(text):
    assert is_light(text) in {True, False}


@pytest.mark.parametrize(
    "piece",
    [
        "?a ",
        "; a:b ",
        "<a> ",
        '"a" ',
        "'a",
        "# a",
        "{ ",
        ". ?a ",
        "a:b ",
        "?a a:b ",
        "VALUES ?a",
        "@a",
    ],
)
def test_no_text_takes_long_to_look_at(piece):
    text = piece * (LARGEST // len(piece))
    began = time.process_time()
    is_light(text)

    assert time.process_time() - began < 0.5


def test_a_text_that_took_long_is_known_whatever_its_comments_say():
    long = LongOnes()
    long.note_text("SELECT * { <a:b> ?p ?o } # 1")

    assert long.expects("SELECT * { <a:b> ?p ?o } # 2", "other", 100)
    assert not long.expects("SELECT * { <a:c> ?p ?o } # 1", "other", 100)
    long.forget()
    assert not long.expects("SELECT * { <a:b> ?p ?o } # 2", "other", 100)


def test_a_client_whose_queries_had_to_be_ended_waits_for_a_while():
    long = LongOnes()
    for number in range(PATIENCE):
        assert not long.expects("light", "client", number)
        long.note_client("client", number)

    assert long.expects("light", "client", PATIENCE)
    assert not long.expects("light", "other", PATIENCE)
    assert not long.expects("light", "client", PATIENCE + WITHIN)


def test_what_is_remembered_has_a_bound():
    long = LongOnes()
    for number in range(TEXTS + 10):
        long.note_text(f"text {number}")
        long.note_text(f"text {number} ".ljust(LARGEST, "a"))
        long.note_client(f"client {number}", number)

    assert not long.expects("text 0", "nobody", 0)
    assert long.expects(f"text {TEXTS + 9}", "nobody", 0)
    assert sys.getsizeof(long._texts) + sum(map(sys.getsizeof, long._texts)) < 2 * 1024 * 1024


@given(st.text(alphabet="#a\n\"'<> ", max_size=40))
def test_a_comment_is_what_follows_the_last_mark_that_could_hold_it(text):
    slowly = re.sub(r"#[^\n\"'<>]*(?:\n|$)", "\n", text).strip()

    assert _bare(text) == slowly


@pytest.mark.parametrize("part", ["#", '#"', "# ", "#\n", "#<", '"#'])
def test_signs_of_comments_by_the_thousand_are_read_at_once(part):
    assert not is_light(f"ASK{{}}{part * (LARGEST // len(part))}"[: LARGEST - 1] + '"')
