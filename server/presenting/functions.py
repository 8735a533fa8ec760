"""Give templates what they show values with: drawings, sizes, numbers of sources.

Step on the line: installed by ``render``. Pure functions.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from server.presenting.kinds import by_family, draw_kinds, draw_ring
from server.presenting.moments import to_row_moments
from server.presenting.neighbourhood import draw_neighbourhood
from server.presenting.timeline import draw_moments

_UNITS = ("kB", "MB", "GB", "TB", "PB")


def to_size(text: str, language: str) -> str:
    """Return a number of bytes as people read it; another text as it is.

    >>> to_size("1024", "nl"), to_size("734003200", "en"), to_size("12", "nl"), to_size("x", "nl")
    ('1 kB', '734 MB', '12 bytes', 'x')
    """
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        return text
    power = min((len(text.lstrip("0")) - 1) // 3, len(_UNITS))
    if power < 1:
        return f"{int(text)} bytes"
    size, unit = int(text) / 1000**power, _UNITS[power - 1]
    written = f"{size:.1f}".removesuffix(".0") if size < 10 else f"{size:.0f}"
    return f"{written.replace('.', ',') if language == 'nl' else written} {unit}"


def source_numbers(statements: Sequence[Mapping[str, Any]]) -> list[int]:
    """Return the numbers of the sources that state any value of statements."""
    return sorted({n for s in statements for value in s["values"] for n in value["sources"]})


def to_begun(text: Mapping[str, str]) -> dict[str, str]:
    """Return a text as it goes on in a sentence: with a small letter, unless it is an acronym.

    >>> to_begun({"text": "Geldig tot", "lang": "nl"})["text"], to_begun({"text": "EU"})["text"]
    ('geldig tot', 'EU')
    """
    first, rest = text["text"][:1], text["text"][1:]
    return {**text, "text": (first.lower() if rest[:1].islower() else first) + rest}


FUNCTIONS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "begun": to_begun,
        "by_family": by_family,
        "draw_kinds": draw_kinds,
        "draw_ring": draw_ring,
        "draw_moments": draw_moments,
        "draw_neighbourhood": draw_neighbourhood,
        "row_moments": to_row_moments,
        "source_numbers": source_numbers,
    }
)
"""What templates may call, by name."""
