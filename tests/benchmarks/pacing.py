"""Compare how many small requests both endpoints answer in a second."""

from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import count
from statistics import median
from urllib.parse import quote

from ontology.namespaces import rebase
from tests.benchmarks.catalogue import dataset
from tests.benchmarks.endpoints import BASE, Endpoint
from tests.benchmarks.hammer import hammer, to_request
from tests.benchmarks.questions import N_TRIPLES

CONNECTIONS = 16
ROUNDS = 3
_BATCH = 4000
_seen = count(1)


@dataclass(frozen=True, slots=True)
class Paced:
    """Median requests per second, and milliseconds of processor for each."""

    name: str
    ours: float
    baseline: float
    our_cpu: float
    baseline_cpu: float

    @property
    def ratio(self) -> float:
        """Return our requests per second as a share of the baseline's."""
        return self.ours / self.baseline


def pace_all(
    ours: Endpoint, baseline: Endpoint, *, datasets: int, seconds: float
) -> Iterator[Paced]:
    """Yield the pace of new, repeated and conditional requests at both endpoints, in turn.

    Args:
        ours: The one endpoint.
        baseline: The other; it answers a conditional request in full.
        datasets: How many datasets there are to ask for.
        seconds: How long each endpoint is asked in each round.
    """
    etag = _etag(ours, _document(ours, 0))
    for name, conditional in (("new", False), ("repeated", False), ("conditional", True)):
        found: dict[str, list[tuple[float, float]]] = {ours.name: [], baseline.name: []}
        for _ in range(ROUNDS):
            for endpoint in (baseline, ours):
                headers = {"If_None_Match": etag} if conditional else {}
                is_new = name == "new"
                requests = _requests(endpoint, datasets if is_new else 0, headers)
                status = 304 if conditional and endpoint is ours else 200
                pace = hammer(
                    endpoint, requests, connections=CONNECTIONS, seconds=seconds, status=status
                )
                found[endpoint.name].append((pace.per_second, pace.cpu))
        first, second = (
            [median(values) for values in zip(*found[one.name], strict=True)]
            for one in (ours, baseline)
        )
        yield Paced(name, first[0], second[0], first[1], second[1])


def _requests(endpoint: Endpoint, datasets: int, headers: dict[str, str]) -> list[bytes]:
    """Return requests for documents: one, or as many as are needed, none of them seen before."""
    if not datasets:
        return [to_request(_document(endpoint, 0), N_TRIPLES, **headers)]
    numbers = [next(_seen) for _ in range(_BATCH * 10)]
    targets = (_document(endpoint, number % datasets, number) for number in numbers)
    return [to_request(target, N_TRIPLES) for target in targets]


def _document(endpoint: Endpoint, number: int, new: int = 0) -> str:
    """Return the target of a CONSTRUCT of what is said of one dataset."""
    iri = rebase(dataset(number), BASE)
    comment = f" # {new}" if new else ""
    text = f"CONSTRUCT {{ <{iri}> ?p ?o }} WHERE {{ <{iri}> ?p ?o }}{comment}"
    return f"{endpoint.path}?query={quote(text)}"


def _etag(endpoint: Endpoint, target: str) -> str:
    connection = HTTPConnection("127.0.0.1", endpoint.port, timeout=30)
    try:
        connection.request("GET", target, headers={"Accept": N_TRIPLES})
        response = connection.getresponse()
        response.read()
        return response.headers["ETag"] or ""
    finally:
        connection.close()
