"""Find in a text the words that were sought, to mark them and to say why a thing was found.

Step on the line: after the index, which says what fits and not where. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ontology import stems
from ontology.stems import stem
from ontology.words import fold, split_words
from server.search.asked import forgiven

Mark = tuple[int, int]
"""The first character of what is marked and the one after it, in characters of the text."""

_LEAST_PART = 4
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Found:
    """What of the sought words a text has.

    Shape:
        ``marks`` are in order and apart; ``words`` are the sought words that were found.
    """

    marks: tuple[Mark, ...] = ()
    words: frozenset[str] = frozenset()


def find_words(text: str, words: Sequence[str], *, forgiving: bool = False) -> Found:
    """Return where a text has the words.

    Args:
        text: Any text.
        words: Folded words.
        forgiving: Whether a word may be spelled otherwise, if it is not found as it is.

    >>> find_words("De datastéwards", ["steward"]).marks
    ((7, 14),)
    """
    folded, places = _fold_with_places(text)
    marks: list[Mark] = []
    seen: set[str] = set()
    spans = list(_spans(folded))
    for word in words:
        hits = [hit for start, found in spans if (hit := _hit(start, found, word))]
        if not hits and forgiving:
            hits = [hit for start, found in spans if (hit := _near(start, found, word))]
        if hits:
            seen.add(word)
            marks += [_in_text(hit, places, text) for hit in hits]
    return Found(tuple(_merge(marks)), frozenset(seen))


def cut_around(text: str, marks: Sequence[Mark], size: int) -> tuple[str, tuple[Mark, ...]]:
    """Return a part of a text with its first marks in it, and the marks in that part.

    Args:
        text: Any text.
        marks: In order and apart.
        size: Characters of the part, about.

    >>> cut_around("een twee drie vier vijf", [(9, 13)], 12)
    ('… twee drie vier …', ((7, 11),))
    """
    if len(text) <= size:
        return text, tuple(marks)
    first = marks[0][0] if marks else 0
    start = max(0, min(first - size // 3, len(text) - size))
    start = text.rfind(" ", 0, start + 1) + 1 if start else 0
    end = text.find(" ", start + size)
    end = len(text) if end < 0 or end > start + size + _LONGEST_WORD else end
    end = min(end, start + size + _LONGEST_WORD)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    shift = len(before) - start
    kept = tuple((a + shift, b + shift) for a, b in marks if a >= start and b <= end)
    return before + text[start:end] + after, kept


def to_pieces(text: str, marks: Sequence[Mark]) -> list[tuple[str, bool]]:
    """Return the pieces of a text in order, and whether each is marked.

    >>> to_pieces("datasteward", [(4, 11)])
    [('data', False), ('steward', True)]
    """
    pieces, position = [], 0
    for start, end in marks:
        pieces += [(text[position:start], False), (text[start:end], True)]
        position = end
    return [piece for piece in [*pieces, (text[position:], False)] if piece[0]]


def errors_between(typed: str, word: str, *, begins: bool, most: int) -> int:
    """Return how many errors make one word of another; ``most + 1`` if there are more.

    An error is a letter too many, too few, another one, or two that changed places.

    Args:
        typed: What was typed.
        word: What it may have been.
        begins: Whether it may be the beginning of the word.
        most: Errors that matter.

    Source:
        Optimal string alignment distance (Boytsov 2011, section 2.2.1).

    >>> errors_between("privacey", "privacy", begins=False, most=2)
    1
    """
    before: list[int] = []
    row = list(range(len(word) + 1))
    for i, letter in enumerate(typed, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(word, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            swapped = i > 1 and j > 1 and letter == word[j - 2] and typed[i - 2] == other
            row.append(min(cost, older[j - 2] + 1) if swapped else cost)
        if min(row) > most:
            return most + 1
    return min(min(row) if begins else row[-1], most + 1)


@lru_cache(maxsize=512)
def _fold_with_places(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text folded, and for each of its characters which one of the text it comes from."""
    if text.isascii():
        return text.lower(), tuple(range(len(text)))
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        found = _fold_character(character)
        folded.append(found)
        places += [place] * len(found)
    return "".join(folded), tuple(places)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    return fold(character)


def _spans(folded: str) -> Iterator[tuple[int, str]]:
    """Yield each word of a folded text with where it begins."""
    position = 0
    for word in split_words(folded):
        position = folded.index(word, position)
        yield position, word
        position += len(word)


def _hit(start: int, found: str, word: str) -> Mark | None:
    """Return what of a word of a text is what was sought, None if nothing is."""
    if found.startswith(word):
        return start, start + len(word)
    if any(stem(found, tag) == stem(word, tag) for tag in stems.LANGUAGES):
        return start, start + len(found)
    for part in (word, stem(word, "nl")):
        if len(part) >= _LEAST_PART and (at := found.find(part)) >= 0:
            return start + at, start + at + len(part)
    if len(found) >= _LEAST_PART and (word.startswith(found) or word.endswith(found)):
        return start, start + len(found)
    cuts = range(_LEAST_PART, len(word) - _LEAST_PART + 1)
    if any(found.startswith(word[:cut]) and found.endswith(word[cut:]) for cut in cuts):
        return start, start + len(found)
    return None


def _near(start: int, found: str, word: str) -> Mark | None:
    most = forgiven(word)
    if not most or len(found) > _LONGEST_WORD:
        return None
    errors = errors_between(word, found, begins=True, most=most)
    return (start, start + len(found)) if errors <= most else None


def _in_text(hit: Mark, places: Sequence[int], text: str) -> Mark:
    """Return which characters of a text a mark in its folded form is about."""
    start, end = places[hit[0]], places[hit[1] - 1] + 1
    while end < len(text) and not fold(text[end]):
        end += 1
    return start, end


def _merge(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Yield marks in order, those that touch as one."""
    current: Mark | None = None
    for mark in sorted(marks):
        if current and mark[0] <= current[1]:
            current = current[0], max(current[1], mark[1])
            continue
        if current:
            yield current
        current = mark
    if current:
        yield current
