"""Split compound words by the words that the index knows: *datasteward* has a *steward* in it.

Step on the line: beneath :mod:`loaders.indexing.documents`. Pure. Dutch writes compounds as one
word, often with a letter or two between; a shipped dictionary would not know the words of a
data strategy, the graph itself does.
"""

from collections.abc import Collection, Iterator
from functools import lru_cache

LEAST = 4
"""Letters of a part, at least."""

LINKS = ("", "s", "en", "e", "n")
"""What may stand between two parts, the likeliest first."""

_DEPTH = 2
_KEPT = 200_000


class Compounds:
    """Splits words by the words that are known.

    Args:
        known: Folded words.
    """

    def __init__(self, known: Collection[str]) -> None:
        self._known = frozenset(word for word in known if len(word) >= LEAST)
        self.split = lru_cache(maxsize=_KEPT)(self._split)

    def _split(self, word: str) -> tuple[str, ...]:
        """Return the parts of a word, empty if it is no compound of words that are known.

        >>> Compounds({"begrip", "begrippen", "kader"}).split("begrippenkader")
        ('begrippen', 'kader')
        """
        return tuple(sorted(self._parts(word, _DEPTH) - {word}))

    def _parts(self, word: str, depth: int) -> set[str]:
        if len(word) < 2 * LEAST or not depth:
            return set()
        pairs = list(self._pairs(word)) or list(self._halves(word))
        found = {part for pair in pairs for part in pair if len(part) >= LEAST}
        return found.union(*(self._parts(part, depth - 1) for part in found))

    def _pairs(self, word: str) -> Iterator[tuple[str, str]]:
        """Yield two words that are known and make this one, with what may stand between."""
        for cut in range(LEAST, len(word) - LEAST + 1):
            if word[:cut] not in self._known:
                continue
            for link in LINKS:
                tail = word[cut + len(link) :]
                if word.startswith(link, cut) and tail in self._known:
                    yield word[:cut], tail

    def _halves(self, word: str) -> Iterator[tuple[str, str]]:
        """Yield the longest word that is known at the end, and at the beginning, and the rest."""
        cuts = range(LEAST, len(word) - LEAST + 1)
        ending = next((cut for cut in cuts if word[cut:] in self._known), None)
        starting = next((cut for cut in reversed(cuts) if word[:cut] in self._known), None)
        for cut in {ending, starting} - {None}:
            assert cut is not None
            yield word[:cut], word[cut:]
