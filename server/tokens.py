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


class Token(NamedTuple):
    """One token: what kind it is and its text, codepoint escapes replaced.

    Shape:
        ``name`` is a prefixed name, ``word`` a keyword or function, ``blank`` a label of a
        blank node, ``mark`` punctuation, ``broken`` the rest of the text from a string that
        does not end.
    """

    kind: Kind
    text: str


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
  | (?P<mark><<|>>|\^\^|.)
    """,
    re.VERBOSE | re.DOTALL,
)


def tokenize(text: str) -> Iterator[Token]:
    r"""Yield the tokens of a query, comments and white space left out.

    >>> [token.text for token in tokenize("S\\u0045LECT * {?s a 'SERVICE'} # SERVICE")]
    ['SELECT', '*', '{', '?s', 'a', "'SERVICE'", '}']
    """
    for match in _TOKEN.finditer(unescape_codepoints(text)):
        kind = match.lastgroup
        if kind == "name" and ":" not in match[0]:
            yield from (Token("word", word) for word in _WORD.findall(match[0]))
        elif kind != "blankspace":
            yield Token(kind, match[0])  # type: ignore[arg-type]


def unescape_codepoints(text: str) -> str:
    r"""Return a query with its codepoint escapes replaced, as is done before it is parsed.

    An escaped backslash escapes nothing, and half a surrogate pair stays as it stands.

    >>> unescape_codepoints("S\\u0045RVICE")
    'SERVICE'
    """
    return _ESCAPE.sub(_to_character, text) if "\\" in text else text


def _to_character(match: re.Match[str]) -> str:
    digits = match[1] or match[2]
    if digits is None:
        return match[0]
    codepoint = int(digits, 16)
    usable = codepoint <= 0x10FFFF and not 0xD800 <= codepoint <= 0xDFFF
    return chr(codepoint) if usable else match[0]
