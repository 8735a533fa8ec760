"""Keep answers in XML readable as what they mean, which the engine does not see to.

Step on the line: between the engine, which writes, and whoever takes the bytes. Pure.

Source:
    XML 1.0, sections 2.2 (characters) and 2.11 (line ends: a reader takes a carriage return
    that is written as it is for a line feed).
"""

import re
from collections.abc import Callable

_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


class NotXmlError(ValueError):
    """Say which character XML has no way to write."""


def to_xml_writer(emit: Callable[[bytes], object]) -> Callable[[bytes], object]:
    r"""Return a function that takes pieces of XML and emits them as they can be read back.

    Args:
        emit: Called with each piece, in order.

    Raises:
        NotXmlError: By the function: a character cannot be written in XML.

    >>> to_xml_writer(print)(b"<a>x\r\ny</a>")
    b'<a>x&#13;\ny</a>'
    """

    def write(piece: bytes) -> object:
        if bad := _NOT_XML.search(piece):
            character = bad[0].decode("utf-8")
            raise NotXmlError(f"XML cannot write the character U+{ord(character):04X}")
        return emit(piece.replace(b"\r", b"&#13;"))

    return write
