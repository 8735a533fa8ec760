"""Count every answer, and log it if that is asked.

Step on the line: a WSGI layer of a front, between what knows the client and what is kept. An
answer is whole when a front begins to send it, so that its time is known then.
"""

import time
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Any

import structlog

from server.forwarding import CLIENT
from server.kept import KEPT_RESULT, Application, Environ, StartResponse
from server.problems import PROBLEM
from server.query_log import ASKED
from server.tally import (
    BUCKETS,
    BYTES,
    DURATION_SUMS,
    DURATIONS,
    KEPT,
    MICROSECONDS,
    PROBLEM_COUNTS,
    REQUESTS,
    ROUTES,
    Row,
)

LOG = structlog.get_logger("access")

_BOUNDS = (*map(str, BUCKETS), "+Inf")


class Observed:
    """A WSGI application whose answers are counted.

    Args:
        application: What answers.
        row: Where this process counts.
        mount: Returns the path of the base, empty if it has none.
        log: Whether each answer is a line in the log.
    """

    def __init__(
        self, application: Application, row: Row, mount: Callable[[], str], *, log: bool
    ) -> None:
        self._application = application
        self._row = row
        self._mount = mount
        self._log = log

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, and count the answer."""
        began = time.perf_counter()
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        said: dict[str, Any] = {"status": "500", "size": 0}

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            said["status"] = status[:3]
            length = next((v for n, v in headers if n.lower() == "content-length"), "0")
            said["size"] = int(length) if method != "HEAD" and length.isdigit() else 0
            return start_response(status, headers, *rest)

        try:
            body = self._application(environ, start)
            if not said["size"] and isinstance(body, list) and method != "HEAD":
                said["size"] = sum(map(len, body))
            return body
        finally:
            seconds = time.perf_counter() - began
            route = to_route(path, self._mount())
            self._count(environ, route, method, said["status"], said["size"], seconds)
            if self._log:
                self._write(environ, path, method, said["status"], said["size"], seconds)

    def _count(
        self, environ: Environ, route: str, method: str, status: str, size: int, seconds: float
    ) -> None:
        row = self._row
        row.add(REQUESTS, route, method, status)
        row.add(DURATIONS, route, _BOUNDS[bisect_left(BUCKETS, seconds)])
        row.add(DURATION_SUMS, route, amount=round(seconds * MICROSECONDS))
        row.add(BYTES, route, amount=size)
        if kept := environ.get(KEPT_RESULT):
            row.add(KEPT, kept)
        problem = environ.get(PROBLEM, "")
        if problem:
            row.add(PROBLEM_COUNTS, problem)
        if asked := environ.get(ASKED):
            asked.note(row, status, size, seconds, problem)

    def _write(
        self, environ: Environ, path: str, method: str, status: str, size: int, seconds: float
    ) -> None:
        LOG.info(
            "answered",
            client=environ.get(CLIENT, ""),
            scheme=environ.get("wsgi.url_scheme", ""),
            host=environ.get("HTTP_HOST", "")[:255],
            method=method[:16],
            path=path[:1000],
            status=int(status),
            bytes=size,
            seconds=round(seconds, 6),
            kept=environ.get(KEPT_RESULT),
            problem=environ.get(PROBLEM),
        )


def to_route(path: str, mount: str = "") -> str:
    """Return the kind of address that a path is.

    >>> to_route("/begrip/doc/rol/cdo", "/begrip"), to_route("/wp-admin"), to_route("/doc.ttl")
    ('doc', 'other', 'doc')
    """
    own = path[len(mount) :] if mount and f"{path}/".startswith(f"{mount}/") else path
    segment = own.lstrip("/").partition("/")[0]
    first = segment.lstrip(".").partition(".")[0]
    if not segment:
        return "home"
    return first if first in ROUTES else "other"
