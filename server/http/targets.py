"""Percent-encode what the target of a request holds beyond ASCII, before it is parsed.

Step on the line: between the bytes of a connection and the parser, which refuses such bytes.
Programs send them in paths and in queries alike, and browsers did.

Source:
    RFC 3987, section 3.1 (an IRI becomes a URI by the bytes of its UTF-8).
"""

import re

_BEYOND = re.compile(rb"[\x80-\xff]")


class TargetEscaper:
    """Escape the target of each request that begins with what came over one connection.

    Shape:
        A request that comes behind another in one go is left as it is: where it begins is
        known only to the parser.
    """

    def __init__(self) -> None:
        self._inside = self._behind_method = False

    def escape(self, data: bytes, *, begins: bool) -> bytes:
        """Return what came with its target in ASCII, and nothing else changed.

        Args:
            data: What came.
            begins: Whether a request begins with it.

        >>> TargetEscaper().escape("GET /caf\u00e9 HTTP/1.1".encode(), begins=True)
        b'GET /caf%C3%A9 HTTP/1.1'
        """
        if begins:
            self._inside, self._behind_method = True, False
        if not self._inside:
            return data
        start = len(data) - len(data.lstrip(b"\r\n")) if begins else 0
        end = data.find(b"\n", start)
        self._inside = end < 0
        end = len(data) if end < 0 else end
        target = start if self._behind_method else data.find(b" ", start, end)
        if target < 0:
            return data
        self._behind_method = True
        if data.isascii():
            return data
        return data[:target] + _BEYOND.sub(_to_escape, data[target:end]) + data[end:]


def _to_escape(found: re.Match[bytes]) -> bytes:
    return b"%%%02X" % found[0][0]
