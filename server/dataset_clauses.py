"""Read which graphs a query names as its dataset.

Step on the line: in the worker, before the query is asked. The engine is asked for nothing but
what the names stand for.

Source:
    SPARQL 1.1 Query Language, section 13.2.
"""

from collections.abc import Sequence

from pyoxigraph import Store

from server.nesting import step
from server.problems import BadQuery
from server.reading import PROLOGUE
from server.saying.message import Message, say
from server.tokens import Token, tokenize


def described_graphs(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the IRIs of the graphs that FROM and FROM NAMED name, in their order.

    Shape:
        The engine itself says which IRIs they are, so that prefixes, bases and escapes mean
        here what they mean in the rest of the query.

    Raises:
        BadQuery: A graph is named with a prefix that is not declared, or by no IRI (400).

    >>> described_graphs("BASE <http://a/> SELECT * FROM <b> FROM NAMED <c> { }")
    (('http://a/b',), ('http://a/c',))
    """
    if "from" not in text.lower() and "\\" not in text:
        return (), ()
    tokens = list(tokenize(text))
    default: list[Token] = []
    named: list[Token] = []
    level = 0
    for index, token in enumerate(tokens):
        level += step(token)
        word = token.text.upper() if token.kind == "word" and not level else ""
        following = tokens[index + 1 : index + 3]
        if word.endswith("FROM") and following and following[0].text.upper() == "NAMED":
            named += following[1:]
        elif word.endswith("FROMNAMED"):
            named += following[:1]
        elif word.endswith("FROM"):
            default += following[:1]
    found = _expand(_prologue(tokens), [*default, *named])
    return found[: len(default)], found[len(default) :]


def _prologue(tokens: Sequence[Token]) -> str:
    """Return what a query declares before its first keyword, without comments."""
    end = 0
    for index, token in enumerate(tokens):
        if token.kind == "mark" or (token.kind == "word" and token.text.upper() not in PROLOGUE):
            break
        end = index + 1
    return " ".join(token.text for token in tokens[:end])


def _expand(prologue: str, terms: Sequence[Token]) -> tuple[str, ...]:
    """Return the absolute IRI of each term."""
    if not terms:
        return ()
    for term in terms:
        if term.kind not in {"iri", "name"}:
            raise BadQuery(say("query.no_graph", name=term.text))
    found = _read_iris(prologue, terms)
    if found is None:
        raise BadQuery(_wrong_graph(prologue, terms))
    return found


def _read_iris(prologue: str, terms: Sequence[Token]) -> tuple[str, ...] | None:
    """Return what terms stand for, None where the engine cannot read one."""
    rows = " ".join(term.text for term in terms)
    try:
        solutions = Store().query(f"{prologue} SELECT ?g {{ VALUES ?g {{ {rows} }} }}")
    except (SyntaxError, ValueError):
        return None
    return tuple(solution[0].value for solution in solutions)  # type: ignore[union-attr]


def _wrong_graph(prologue: str, terms: Sequence[Token]) -> Message:
    """Return what is wrong with the first term that cannot be read, found by halving."""
    while len(terms) > 1:
        half = terms[: len(terms) // 2]
        terms = terms[len(half) :] if _read_iris(prologue, half) is not None else half
    (term,) = terms
    return say("query.prefix" if term.kind == "name" else "query.relative", name=term.text)
