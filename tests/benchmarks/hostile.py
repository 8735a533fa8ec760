"""Fire hostile queries by the dozen while point queries run.

Run by hand as ``python -m tests.benchmarks.hostile``.

The attack comes from a process of its own, which yields the processor to the server. Point
queries come from another address and are asked one after the other, each of them new, first on
a quiet server and then under attack. What is asserted of it stands in
``tests/server/test_hostile.py``; run by hand it prints what it measured.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from server.query_log import hash_of
from tests.server.generation import write_generation
from tests.server.serving import Server, serving

NEXT = "<https://begrip.example/ns/getal#volgende>"
VALUE = "<https://begrip.example/ns/getal#waarde>"
EVERYTHING = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
POINT = "SELECT ?v {{ <https://begrip.example/id/getal/{}> ?p ?v }} # {}"

QUERIES = {
    "cartesian product": f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} }}",
    "cartesian of distinct": f"SELECT (COUNT(DISTINCT ?c) AS ?n) {{ {EVERYTHING} }}",
    "path closure": f"SELECT (COUNT(*) AS ?n) {{ ?a ({NEXT}|!<a:b>)* ?b . ?c {NEXT}* ?d }}",
    "closure of closures": f"ASK {{ ?a (({NEXT}*)/({NEXT}*))+ ?b FILTER(?b = <a:none>) }}",
    "sort": f"SELECT * {{ {EVERYTHING} }} ORDER BY ?c ?f ?i",
    "DISTINCT": f"SELECT DISTINCT * {{ {EVERYTHING} }} OFFSET 100000000",
    "GROUP_CONCAT": "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f), STR(?i))) AS ?n) "
    f"{{ {EVERYTHING} }}",
    "GROUP BY": f"SELECT ?c ?f (COUNT(*) AS ?n) {{ {EVERYTHING} }} GROUP BY ?c ?f ?i",
    "REGEX": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f "
    "FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '(a+)+(b|.*)*(x{1,50}){1,50}$')) }",
    "REPLACE": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f "
    "FILTER(STRLEN(REPLACE(CONCAT(STR(?c), STR(?f)), '(.*)(.*)(.*)', '$1$1$2$3')) < 0) }",
    "BIND bomb": "SELECT (STRLEN(?x40) AS ?n) { BIND('0123456789' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    + " }",
    "VALUES bomb": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{n} {{ {'1 2 3 4 5 6 7 8 9 0'} }}" for n in range(20))
    + " }",
    "many patterns": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(250))
    + " }",
    "1,000 patterns": "ASK { " + "?s ?p ?o . " * 1000 + " }",
    "OPTIONAL": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"OPTIONAL {{ ?s{n} ?p{n} ?o{n} }}" for n in range(60))
    + " }",
    "NOT EXISTS": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f "
    "FILTER NOT EXISTS { ?x ?y ?c . ?z ?w ?f FILTER(STR(?x) > STR(?z)) } }",
    "MINUS": f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} MINUS {{ ?a ?p ?i . ?x ?y ?z }} }}",
    "huge CONSTRUCT": "CONSTRUCT { ?a ?b ?f . ?d ?e ?c } { ?a ?b ?c . ?d ?e ?f }",
    "huge SELECT": "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    "braces": "ASK " + "{" * 4000 + "}" * 4000,
    "parentheses": "ASK { FILTER(" + "(" * 4000 + "1" + ")" * 4000 + ") }",
    "long list": "ASK { ?s ?p (" + "1 " * 120 + ") }",
    "panic": "SELECT ?x { VALUES ?x { "
    + " ".join(f"'{(n * 7) % 25}'@nl {(n * 11) % 25}" for n in range(25))
    + " } ?a ?b ?c } ORDER BY ?x",
    "SERVICE": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "large table": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 200000",
}
"""Hostile queries by what is hostile about them."""

MANNERS = ("whole", "slow", "abandoned")
_PATIENCE = 1.5
"""Seconds after which a client that abandons its answer goes away."""


class End(NamedTuple):
    """How a hostile query ended for its client.

    Shape:
        The status is 0 where the client went away or was cut off. The hash is that of the query
        log. The seconds are those of the attacker, which yields the processor to the server; how
        long the server was at work is what its log says.
    """

    name: str
    manner: str
    status: int
    seconds: float
    hash: str


@dataclass
class Attack:
    """What was measured.

    Shape:
        Times are in seconds, as a client saw them; ``ends`` has one of each hostile query.
    """

    quiet: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    failures: list[int] = field(default_factory=list)
    ends: list[End] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """Return how many times longer a point query takes under attack, at p95."""
        return p95(self.busy) / p95(self.quiet)

    def times(self, server: Server) -> list[tuple[float, End]]:
        """Return how long the server had each query, the longest first.

        Those that are read slowly are not among them: their answer waits for the client.
        """
        ends = {end.hash: end for end in self.ends if end.manner != "slow"}
        lines = [line for line in server.events("query") if line["hash"] in ends]
        return sorted(((line["seconds"], ends[line["hash"]]) for line in lines), reverse=True)


def p95(times: list[float]) -> float:
    """Return the time that all but a twentieth stay within."""
    return sorted(times)[int(len(times) * 0.95)]


def attack(server: Server, seconds: float, *, clients: int = 24) -> Attack:
    """Measure point queries on a quiet server, and while an attack lasts."""
    found = Attack()
    numbers = count()
    found.quiet = list(_points(server.address, min(10.0, seconds / 2), numbers, found.failures))
    command = [sys.executable, "-m", "tests.benchmarks.hostile", "--attack", server.address]
    command += ["--seconds", str(seconds), "--clients", str(clients)]
    politely = {"preexec_fn": lambda: os.nice(19)}  # its own work would be on other machines
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **politely) as attacker:
        time.sleep(1)
        found.busy = list(_points(server.address, seconds - 1, numbers, found.failures))
        output, _ = attacker.communicate(timeout=seconds + 60)
    found.ends = [End(*end) for end in json.loads(output)]
    return found


def _points(
    address: str, seconds: float, numbers: Iterator[int], failures: list[int]
) -> Iterator[float]:
    place = address.removeprefix("http://")
    connection = HTTPConnection(place, timeout=30, source_address=("127.0.0.2", 0))
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        number = next(numbers)
        text = quote(POINT.format(number % 1000, number))
        began = time.perf_counter()
        connection.request("GET", f"/sparql?query={text}", headers={"Accept": "text/csv"})
        answer = connection.getresponse()
        answer.read()
        yield time.perf_counter() - began
        if answer.status != 200:
            failures.append(answer.status)
        time.sleep(0.005)
    connection.close()


async def _fire(address: str, seconds: float, clients: int) -> list[End]:
    host, _, port = address.removeprefix("http://").partition(":")
    until = time.monotonic() + seconds
    numbers = count()
    ends: list[End] = []

    async def client() -> None:
        while time.monotonic() < until:
            number = next(numbers)
            name = list(QUERIES)[number % len(QUERIES)]
            manner = MANNERS[(number // len(QUERIES)) % len(MANNERS)]
            text = f"{QUERIES[name]} # {number}"
            began = time.monotonic()
            status = await _ask(host, int(port), text, manner)
            ends.append(End(name, manner, status, time.monotonic() - began, hash_of(text)))
            await asyncio.sleep(0.05)

    await asyncio.gather(*(client() for _ in range(clients)))
    return ends


async def _ask(host: str, port: int, text: str, manner: str) -> int:
    body = text.encode()
    head = (
        f"POST /sparql HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
        "Content-Type: application/sparql-query\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(head.encode() + body)
        first = reader.read(1024)
        if manner == "abandoned":
            first = asyncio.wait_for(first, _PATIENCE)
        line = await first
        ended = time.monotonic() + (0 if manner == "abandoned" else 20 if manner == "whole" else 3)
        while time.monotonic() < ended and await reader.read(2048 if manner == "slow" else 1 << 18):
            await asyncio.sleep(0.05 if manner == "slow" else 0)
        return int(line.split()[1]) if line else 0
    except (ConnectionError, TimeoutError):
        return 0
    finally:
        writer.close()


def _report(server: Server, found: Attack, names: tuple[list[str], list[str]]) -> str:
    statuses = Counter(end.status for end in found.ends)
    seconds, longest = found.times(server)[0]
    lines = [
        f"point queries: p95 {p95(found.quiet) * 1000:.1f} ms quiet ({len(found.quiet)} asked), "
        f"{p95(found.busy) * 1000:.1f} ms under attack ({len(found.busy)} asked), "
        f"{found.ratio:.1f} times",
        f"point queries that failed: {len(found.failures)}",
        f"hostile queries: {len(found.ends)}, by status {dict(sorted(statuses.items()))}",
        f"longest: {longest.name}, {longest.manner}, {longest.status} after {seconds:.1f} s",
        f"processes before and after: {len(names[0])} and {len(names[1])}",
    ]
    return "\n".join(lines)


def main() -> None:
    """Attack a server of its own, or be the attacker."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--attack", help="only attack the server at this address")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--clients", type=int, default=24)
    parser.add_argument("--triples", type=int, default=100_000)
    asked = parser.parse_args()
    seconds = min(60.0, asked.seconds)
    if asked.attack:
        json.dump(asyncio.run(_fire(asked.attack, seconds, asked.clients)), sys.stdout)
        return
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        write_generation(data, count=asked.triples)
        limits = {"QUERY_DEADLINE": 5, "QUERY_MEMORY": 512, "QUERY_LOG": "on"}
        with serving(data, data / "log", **limits) as server:
            before = sorted(server.processes().values())
            memory = server.memory()
            found = attack(server, seconds, clients=asked.clients)
            after = server.await_quiet(before)
            grown = (server.memory() - memory) / 1024 / 1024
            report = _report(server, found, (before, after))
            sys.stdout.write(f"{report}\nmemory grew by {grown:.0f} MiB\n")


if __name__ == "__main__":
    main()
