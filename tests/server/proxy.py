"""A small reverse proxy, as an operator would put before the server."""

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "server", "date"}


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

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if not f"{self.path}/".startswith(f"{prefix}/"):
                self.send_response(421)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            path = self.path[len(prefix) :] if strip else self.path
            target, _, port = upstream.removeprefix("http://").partition(":")
            connection = http.client.HTTPConnection(target, int(port), timeout=30)
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

        do_HEAD = do_GET

        def forwarded(self) -> Iterator[tuple[str, str]]:
            for name, value in self.headers.items():
                if name.lower() not in {*HOP_BY_HOP, "host", "x-forwarded-for"}:
                    yield name, value
            client = self.client_address[0]
            yield "Host", host
            if standard:
                yield "Forwarded", f'for="{client}";proto=https;host={host}'
                return
            before = self.headers.get("X-Forwarded-For")
            yield "X-Forwarded-For", f"{before}, {client}" if before else client
            yield "X-Forwarded-Proto", "https"
            yield "X-Forwarded-Host", host
            if strip:
                yield "X-Forwarded-Prefix", prefix

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
