"""Tell whether a query asks another server.

Step on the line: under ``reading``. Pure, and linear in the number of tokens.

Source:
    SPARQL 1.1 Federated Query, section 2.
"""

from collections.abc import Sequence
from itertools import pairwise

from server.tokens import Token

_SPLIT = ("SERVICE", "TRUE", "FALSE")


def asks_service(tokens: Sequence[Token]) -> bool:
    """Return whether a word says SERVICE.

    The engine needs no space between words (``trueSERVICE``) nor before a name in the empty
    prefix (``SERVICE:endpoint {``); no other word of SPARQL has SERVICE in it.
    """
    inside = False
    declared = _declared(tokens)
    for index, token in enumerate(tokens):
        inside = inside or token.text == "{"
        if token.kind == "word" and "SERVICE" in token.text.upper():
            return True
        if token.kind == "name" and "SERVICE" in token.text.partition(":")[0].upper():
            following = tokens[index + 1 : index + 2]
            begins_group = following and following[0].text == "{" and inside
            is_name = _is_declared(token.text, declared) or _names(tokens, index)
            if begins_group and not is_name:
                return True
    return False


def _declared(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(
        following.text.removesuffix(":")
        for token, following in pairwise(tokens)
        if token.kind == "word" and token.text.upper() == "PREFIX"
    )


def _is_declared(name: str, declared: frozenset[str]) -> bool:
    """Return whether a name is one to the engine too, which tries names before it splits words.

    SERVICE alone and what may stand before it without a space are refused even so.
    """
    prefix = name.partition(":")[0]
    return prefix in declared and not prefix.upper().startswith(_SPLIT)


def _names(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a prefixed name is that of a graph, or of a datatype.

    The word before it must stand alone: the engine has more letters than ours, so that the end
    of a variable could look like GRAPH.
    """
    before = tokens[index - 1]
    if before.kind != "word" or before.text.upper() != "GRAPH":
        return before.text == "^^"
    return before.alone
