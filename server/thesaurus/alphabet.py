"""Put the names of concepts in the order of the alphabet, under letters.

Step on the line: under ``index``; pure functions.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from server.labels import fold

DIGITS, SYMBOLS = "0-9", "*"
"""What stands for a letter before names that begin with a digit, or with something else."""

_UNDIVIDED = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)
"""Letters that Unicode does not take apart into a letter and a mark."""

_LONGEST = 200
"""Characters by which names are put in order; beyond them the IRI decides."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an alphabetical list.

    Shape:
        ``place`` puts letters after digits after symbols, ``key`` is the folded name;
        ``concept`` is the position of the concept; ``alternative`` says that ``text`` is not
        its preferred label.
    """

    place: tuple[int, str]
    key: str
    text: str
    concept: int
    alternative: bool

    @property
    def letter(self) -> str:
        """Return the letter that the line stands under."""
        return self.place[1]


@dataclass(frozen=True, slots=True)
class Alphabet:
    """All lines of a scheme in one language, and where each letter begins."""

    rows: tuple[Row, ...]
    letters: tuple[tuple[str, int], ...]

    def under(self, letter: str) -> tuple[Row, ...]:
        """Return the lines under a letter, none if no name begins with it."""
        place = place_of(letter)
        start = bisect_left(self.rows, place, key=lambda row: row.place)
        count = dict(self.letters).get(letter, 0)
        return self.rows[start : start + count]


def to_key(name: str) -> str:
    """Return by what a name is sorted: without case, diacritics and signs before the first word.

    >>> to_key("(Écologie)"), to_key("Øresund"), to_key("§")
    ('ecologie)', 'oresund', '§')
    """
    folded = fold(name[:_LONGEST]).translate(_UNDIVIDED).strip()
    for index, character in enumerate(folded):
        if character.isalnum():
            return folded[index:]
    return folded


def place_of(letter: str) -> tuple[int, str]:
    """Return where a letter stands among the letters."""
    return (0 if letter == SYMBOLS else 1 if letter == DIGITS else 2), letter


def letter_of(key: str) -> str:
    """Return the letter that a sorting key stands under.

    >>> letter_of("ecologie"), letter_of("3d"), letter_of("§"), letter_of("")
    ('E', '0-9', '*', '*')
    """
    first = key[:1]
    if first.isdigit() or (first and unicodedata.category(first)[0] == "N"):
        return DIGITS
    return first.upper()[:1] if first.isalpha() else SYMBOLS


def to_alphabet(names: Iterable[tuple[str, int, bool]]) -> Alphabet:
    """Return names in order.

    Args:
        names: Each text with the position of its concept, and whether it is an alternative
            label.
    """
    rows = []
    for text, concept, alternative in names:
        key = to_key(text)
        rows.append(Row(place_of(letter_of(key)), key, text, concept, alternative))
    rows.sort(key=lambda row: (row.place, row.key, row.text, row.concept, row.alternative))
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.letter] = counts.get(row.letter, 0) + 1
    return Alphabet(tuple(rows), tuple(counts.items()))
