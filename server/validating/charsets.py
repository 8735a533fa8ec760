"""Read text in the character set that its Content-Type says.

Step on the line: what a visitor hands in, before its format is read, which is UTF-8.
"""

import codecs
from collections.abc import Mapping

from server.problems import RequestProblem, UnsupportedMediaType
from server.saying.message import say

XML = "application/rdf+xml"
_UTF8 = {"utf-8", "ascii"}
_READ = {"iso8859-1", "iso8859-15", "cp1252"}
"""Names of the codecs of what tables and older files are in."""


def to_utf8(data: bytes, media_type: str, parameters: Mapping[str, str]) -> bytes:
    r"""Return text as UTF-8.

    Args:
        data: The text.
        media_type: What it is; XML says its character set itself.
        parameters: Those of its Content-Type.

    Raises:
        UnsupportedMediaType: The character set is one that is not read (415).
        RequestProblem: The bytes are no text of that character set (400).

    >>> to_utf8(b"caf\xe9", "text/csv", {"charset": "ISO-8859-1"}).decode()
    'café'
    """
    said = parameters.get("charset", "utf-8")
    try:
        name = codecs.lookup(said).name
    except (LookupError, ValueError):
        name = ""
    if name in _UTF8:
        return data
    if name not in _READ or media_type == XML:
        raise UnsupportedMediaType(
            say("check.charset", charset=said[:40]),
            accept_charset=["utf-8", "iso-8859-1", "iso-8859-15", "windows-1252"],
        )
    try:
        return data.decode(name).encode()
    except UnicodeDecodeError as error:
        raise RequestProblem(say("check.charset.bytes", charset=said[:40])) from error
