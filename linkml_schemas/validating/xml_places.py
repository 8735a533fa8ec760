"""Say where RDF/XML is wrong, and what is wrong there: the parser has no place and few words.

Step on the line: beside ``reading``, after the parser has refused. The text is given to the
parser once more, one tag at a time, so that what it took last is where it stops.
"""

import re
from dataclasses import dataclass, field
from typing import IO, cast

import pyoxigraph as ox

_NAME = re.compile(rb"<(/?[^\s/>]+)")
_NOT_UTF8 = re.compile(r"utf-8( byte)? sequence", re.IGNORECASE)
_TEXT = "Unexpected text event"
_TAKEN = "a text value is already present"


@dataclass(frozen=True, slots=True)
class XmlFault:
    """What is wrong, and where, from 1."""

    message: str
    line: int
    column: int


@dataclass(slots=True)
class _Tags:
    """A stream that gives text up to the end of one tag at each reading.

    Shape:
        ``start`` and ``end`` enclose what was given last.
    """

    data: bytes
    start: int = 0
    end: int = 0
    given: bytes = field(default=b"")

    def read(self, size: int = -1) -> bytes:
        """Return the next piece, at most so many bytes of it."""
        self.start = self.end
        found = self.data.find(b">", self.start) + 1 or len(self.data)
        self.end = found if size < 0 else min(found, self.start + size)
        self.given = self.data[self.start : self.end]
        return self.given


def find_fault(data: bytes, base: str) -> XmlFault | None:
    """Return what is wrong with RDF/XML, None if nothing is.

    Args:
        data: What the parser refused.
        base: What relative IRIs are resolved against.
    """
    tags = _Tags(data)
    try:
        for _ in ox.parse(cast("IO[bytes]", tags), format=ox.RdfFormat.RDF_XML, base_iri=base):
            pass
    except SyntaxError as error:
        return _to_fault(tags, str(error.msg or error))
    return None


def to_plain(said: str) -> str:
    """Return what the parser says, without its own count of bytes where text is not UTF-8.

    >>> to_plain("Invalid UTF-8: invalid utf-8 sequence of 1 bytes from index 1")
    'The bytes here are not UTF-8; save the data as UTF-8, or say their charset.'
    """
    if _NOT_UTF8.search(said):
        return "The bytes here are not UTF-8; save the data as UTF-8, or say their charset."
    return said


def _to_fault(tags: _Tags, said: str) -> XmlFault:
    opened = max(tags.given.rfind(b"<"), 0)
    written = tags.given[:opened].lstrip() if said.startswith(_TEXT) else b""
    here = tags.start + (opened - len(written) if written else opened)
    before = tags.data[tags.data.rfind(b"\n", 0, here) + 1 : here]
    column = len(before.decode("utf-8", "replace")) + 1
    return XmlFault(_words(tags, said), tags.data.count(b"\n", 0, here) + 1, column)


def _words(tags: _Tags, said: str) -> str:
    name = _NAME.search(tags.given)
    element = f"<{name[1].decode('utf-8', 'replace')[:100]}>" if name else ""
    if said.startswith(_TEXT):
        text = said.partition(":")[2].strip(" '")[:100]
        return (
            f"The text “{text}” before {element} stands between elements, where RDF/XML has only "
            "elements: put it in an element of its own that is a property, or remove it."
        )
    if said.endswith(_TAKEN):
        ends = " that ends here" if element.startswith("</") else ""
        return (
            f"The element {element.replace('/', '', 1)}{ends} is one too many: the property around "
            "it has text or another element too, and each property element has one value."
        )
    said = to_plain(said)
    return f"{said[:400]}{f' (at {element})' if element and element not in said else ''}"
