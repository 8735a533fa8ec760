r"""Split the text of a query into tokens, so that a word is told from text that looks like it.

Step on the line: under ``reading``. Pure; time is linear in the length of the text, whatever
the text is, for strangers write it.

Source:
    SPARQL 1.1 Query Language, section 19.2 (codepoint escapes) and 19.8 (grammar).
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal[
    "iri", "string", "name", "word", "variable", "blank", "language", "number", "mark", "broken"
]
Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", ""]


class Token(NamedTuple):
    """One token: what kind it is, its text, codepoint escapes replaced, and where it starts.

    Shape:
        ``name`` is a prefixed name, ``word`` a keyword or function, ``blank`` a label of a
        blank node, ``mark`` punctuation, ``broken`` the rest of the text from a string that
        does not end. ``alone`` is whether an engine, too, begins a token here.
    """

    kind: Kind
    text: str
    start: int = 0
    alone: bool = False


_APART = frozenset(" \t\r\n{}")
_WITHIN_STRINGS = str.maketrans({"'": "\\'", '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"})
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|.)", re.DOTALL)

_WORD = re.compile(r"\w+")
_LOCAL = r"(?:[\w.\-:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])*"
_TOKEN = re.compile(
    rf"""
    (?P<blankspace>[\s\x00]+|\#[^\n\r]*)
  | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>)
  | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
      |"(?!"")(?:[^"\\\n\r]|\\.)*"|'(?!'')(?:[^'\\\n\r]|\\.)*')
  | (?P<broken>["'].*)
  | (?P<blank>_:[\w.\-]*)
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
  | (?P<name>[^\W\d][\w.\-]*(?::{_LOCAL})?|:{_LOCAL})
  | (?P<mark><<|>>|\^\^|\|\||&&|.)
    """,
    re.VERBOSE | re.DOTALL,
)


def tokenize(text: str) -> Iterator[Token]:
    r"""Yield the tokens of a query, comments and white space left out.

    >>> [token.text for token in tokenize("S\\u0045LECT * {?s a 'SERVICE'} # SERVICE")]
    ['SELECT', '*', '{', '?s', 'a', "'SERVICE'", '}']
    """
    text = unescape_codepoints(text)
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "name" and ":" not in match[0]:
            for word in _WORD.finditer(match[0]):
                start = match.start() + word.start()
                yield Token("word", word[0], start, text[max(0, start - 1) : start] in _APART)
        elif kind != "blankspace":
            yield Token(kind, match[0], match.start())  # type: ignore[arg-type]


def unescape_codepoints(text: str) -> str:
    r"""Return a query with its codepoint escapes replaced, as is done before it is parsed.

    An escaped backslash escapes nothing, and half a surrogate pair stays as it stands. A
    quotation mark, a backslash or the end of a line is written as strings escape it, so that
    no string ends at an escape. What comes out reads the same when it is read again.

    >>> unescape_codepoints("S\\u0045RVICE")
    'SERVICE'
    """
    return _ESCAPE.sub(_to_character, text) if "\\" in text else text


def original_offset(text: str, offset: int) -> int:
    r"""Return where in a query a place of its unescaped text stands.

    >>> original_offset("S\\u0045LECT x", 7)
    12
    """
    shift = 0
    for match in _ESCAPE.finditer(text):
        if match.start() - shift >= offset:
            break
        shift += len(match[0]) - len(_to_character(match))
    return offset + shift


def _to_character(match: re.Match[str]) -> str:
    digits = match[1] or match[2]
    if digits is None:
        return match[0]
    codepoint = int(digits, 16)
    usable = codepoint <= 0x10FFFF and not 0xD800 <= codepoint <= 0xDFFF
    return chr(codepoint).translate(_WITHIN_STRINGS) if usable else match[0]
