"""A small reverse proxy, as an operator would put before the server."""

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "server", "date"}


@dataclass(frozen=True)
class Way:
    """Where a proxy passes requests on to, and what it says of them."""

    upstream: str
    host: str
    prefix: str
    strip: bool
    standard: bool


class Handler(BaseHTTPRequestHandler):
    """One connection of a client."""

    protocol_version = "HTTP/1.1"

    def __init__(self, way: Way, *arguments: Any) -> None:
        self.way = way
        super().__init__(*arguments)

    def do_GET(self) -> None:
        prefix = self.way.prefix
        if not f"{self.path}/".startswith(f"{prefix}/"):
            self.send_response(421)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        path = self.path[len(prefix) :] if self.way.strip else self.path
        connection = http.client.HTTPConnection(self.way.upstream, timeout=30)
        connection.putrequest("GET", path or "/", skip_host=True, skip_accept_encoding=True)
        for name, value in self.forwarded():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        connection.close()

    def forwarded(self) -> Iterator[tuple[str, str]]:
        for name, value in self.headers.items():
            if name.lower() not in {*HOP_BY_HOP, "host", "x-forwarded-for"}:
                yield name, value
        client, way = self.client_address[0], self.way
        yield "Host", way.host
        if way.standard:
            yield "Forwarded", f'for="{client}";proto=https;host={way.host}'
            return
        before = self.headers.get("X-Forwarded-For")
        yield "X-Forwarded-For", f"{before}, {client}" if before else client
        yield "X-Forwarded-Proto", "https"
        yield "X-Forwarded-Host", way.host
        if way.strip:
            yield "X-Forwarded-Prefix", way.prefix

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def proxying(
    upstream: str, *, host: str, prefix: str, strip: bool, standard: bool = False
) -> Iterator[str]:
    """Pass requests on, with the headers that such proxies add; give its address.

    Args:
        upstream: The address of the server.
        host: The name under which the proxy is known.
        prefix: Only paths that begin so are passed on; anything else is 421.
        strip: Whether the prefix is taken off the path.
        standard: Whether it sends ``Forwarded`` and not the headers with X.
    """

    handler = partial(Handler, Way(upstream.removeprefix("http://"), host, prefix, strip, standard))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
