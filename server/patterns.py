"""Count the triple patterns of a query, which a planner has to put in an order.

Step on the line: under ``reading``. Pure, and linear in the number of tokens. The engine's
planner takes more than the square of their number, so a few hundred may take longer than any
answer does.

Source:
    SPARQL 1.1 Query Language, section 19.8, rules 55 and 75 to 106; SPARQL 1.2 for triple terms.
"""

from collections.abc import Sequence

from server.tokens import Token

_TERMS = frozenset({"iri", "name", "variable", "string", "number", "blank"})
_WORDS = frozenset({"A", "TRUE", "FALSE"})
_SUBJECT, _PREDICATE, _OBJECT, _WHOLE = range(4)
_AFTER = {".": _SUBJECT, ";": _PREDICATE, ",": _OBJECT}
_OPENING, _CLOSING = frozenset({"{", "(", "[", "<<"}), frozenset({"}", ")", "]", ">>"})
_TRIPLES, _LIST, _PATH, _OTHER = "triples", "list", "path", "other"


class _Reader:
    """Where in a query one is: the kind of each bracket around, and what is expected there."""

    def __init__(self) -> None:
        self.count = 0
        self._around: list[tuple[str, int]] = []
        self._kind, self._place = _OTHER, _SUBJECT
        self._before = Token("mark", "")
        self._values = self._call = False

    def read(self, token: Token) -> None:
        """Take one token."""
        word = token.text.upper() if token.kind == "word" else ""
        if word and word not in _WORDS:
            self._keyword(word)
        elif token.kind in _TERMS or word:
            self._term()
        elif token.text in _OPENING:
            self._open(token.text)
        elif token.text in _CLOSING:
            self._close(token.text)
        else:
            self._mark(token.text)
        self._before = token

    def _keyword(self, word: str) -> None:
        self._place = _SUBJECT
        self._values = word.endswith("VALUES")
        self._call = word.endswith("FILTER")

    def _term(self) -> None:
        if self._before.text == "^^":
            return
        if self._kind == _LIST:
            self.count += 2
        elif self._kind == _TRIPLES:
            self.count += self._place == _OBJECT
            self._place = _PREDICATE if self._place == _WHOLE else self._place + 1

    def _mark(self, text: str) -> None:
        if self._kind == _PATH:
            self.count += text == "/"
        elif self._kind == _TRIPLES and text in _AFTER:
            self._place, self._call = _AFTER[text], False
        elif self._kind == _TRIPLES and text in {"/", "|"} and self._place == _OBJECT:
            self.count += text == "/"
            self._place = _PREDICATE
        elif self._kind == _TRIPLES and text == "|" and self._before.text == "{":
            self.count += 1
            self._place = _PREDICATE

    def _open(self, text: str) -> None:
        kind = {"{": _OTHER if self._values else _TRIPLES, "(": self._parenthesis()}
        self._around.append((self._kind, self._place))
        self._kind = kind.get(text, _TRIPLES)
        self._place = _PREDICATE if text == "[" else _SUBJECT
        if text == "{":
            self._values = self._call = False

    def _parenthesis(self) -> str:
        if self._before.text == "<<":
            return _TRIPLES
        called = self._before.kind == "word" and self._before.text.upper() not in _WORDS
        if self._kind == _OTHER or called or self._call or self._values:
            return _OTHER
        if self._kind == _PATH or (self._kind == _TRIPLES and self._place == _PREDICATE):
            return _PATH
        return _LIST

    def _close(self, text: str) -> None:
        inner = self._kind
        self._kind, self._place = self._around.pop() if self._around else (_OTHER, _SUBJECT)
        if text == "}" and self._before.text != "|":
            self._place = _SUBJECT
        elif text in {"]", ">>"} or inner in {_LIST, _PATH, _TRIPLES}:
            self.count += text == ">>"
            if text != "}":
                self._term()
        self._call = self._call and self._kind != _TRIPLES


def pattern_count(tokens: Sequence[Token]) -> int:
    """Return how many triple patterns a query has; a step of a path counts as one.

    >>> from server.tokens import tokenize
    >>> pattern_count(list(tokenize("ASK { ?s a ?t ; <a:b>/<a:c> 1, 2 . FILTER(?t IN (1, 2)) }")))
    4
    """
    reader = _Reader()
    for token in tokens:
        reader.read(token)
    return reader.count
