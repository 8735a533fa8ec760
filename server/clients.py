"""Let no single client have all workers.

Step on the line: around a query, in a front. A bound that is met is told, as any limit is.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from server.limit_problems import TooManyQueries


class Clients:
    """How many queries each client runs now.

    Args:
        most: Queries of one client at once; 0 for any number.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._running: Counter[str] = Counter()
        self._lock = threading.Lock()

    def begin(self, client: str) -> None:
        """Count one query of a client; :meth:`end` follows.

        Raises:
            TooManyQueries: The client runs as many as it may (429).
        """
        if not self._most:
            return
        with self._lock:
            if self._running[client] >= self._most:
                raise TooManyQueries(
                    f"{self._most} queries of your address are running, as many as may at once. "
                    "Ask again when one of them is answered.",
                    limit=self._most,
                )
            self._running[client] += 1

    def end(self, client: str) -> None:
        """Count one query of a client no more."""
        if not self._most:
            return
        with self._lock:
            self._running[client] -= 1
            if not self._running[client]:
                del self._running[client]

    @contextmanager
    def running(self, client: str) -> Iterator[None]:
        """Count one query of a client while it runs.

        Raises:
            Overloaded: The client runs as many as it may (503).
        """
        self.begin(client)
        try:
            yield
        finally:
            self.end(client)
