"""Fold texts and split them into words, so that whoever seeks need not spell as we do.

Step on the line: what a build indexes and what a reader types pass through here alike. Pure.

Source:
    Unicode Standard Annex 15 (normalisation forms), Unicode Technical Standard 10 (folding).
"""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

SPELT: Mapping[str, str] = MappingProxyType(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "\N{GREEK SMALL LETTER FINAL SIGMA}": "\N{GREEK SMALL LETTER SIGMA}",
    }
)  # fmt: skip
"""Letters that are no letter with a mark, and what people type in their place."""

_SPELT = str.maketrans(dict(SPELT))
_WORD = re.compile(r"[^\W_]+")
_OUTSIDE = re.compile(r"[\W_]+")

_STOP_WORDS = """
aan af als bij dat de den der des die dit door een en er het hun ik in is je met na naar niet nog of
om onder ook op over per te ten ter tot uit van voor was wat we wie zijn zich zo
a an and are as at be by for from has have in into is it its not of on or our that the their this to
was were which with
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words of Dutch and English that say nothing alone."""


def fold(text: str) -> str:
    """Return a text as it is sorted and sought: without case and diacritics.

    >>> fold("Café ÉCOLE Straße")
    'cafe ecole strasse'
    """
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFKD", text).lower()
    decomposed = unicodedata.normalize("NFKD", lowered)
    bare = "".join(c for c in decomposed if not unicodedata.category(c).startswith("M"))
    return bare.translate(_SPELT)


def to_words(text: str) -> list[str]:
    """Return the words of a text, folded.

    >>> to_words("Agentschap Zorg & Gezondheid (AZG)")
    ['agentschap', 'zorg', 'gezondheid', 'azg']
    """
    return split_words(fold(text))


def split_words(folded: str) -> list[str]:
    """Return the words of a text that is folded already.

    >>> split_words("e-loket 2.0")
    ['e', 'loket', '2', '0']
    """
    return _WORD.findall(folded)


def to_code(text: str) -> str:
    """Return a notation as it is sought: letters and digits only.

    >>> to_code("0316.380.841"), to_code("OVO 002949")
    ('0316380841', 'ovo002949')
    """
    return _OUTSIDE.sub("", fold(text))
