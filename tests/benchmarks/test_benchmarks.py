"""The benchmarks measure what they say; how fast that is, no test asks."""

import csv
import hashlib
import json
import subprocess
import sys

import pyoxigraph as ox
import pytest

from tests.benchmarks.__main__ import parse_size
from tests.benchmarks.answers import difference
from tests.benchmarks.catalogue import GRAPHS, Catalogue
from tests.benchmarks.questions import CSV, JSON, Question, read_questions
from tests.benchmarks.search import Measured, texts, to_lines
from tests.benchmarks.table import COLUMNS, write_table
from tests.running import CHECKOUT

KINDS = {
    "lookup", "label", "search", "path", "group", "page", "negation", "export", "count", "join",
    "filter",
}  # fmt: skip


def digests(folder) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.nt")
    }


def test_a_catalogue_is_the_same_for_the_same_seed_and_another_for_another(tmp_path):
    folders = [tmp_path / name for name in ("first", "second", "third")]
    for folder, seed in zip(folders, (1, 1, 2), strict=True):
        folder.mkdir()
        Catalogue(3_000, seed).write(folder)

    assert digests(folders[0]) == digests(folders[1])
    assert digests(folders[0]) != digests(folders[2])
    assert set(digests(folders[0])) == {f"{name}.nt" for name in GRAPHS}


def test_a_catalogue_has_its_size_in_different_triples_and_some_twice(tmp_path):
    Catalogue(5_000).write(tmp_path)
    triples = [quad.triple for name in GRAPHS for quad in ox.parse(path=tmp_path / f"{name}.nt")]
    named = [t for t in triples if not isinstance(t.subject, ox.BlankNode)]

    assert 5_000 <= len(set(triples)) < 5_200
    assert len(set(named)) < len(named)


def test_a_table_has_its_rows_and_twelve_columns(tmp_path):
    with write_table(tmp_path, 50).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)

    assert len(COLUMNS) == 12
    assert header == list(COLUMNS)
    assert [len(row) for row in rows] == [12] * 50


def test_what_is_sought_is_another_text_each_time():
    found = texts(200, 1000, seed=1)

    assert len(set(found)) == 200
    assert found == texts(200, 1000, seed=1) != texts(200, 1000, seed=2)
    assert any(text.startswith("Agentschap") for text in found)


def test_the_table_of_searches_has_a_row_for_each():
    lines = list(to_lines([Measured("/api/suggest", 8, 600, 2.04, 5.55, 1234.5)]))

    assert lines[-1] == "| /api/suggest | 8 | 600 | 2.0 | 5.5 | 1234 |"


def test_there_are_queries_of_all_kinds_with_different_requests_each_time():
    questions = read_questions()

    assert len(questions) >= 18
    assert {question.kind for question in questions} == KINDS
    assert all("begrip.example" not in question.text for question in questions)
    assert questions[0].target("/sparql", 1) != questions[0].target("/sparql", 2)
    for question in questions:
        ox.Store().query(f"{question.text}# 17\n")


@pytest.mark.parametrize(
    ("text", "accept", "ours", "theirs", "same"),
    [
        pytest.param("SELECT", CSV, b"a,b\r\n1,2\r\n3,4\r\n", b"b,a\r\n4,3\r\n2,1\r\n", True),
        pytest.param("ORDER BY", CSV, b"a\r\n1\r\n2\r\n", b"a\r\n2\r\n1\r\n", False),
        pytest.param("SELECT", CSV, b"a\r\n1\r\n1\r\n", b"a\r\n1\r\n", False),
        pytest.param("ASK", JSON, b'{"boolean":true}', b'{"boolean":false}', False),
        pytest.param("C", "application/n-triples", b"<a:b> <a:b> <a:b> .\n", b"", False),
    ],
)
def test_answers_are_compared_as_rows(text, accept, ours, theirs, same):
    question = Question("q", "k", "", text, accept)

    assert (difference(question, ours, theirs) == "") is same


@pytest.mark.parametrize(("text", "size"), [("10k", 10_000), ("5M", 5_000_000), ("0", 0)])
def test_a_size_is_written_short(text, size):
    assert parse_size(text) == size


@pytest.mark.slow
def test_the_whole_harness_runs_and_reports_everything(tmp_path):
    command = [sys.executable, "-m", "tests.benchmarks", "--size", "10k", "--rows", "1k"]
    command += ["--budget", "0.2", "--folder", str(tmp_path)]
    run = subprocess.run(
        command, cwd=CHECKOUT, capture_output=True, text=True, timeout=300, check=False
    )

    assert run.returncode == 0, run.stderr
    report = json.loads((tmp_path / "report-10k-1k.json").read_text(encoding="utf-8"))
    assert {one["name"] for one in report["queries"]} == {one.name for one in read_questions()}
    assert all(one["ours"] > 0 and one["baseline"] > 0 for one in report["queries"])
    assert report["mean_ratio"] > 0
    assert [one["name"] for one in report["paces"]] == [
        "new", "repeated", "conditional", "document, Turtle", "document, JSON-LD", "document, page",
    ]  # fmt: skip
    assert [one["name"] for one in report["first"]] == ["Turtle", "JSON-LD", "page"]
    assert all(0 < one["p50"] <= one["p95"] for one in report["first"])
    assert report["hub"]["links"] == 1_000
    assert report["streamed"]["rows"] == report["triples"] >= 10_000
    assert set(report["served"]) == {"begrip", "oxigraph"}
    assert report["build"]["peak"] > 0
    assert [one["rows"] for one in report["loaded"]] == [1_000]
    assert {"processors", "memory", "oxigraph", "pyoxigraph"} <= set(report["machine"])
    assert not list(tmp_path.glob("work-*"))
    assert (tmp_path / "report-10k-1k.md").read_text(encoding="utf-8") in run.stdout
