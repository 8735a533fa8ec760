"""Say which characters a text of the graph may hold: those of XML 1.0, for RDF/XML is served.

Step on the line: beneath readers and definitions, which refuse what cannot be written.

Source:
    XML 1.0 (fifth edition), production 2, Char.
"""

import re

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that XML 1.0 cannot hold; half a surrogate pair and NUL are among them."""


def find_unwritable(text: str) -> str:
    r"""Return the first character that RDF/XML cannot hold, as U+… or NUL; empty if there is none.

    >>> find_unwritable("a\x0bb"), find_unwritable("één\n")
    ('U+000B', '')
    """
    if text.isprintable():
        return ""
    match = NOT_XML.search(text)
    if not match:
        return ""
    return "NUL" if match[0] == "\0" else f"U+{ord(match[0]):04X}"


def show(text: str) -> str:
    """Return a text with a replacement character for each that cannot be written."""
    return NOT_XML.sub("\ufffd", text)
