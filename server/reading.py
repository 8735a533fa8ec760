"""Read what must be known of a query before an engine sees it.

Step on the line: in the front, before a worker is asked; in the worker, for the dataset that
the query describes. Pure, and linear in the length of the text. What is no query at all is
left to the engine, which says where it goes wrong.

Source:
    SPARQL 1.1 Query Language, sections 13, 16 and 19.8; SPARQL 1.1 Federated Query.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from server import nesting, quick
from server.nesting import CHAIN, step
from server.problems import BadQuery, QueryTooDeep, QueryTooLarge, ServiceRefused, UpdateRefused
from server.tokens import Form, Token, tokenize

_FORMS: tuple[Form, ...] = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = (
    "INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH",
)  # fmt: skip
_PROLOGUE = frozenset({"PREFIX", "BASE", "VERSION"})
_VOLATILE = ("NOW", "RAND", "UUID", "BNODE")
"""Ends of words; the engine needs no space before them (``ORDERBYRAND()``)."""


@dataclass(frozen=True, slots=True)
class QueryFacts:
    """What the text of a query says of itself.

    Shape:
        ``form`` is empty where the text is no query; ``update`` names the keyword of an
        update; ``depth`` is how deep brackets nest; ``volatile`` is whether two runs over the
        same data may differ; ``chain`` is how many operators are chained.
    """

    form: Form
    update: str
    service: bool
    depth: int
    volatile: bool
    chain: int = 0


def read_facts(text: str) -> QueryFacts:
    """Return what the text of a query says of itself.

    >>> read_facts("PREFIX a: <b#> ASK { ?s a:SERVICE 'SERVICE' }")
    QueryFacts(form='ASK', update='', service=False, depth=1, volatile=False, chain=0)
    """
    tokens = list(tokenize(text))
    head = _first_keyword(tokens)
    form: Form = next((form for form in _FORMS if head.startswith(form)), "")
    words = (token.text.upper() for token in tokens if token.kind == "word")
    return QueryFacts(
        form=form,
        update=next((update for update in _UPDATES if head.startswith(update)), ""),
        service=_asks_service(tokens),
        depth=nesting.depth(tokens),
        volatile=any(word.endswith(_VOLATILE) for word in words)
        or (form == "CONSTRUCT" and _makes_blank_nodes(tokens)),
        chain=nesting.chain(tokens),
    )


def require_answerable(text: str, *, size: int, depth: int) -> QueryFacts:
    """Return what a query says of itself, if it is one that we are willing to run.

    Shape:
        Depth and chain are not measured where a glance shows that they are small.

    Args:
        text: The query.
        size: Largest length in bytes of UTF-8.
        depth: Deepest nesting of brackets.

    Raises:
        QueryTooLarge: The text is longer (413).
        QueryTooDeep: Brackets nest deeper, or operators are chained, on which the engine
            could fall over (400).
        UpdateRefused: The text is an update (400).
        ServiceRefused: The query asks another server (403).
    """
    length = len(text) if text.isascii() else len(text.encode())
    if length > size:
        raise QueryTooLarge(
            f"The query has {length} bytes; at most {size} are read.", size=length, limit=size
        )
    if form := quick.form_of_plain(text, depth):
        return QueryFacts(form, "", False, 0, False)
    facts = read_facts(text)
    if facts.update:
        raise UpdateRefused(
            f"{facts.update} is an update, and this endpoint only reads: send a SELECT, ASK, "
            "CONSTRUCT or DESCRIBE."
        )
    if facts.depth > depth:
        raise QueryTooDeep(
            f"Brackets nest {facts.depth} levels deep; at most {depth} are read.",
            depth=facts.depth,
            limit=depth,
        )
    if facts.chain > CHAIN:
        raise QueryTooDeep(
            f"The query chains {facts.chain} operators; at most {CHAIN} are read.",
            depth=facts.chain,
            limit=CHAIN,
        )
    if facts.service:
        raise ServiceRefused(
            "SERVICE asks another server, and this one never does. Ask both servers from your "
            "client, or leave the SERVICE part out."
        )
    return facts


def described_graphs(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the IRIs of the graphs that FROM and FROM NAMED name, in their order.

    Raises:
        BadQuery: A graph is named with a prefix that is not declared (400).

    >>> described_graphs("BASE <http://a/> SELECT * FROM <b> FROM NAMED <c> { }")
    (('http://a/b',), ('http://a/c',))
    """
    if "from" not in text.lower() and "\\" not in text:
        return (), ()
    tokens = list(tokenize(text))
    prefixes, base = _prologue(tokens)
    default: list[str] = []
    named: list[str] = []
    level = 0
    for index, token in enumerate(tokens):
        level += step(token)
        word = token.text.upper() if token.kind == "word" and not level else ""
        following = tokens[index + 1 : index + 3]
        if word.endswith("FROM") and following and following[0].text.upper() == "NAMED":
            named += [_expand(term, prefixes, base) for term in following[1:]]
        elif word.endswith("FROMNAMED"):
            named += [_expand(term, prefixes, base) for term in following[:1]]
        elif word.endswith("FROM"):
            default += [_expand(term, prefixes, base) for term in following[:1]]
    return tuple(default), tuple(named)


def _first_keyword(tokens: Sequence[Token]) -> str:
    """Return the first word after the prologue, in capitals; empty if there is none."""
    for token in tokens:
        if token.kind == "word" and token.text.upper() not in _PROLOGUE:
            return token.text.upper()
        if token.kind == "mark":
            return ""
    return ""


def _asks_service(tokens: Sequence[Token]) -> bool:
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


def _makes_blank_nodes(tokens: Sequence[Token]) -> bool:
    """Return whether the template of a CONSTRUCT has blank nodes, which are new in each run."""
    level = 0
    started = False
    for token in tokens:
        level += step(token)
        started = started or token.text == "{"
        if started and level <= 0:
            return False
        if started and (token.kind == "blank" or token.text in {"[", "("}):
            return True
    return False


def _prologue(tokens: Sequence[Token]) -> tuple[dict[str, str], str]:
    prefixes: dict[str, str] = {}
    base = ""
    for index, token in enumerate(tokens):
        if token.kind != "word":
            continue
        keyword = token.text.upper()
        if keyword == "BASE":
            base = urljoin(base, _inner(tokens[index + 1 : index + 2]))
        elif keyword == "PREFIX" and len(tokens) > index + 1:
            name = tokens[index + 1].text.rstrip(":")
            prefixes[name] = urljoin(base, _inner(tokens[index + 2 : index + 3]))
        elif keyword not in _PROLOGUE:
            break
    return prefixes, base


def _inner(tokens: Sequence[Token]) -> str:
    return tokens[0].text[1:-1] if tokens and tokens[0].kind == "iri" else ""


def _expand(token: Token, prefixes: dict[str, str], base: str) -> str:
    if token.kind == "iri":
        return urljoin(base, token.text[1:-1]) if base else token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    if prefix not in prefixes:
        raise BadQuery(f"FROM names the graph {token.text}, whose prefix is not declared.")
    return prefixes[prefix] + local.replace("\\", "")
