"""Write the heads of answers.

Step on the line: under whoever answers a request. Pure, but for the clock.

Source:
    RFC 9112, section 4 (status line); RFC 9110, sections 6.6.1 (Date) and 15.4.5 (304).
"""

import time
from email.utils import formatdate

from server.kept import Headers

SERVER = "begrip"

_NOT_IN_304 = frozenset({"content-type", "content-length", "content-encoding"})


class Clock:
    """Says the date as answers say it; it is written once a second."""

    def __init__(self) -> None:
        self._second = 0
        self._line = b""

    def date(self) -> bytes:
        """Return the line of a head that says when it was written."""
        second = int(time.time())
        if second != self._second:
            self._second = second
            self._line = f"\r\nDate: {formatdate(second, usegmt=True)}".encode()
        return self._line


def render_head(status: str, headers: Headers) -> bytes:
    r"""Return status line and fields, without the end of the last line.

    A line feed in a value would begin another field, so that it is left out.

    >>> render_head("200 OK", [("ETag", '"a"')])
    b'HTTP/1.1 200 OK\r\nServer: begrip\r\nETag: "a"'
    """
    lines = [f"HTTP/1.1 {status}\r\nServer: {SERVER}"]
    lines += [f"{name}: {value}" for name, value in headers]
    head = "\r\n".join(lines)
    if head.count("\n") != len(headers) + 1:
        safe = [(n, v.replace("\r", " ").replace("\n", " ")) for n, v in headers]
        return render_head(status, safe)
    return head.encode("latin-1", "replace")


def to_confirming(headers: Headers) -> Headers:
    """Return the headers that say to a client that it has the answer already."""
    return [(name, value) for name, value in headers if name.lower() not in _NOT_IN_304]


def replace_header(headers: Headers, name: str, value: str) -> Headers:
    """Return headers in which one has another value."""
    lower = name.lower()
    return [*((n, v) for n, v in headers if n.lower() != lower), (name, value)]


def add_vary(headers: Headers, name: str) -> Headers:
    """Return headers that say that the answer differs by one more field of the request.

    >>> add_vary([("Vary", "Accept")], "Accept-Encoding")
    [('Vary', 'Accept, Accept-Encoding')]
    """
    varies = ", ".join(value for n, value in headers if n.lower() == "vary")
    if name.lower() in varies.lower():
        return headers
    return replace_header(headers, "Vary", f"{varies}, {name}" if varies else name)
