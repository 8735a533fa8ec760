"""What the engine answers otherwise than SPARQL says: each minimal case of the documentation."""

import faulthandler
import os
import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from server.problems import BadQuery
from server.query import QueryRequest, write_answer

PAGE = Path(__file__).parents[2] / "docs" / "engine-faults.md"
FENCES = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
UNMERGED = "merge-of-graphs"
"""A fault that our own code makes up for."""


def read_faults() -> list:
    """Return the data, the query and both answers of each case."""
    cases = []
    for section in re.split(r"^### ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        slug = section.partition("\n")[0]
        blocks = dict(FENCES.findall(section))
        right, answered = (
            re.search(rf"^{name}: (.*)$", section, re.MULTILINE)[1]
            for name in ("Right", "Answered")
        )
        cases.append(
            pytest.param(slug, blocks.get("trig", ""), blocks["text"], right, answered, id=slug)
        )
    return cases


def answer_in_a_child(data: str, query: str, *, bare: bool = False) -> str:
    """Return what a process of its own answers, in the words of the documentation."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        faulthandler.disable()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.write(writing, answer(data, query, bare=bare).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    return "the process ends" if os.WIFSIGNALED(status) else said


def answer(data: str, query: str, *, bare: bool) -> str:
    store = Store()
    store.load(data, RdfFormat.TRIG)
    if bare:
        return str(next(iter(store.query(query)))[0].value)
    pieces: list[bytes] = []
    try:
        write_answer(store, QueryRequest(query, "text/csv"), pieces.append)
    except BadQuery:
        return "refused"
    rows = b"".join(pieces).decode().split("\r\n")[1:-1]
    if rows == [""]:
        return "an empty cell"
    return "; ".join(rows) or "nothing"


@pytest.mark.parametrize(("slug", "data", "query", "right", "answered"), read_faults())
def test_a_fault_is_as_the_documentation_says(slug, data, query, right, answered):
    assert right != answered
    assert answer_in_a_child(data, query, bare=slug == UNMERGED) == answered


def test_what_we_make_up_for_is_right_in_the_end():
    (case,) = (case for case in read_faults() if case.id == UNMERGED)
    _, data, query, right, _ = case.values

    assert answer_in_a_child(data, query) == right
