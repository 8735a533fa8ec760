r"""Split the text of a query into tokens, strictly: what is not surely understood is refused.

Step on the line: under ``parsing``. It differs from ``server.tokens``, which must make
something of any text: here whatever is unusual ends the reading, and the engine gets the text
as it is.

Source:
    SPARQL 1.1 Query Language, section 19.8.
"""

import re
from typing import NamedTuple

STEP = "begripStep"
"""What the names of variables between the steps of a path begin with."""


class NotUnderstoodError(Exception):
    """Say that a query is beyond what the planner reads."""


class Lexeme(NamedTuple):
    """One token: its kind, its text, and where that begins and ends."""

    kind: str
    text: str
    start: int
    end: int


_NAME = r"(?>[A-Za-z0-9_](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9_-]))*)"
"""A local name, as long as it can be: what could make it longer still is refused."""

_LEXEME = re.compile(
    rf"""
    (?P<space>(?:[ \t\r\n]|\#[^\r\n]*(?=[\r\n]|\Z))+)
  | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>)
  | (?P<variable>[?$][A-Za-z0-9_]+(?!\w))
  | (?P<string>"(?!"")(?:[^"\\\n\r]|\\[tbnrf"'\\])*"|'(?!'')(?:[^'\\\n\r]|\\[tbnrf"'\\])*')
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?![\w-]))
  | (?P<name>(?:[A-Za-z](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?)?:(?:{_NAME})?(?![\w:%\\-]|\.[:%\\]))
  | (?P<word>[A-Za-z][A-Za-z0-9_]*(?![\w:-]))
  | (?P<number>[0-9]+(?:\.[0-9]+)?(?![\w.]|\.[0-9]))
  | (?P<mark>\^\^|\|\||&&|!=|<=|>=|[{{}}()*+/|^!=<>.,;-])
    """,
    re.VERBOSE,
)


def lex(text: str) -> list[Lexeme]:
    """Return the tokens of a query, white space and comments left out.

    Raises:
        NotUnderstoodError: A part of it is none that is read here.

    >>> [lexeme.kind for lexeme in lex("SELECT * { ?s a skos:Concept . }")]
    ['word', 'mark', 'mark', 'variable', 'word', 'name', 'mark', 'mark']
    """
    found: list[Lexeme] = []
    place = 0
    for match in _LEXEME.finditer(text):
        if match.start() != place:
            break
        place = match.end()
        if match.lastgroup != "space":
            found.append(Lexeme(str(match.lastgroup), match[0], match.start(), place))
    if place != len(text):
        raise NotUnderstoodError(text[place : place + 20])
    return found


class Reader:
    """Walk over the tokens of a query.

    Args:
        text: The query, codepoint escapes replaced.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._names: list[str] = []
        self._lexemes = lex(text)
        self._place = 0

    def within(self, text: str) -> "Reader":
        """Return a reader of a part of the text, whose new names differ from those so far."""
        reader = Reader(text)
        reader._names = self._names
        return reader

    def new_name(self) -> str:
        """Return the name of a variable that the query does not have."""
        self._names.append(f"{STEP}{len(self._names)}")
        return self._names[-1]

    @property
    def has_named(self) -> bool:
        """Tell whether a new name was asked for."""
        return bool(self._names)

    def peek(self) -> Lexeme:
        """Return the next token; at the end one without text."""
        if self._place < len(self._lexemes):
            return self._lexemes[self._place]
        return Lexeme("end", "", len(self.text), len(self.text))

    def next(self) -> Lexeme:
        """Return the next token and go past it."""
        lexeme = self.peek()
        self._place += 1
        return lexeme

    def accept(self, text: str) -> bool:
        """Go past a mark or a keyword if it comes next, and tell whether it did.

        Args:
            text: A mark, or a keyword in capitals.
        """
        found = self.peek()
        same = found.text == text if found.kind == "mark" else found.text.upper() == text
        if same and found.kind in {"mark", "word"}:
            self._place += 1
            return True
        return False

    def expect(self, text: str) -> None:
        """Go past a mark or a keyword.

        Raises:
            NotUnderstoodError: Something else comes next.
        """
        if not self.accept(text):
            raise NotUnderstoodError(f"{text} before {self.peek().text}")

    def balanced(self) -> list[Lexeme]:
        """Return the tokens of the brackets that come next, with the brackets.

        Raises:
            NotUnderstoodError: No bracket comes next, or it is not closed.
        """
        pairs = {"(": ")", "{": "}"}
        open_marks: list[str] = []
        found: list[Lexeme] = []
        while not found or open_marks:
            lexeme = self.next()
            found.append(lexeme)
            if lexeme.kind == "mark" and lexeme.text in pairs:
                open_marks.append(pairs[lexeme.text])
            elif lexeme.kind == "mark" and lexeme.text in ")}":
                if not open_marks or open_marks.pop() != lexeme.text:
                    raise NotUnderstoodError(lexeme.text)
            elif not open_marks:
                raise NotUnderstoodError(lexeme.text)
        return found

    def slice(self, lexemes: list[Lexeme]) -> str:
        """Return the text from the first of some tokens to the last."""
        return self.text[lexemes[0].start : lexemes[-1].end]
