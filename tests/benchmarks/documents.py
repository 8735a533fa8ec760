"""Compare how fast documents come: repeated, first seen, and of a thing that much points at.

The baseline dereferences nothing, so it is asked for the same triples by a CONSTRUCT.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import quote

from ontology.namespaces import PLACEHOLDER_BASE, PREFIXES, rebase
from server.incoming import PAGE_SIZE
from tests.benchmarks.catalogue import dataset
from tests.benchmarks.definitions import write_definition
from tests.benchmarks.endpoints import BASE, Endpoint, build, serve_ours
from tests.benchmarks.hammer import hammer, to_request
from tests.benchmarks.pacing import CONNECTIONS, ROUNDS, Paced

TURTLE, JSON_LD, HTML = "text/turtle", "application/ld+json", "text/html"
FIRST = 400
"""Documents that are asked for the first time in each format."""

HUB = f"{PLACEHOLDER_BASE}/id/datastandaard/hub"
_REGISTRY = "verwijzingen"


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """Milliseconds of documents that were never asked for before, one after the other."""

    name: str
    documents: int
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Hub:
    """The first page of a thing that much points at: milliseconds, bytes, links to it."""

    links: int
    first: float
    again: float
    last: float
    bytes: int


def pace_documents(ours: Endpoint, baseline: Endpoint, *, seconds: float) -> Iterator[Paced]:
    """Yield the pace of one document, asked over and over, in two formats and as a page.

    Args:
        ours: The one endpoint.
        baseline: The other; it answers a page's request with Turtle.
        seconds: How long each endpoint is asked in each round.
    """
    for name, accept in (("Turtle", TURTLE), ("JSON-LD", JSON_LD), ("page", HTML)):
        asked = TURTLE if accept == HTML else accept
        requests = {
            ours.name: [to_request(_path(0), accept)],
            baseline.name: [to_request(_construct(baseline, 0), asked)],
        }
        found: dict[str, list[tuple[float, float]]] = {ours.name: [], baseline.name: []}
        for _ in range(ROUNDS):
            for endpoint in (baseline, ours):
                pace = hammer(
                    endpoint, requests[endpoint.name], connections=CONNECTIONS, seconds=seconds
                )
                found[endpoint.name].append((pace.per_second, pace.cpu))
        first, second = (
            [median(values) for values in zip(*found[one.name], strict=True)]
            for one in (ours, baseline)
        )
        yield Paced(f"document, {name}", first[0], second[0], first[1], second[1])


def time_first(ours: Endpoint, *, datasets: int) -> Iterator[FirstSeen]:
    """Yield how long documents take that were never asked for before, in each format."""
    formats = (("Turtle", TURTLE), ("JSON-LD", JSON_LD), ("page", HTML))
    step = max(len(formats), datasets // FIRST)
    for position, (name, accept) in enumerate(formats):
        connection = HTTPConnection("127.0.0.1", ours.port, timeout=60)
        chosen = range(1 + position, datasets, step)
        times = [_fetch(connection, _path(number), accept)[0] * 1000 for number in chosen]
        connection.close()
        yield FirstSeen(name, len(times), median(times), _p95(times))


def measure_hub(links: int, folder: Path, log: Path) -> Hub:
    """Build and serve a graph in which many things point at one, and ask for its page."""
    folder.mkdir(parents=True)
    _write_hub(folder / f"{_REGISTRY}.nt", links)
    write_definition(folder, _REGISTRY, "ntriples")
    data = folder / "var"
    build(folder, data, log)
    with serve_ours(data, log) as ours:
        connection = HTTPConnection("127.0.0.1", ours.port, timeout=120)
        path = "/doc/datastandaard/hub"
        _fetch(connection, "/doc/dataset/los-0", HTML)  # templates are read once per process
        first, body = _fetch(connection, path, HTML)
        again = _fetch(connection, f"{path}?p=2", HTML)[0]
        last = _fetch(connection, f"{path}?p={-(-links // PAGE_SIZE)}", HTML)[0]
        connection.close()
    return Hub(links, first * 1000, again * 1000, last * 1000, len(body))


def first_lines(found: Sequence[FirstSeen]) -> Iterator[str]:
    """Yield a table of documents seen for the first time."""
    if not found:
        return
    yield ""
    yield "| document, first time seen | documents | p50 ms | p95 ms |"
    yield "|---|---:|---:|---:|"
    for one in found:
        yield f"| {one.name} | {one.documents} | {one.p50:.1f} | {one.p95:.1f} |"


def hub_line(hub: Hub) -> str:
    """Return what the page of a thing that much points at took."""
    return (
        f"The page of a thing with {hub.links:,} links to it: {hub.first:.0f} ms the first time, "
        f"{hub.bytes / 1000:.0f} kB; its second page {hub.again:.0f} ms, its last "
        f"{hub.last:.0f} ms."
    )


def _write_hub(target: Path, links: int) -> None:
    conforms, title = f"<{PREFIXES['dct']}conformsTo>", f"<{PREFIXES['dct']}title>"
    kind = f"<{PREFIXES['rdf']}type> <{PREFIXES['dcat']}Dataset>"
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'<{HUB}> {title} "Veel gebruikte standaard"@nl .\n')
        for number in range(links):
            thing = f"<{PLACEHOLDER_BASE}/id/dataset/los-{number}>"
            file.write(f"{thing} {kind} .\n")
            file.write(f'{thing} {title} "Losse gegevensset {number}"@nl .\n')
            file.write(f"{thing} {conforms} <{HUB}> .\n")


def _path(number: int) -> str:
    return rebase(dataset(number), "").replace("/id/", "/doc/", 1)


def _construct(endpoint: Endpoint, number: int) -> str:
    iri = rebase(dataset(number), BASE)
    return f"{endpoint.path}?query={quote(f'CONSTRUCT {{ <{iri}> ?p ?o }} {{ <{iri}> ?p ?o }}')}"


def _fetch(connection: HTTPConnection, target: str, accept: str) -> tuple[float, bytes]:
    began = time.perf_counter()
    connection.request("GET", target, headers={"Accept": accept})
    response = connection.getresponse()
    body = response.read()
    took = time.perf_counter() - began
    if response.status != 200:
        raise RuntimeError(f"{target}: {response.status}: {body[:300]!r}")
    return took, body


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]
