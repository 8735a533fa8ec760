"""Tell whether a query asks another server.

Step on the line: under ``reading``. Pure, and linear in the number of tokens.

Source:
    SPARQL 1.1 Federated Query, section 2.
"""

from collections.abc import Sequence

from server.tokens import Token


def asks_service(tokens: Sequence[Token]) -> bool:
    """Return whether a word says SERVICE.

    The engine needs no space between words (``trueSERVICE``) nor before a name in the empty
    prefix (``SERVICE:endpoint {``); no other word of SPARQL has SERVICE in it.
    """
    inside = False
    for index, token in enumerate(tokens):
        inside = inside or token.text == "{"
        if token.kind == "word" and "SERVICE" in token.text.upper():
            return True
        if token.kind == "name" and "SERVICE" in token.text.partition(":")[0].upper():
            following = tokens[index + 1 : index + 2]
            if following and following[0].text == "{" and inside and not _names(tokens, index):
                return True
    return False


def _names(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a prefixed name is that of a graph, or of a datatype.

    The word before it must stand alone: the engine has more letters than ours, so that the end
    of a variable could look like GRAPH.
    """
    before = tokens[index - 1]
    if before.kind != "word" or before.text.upper() != "GRAPH":
        return before.text == "^^"
    return before.alone
