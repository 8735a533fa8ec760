"""Measure the search: suggestions and pages of results over many things, beside SPARQL's CONTAINS.

``python -m tests.benchmarks.search --things 100k``. Every text is asked once, so that no cache
can answer it. The baseline is the engine's own server, asked for the things whose name contains
the same text, which is what an editor did before there was an index.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from statistics import quantiles
from urllib.parse import urlencode

import click

from tests.benchmarks import words
from tests.benchmarks.__main__ import FOLDER, parse_size
from tests.benchmarks.endpoints import (
    Endpoint,
    build,
    load_baseline,
    serve_baseline,
    serve_ours,
    write_quads,
)
from tests.benchmarks.table import write_table

CONNECTIONS = (1, 8)
_CONTAINS = """SELECT DISTINCT ?iri ?label WHERE {{
  ?iri <http://www.w3.org/2004/02/skos/core#prefLabel> ?label .
  FILTER (CONTAINS(LCASE(STR(?label)), {text}))
}} LIMIT 10"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of requests that were never made before.

    Shape:
        ``connections`` that asked at the same time; ``rate`` is requests per second.
    """

    what: str
    connections: int
    requests: int
    p50: float
    p95: float
    rate: float


def texts(count: int, things: int, seed: int) -> list[str]:
    """Return different texts as somebody types them: names that are begun, typos, codes.

    Args:
        count: How many.
        things: How many things the table has, in whose names the texts are.
        seed: Another one gives other texts.
    """
    random = Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        number, place = random.randrange(things), random.choice(words.PLACES)
        name = f"Agentschap {number} {place}"
        way = random.randrange(6)
        if way == 0:
            name = f"{place[: random.randrange(1, len(place))]} {number}"[: random.randrange(2, 9)]
        elif way == 1:
            at = random.randrange(2, 9)
            name = f"{name[:at]}{name[at + 1]}{name[at]}{name[at + 2 :]}"
        elif way == 2:
            name = f"A{number}"
        elif way == 3:
            name = f"{random.choice(words.SUBJECTS)} {place} {number % 100}"
        elif way == 4:
            name = name[: random.randrange(8, len(name))]
        found[name] = None
    return list(found)


def measure(endpoint: Endpoint, what: str, targets: Sequence[str], connections: int) -> Measured:
    """Return how long requests take, over so many connections at once."""
    shares = [targets[number::connections] for number in range(connections)]
    began = time.perf_counter()
    with ThreadPoolExecutor(connections) as pool:
        times = [
            taken for share in pool.map(lambda s: _ask(endpoint, s), shares) for taken in share
        ]
    seconds = time.perf_counter() - began
    cuts = quantiles(times, n=20)
    return Measured(what, connections, len(times), cuts[9], cuts[18], len(times) / seconds)


def _ask(endpoint: Endpoint, targets: Sequence[str]) -> list[float]:
    connection = HTTPConnection("127.0.0.1", endpoint.port, timeout=120)
    times = []
    for target in targets:
        began = time.perf_counter()
        connection.request("GET", target, headers={"Accept": "application/json, */*;q=0.1"})
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - began) * 1000)
        if answer.status != 200:
            raise RuntimeError(f"{target}: {answer.status}")
    connection.close()
    return times


def measure_all(
    ours: Endpoint, baseline: Endpoint, things: int, requests: int
) -> Iterator[Measured]:
    """Yield what suggestions, results and the baseline take."""
    for seed, connections in enumerate(CONNECTIONS):
        for path in ("/api/suggest", "/api/search", "/zoeken"):
            sought = texts(requests, things, 10 * seed + len(path))
            targets = [f"{path}?{urlencode({'q': text})}" for text in sought]
            yield measure(ours, path, targets, connections)
        sought = texts(max(20, requests // 20), things, 100 + seed)
        queries = [_CONTAINS.format(text=f'"{text.lower()}"') for text in sought]
        targets = [f"{baseline.path}?{urlencode({'query': query})}" for query in queries]
        yield measure(baseline, "CONTAINS", targets, connections)


def to_lines(measured: Sequence[Measured]) -> Iterator[str]:
    """Yield the table of what was measured."""
    yield "| asked | connections | requests | p50 ms | p95 ms | a second |"
    yield "|---|---:|---:|---:|---:|---:|"
    for one in measured:
        numbers = f"{one.requests} | {one.p50:.1f} | {one.p95:.1f} | {one.rate:.0f}"
        yield f"| {one.what} | {one.connections} | {numbers} |"


@click.command()
@click.option("--things", default="100k", help="Things that are indexed. Default: 100k.")
@click.option("--requests", default=1000, help="Requests of each kind. Default: 1000.")
@click.option("--folder", default=FOLDER, help=f"Where data goes. Default: {FOLDER}.")
def main(things: str, requests: int, folder: str) -> None:
    """Measure suggestions and searches over real HTTP."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="work-", dir=folder))
    count, log = parse_size(things), work / "log"
    click.echo(f"load of the machine: {os.getloadavg()[0]:.1f}")
    try:
        (work / "registries").mkdir()
        write_table(work / "registries", count)
        built = build(work / "registries", work / "var", log)
        search = sum(p.stat().st_size for p in (work / "var/current/search").rglob("*"))
        click.echo(f"built in {built.seconds:.1f} s; the index has {search / 2**20:.1f} MiB")
        write_quads(work / "var", work / "triples.nt", named=False)
        load_baseline(work / "triples.nt", work / "store", log)
        with serve_ours(work / "var", log) as ours, serve_baseline(work / "store", log) as baseline:
            measured = list(measure_all(ours, baseline, count, requests))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    click.echo("\n".join(to_lines(measured)))


if __name__ == "__main__":
    sys.exit(main())
