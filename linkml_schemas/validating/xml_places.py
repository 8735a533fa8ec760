"""Say where RDF/XML is wrong, and what is wrong there: the parser has no place and few words.

Step on the line: beside ``reading``, after the parser has refused. The text is given to the
parser once more, one tag at a time, so that what it took last is where it stops.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, cast

import pyoxigraph as ox

from linkml_schemas.validating.unreadable_texts import unreadable_texts
from linkml_schemas.validating.xml_texts import END, STRAY, TAKEN, TAKEN_BEFORE, to_texts

_NAME = re.compile(rb"<(/?[^\s/>]+)")
_NOT_UTF8 = re.compile(r"utf-8( byte)? sequence", re.IGNORECASE)
_TEXT = "Unexpected text event"
_TAKEN = "a text value is already present"


@dataclass(frozen=True, slots=True)
class XmlFault:
    """What is wrong, by language, and where, from 1."""

    messages: Mapping[str, str]
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


def is_not_utf8(said: str) -> bool:
    """Return whether the parser says that the text is not UTF-8.

    >>> is_not_utf8("Invalid UTF-8: invalid utf-8 sequence of 1 bytes from index 1")
    True
    """
    return _NOT_UTF8.search(said) is not None


def _to_fault(tags: _Tags, said: str) -> XmlFault:
    opened = max(tags.given.rfind(b"<"), 0)
    written = tags.given[:opened].lstrip() if said.startswith(_TEXT) else b""
    here = tags.start + (opened - len(written) if written else opened)
    before = tags.data[tags.data.rfind(b"\n", 0, here) + 1 : here]
    column = len(before.decode("utf-8", "replace")) + 1
    return XmlFault(_words(tags, said), tags.data.count(b"\n", 0, here) + 1, column)


def _words(tags: _Tags, said: str) -> Mapping[str, str]:
    name = _NAME.search(tags.given)
    element = f"<{name[1].decode('utf-8', 'replace')[:100]}>" if name else ""
    if is_not_utf8(said):
        return unreadable_texts("utf8")
    if said.startswith(_TEXT):
        stray = said.partition(":")[2].strip(" '")[:100]
        return {
            tag: text.format(text=stray, element=element or END[tag]) for tag, text in STRAY.items()
        }
    if said.endswith(_TAKEN):
        texts = TAKEN_BEFORE if element.startswith("</") else TAKEN
        element = element.replace("/", "", 1)
        return {tag: text.format(element=element) for tag, text in texts.items()}
    return to_texts(said, element)
