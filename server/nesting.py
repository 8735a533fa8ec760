"""Measure how deep a query makes an engine recurse, before the engine tries.

Step on the line: under ``reading``. Pure, and linear in the number of tokens.
"""

from collections.abc import Sequence

from server.tokens import Token

_OPENING = frozenset({"{", "(", "[", "<<"})
_CLOSING = frozenset({"}", ")", "]", ">>"})
_PREFIXING = frozenset({"!", "-", "+", "^"})
"""Marks that may stand many times before one operand, and then nest like brackets."""

_OPERATORS = frozenset({"||", "&&", "+", "-", "*", "/", "|"})
_CHAINING = (
    "UNION", "OPTIONAL", "MINUS", "FILTER", "EXISTS", "LATERAL", "GRAPH", "VALUES", "AS",
)  # fmt: skip
"""Ends of words; BIND and the expressions of SELECT count by their AS."""


def step(token: Token) -> int:
    """Return 1 for an opening bracket, -1 for a closing one, 0 for anything else."""
    if token.kind != "mark":
        return 0
    return (token.text in _OPENING) - (token.text in _CLOSING)


def depth(tokens: Sequence[Token]) -> int:
    """Return how deep brackets nest."""
    level = deepest = run = 0
    for token in tokens:
        level = max(0, level + step(token))
        run = run + 1 if token.kind == "mark" and token.text in _PREFIXING else 0
        deepest = max(deepest, level + run)
    return deepest


def chain(tokens: Sequence[Token]) -> int:
    """Return how many operators the engine could stack: each takes the one before as operand.

    Shape:
        Words count in the whole query; marks count in their brackets and those around them,
        so that signs in rows of data do not add up.
    """
    words = marks = longest = 0
    around: list[int] = []
    for token in tokens:
        if token.kind == "word":
            words += token.text.upper().endswith(_CHAINING)
        elif step(token) > 0:
            around.append(marks)
        elif step(token) < 0:
            marks = around.pop() if around else marks
        elif token.kind == "mark":
            marks += token.text in _OPERATORS
        longest = max(longest, words + marks)
    return longest
