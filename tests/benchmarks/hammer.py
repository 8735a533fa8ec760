"""Count requests per second over many connections that are kept open.

One process, one poller, requests made before the clock starts: what little it takes beside a
server that answers tens of thousands a second is the same for both servers.
"""

import re
import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle

from tests.benchmarks.endpoints import Endpoint
from tests.benchmarks.processes import processor_time

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_LAST_CHUNK = b"\r\n0\r\n\r\n"
PATIENCE = 10


class HammerError(RuntimeError):
    """Say what a server answered that it should not have."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a server answered.

    Shape:
        ``cpu`` is the milliseconds of processor of the server for one request.
    """

    requests: int
    per_second: float
    cpu: float


@dataclass(slots=True)
class _Line:
    """One connection: what has come of the answer that it waits for."""

    connection: socket.socket
    buffer: bytearray = field(default_factory=bytearray)

    def is_whole(self) -> bool:
        """Tell whether the answer has come to its end."""
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = bytes(self.buffer[: end + 2])
        if match := _LENGTH.search(head):
            return len(self.buffer) >= end + 4 + int(match[1])
        if _CHUNKED.search(head):
            return self.buffer.endswith(_LAST_CHUNK)
        return True


def to_request(target: str, accept: str, **headers: str) -> bytes:
    """Return a GET as bytes."""
    lines = [f"GET {target} HTTP/1.1", "Host: 127.0.0.1", f"Accept: {accept}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def hammer(
    endpoint: Endpoint,
    requests: Sequence[bytes],
    *,
    connections: int,
    seconds: float,
    status: int = 200,
) -> Pace:
    """Ask over and over for some seconds.

    Args:
        endpoint: Whom to ask.
        requests: What to ask, in turn, from the first again after the last.
        connections: How many ask at once.
        seconds: How long.
        status: What every answer must have.

    Raises:
        HammerError: An answer has another status, or none came.
    """
    expected = f"HTTP/1.1 {status} ".encode()
    wanted = cycle(requests)
    with selectors.DefaultSelector() as selector:
        lines = [_Line(_connect(endpoint)) for _ in range(connections)]
        for line in lines:
            selector.register(line.connection, selectors.EVENT_READ, line)
        cpu, began = processor_time(endpoint.pid), time.perf_counter()
        for line in lines:
            line.connection.sendall(next(wanted))
        count = sum(_answered(selector, wanted, expected, began + seconds))
        took = time.perf_counter() - began
        used = processor_time(endpoint.pid) - cpu
        for line in lines:
            line.connection.close()
    return Pace(count, count / took, 1000 * used / max(1, count))


def _answered(
    selector: selectors.BaseSelector, wanted: Iterator[bytes], expected: bytes, until: float
) -> Iterator[int]:
    """Yield 1 for each answer, asking again on its connection."""
    while time.perf_counter() < until:
        ready = selector.select(PATIENCE)
        if not ready:
            raise HammerError(f"no answer within {PATIENCE} seconds")
        for key, _ in ready:
            line: _Line = key.data
            line.buffer += line.connection.recv(262144) or b"HTTP/1.1 closed\r\n\r\n"
            if line.is_whole():
                if not line.buffer.startswith(expected):
                    raise HammerError(bytes(line.buffer[:300]).decode(errors="replace"))
                line.buffer.clear()
                line.connection.sendall(next(wanted))
                yield 1


def _connect(endpoint: Endpoint) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", endpoint.port), timeout=PATIENCE)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection
