"""Let no single client have all workers, nor all places for checks.

Step on the line: around a query or a check, in a front. A bound that is met is told, as any
limit is.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from server.limit_problems import TooManyQueries
from server.problem_base import RequestProblem


class Clients:
    """How many queries, or checks, each client runs now.

    Args:
        most: Queries of one client at once; 0 for any number.
        problem: What is answered to who asks more.
        called: What is counted, as the problem calls it.
    """

    def __init__(
        self,
        most: int,
        problem: type[RequestProblem] = TooManyQueries,
        called: str = "queries",
    ) -> None:
        self._most = most
        self._problem = problem
        self._called = called
        self._running: Counter[str] = Counter()
        self._lock = threading.Lock()

    def begin(self, client: str) -> None:
        """Count one query of a client; :meth:`end` follows.

        Raises:
            RequestProblem: The client runs as many as it may (429).
        """
        with self._lock:
            if self._most and self._running[client] >= self._most:
                raise self._problem(
                    f"{self._most} {self._called} of your address are running, as many as may at "
                    "once. "
                    "Ask again when one of them is answered.",
                    limit=self._most,
                )
            self._running[client] += 1

    def end(self, client: str) -> None:
        """Count one query of a client no more."""
        with self._lock:
            self._running[client] -= 1
            if not self._running[client]:
                del self._running[client]

    @contextmanager
    def running(self, client: str) -> Iterator[None]:
        """Count one query of a client while it runs.

        Raises:
            RequestProblem: The client runs as many as it may (429).
        """
        self.begin(client)
        try:
            yield
        finally:
            self.end(client)
