"""The thesaurus behind real processes: a large scheme, prepared and shared by the workers."""

import time

import httpx
import pyoxigraph as ox
import pytest

from tests.server.generation import small_registries, write_registries
from tests.server.serving import serving, soonest
from tests.server.thesaurus.large import GRAPH, SCHEME, WIDE, concept, large_quads

pytestmark = [pytest.mark.slow, pytest.mark.alone]

COUNT = 10_000
PAGE = "/doc/conceptscheme/groot"


@pytest.fixture(scope="module", params=["memory", "disk"])
def server(request, tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    write_registries(data, small_registries() | {GRAPH: large_quads(COUNT)})
    log = tmp_path_factory.mktemp("log") / "server.log"
    with serving(data, log, WORKERS=2, STORE=request.param) as server:
        yield server


def ask(server, path, **headers):
    return httpx.get(
        f"{server.address}{path}", headers={"Accept": "text/html", **headers}, timeout=60
    )


@pytest.mark.parametrize(
    "path",
    [
        PAGE,
        f"{PAGE}?weergave=alfabet&letter=W",
        f"{PAGE}?weergave=alfabet&letter=O&p=40",
        f"{PAGE}?boven={concept(0)}",
        f"{PAGE}?boven={concept(0)}&p=26",
        "/doc/concept/groot/c0",
        "/doc/concept/groot/c9999",
        "/begrippen",
    ],
)
def test_every_page_of_a_large_scheme_is_small_and_soon_there(server, path):
    answers = [ask(server, path)]

    def again() -> float:
        began = time.monotonic()
        answers.append(ask(server, f"{path}{'&' if '?' in path else '?'}x={len(answers)}"))
        return time.monotonic() - began

    assert soonest(again, 1) < 1
    assert {answer.status_code for answer in answers} == {200}
    assert len(answers[0].content) < 100_000


def test_all_narrower_concepts_come_a_page_at_a_time(server):
    found, page, pages = [], 1, 1
    while page <= pages:
        query = {"of": concept(0), "p": page}
        answer = httpx.get(f"{server.address}/api/schemes/groot/children", params=query).json()
        found += [row["iri"] for row in answer["rows"]]
        page, pages = page + 1, answer["pages"]

    assert len(set(found)) == len(found) == answer["total"] == WIDE + 1


@pytest.mark.parametrize("extension", ["ttl", "nt", "jsonld", "rdf"])
def test_a_file_holds_the_whole_scheme(server, extension):
    answer = httpx.get(f"{server.address}/api/schemes/groot/concepts.{extension}", timeout=60)
    parsed = ox.parse(answer.content, ox.RdfFormat.from_extension(extension))

    lines = set(large_quads(COUNT).replace(f" <{GRAPH}> .\n".encode(), b"\n").decode().splitlines())
    assert answer.status_code == 200
    assert {str(quad.triple).removesuffix(" .") for quad in parsed} == lines
    assert SCHEME in answer.text


def test_a_file_is_confirmed_to_who_has_it(server):
    address = f"{server.address}/api/schemes/groot/concepts.ttl"
    etag = httpx.get(address, timeout=60).headers["ETag"]

    assert httpx.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_a_table_holds_every_concept(server):
    answer = httpx.get(f"{server.address}/api/schemes/groot/concepts.csv", timeout=60)

    assert len(answer.text.splitlines()) == COUNT + 1
