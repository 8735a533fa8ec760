"""Read the queries that the planner knows how to rewrite, and no others.

Step on the line: between the text of a query and the rewritings. The subset is a SELECT over
the default graph whose outer group has triple patterns, paths of one predicate, FILTER,
OPTIONAL and MINUS. What a query says beyond that leaves it as it is.

Source:
    SPARQL 1.1 Query Language, section 19.8; 18.2 for what a group means.
"""

import re
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from server.planning.model import Group, Opaque, Optional, Pattern, Select, Term
from server.planning.statistics import RDF_TYPE
from server.planning.syntax import Lexeme, NotUnderstoodError, Reader

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_UNSAFE = re.compile(r"[?$&(),!]")
"""What an IRI in an expression may not hold, for there ``<`` may be a comparison."""

_UNSTEADY = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})
_INNER = frozenset({"SELECT", "SERVICE", "GRAPH", "LATERAL"})
_AFTER = frozenset({"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"})


_TURNED = ("OFFSET", "LIMIT")
_AFTER_TRIPLES = frozenset({"}", "FILTER", "OPTIONAL", "MINUS"})


class _Step(NamedTuple):
    """One predicate of a path."""

    predicate: Term
    closure: str
    inverse: bool


def parse_select(text: str) -> Select:
    """Return the parts of a query.

    Args:
        text: The query, codepoint escapes replaced.

    Raises:
        NotUnderstoodError: It is beyond the subset, or no query.
    """
    reader = Reader(text)
    prefixes = _read_prologue(reader)
    begin = reader.peek().start
    reader.expect("SELECT")
    distinct = next((word for word in ("DISTINCT", "REDUCED") if reader.accept(word)), "")
    projection = _read_until(reader, "{", "WHERE", "FROM")
    reader.accept("WHERE")
    query = Select(text[:begin], distinct, projection, _read_group(reader, prefixes))
    query = _read_modifiers(reader, query)
    if reader.peek().kind != "end" or (reader.has_named and "*" in query.projection.text):
        raise NotUnderstoodError(reader.peek().text)
    return query


def _read_prologue(reader: Reader) -> dict[str, str]:
    prefixes: dict[str, str] = {}
    while reader.accept("PREFIX"):
        name, iri = reader.next(), reader.next()
        if name.kind != "name" or not name.text.endswith(":") or iri.kind != "iri":
            raise NotUnderstoodError(name.text)
        prefixes[name.text[:-1]] = _absolute(iri.text)
    return prefixes


def _read_modifiers(reader: Reader, query: Select) -> Select:
    for keyword, name in (("GROUP", "group_by"), ("HAVING", "having"), ("ORDER", "order_by")):
        if reader.accept(keyword):
            if keyword != "HAVING":
                reader.expect("BY")
            part = _read_until(reader, *_AFTER)
            query = replace(query, **{name: part})  # type: ignore[arg-type]
    for keyword in ("LIMIT", "OFFSET") if reader.peek().text.upper() == "LIMIT" else _TURNED:
        if reader.accept(keyword):
            number = _read_count(reader)
            query = replace(query, **{keyword.lower(): number})  # type: ignore[arg-type]
    return query


def _read_count(reader: Reader) -> int:
    number = reader.next()
    if number.kind != "number" or not number.text.isdigit():
        raise NotUnderstoodError(number.text)
    return int(number.text)


def _read_group(reader: Reader, prefixes: dict[str, str]) -> Group:
    reader.expect("{")
    patterns: list[Pattern] = []
    filters: list[Opaque] = []
    joined: list[Optional] = []
    while not reader.accept("}"):
        if reader.accept("FILTER"):
            filters.append(_read_filter(reader))
            reader.accept(".")
        elif reader.accept("OPTIONAL"):
            joined.append(_read_joined(reader, "OPTIONAL", prefixes))
        elif reader.accept("MINUS"):
            joined.append(_read_joined(reader, "MINUS", prefixes))
        elif joined:
            raise NotUnderstoodError(reader.peek().text)
        else:
            patterns += _read_triples(reader, prefixes)
    if not patterns:
        raise NotUnderstoodError("no pattern")
    return Group(tuple(patterns), tuple(filters), tuple(joined))


def _read_joined(reader: Reader, keyword: str, prefixes: dict[str, str]) -> Optional:
    """Return an OPTIONAL or MINUS, in parts if its inside is within the subset too."""
    body = _to_opaque(reader, reader.balanced())
    if body.words & _INNER:
        raise NotUnderstoodError(body.text)
    reader.accept(".")
    try:
        group = _read_group(inside := reader.within(body.text), prefixes)
    except NotUnderstoodError:
        return Optional(keyword, body)
    return Optional(keyword, body, group if inside.peek().kind == "end" else None)


def _read_filter(reader: Reader) -> Opaque:
    """Return the condition of a FILTER: brackets, a function's call, or EXISTS and a group."""
    found: list[Lexeme] = []
    while reader.peek().kind == "word" and len(found) < 2:
        found.append(reader.next())
    found += reader.balanced()
    condition = _to_opaque(reader, found)
    if condition.words & _INNER:
        raise NotUnderstoodError(condition.text)
    return condition


def _read_triples(reader: Reader, prefixes: dict[str, str]) -> list[Pattern]:
    """Return the patterns of one subject, up to the full stop or the end of the group."""
    subject = _read_term(reader, prefixes, literal=False)
    patterns: list[Pattern] = []
    while True:
        verb = _read_verb(reader, prefixes)
        patterns += _walk(reader, subject, verb, _read_term(reader, prefixes))
        while reader.accept(","):
            patterns += _walk(reader, subject, verb, _read_term(reader, prefixes))
        if not reader.accept(";"):
            break
        while reader.accept(";"):
            pass
        if reader.peek().text in {".", "}"}:
            break
    if not reader.accept(".") and reader.peek().text.upper() not in _AFTER_TRIPLES:
        raise NotUnderstoodError(reader.peek().text)
    return patterns


def _walk(reader: Reader, subject: Term, verb: list[_Step], object_: Term) -> list[Pattern]:
    """Return the patterns of a path: between two steps stands a variable of ours."""
    ends = [subject, *(Term("variable", reader.new_name()) for _ in verb[1:]), object_]
    patterns = []
    for step, (left, right) in zip(verb, pairwise(ends), strict=True):
        one, other = (right, left) if step.inverse else (left, right)
        if one.kind == "literal":
            raise NotUnderstoodError(one.text)
        patterns.append(Pattern(one, step.predicate, other, step.closure))
    return patterns


def _read_verb(reader: Reader, prefixes: dict[str, str]) -> list[_Step]:
    """Return the steps of a predicate or of a path that is a sequence of them.

    Source:
        SPARQL 1.1 Query Language, section 18.2.2.4: what a sequence and an inverse mean.
    """
    steps: list[_Step] = []
    while not steps or reader.accept("/"):
        inverse = reader.accept("^")
        if reader.peek().text == "a":
            reader.next()
            predicate = Term("iri", "a", RDF_TYPE)
        else:
            predicate = _read_term(reader, prefixes, literal=False)
        closure = next((mark for mark in "*+" if reader.accept(mark)), "")
        steps.append(_Step(predicate, closure, inverse))
    path = len(steps) > 1 or steps[0].closure or steps[0].inverse
    if path and any(step.predicate.is_variable for step in steps):
        raise NotUnderstoodError("a variable in a path")
    return steps


def _read_term(reader: Reader, prefixes: dict[str, str], *, literal: bool = True) -> Term:
    lexeme = reader.next()
    if lexeme.kind == "variable":
        return Term("variable", lexeme.text[1:])
    if lexeme.kind in {"iri", "name"}:
        return Term("iri", lexeme.text, _expand(lexeme, prefixes))
    if not literal or lexeme.kind not in {"string", "number"}:
        raise NotUnderstoodError(lexeme.text)
    text = lexeme.text
    if lexeme.kind == "string" and reader.peek().kind == "language":
        text += reader.next().text
    elif lexeme.kind == "string" and reader.accept("^^"):
        datatype = reader.next()
        _expand(datatype, prefixes)
        text += f"^^{datatype.text}"
    return Term("literal", text)


def _expand(lexeme: Lexeme, prefixes: dict[str, str]) -> str:
    if lexeme.kind == "iri":
        return _absolute(lexeme.text)
    prefix, colon, local = lexeme.text.partition(":")
    if not colon or lexeme.kind != "name" or prefix not in prefixes:
        raise NotUnderstoodError(lexeme.text)
    return prefixes[prefix] + local


def _absolute(text: str) -> str:
    if not _ABSOLUTE.match(text, 1):
        raise NotUnderstoodError(text)
    return text[1:-1]


def _read_until(reader: Reader, *ends: str) -> Opaque:
    """Return what stands before one of some marks or keywords, or before the end of the text."""
    found: list[Lexeme] = []
    while reader.peek().kind != "end" and reader.peek().text.upper() not in ends:
        found += reader.balanced() if reader.peek().text == "(" else [reader.next()]
    if not found:
        raise NotUnderstoodError("nothing")
    return _to_opaque(reader, found)


def _to_opaque(reader: Reader, lexemes: list[Lexeme]) -> Opaque:
    for lexeme in lexemes:
        if lexeme.kind == "iri" and (_UNSAFE.search(lexeme.text) or not _absolute(lexeme.text)):
            raise NotUnderstoodError(lexeme.text)
    names = frozenset(lexeme.text[1:] for lexeme in lexemes if lexeme.kind == "variable")
    words = frozenset(lexeme.text.upper() for lexeme in lexemes if lexeme.kind == "word")
    if words & _UNSTEADY:
        raise NotUnderstoodError("differs by run")
    return Opaque(reader.slice(lexemes), names, words)
