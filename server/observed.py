"""Count every answer, and log it if that is asked.

Step on the line: the last to see a request in a front, when its answer is whole or will never
be.
"""

from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache

import structlog

from server.forwarding import CLIENT
from server.kept import Environ
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
    place,
)

LOG = structlog.get_logger("access")

KEPT_RESULT = "begrip.kept"
"""Where it stands that an answer was kept: ``sent`` again, or ``confirmed`` with 304."""

_BOUNDS = (*map(str, BUCKETS), "+Inf")


class Observed:
    """Counts the answers of one front.

    Args:
        row: Where this process counts.
        mount: Returns the path of the base, empty if it has none.
        log: Whether each answer is a line in the log.
    """

    def __init__(self, row: Row, mount: Callable[[], str], *, log: bool) -> None:
        self._row = row
        self._mount = mount
        self._log = log

    def note(
        self, environ: Environ, path: str, method: str, status: str, size: int, seconds: float
    ) -> None:
        """Count an answer.

        Args:
            environ: The environment of the request, in which others have noted what they did.
            path: As the client sent it, with the path of the base.
            method: As the client sent it.
            status: Three digits.
            size: Bytes of the body.
            seconds: Time since the request was whole, until the answer was.
        """
        self._count(environ, to_route(path, self._mount()), method, status, size, seconds)
        if self._log:
            self._write(environ, path, method, status, size, seconds)

    def _count(
        self, environ: Environ, route: str, method: str, status: str, size: int, seconds: float
    ) -> None:
        bucket = bisect_left(BUCKETS, seconds)
        places = _places(route, method, status, bucket)
        self._row.add_alone(places, (1, 1, round(seconds * MICROSECONDS), size))
        if kept := environ.get(KEPT_RESULT):
            self._row.add(KEPT, kept)
        problem = environ.get(PROBLEM, "")
        if problem:
            self._row.add(PROBLEM_COUNTS, problem)
        if asked := environ.get(ASKED):
            asked.note(self._row, status, size, seconds, problem)

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


@lru_cache(maxsize=4096)
def _places(route: str, method: str, status: str, bucket: int) -> tuple[int, ...]:
    """Return the cells in which an answer is counted; only the loop of a front writes them."""
    return (
        place(REQUESTS.name, (route, method, status)),
        place(DURATIONS.name, (route, _BOUNDS[bucket])),
        place(DURATION_SUMS.name, (route,)),
        place(BYTES.name, (route,)),
    )


@lru_cache(maxsize=1024)
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
