"""Know which text is an address at which people are asked.

Step on the line: beside the settings. Pure.
"""

import re

_CONTACT = re.compile(r"(?:https?://|mailto:)[^\s<>\"{}|\\^`]+\Z")


def require_contact(text: str) -> str:
    """Return an address of the web or of mail as it is; empty stays empty.

    Raises:
        ValueError: It is neither.

    >>> require_contact("mailto:data@example.org")
    'mailto:data@example.org'
    """
    if text and not _CONTACT.match(text):
        raise ValueError("expected an address that begins with https://, http:// or mailto:")
    return text


def require_template(text: str) -> str:
    """Return an address in which names in braces stand for values; empty stays empty.

    Raises:
        ValueError: It is no address of the web or of mail.

    >>> require_template("mailto:data@example.org?subject={iri}")
    'mailto:data@example.org?subject={iri}'
    """
    require_contact(text.replace("{", "").replace("}", ""))
    return text
