"""Say whether a pattern accepts more, less or other texts than another.

Step on the line: beneath :mod:`linkml_schemas.differing.rules`. A pattern is searched for in a
text, as JSON Schema and SHACL do it, unless ``^`` and ``$`` hold it. What the reader here does
not know (look-ahead, references back, flags, classes of Unicode) is left undecided.

Source:
    JSON Schema Validation 2020-12, section 6.3.3; SPARQL 1.1, function ``regex``.
"""

import re
from functools import lru_cache
from typing import Literal

from linkml_schemas.differing.languages import (
    ANYTHING,
    EMPTY,
    LAST,
    Characters,
    Expression,
    Ranges,
    choice,
    is_included,
    repeated,
    sequence,
)

Comparison = Literal["rewritten", "widened", "narrowed", "changed", "undecided"]

_DIGITS: Ranges = ((48, 57),)
_WORDS: Ranges = ((48, 57), (65, 90), (95, 95), (97, 122))
_SPACES: Ranges = ((9, 13), (32, 32))
_CLASSES = {"d": _DIGITS, "w": _WORDS, "s": _SPACES}
_CONTROLS = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13}
_MOST_REPEATED = 300
_CODE = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})")
_COUNT = re.compile(r"\{(\d+)(,?)(\d*)\}")


class _Unknown(ValueError):  # noqa: N818  it is no error of the user's
    """The pattern has something that is not read here."""


@lru_cache(maxsize=1024)
def compare_patterns(old: str, new: str) -> Comparison:
    """Return what became of the texts that a pattern accepts.

    >>> compare_patterns("^[0-9]{4}$", "^[0-9]{3,4}$")
    'widened'
    >>> compare_patterns("^a+$", "^aa*$"), compare_patterns("(?=a)b", "b")
    ('rewritten', 'undecided')
    """
    try:
        before, after = _read(old), _read(new)
    except (_Unknown, RecursionError):
        return "undecided"
    kept, taken = is_included(before, after), is_included(after, before)
    if kept is None or taken is None:
        return "changed" if kept is False else "undecided"
    if kept:
        return "rewritten" if taken else "widened"
    return "narrowed" if taken else "changed"


def _read(pattern: str) -> Expression:
    """Return the expression of all texts in which a pattern is found."""
    reader = _Reader(pattern)
    return reader.whole()


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def whole(self) -> Expression:
        """Return the alternatives, each held by its own anchors."""
        options = []
        while True:
            start = EMPTY if self._take("^") else ANYTHING
            body = self._branch()
            end = EMPTY if self._take("$") else ANYTHING
            options.append(sequence(sequence(start, body), end))
            if not self._take("|"):
                break
        if self.at < len(self.pattern):
            raise _Unknown(self.pattern[self.at :])
        return choice(options)

    def _take(self, text: str) -> bool:
        found = self.pattern.startswith(text, self.at)
        self.at += len(text) if found else 0
        return found

    def _next(self) -> str:
        if self.at >= len(self.pattern):
            raise _Unknown(self.pattern)
        self.at += 1
        return self.pattern[self.at - 1]

    def _branch(self) -> Expression:
        parts: list[Expression] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)$":
            parts.append(self._counted(self._atom()))
        made: Expression = EMPTY
        for part in reversed(parts):
            made = sequence(part, made)
        return made

    def _atom(self) -> Expression:
        letter = self._next()
        if letter == "(":
            return self._group()
        if letter == "[":
            return Characters(self._members())
        if letter == ".":
            return Characters(_outside(((10, 10),)))
        if letter == "\\":
            return Characters(self._escaped())
        if letter in "^*+?{":
            raise _Unknown(letter)
        return Characters(((ord(letter), ord(letter)),))

    def _group(self) -> Expression:
        if self._take("?") and not self._take(":"):
            raise _Unknown(self.pattern)
        options = [self._branch()]
        while self._take("|"):
            options.append(self._branch())
        if not self._take(")"):
            raise _Unknown(self.pattern)
        return choice(options)

    def _counted(self, part: Expression) -> Expression:
        """Return an expression as often as what follows it says."""
        if self._take("*"):
            made = repeated(part)
        elif self._take("+"):
            made = sequence(part, repeated(part))
        elif self._take("?"):
            made = choice((part, EMPTY))
        elif found := _COUNT.match(self.pattern, self.at):
            self.at = found.end()
            least = int(found[1])
            most = int(found[3]) if found[3] else None if found[2] else least
            made = _times(part, least, most)
        else:
            return part
        if self.pattern[self.at : self.at + 1] in {"*", "+", "?", "{"}:
            raise _Unknown(self.pattern)
        return made

    def _escaped(self) -> Ranges:
        letter = self._next()
        if letter.lower() in _CLASSES:
            ranges = _CLASSES[letter.lower()]
            return ranges if letter.islower() else _outside(ranges)
        if letter in _CONTROLS:
            return ((_CONTROLS[letter], _CONTROLS[letter]),)
        if found := _CODE.match(self.pattern, self.at - 1):
            self.at = found.end()
            point = int(found[1] or found[2], 16)
            return ((point, point),)
        if letter.isalnum():
            raise _Unknown(letter)
        return ((ord(letter), ord(letter)),)

    def _members(self) -> Ranges:
        """Return the characters of a class between brackets."""
        negated = self._take("^")
        found: list[tuple[int, int]] = []
        while not (found and self._take("]")):
            low = self._member()
            ranged = (
                self.pattern.startswith("-", self.at) and self.pattern[self.at + 1 :][:1] != "]"
            )
            if ranged and len(low) == 1 and low[0][0] == low[0][1]:
                self.at += 1
                high = self._member()
                if len(high) != 1 or not low[0][0] <= high[0][0] == high[0][1]:
                    raise _Unknown(self.pattern)
                low = ((low[0][0], high[0][1]),)
            found += low
        ranges = _joined(found)
        return _outside(ranges) if negated else ranges

    def _member(self) -> Ranges:
        letter = self._next()
        if letter == "\\":
            return self._escaped()
        if letter == "[" or (letter == "]"):
            raise _Unknown(self.pattern)
        return ((ord(letter), ord(letter)),)


def _times(part: Expression, least: int, most: int | None) -> Expression:
    if max(least, most or 0) > _MOST_REPEATED or (most is not None and most < least):
        raise _Unknown(str(most))
    made = repeated(part) if most is None else EMPTY
    for _ in range((most or least) - least):
        made = choice((sequence(part, made), EMPTY))
    for _ in range(least):
        made = sequence(part, made)
    return made


def _joined(ranges: list[tuple[int, int]]) -> Ranges:
    joined: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return tuple(joined)


def _outside(ranges: Ranges) -> Ranges:
    found, start = [], 0
    for low, high in ranges:
        if start < low:
            found.append((start, low - 1))
        start = high + 1
    return (*found, (start, LAST)) if start <= LAST else tuple(found)
