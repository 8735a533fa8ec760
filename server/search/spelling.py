"""Say how else what was typed may be spelled.

Step on the line: beneath :mod:`server.search.finding`, where nothing was found as it was typed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ontology.words import to_words
from server.search.asked import LONG, Asked
from server.search.forms import unknown_words
from server.search.index import SearchIndex
from server.search.marking import errors_between

CANDIDATES = {3: 5_000, 2: 2_000, 1: 500}
"""Words that a word is compared with that begin with so many of its letters, at most; the most used
first."""

_LONGEST = 40

_MOST = 4
"""Words that are looked at; a text with more unknown ones is no slip of the keys."""


def spell(index: SearchIndex, asked: Asked, results: Sequence[Mapping[str, Any]]) -> str:
    """Return the nearest spelling whose words the index knows, empty if none is near.

    Args:
        index: The index.
        asked: What was typed.
        results: What was found with other spellings, if anything was: their texts have words
            that no name has.
    """
    if "://" in asked.text:
        return ""
    unknown = sorted(unknown_words(index, asked.words))[:_MOST]
    said = list(dict.fromkeys(_said(results))) if unknown else []
    nearest = {word: _nearest(index, word, said) for word in unknown}
    spelled = " ".join(filter(None, (nearest.get(word, word) for word in asked.words)))
    return spelled if spelled != " ".join(asked.words) else ""


def _said(results: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the words of the names and descriptions that are shown."""
    for result in results:
        for text in (result["label"], (result.get("snippet") or {}).get("text", "")):
            yield from to_words(text)


def _nearest(index: SearchIndex, word: str, said: Sequence[str]) -> str:
    """Return the known word that is nearest; empty if none is near.

    One letter may differ, of a long word one in four.
    """
    if len(word) > _LONGEST:
        return ""
    best, least = "", (len(word) // 4 if len(word) >= LONG else 1) + 1
    for length, most in CANDIDATES.items():
        for known in (*said, *index.words(word[:length], most=most)):
            if abs(len(known) - len(word)) < least:
                errors = errors_between(word, known, begins=False, most=least - 1)
                if errors < least:
                    best, least = known, errors
        if best:
            return best
    return best
