"""Fit texts of the data into drawings, where nothing wraps or cuts them by itself.

Step on the line: under the drawings. Pure functions; widths are those of a usual sans serif,
which is enough, for a text that is a little too long only loses its last letters.
"""

import re

_NARROW = frozenset("ijltfrI.,:;'|!()[] ")
_WIDE = frozenset("mwMWÆŒ@%")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
"""Controls, and what turns the direction of the text around it."""

ELLIPSIS = "…"


def clean(text: str) -> str:
    r"""Return a text on one line without controls or overrides of direction.

    >>> clean("a\n\u202eb  c")
    'a b c'
    """
    return " ".join(_CONTROLS.sub(" ", text[:400]).split())


def width(text: str, size: float = 13) -> float:
    """Return about how wide a text is, in the units of its size."""
    return size * sum(
        0.36 if c in _NARROW else 1 if c in _WIDE or ord(c) > 0x2E80 else 0.63 for c in text
    )


def fit(text: str, room: float, size: float = 13) -> str:
    """Return as much of a text as there is room for, with an ellipsis where it is cut.

    >>> fit("Digitaal Vlaanderen", 200), fit("Digitaal Vlaanderen", 60)
    ('Digitaal Vlaanderen', 'Digitaal…')
    """
    text = clean(text)
    if width(text, size) <= room:
        return text
    used = width(ELLIPSIS, size)
    kept = ""
    for character in text:
        used += width(character, size)
        if used > room:
            break
        kept += character
    return kept.rstrip() + ELLIPSIS


def fit_middle(text: str, room: float, size: float = 13) -> str:
    """Return as much of both ends of a text as there is room for: names often differ at the end.

    >>> fit_middle("agrarisch groen ontoegankelijk: CSV", 150)
    'agrarisch gr…lijk: CSV'
    """
    text = clean(text)
    if width(text, size) <= room:
        return text
    head = fit(text, room * 0.6, size).removesuffix(ELLIPSIS)
    tail = fit(text[::-1], room - width(head, size), size).removesuffix(ELLIPSIS)[::-1]
    return f"{head}{ELLIPSIS}{tail.lstrip()}"


def wrap(text: str, room: float, lines: int, size: float = 13) -> list[str]:
    """Return a text in at most so many lines, the last one cut where there is more.

    >>> wrap("Beslissing van de Vlaamse Regering", 110, 2)
    ['Beslissing van', 'de Vlaamse Re…']
    """
    words = clean(text).split(" ")
    found: list[str] = []
    while words and len(found) < lines - 1:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size) <= room:
            line += f" {words.pop(0)}"
        found.append(fit(line, room, size))
    return [*found, fit(" ".join(words), room, size)] if words else found
