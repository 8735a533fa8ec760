"""Say what is wrong with a named query, or with a value that is given to one."""

import difflib
from collections.abc import Iterable, Mapping


class QueryError(LookupError):
    """Say which named query is missing, or what is wrong in its file and on which line."""


class ParameterError(ValueError):
    """Say why a value does not fit a parameter, and what would be right.

    Args:
        name: Of the parameter.
        value: What was given, None if nothing was.
        expectations: What would be right, per language, as the object of a sentence:
            ``a day, such as …``.
    """

    def __init__(self, name: str, value: str | None, expectations: Mapping[str, str]) -> None:
        expected = expectations["en"]
        given = "is missing" if value is None else f"has the value {value!r}"
        super().__init__(f"The parameter {name} {given}; expected {expected}.")
        self.name, self.value, self.expected = name, value, expected
        self.expectations = expectations


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the end of a sentence that proposes the nearest word, or lists all.

    >>> nearest("tittle", ["title", "tags"])
    "; did you mean 'title'?"
    """
    known = list(words)
    close = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; there are: {', '.join(known)}"
