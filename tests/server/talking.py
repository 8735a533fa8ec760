"""Talk to a front over a bare socket, as no client of a library would."""

import re
import socket
import time

ASK = "/sparql?query=ASK%7B%7D"
CLOSE = ("Host: x", "Connection: close")


def connect(front) -> socket.socket:
    """Return a connection to a front."""
    where = front.base_url.host, front.base_url.port
    return socket.create_connection(where, timeout=20)


def talk(front, sent: bytes, *, pieces: int = 0) -> bytes:
    """Return all that a front says on one connection to what is sent, until it closes it."""
    with connect(front) as line:
        step = max(1, len(sent) // pieces) if pieces else len(sent)
        for start in range(0, len(sent), step):
            line.sendall(sent[start : start + step])
            time.sleep(0.001 if pieces else 0)
        return hear(line)


def hear(line: socket.socket) -> bytes:
    """Return all that comes over a connection until it ends."""
    said = b""
    while data := line.recv(65536):
        said += data
    return said


def get(target: str = ASK, *fields: str, version: str = "1.1", method: str = "GET") -> bytes:
    """Return a request without a body as bytes."""
    return "\r\n".join([f"{method} {target} HTTP/{version}", *fields, "", ""]).encode()


def post(body: bytes, *fields: str, version: str = "1.1") -> bytes:
    """Return a query as the body of a request, as bytes; the fields say how it is framed."""
    kind = "Content-Type: application/sparql-query"
    return get("/sparql", *fields, kind, version=version, method="POST") + body


def statuses(said: bytes) -> list[int]:
    """Return the status of each answer that was said, interim ones too."""
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", said)]
