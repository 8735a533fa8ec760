"""Take an answer of every triple, and see what the fronts' memory does."""

import time
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import quote

from tests.benchmarks.endpoints import Endpoint
from tests.benchmarks.processes import proportional
from tests.benchmarks.questions import CSV

EVERYTHING = "SELECT * WHERE { ?subject ?predicate ?object }"
FRONT = "begrip-front"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Streamed:
    """A large answer: rows, bytes, seconds, and by how much the fronts grew at most, in bytes."""

    rows: int
    bytes: int
    seconds: float
    grown: int


def stream(endpoint: Endpoint) -> Streamed:
    """Read every triple as CSV in pieces, looking at the fronts' memory on the way."""
    before = proportional(endpoint.pid).get(FRONT, 0)
    connection = HTTPConnection("127.0.0.1", endpoint.port, timeout=120)
    began, size, rows, most, last = time.perf_counter(), 0, -1, before, b""
    try:
        connection.request(
            "GET", f"{endpoint.path}?query={quote(EVERYTHING)}", headers={"Accept": CSV}
        )
        response = connection.getresponse()
        while piece := response.read(_PIECE):
            size += len(piece)
            rows += (last + piece).count(b"\r\n")
            last = piece[-1:] if piece.endswith(b"\r") else b""
            if size % (32 * _PIECE) < _PIECE:
                most = max(most, proportional(endpoint.pid).get(FRONT, 0))
    finally:
        connection.close()
    return Streamed(rows, size, time.perf_counter() - began, most - before)
