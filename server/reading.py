"""Read what must be known of a query before an engine sees it.

Step on the line: in the front, before a worker is asked. Pure, and linear in the length of the
text. What is no query at all is left to the engine, which says where it goes wrong.

Source:
    SPARQL 1.1 Query Language, sections 13, 16 and 19.8; SPARQL 1.1 Federated Query.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from server import nesting, quick
from server.limit_problems import TooManyOperators, TooManyPatterns
from server.nesting import step
from server.patterns import pattern_count
from server.problems import (
    QueryTooDeep,
    QueryTooLarge,
    RequestProblem,
    ServiceRefused,
    UpdateRefused,
)
from server.saying.message import say
from server.services import asks_service
from server.settings import Settings
from server.tokens import Form, Token, tokenize

_FORMS: tuple[Form, ...] = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = (
    "INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH",
)  # fmt: skip
PROLOGUE = frozenset({"PREFIX", "BASE", "VERSION"})
_VOLATILE = ("NOW", "RAND", "UUID", "BNODE")
"""Ends of words; the engine needs no space before them (``ORDERBYRAND()``)."""

_NEVER = frozenset("@\\`")
"""Marks at which every engine gives up."""

_MAKING_BLANK_NODES = frozenset({"[", "(", "<<", "~"})


@dataclass(frozen=True, slots=True)
class QueryFacts:
    """What the text of a query says of itself.

    Shape:
        ``form`` is empty where the text is no query; ``update`` names the keyword of an
        update; ``depth`` is how deep brackets nest; ``volatile`` is whether two runs over the
        same data may differ; ``chain`` is how many operators are chained, ``patterns`` how
        many triple patterns there are.
    """

    form: Form
    update: str
    service: bool
    depth: int
    volatile: bool
    chain: int = 0
    patterns: int = 0


def read_facts(text: str, deepest: int | None = None) -> QueryFacts:
    """Return what the text of a query says of itself.

    Args:
        text: The query.
        deepest: Brackets nested deeper than this are not read on, nor what follows them.

    >>> facts = read_facts("PREFIX a: <b#> ASK { ?s a:SERVICE 'SERVICE' }")
    >>> facts.form, facts.service, facts.depth, facts.patterns
    ('ASK', False, 1, 1)
    """
    tokens = _read_tokens(text, deepest)
    head = _first_keyword(tokens)
    form: Form = next((form for form in _FORMS if head.startswith(form)), "")
    words = (token.text.upper() for token in tokens if token.kind == "word")
    return QueryFacts(
        form=form,
        update=next((update for update in _UPDATES if head.startswith(update)), ""),
        service=asks_service(tokens),
        depth=nesting.depth(tokens),
        volatile=any(word.endswith(_VOLATILE) for word in words)
        or (form == "CONSTRUCT" and _makes_blank_nodes(tokens)),
        chain=nesting.chain(tokens),
        patterns=pattern_count(tokens),
    )


def _read_tokens(text: str, deepest: int | None) -> list[Token]:
    """Return the tokens up to where no engine reads on.

    Shape:
        No part of SPARQL has a backslash or such a mark outside of names, strings and IRIs; a
        stranger may write hundreds of thousands.
    """
    tokens: list[Token] = []
    level = 0
    for token in tokenize(text):
        tokens.append(token)
        if token.kind != "mark":
            continue
        level = max(0, level + step(token))
        if token.text in _NEVER or (deepest is not None and level > deepest):
            break
    return tokens


def require_answerable(
    text: str, *, size: int, depth: int, operators: int = 1000, patterns: int = 256
) -> QueryFacts:
    """Return what a query says of itself, if it is one that we are willing to run.

    Shape:
        Depth and chain are not measured where a glance shows that they are small.

    Args:
        text: The query.
        size: Largest length in bytes of UTF-8.
        depth: Deepest nesting of brackets.
        operators: Longest chain of operators.
        patterns: Most triple patterns.

    Raises:
        QueryTooLarge: The text is longer (413).
        QueryTooDeep: Brackets nest deeper (400).
        TooManyOperators: More operators are chained (400).
        TooManyPatterns: There are more triple patterns (400).
        UpdateRefused: The text is an update (400).
        ServiceRefused: The query asks another server (403).
    """
    length = len(text) if text.isascii() else len(text.encode())
    if length > size:
        said = say("query.bytes", size=length, most=size)
        raise QueryTooLarge(said, size=length, limit=size)
    if form := quick.form_of_plain(text, depth, operators, patterns):
        return QueryFacts(form, "", False, 0, False)
    facts = read_facts(text, depth)
    if facts.update:
        raise UpdateRefused(say("query.update", word=facts.update))
    _require_at_most(facts.depth, depth, QueryTooDeep, "query.depth")
    _require_at_most(facts.chain, operators, TooManyOperators, "query.operators")
    _require_at_most(facts.patterns, patterns, TooManyPatterns, "query.patterns")
    if facts.service:
        raise ServiceRefused(say("query.service"))
    return facts


def require_allowed(text: str, settings: Settings) -> QueryFacts:
    """Return what :func:`require_answerable` does, within the limits that are set."""
    return require_answerable(
        text,
        size=settings.query_size,
        depth=settings.query_depth,
        operators=settings.query_operators,
        patterns=settings.query_patterns,
    )


def _require_at_most(count: int, limit: int, kind: type[RequestProblem], key: str) -> None:
    if count > limit:
        raise kind(say(key, count=count, limit=limit), count=count, limit=limit)


def _first_keyword(tokens: Sequence[Token]) -> str:
    """Return the first word after the prologue, in capitals; empty if there is none."""
    for token in tokens:
        if token.kind == "word" and token.text.upper() not in PROLOGUE:
            return token.text.upper()
        if token.kind == "mark":
            return ""
    return ""


def _makes_blank_nodes(tokens: Sequence[Token]) -> bool:
    """Return whether the template of a CONSTRUCT has blank nodes, which are new in each run.

    Labels, brackets and lists make them, and so do reifiers that nobody names: what is between
    ``<<`` and ``>>``, an annotation, a tilde alone.
    """
    level = 0
    started = False
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        level += step(token)
        started = started or token.text == "{"
        if started and level <= 0:
            return False
        if started and (token.kind == "blank" or token.text in _MAKING_BLANK_NODES):
            return True
        if started and token.text == "{" and following and following.text.startswith("|"):
            return True
    return False
