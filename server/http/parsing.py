"""Read requests out of the bytes of a connection, within bounds.

Step on the line: the first of a front. The grammar is llhttp's, the parser of Node.js, by way
of httptools; what is bounded and what is refused is said here.

Source:
    RFC 9112 (HTTP/1.1); RFC 9110, sections 6.5.1 (trailers) and 10.1.1 (Expect); RFC 6585,
    section 5 (431); RFC 9110, sections 9.1 (methods) and 15.6.2 (501).
"""

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

import httptools

from server.http.targets import TargetEscaper

HEAD_LIMIT = 64 * 1024
"""Bytes of the fields of one request, its target not counted."""

FIELD_LIMIT = 128
"""Fields of one request."""

ENDLESS = 128 * 1024
"""Bytes that may come without that a field or a part of a body ends; the parser keeps them."""

_METHOD = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+ [^ \r\n]+ HTTP/1\.[01]\r?\n")

_VERSIONS = frozenset({"1.0", "1.1"})
_HOST = re.compile(
    rb"(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*(?::[0-9]*)?|"
    rb"\[[0-9A-Za-z._~!$&'()*+,;=:%-]+\](?::[0-9]*)?"
)
"""What the field Host may be (RFC 9110, section 7.2; RFC 3986, section 3.2.2)."""

CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


@dataclass(slots=True)
class Request:
    """One request.

    Shape:
        ``target`` is what stands between method and version; ``fields`` are names and values
        as they were sent, in their order.

    Args:
        refusal: The status with which the request is refused before anyone reads it, 0 if it
            may be read; the connection ends after a refusal.
        fault: What of it is wrong, where the status does not tell: ``target``, ``host``,
            ``coding`` or ``version``.
    """

    method: str = ""
    target: bytes = b""
    version: str = "1.1"
    fields: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    keep_alive: bool = False
    refusal: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may have, in bytes.

    Shape:
        ``bodies`` gives the bytes of a body at addresses whose path ends otherwise than others.
    """

    target: int
    body: int
    bodies: Mapping[bytes, int] = field(default_factory=dict)

    def body_at(self, target: bytes) -> int:
        """Return the bytes that a body may have at an address."""
        path = target.partition(b"?")[0]
        return next((most for end, most in self.bodies.items() if path.endswith(end)), self.body)


class RequestReader:
    """Turn what comes over one connection into requests.

    Shape:
        ``requests`` are those that are whole, in their order; ``begun`` is whether part of
        another one has come; ``gathered`` the bytes of a body that is not whole yet.

    Args:
        limits: What one request may have.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.requests: deque[Request] = deque()
        self.begun = False
        self.refused = False
        self.wants_continue = False
        self.gathered = 0
        self._request = Request()
        self._head = self._unended = 0
        self._most = -1
        self._body: list[bytes] = []
        self._escaper = TargetEscaper()
        self._parser = httptools.HttpRequestParser(self)

    def feed(self, data: bytes) -> None:
        """Take what came; whatever is wrong with it becomes a request that is refused."""
        data = self._escaper.escape(data, begins=not self.begun)
        while data and not self.refused:
            self._unended += len(data)  # whatever the parser hands on begins to count anew
            try:
                self._parser.feed_data(data)
                if self._unended > ENDLESS:
                    self._refuse(431)
                return
            except httptools.HttpParserUpgrade as upgrade:
                data = data[int(upgrade.args[0]) :]  # to another protocol, which nobody has to
                self._parser = httptools.HttpRequestParser(self)
            except httptools.HttpParserInvalidMethodError:
                self._refuse(501 if _METHOD.match(data) and not self.requests else 400)
            except httptools.HttpParserInvalidURLError:
                self._refuse(400, "target")
            except httptools.HttpParserError:
                self._refuse(400)

    def close(self) -> None:
        """Let go of everything: this and its parser hold each other, and what came with them."""
        self.refused = True
        self.requests.clear()
        self._body.clear()
        self._request = Request()
        self._parser = None

    def _refuse(self, status: int, fault: str = "") -> None:
        if not self.refused:
            if not self.begun:  # what came is no part of the request before it
                self._request = Request()
            self.refused = True
            self.begun = self.wants_continue = False
            self._request.refusal = status
            self._request.fault = fault
            self._request.keep_alive = False
            self.requests.append(self._request)

    def on_message_begin(self) -> None:
        """Begin another request."""
        self.begun = True
        self._request = Request()
        self._head = self._unended = 0
        self._body.clear()
        self.gathered = 0

    def on_url(self, url: bytes) -> None:
        """Take a part of the target."""
        self._unended = 0
        target = self._request.target = self._request.target + url
        if len(target) > self._limits.target:
            self._request.target = b""
            self._refuse(414)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a field; one after the body counts, but says nothing of the request."""
        self._unended = 0
        self._head += len(name) + len(value)
        fields = self._request.fields
        if self._head > HEAD_LIMIT or len(fields) >= FIELD_LIMIT:
            self._refuse(431)
        elif not self._request.method:
            fields.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        """Look what the fields say of the request and of its body."""
        request, parser = self._request, self._parser
        request.method = parser.get_method().decode("ascii")
        request.version = parser.get_http_version()
        request.keep_alive = parser.should_keep_alive() and not self.refused
        self._most = -1
        self._look_at_head(request)
        coded = [value for name, value in request.fields if name == b"transfer-encoding"]
        if coded:
            self._look_at_codings(request, b",".join(coded))
        for name, value in request.fields:
            if name == b"content-length" and value.isdigit() and int(value) > self._room():
                self._refuse(413)
            elif name == b"expect" and value.lower() == b"100-continue" and not self.refused:
                self.wants_continue = request.version == "1.1"

    def _look_at_head(self, request: Request) -> None:
        """Refuse a version, a host, a method or a target that nobody answers here."""
        hosts = [value for name, value in request.fields if name == b"host"]
        if request.version not in _VERSIONS:
            self._refuse(505, "version")
        elif len(hosts) > 1 or (not hosts and request.version == "1.1"):
            self._refuse(400)
        elif hosts and not _HOST.fullmatch(hosts[0]):
            self._refuse(400, "host")
        elif request.method == "CONNECT":
            self._refuse(501)
        elif request.target == b"*" and request.method != "OPTIONS":  # RFC 9112, section 3.2.4
            self._refuse(400)

    def _look_at_codings(self, request: Request, codings: bytes) -> None:
        """Refuse what is not read; where a body ends is unsure in a version without codings.

        Source:
            RFC 9112, sections 6.1 and 6.3.
        """
        *others, last = (coding.strip().lower() for coding in codings.split(b","))
        if last != b"chunked":
            self._refuse(400)
        elif others:
            self._refuse(501, "coding")
        elif request.version == "1.0":
            request.keep_alive = False

    def _room(self) -> int:
        """Return the bytes that the body may have; most requests have none."""
        if self._most < 0:
            self._most = self._limits.body_at(self._request.target)
        return self._most

    def on_body(self, body: bytes) -> None:
        """Take a part of the body."""
        self._unended = 0
        self.gathered += len(body)
        if self.gathered > self._room():
            self._refuse(413)
        elif not self.refused:
            self._body.append(body)

    def on_message_complete(self) -> None:
        """Give the request to whoever answers it."""
        if self.refused:
            return
        self._unended = 0
        self.begun = False
        self.wants_continue = False
        self._request.body = b"".join(self._body)
        self._body.clear()
        self.gathered = 0
        self.requests.append(self._request)
