"""Make the smallest queries, and join them.

Step on the line: beneath :mod:`server.search.queries`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tantivy import FieldType, Occur, Query

from server.search.index import SearchIndex

BEGINNING = 12
"""Letters of a beginning or an end, at most, that the index has as a term of its own."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Makes queries of one index."""

    index: SearchIndex

    def term(self, field: str, value: str) -> Query:
        """Return what has a term."""
        return Query.term_query(self.index.schema, field, value, index_option="basic")

    def begins(self, field: str, value: str) -> Query:
        """Return what has a term that begins so."""
        return self.near(field, value, 0, begins=True)

    def near(self, field: str, value: str, distance: int, *, begins: bool) -> Query:
        """Return what has a term with so many errors; a transposition is one."""
        schema = self.index.schema
        return Query.fuzzy_term_query(schema, field, value, distance=distance, prefix=begins)

    def starts(self, field: str, word: str) -> Query:
        """Return what has a word that begins so; most beginnings are terms."""
        return self.term("startword", word) if len(word) <= BEGINNING else self.begins(field, word)

    def phrase(self, field: str, words: Sequence[str]) -> Query:
        """Return what has words one after the other."""
        if len(words) == 1:
            return self.term(field, words[0])
        return Query.phrase_query(self.index.schema, field, list(words))

    def after(self, field: str, number: int) -> Query:
        """Return what has a higher number; few terms are looked at where few are higher."""
        return Query.range_query(
            self.index.schema,
            field,
            FieldType.Unsigned,
            lower_bound=number,
            include_lower=False,
            use_inverted_index=True,
        )


def worth(score: float, queries: Sequence[Query]) -> Query:
    """Return a query for whatever fits any, all worth the same."""
    return Query.const_score_query(any_of(queries), score)


def any_of(queries: Sequence[Query]) -> Query:
    """Return a query for what fits any."""
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def all_of(queries: Iterable[Query]) -> Query:
    """Return a query for what fits all."""
    parts = list(queries)
    if len(parts) == 1:
        return parts[0]
    return Query.boolean_query([(Occur.Must, query) for query in parts])
