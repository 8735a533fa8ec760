"""Say how else what was typed may be spelled.

Step on the line: beneath :mod:`server.search.finding`, where nothing was found as it was typed.
"""

from server.search.asked import Asked
from server.search.index import SearchIndex
from server.search.marking import errors_between

CANDIDATES = 500
"""Words that a word is compared with, the most used first."""

_SHARE = 3
"""A word may differ in one letter for every so many, however few are forgiven in a search."""

_LONGEST = 40

_MOST = 4
"""Words that are looked at; a text with more unknown ones is no slip of the keys."""


def spell(index: SearchIndex, asked: Asked) -> str:
    """Return the nearest spelling whose words the index knows, empty if none is near.

    Args:
        index: The index.
        asked: What was typed.
    """
    unknown = [word for word in asked.words if not index.has_word(word)][:_MOST]
    nearest = {word: _nearest(index, word) for word in unknown}
    spelled = " ".join(filter(None, (nearest.get(word, word) for word in asked.words)))
    return spelled if spelled != " ".join(asked.words) else ""


def _nearest(index: SearchIndex, word: str) -> str:
    """Return the word of the index that is nearest; empty if none is near."""
    if len(word) > _LONGEST:
        return ""
    most = max(1, len(word) // _SHARE)
    best, least = "", most + 1
    for length in (2, 1):
        for known in index.words(word[:length], most=CANDIDATES):
            if abs(len(known) - len(word)) < least:
                errors = errors_between(word, known, begins=False, most=least - 1)
                if errors < least:
                    best, least = known, errors
        if best:
            return best
    return best
