"""Answer what the build has counted from its counts.

Step on the line: a rewriting. Where a query asks of one pattern how often it matches, in all or
by predicate or class, the pattern gives way to a table of the counts, and each COUNT to the sum
of a column. Format, order, HAVING, LIMIT and expressions stay with the engine.

Source:
    SPARQL 1.1 Query Language, sections 10 (VALUES) and 11 (aggregates); docs/decisions/0018.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from server.planning.model import Group, Opaque, Select
from server.planning.statistics import Statistics
from server.planning.syntax import STEP, Lexeme, NotUnderstoodError, lex
from server.planning.tables import Row, find_table

MOST = 20_000
"""Rows of a table that are written into a query."""

COUNTED = "begripCounted"
"""What the names of columns of counts begin with."""

_SAFE = re.compile(r"[A-Za-z][^<>\"{}|^`\\\x00-\x20]*\Z")
_OTHER_AGGREGATES = frozenset({"SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "EXISTS"})


class _Count(NamedTuple):
    """One COUNT: of which variable, empty for ``*``, and whether of different values."""

    variable: str
    distinct: bool


def count_early(query: Select, statistics: Statistics) -> Select:
    """Return a query that takes its counts from the statistics.

    Shape:
        The same query where it asks for anything else.
    """
    where = query.where
    if any(name.startswith(STEP) for name in where.bound):
        return query
    if where.filters or where.joined or len(where.patterns) > 2 or query.projection.text == "*":
        return query
    try:
        keys = _keys(query)
        rows = find_table(where.patterns, keys, statistics)
        return _write(query, keys, rows) if rows is not None and len(rows) <= MOST else query
    except NotUnderstoodError:
        return query


def _keys(query: Select) -> tuple[str, ...]:
    """Return the variables by which the query groups, or of which it asks different values.

    Raises:
        NotUnderstoodError: It groups by an expression, or does not ask for different values.
    """
    part = query.group_by
    if part is None and "COUNT" not in query.projection.words:
        if query.distinct != "DISTINCT":
            raise NotUnderstoodError("every match is asked for")
        part = query.projection
    if part is None:
        return ()
    lexemes = lex(part.text)
    if any(lexeme.kind != "variable" for lexeme in lexemes):
        raise NotUnderstoodError(part.text)
    return tuple(dict.fromkeys(lexeme.text[1:] for lexeme in lexemes))


def _write(query: Select, keys: tuple[str, ...], rows: Sequence[Row]) -> Select:
    """Return the query over the table.

    Raises:
        NotUnderstoodError: It asks of the pattern what the table does not hold.
    """
    counts: dict[_Count, str] = {}
    parts = {
        name: _sum(part, counts) if part else None
        for name, part in (
            ("projection", query.projection), ("having", query.having), ("order_by", query.order_by)
        )
    }  # fmt: skip
    given = _aliases(query.projection)
    if given & query.where.bound:
        raise NotUnderstoodError("a name is given twice")
    columns = set(counts.values())
    used = frozenset().union(*(part.variables for part in parts.values() if part))
    if not used <= given | set(keys) | columns or columns & (given | query.where.bound):
        raise NotUnderstoodError("more than keys and counts is asked for")
    if any(count.variable and count.variable not in query.where.bound for count in counts):
        raise NotUnderstoodError("what has no value is counted")
    if bool(counts) < (not keys) or (counts and keys and not query.group_by):
        raise NotUnderstoodError("nothing is counted, or beside what is not grouped")
    group = Group((), lead=_values(keys, list(counts), list(counts.values()), rows))
    return replace(query, where=group, **parts)  # type: ignore[arg-type]


def _sum(part: Opaque, counts: dict[_Count, str]) -> Opaque:
    """Return a part of the query in which each COUNT is the sum of a column of the table."""
    if part.words & _OTHER_AGGREGATES:
        raise NotUnderstoodError(part.text)
    text, names = "", set()
    lexemes = lex(part.text)
    place = 0
    while place < len(lexemes):
        lexeme = lexemes[place]
        if lexeme.kind == "word" and lexeme.text.upper() == "COUNT":
            count, place = _read_count(lexemes, place + 1)
            name = counts.setdefault(count, f"{COUNTED}{len(counts)}")
            names.add(name)
            text += f" SUM(?{name})"
            continue
        if lexeme.kind == "variable":
            names.add(lexeme.text[1:])
        text += f" {lexeme.text}" if not _clings(lexemes, place) else lexeme.text
        place += 1
    return Opaque(text.strip(), frozenset(names), part.words)


def _clings(lexemes: Sequence[Lexeme], place: int) -> bool:
    return place > 0 and lexemes[place - 1].end == lexemes[place].start


def _read_count(lexemes: Sequence[Lexeme], place: int) -> tuple[_Count, int]:
    """Return what stands in the brackets of a COUNT, and the place after them."""
    texts = [lexeme.text for lexeme in lexemes[place : place + 4]]
    distinct = len(texts) > 1 and texts[1].upper() == "DISTINCT"
    inside = texts[1 + distinct : 3 + distinct]
    if not texts or texts[0] != "(" or len(inside) < 2 or inside[1] != ")":
        raise NotUnderstoodError("COUNT")
    if inside[0] != "*" and lexemes[place + 1 + distinct].kind != "variable":
        raise NotUnderstoodError(inside[0])
    return _Count(inside[0][1:], distinct), place + 3 + distinct


def _aliases(projection: Opaque) -> frozenset[str]:
    """Return the names that a projection gives to expressions."""
    lexemes = lex(projection.text)
    return frozenset(
        following.text[1:]
        for lexeme, following in pairwise(lexemes)
        if lexeme.kind == "word" and lexeme.text.upper() == "AS"
    )


def _values(
    keys: Sequence[str], counts: Sequence[_Count], columns: Sequence[str], rows: Sequence[Row]
) -> str:
    names = " ".join(f"?{name}" for name in (*keys, *columns))
    lines = (
        " ".join([*(_to_iri(key) for key in row.keys), *(str(_value(row, c)) for c in counts)])
        for row in rows
    )
    return f"VALUES ({names}) {{ {' '.join(f'({line})' for line in lines)} }}"


def _value(row: Row, count: _Count) -> int:
    if not count.distinct or not count.variable:
        return row.matches
    if count.variable not in row.different:
        raise NotUnderstoodError(count.variable)
    return row.different[count.variable]


def _to_iri(iri: str) -> str:
    if not _SAFE.match(iri):
        raise NotUnderstoodError(iri)
    return f"<{iri}>"
