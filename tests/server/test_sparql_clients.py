"""Clients that keep their connection or have no server; those of others are in tests/clients."""

import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest
from rdflib import Graph

from server.commands import COMMANDS
from tests.server.serving import CHECKOUT
from tests.server.small_graph import BASE

pytestmark = pytest.mark.slow

STRATEGY = f"{BASE}/id/strategie/vlaamse-datastrategie"
TITLE = "http://purl.org/dc/terms/title"
SELECT = f"SELECT ?title WHERE {{ <{STRATEGY}> <{TITLE}> ?title }} ORDER BY LANG(?title)"


def test_a_keep_alive_client_repeats_and_asks_conditionally(server):
    with httpx.Client(base_url=server.address) as client:
        first = client.get("/sparql", params={"query": SELECT})
        again = client.get("/sparql", params={"query": SELECT})
        same = client.get(
            "/sparql", params={"query": SELECT}, headers={"If-None-Match": first.headers["ETag"]}
        )
        head = client.head("/sparql", params={"query": SELECT})

    assert first.content == again.content
    assert (same.status_code, same.content) == (304, b"")
    assert head.headers["Content-Length"] == str(len(first.content))


def in_pieces(*pieces: bytes) -> Iterator[bytes]:
    yield from pieces


@pytest.mark.parametrize(
    ("pieces", "status"),
    [((b"ASK {", b" ?s ?p ?o }"), 200), ((b"ASK {}", *[b" " * 500_000] * 3), 413)],
)
def test_a_body_without_a_length_is_read_whole_or_refused(server, pieces, status):
    answer = httpx.post(
        f"{server.address}/sparql",
        content=in_pieces(*pieces),
        headers={"Content-Type": "application/sparql-query"},
    )

    assert answer.status_code == status


def test_a_document_and_a_page_come_from_the_workers(server):
    thing = STRATEGY.removeprefix(BASE)
    with httpx.Client(base_url=server.address, follow_redirects=True) as client:
        turtle = client.get(thing, headers={"Accept": "text/turtle"})
        page = client.get(thing, headers={"Accept": "text/html"})
        home = client.get("/", headers={"Accept": "text/html"})
        missing = client.get("/id/rol/bestaat-niet")

    assert len(Graph().parse(data=turtle.content, format="turtle")) > 3
    assert "Vlaamse datastrategie" in page.text
    assert home.status_code == 200
    assert missing.status_code == 404


def offline(generation_dir, *arguments: str, **options) -> subprocess.CompletedProcess[str]:
    program = (
        "import sys; from server.commands import COMMANDS; "
        "next(c for c in COMMANDS if c.name == 'query').main(prog_name='begrip query')"
    )
    return subprocess.run(
        [sys.executable, "-c", program, "--data", str(generation_dir), *arguments],
        cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=60, **options,
    )  # fmt: skip


def test_the_commands_are_serve_query_and_health():
    assert [command.name for command in COMMANDS] == ["serve", "query", "health"]


def test_a_query_is_answered_without_a_server(generation_dir, tmp_path):
    path = tmp_path / "titles.rq"
    path.write_text(SELECT)
    of_file = offline(generation_dir, str(path))
    of_text = offline(generation_dir, SELECT, "--format", "json")
    of_input = offline(generation_dir, "-", input=f"DESCRIBE <{STRATEGY}>")

    assert (of_file.returncode, of_file.stdout.splitlines()[0]) == (0, "title")
    assert '"bindings"' in of_text.stdout
    assert len(Graph().parse(data=of_input.stdout, format="turtle")) > 3


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["SELEC {"], 1, "line 1"),
        (["ASK { SERVICE <http://127.0.0.1/> {} }"], 1, "SERVICE"),
        (["ASK {}", "--generation", "none"], 8, "generation none is not in"),
        (["ASK {}", "--format", "ttl"], 2, "does not fit"),
        (["nowhere.rq"], 2, "no file, and no query"),
    ],
)
def test_a_command_that_fails_says_why_with_an_exit_code(generation_dir, arguments, code, says):
    ended = offline(generation_dir, *arguments)

    assert ended.returncode == code
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_runaway_without_a_server_ends_at_the_deadline(generation_dir, monkeypatch):
    monkeypatch.setenv("BEGRIP_QUERY_DEADLINE", "1")
    ended = offline(generation_dir, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")

    assert ended.returncode == 1
    assert "ran for 1 seconds" in ended.stderr
