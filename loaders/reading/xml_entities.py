"""Refuse RDF/XML whose entities could grow: a small file must not become a large text.

Step on the line: before RDF/XML is parsed. The whole file is looked through, comments too,
since the parser takes declarations wherever they stand.

Source:
    XML 1.0, section 4.2: entity declarations. What is allowed is the use that RDF/XML makes
    of them: short names for namespaces.
"""

import re

from loaders.errors import SourceError
from loaders.reading.sources import Source

LIMIT = 256
"""Characters that the value of an entity may have: enough for a namespace."""

_BLOCK = 1024 * 1024
_TAIL = 8192
_START = b"<!ENTITY"
_HARMLESS = rb"(?:[^%s&%%<]|&(?:amp|lt|gt|apos|quot);){0,256}"
_DECLARATION = re.compile(
    rb"<!ENTITY\s+[^\s%%&\"'<>]+\s+(?:\"%s\"|'%s')\s*>" % (_HARMLESS % b'"', _HARMLESS % b"'")
)
_EXTERNAL = re.compile(rb"<!ENTITY\s+(?:%\s+)?[^\s]+\s+(?:SYSTEM|PUBLIC)\b")
_REFERENCE = re.compile(rb"<!ENTITY[^<>]*?[&%]")


def require_plain_entities(source: Source) -> None:
    """Stop at an entity that refers to another one, to a file, or is long.

    Raises:
        SourceError: There is one; the message names its line.
    """
    with source.open() as file:
        rest, line = b"", 1
        while True:
            block = file.read(_BLOCK)
            text = rest + block.replace(b"\0", b"")
            end = len(text) if not block else max(0, len(text) - _TAIL)
            position = text.find(_START)
            while -1 < position < end:
                _require_plain(source, text[position : position + _TAIL], text, position, line)
                position = text.find(_START, position + 1)
            if not block:
                return
            line += text.count(b"\n", 0, end)
            rest = text[end:]


def _require_plain(source: Source, text: bytes, whole: bytes, position: int, line: int) -> None:
    if _DECLARATION.match(text):
        return
    number = line + whole.count(b"\n", 0, position)
    where = f"{source.name}:{number}"
    if _EXTERNAL.match(text):
        what = "an entity refers to another file"
    elif _REFERENCE.match(text):
        what = "an entity refers to another entity"
    else:
        what = f"an entity is longer than {LIMIT} characters, or no entity of XML"
    raise SourceError(
        f"{where}: {what}, so that a small file could grow without end; "
        "write the text itself, or save the file as Turtle"
    )
