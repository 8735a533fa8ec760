"""Serve the preview on this machine: pages of the last good state, fresh after every save.

Step on the line: beside the loop; it only reads what the loop answered. It listens on the
loopback address and refuses other names for it, so that no page of others can read it.
"""

import hashlib
import json
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from linkml_schemas.specifying.wording import LANGUAGES
from linkml_schemas.translating.page import page_style as translations_style
from linkml_schemas.watching.pages import TRANSLATIONS_STYLE, Pages, script, style
from linkml_schemas.watching.workbench import Answer

HOST = "127.0.0.1"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Preview(ThreadingHTTPServer):
    """The server of the preview, with the last answer."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        """Listen on a port of this machine, 0 for any that is free."""
        super().__init__((HOST, port), _Handler)
        self._pages: Pages | None = None
        self._making = threading.Lock()

    @property
    def port(self) -> int:
        """Return the port that is listened on."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """Return where the preview is."""
        return f"http://{HOST}:{self.port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Let a browser leave before it has all; any other failure is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def show(self, answer: Answer) -> None:
        """Show another answer from now on."""
        self._pages = Pages(answer)

    def start(self) -> None:
        """Serve in a thread of its own."""
        threading.Thread(target=self.serve_forever, name="preview", daemon=True).start()

    def state(self) -> dict[str, Any]:
        """Return the number of the last save, the one shown, and how many faults there are."""
        answer = self._pages.answer if self._pages else None
        if answer is None:
            return {"number": 0, "shown": 0, "counts": {}}
        counts = answer.report.counts()
        return {"number": answer.number, "shown": answer.good_number, "counts": counts}

    def page(self, path: str) -> tuple[HTTPStatus, str]:
        """Return the page at a path; one at a time is made."""
        language, _, name = path.strip("/").partition("/")
        if self._pages is None or language not in LANGUAGES:
            return HTTPStatus.NOT_FOUND, ""
        with self._making:
            found = self._pages.page(language, name)
            if found is None:
                return HTTPStatus.NOT_FOUND, self._pages.missing(language)
            return HTTPStatus.OK, found

    def language(self) -> str:
        """Return the language of the schema where the preview has it, else the first."""
        model = self._pages.answer.good if self._pages else None
        own = model.language.partition("-")[0] if model else ""
        return own if own in LANGUAGES else LANGUAGES[0]


class _Handler(BaseHTTPRequestHandler):
    server: Preview
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        """Answer a request."""
        path = self.path.partition("?")[0]
        names = {f"{name}:{self.server.port}" for name in (HOST, "localhost")}
        if self.headers.get("Host", "") not in names:
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", "not this host")
        elif path == "/":
            self._redirect(f"/{self.server.language()}/")
        elif path == "/state.json":
            self._send(HTTPStatus.OK, "application/json", json.dumps(self.server.state()))
        elif path == "/style.css":
            self._send(HTTPStatus.OK, "text/css", style())
        elif path == TRANSLATIONS_STYLE:
            self._send(HTTPStatus.OK, "text/css", translations_style())
        elif path == "/refresh.js":
            self._send(HTTPStatus.OK, "text/javascript", script())
        else:
            status, page = self.server.page(path)
            self._send(status, "text/html", page)

    do_HEAD = do_GET  # noqa: N815  the name that the library calls

    def _redirect(self, target: str) -> None:
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, media_type: str, text: str) -> None:
        content = text.encode()
        tag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
        if status is HTTPStatus.OK and self.headers.get("If-None-Match") == tag:
            status, content = HTTPStatus.NOT_MODIFIED, b""
        self.send_response(status)
        self.send_header("ETag", tag)
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", f"{media_type}; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal is for what is wrong."""
