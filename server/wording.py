"""Write groups and numbers as people of a language do.

Step on the line: filters of the templates. Pure functions.
"""

import re

from markupsafe import Markup

from server.texts import TEXTS

_BREAKS = re.compile(r"(?<=[/#?&=_.-])(?=\w)")


def to_group_name(group: str, language: str) -> str:
    """Return the heading of a group of statements; an unknown group has its own name.

    >>> to_group_name("relations", "en"), to_group_name("quality", "en")
    ('Relations', 'Quality')
    """
    key = f"group.{group}"
    return TEXTS[key][language] if key in TEXTS else group.replace("_", " ").capitalize()


def to_number(number: int, language: str) -> str:
    """Return a number with the separators of a language.

    >>> to_number(1234567, "nl"), to_number(1234567, "en")
    ('1.234.567', '1,234,567')
    """
    written = f"{number:,}"
    return written.replace(",", ".") if language == "nl" else written


def breakable(text: str) -> Markup:
    """Return an address or a code that may break after its signs, and not within a word.

    >>> breakable("https://b.example/id/rol/a-b?c&d")
    Markup('https://<wbr>b.<wbr>example/<wbr>id/<wbr>rol/<wbr>a-<wbr>b?<wbr>c&amp;<wbr>d')
    """
    return Markup("<wbr>").join(_BREAKS.split(text))


def cut(text: str, most: int) -> str:
    """Return the first characters of a text, up to the end of a word where there is one.

    >>> cut("besluit over de datastandaarden", 19), cut("aaaaaaaa", 4), cut("kort", 9)
    ('besluit over de…', 'aaaa…', 'kort')
    """
    if len(text) <= most:
        return text
    head, _, _ = text[: most + 1].rpartition(" ")
    return f"{head.rstrip() if len(head) > most // 2 else text[:most]}…"
