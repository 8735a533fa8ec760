"""Compare answers: the same rows or triples, in the same order where one was asked for."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox

from tests.benchmarks.questions import CSV, JSON, Question


def rows(question: Question, body: bytes) -> Sequence[Any]:
    """Return an answer as comparable rows: sorted unless the query sorts them itself."""
    if question.accept == JSON:
        found = _solutions(json.loads(body))
    elif question.accept == CSV:
        header, *lines = csv.reader(io.StringIO(body.decode()))
        order = sorted(range(len(header)), key=header.__getitem__)
        found = [tuple(line[place] for place in order) for line in lines]
    else:
        return sorted(str(quad) for quad in set(ox.parse(body, ox.RdfFormat.N_TRIPLES)))
    return found if question.is_ordered else sorted(found)


def _solutions(answer: dict[str, Any]) -> list[Any]:
    if "boolean" in answer:
        return [answer["boolean"]]
    return [
        tuple(sorted((name, tuple(sorted(term.items()))) for name, term in solution.items()))
        for solution in answer["results"]["bindings"]
    ]


def difference(question: Question, ours: bytes, theirs: bytes) -> str:
    """Return how two answers differ; empty if they say the same."""
    first, second = rows(question, ours), rows(question, theirs)
    if first == second:
        return ""
    if len(first) != len(second):
        return f"{len(first)} rows and {len(second)}"
    place = next(n for n, pair in enumerate(zip(first, second, strict=True)) if pair[0] != pair[1])
    return f"row {place}: {first[place]} and {second[place]}"
