"""Time queries at two endpoints, one after the other in turn.

The machine's mood changes, so each round asks both endpoints the same, first one of them and
then the other, and the medians of the rounds are compared.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import count
from statistics import geometric_mean, median

from tests.benchmarks.answers import difference, rows
from tests.benchmarks.endpoints import Endpoint
from tests.benchmarks.questions import Question

TIMEOUT = 120
_numbers = count(1)


class WrongAnswerError(RuntimeError):
    """Say which endpoint refused a query, or that two answers differ."""


@dataclass(frozen=True, slots=True)
class Timed:
    """The median times of one query, in milliseconds.

    Shape:
        ``rows`` and ``bytes`` are those of the answer, the same from both.
    """

    name: str
    kind: str
    rows: int
    bytes: int
    rounds: int
    ours: float
    baseline: float

    @property
    def ratio(self) -> float:
        """Return our time as a share of the baseline's."""
        return self.ours / self.baseline


def time_all(
    ours: Endpoint, baseline: Endpoint, questions: Sequence[Question], *, budget: float, most: int
) -> Iterator[Timed]:
    """Yield the times of each query, after its answers were found to be the same.

    Args:
        ours: The one endpoint.
        baseline: The other.
        questions: What to ask.
        budget: Seconds after which a query gets no more rounds; it gets three at least.
        most: Rounds at most.

    Raises:
        WrongAnswerError: An endpoint refused, or the answers differ.
    """
    with ExitStack() as stack:
        both = [
            (endpoint, stack.enter_context(closing(connect(endpoint))))
            for endpoint in (ours, baseline)
        ]
        for question in questions:
            yield _time(both, question, budget, most)


def _time(
    both: list[tuple[Endpoint, HTTPConnection]], question: Question, budget: float, most: int
) -> Timed:
    bodies = [ask(*one, question)[1] for one in both]
    if found := difference(question, *bodies):
        raise WrongAnswerError(f"{question.name}: the answers differ: {found}")
    for _, connection in both:  # comparing may have taken longer than a server waits
        connection.close()
    times: Mapping[str, list[float]] = {endpoint.name: [] for endpoint, _ in both}
    until, rounds = time.monotonic() + budget, 0
    while rounds < 3 or (rounds < most and time.monotonic() < until):
        for endpoint, connection in both if rounds % 2 else reversed(both):
            times[endpoint.name].append(ask(endpoint, connection, question)[0])
        rounds += 1
    middle = [median(times[endpoint.name]) * 1000 for endpoint, _ in both]
    size = len(rows(question, bodies[0]))
    return Timed(question.name, question.kind, size, len(bodies[0]), rounds, middle[0], middle[1])


def connect(endpoint: Endpoint) -> HTTPConnection:
    """Return a connection that is kept open, and opened again where it was closed."""
    return HTTPConnection("127.0.0.1", endpoint.port, timeout=TIMEOUT)


def ask(endpoint: Endpoint, connection: HTTPConnection, question: Question) -> tuple[float, bytes]:
    """Return the seconds from request to last byte of a query never asked before, and the answer.

    Raises:
        WrongAnswerError: The status is not 200.
    """
    target = question.target(endpoint.path, next(_numbers))
    began = time.perf_counter()
    connection.request("GET", target, headers={"Accept": question.accept})
    response = connection.getresponse()
    body = response.read()
    seconds = time.perf_counter() - began
    if response.status != 200:
        said = body[:500].decode(errors="replace")
        raise WrongAnswerError(f"{endpoint.name}: {question.name}: {response.status}: {said}")
    return seconds, body


def mean_ratio(timed: Sequence[Timed]) -> float:
    """Return the geometric mean of our times as shares of the baseline's."""
    return geometric_mean(one.ratio for one in timed)
