"""Say what is sought in the words of the index.

Step on the line: what was asked → a query object. The query language of the index is never used:
whatever is typed is a term and nothing else. Pure.

A thing counts for the best way in which it fits, one number for each way; of things that fit
alike, the index gives short names first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tantivy import Occur, Query, Schema

from ontology.stems import stem
from server.search.asked import Asked, forgiven

LANGUAGES = ("nl", "en", "fr", "de", "xx")
"""The languages in which a name is sought apart; the last stands for all others."""

FACETS = ("kind", "scheme", "status", "publisher")
"""By what a search can be narrowed."""

CODE, NAME, PREFIX, WORDS, STEMS, ALTERNATIVE, ANYWHERE, SPELLING = (
    300.0, 260.0, 150.0, 140.0, 130.0, 120.0, 40.0, 20.0,
)  # fmt: skip
"""What the ways to fit are worth: a notation as it is, a name as it is, how a name begins, words of
a name, their forms and parts, another name, whatever is said, and what is spelled otherwise."""

CURRENT = 50.0
"""What is of now gains so much: what is past comes after it, unless it is named exactly."""

NAMES, FORMS, EVERYWHERE, FORGIVING = range(4)
"""How far is looked: names as they are typed; their forms and parts, and other names; notations and
descriptions; what is spelled otherwise. Each is more than the one before, and worth less."""

LEAST = {NAMES: WORDS + CURRENT, FORMS: ALTERNATIVE + CURRENT, EVERYWHERE: ANYWHERE}
"""What a thing is worth at least that nothing further off could come before."""

BEGINNING = 12
"""Letters of a beginning, at most, that the index has as a term of its own."""

_LONGEST_NAME, _LONGEST_WORD, _LEAST_PART, _SHORTEST = 120, 40, 4, 2
_LINKS = ("", "s", "en", "e")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be found.

    Args:
        asked: The words.
        languages: The reader's languages, best first.
        filters: Values by facet.
        depth: How far is looked.
    """

    asked: Asked
    languages: Sequence[str]
    filters: Mapping[str, str]
    depth: int = EVERYWHERE


def to_query(schema: Schema, wish: Wish, *, without: str = "") -> Query:
    """Return the query for a wish.

    Args:
        schema: The fields of the index.
        wish: What is to be found.
        without: A facet by which it is not narrowed, to see what else there is.
    """
    terms = _Terms(schema)
    ways = list(_ways(terms, wish)) if wish.asked.words or wish.asked.code else []
    fits = Query.disjunction_max_query(ways) if ways else _everything(wish)
    clauses = [(Occur.Must, fits)]
    for facet, value in wish.filters.items():
        if facet != without:
            narrowed = Query.const_score_query(terms.term(facet, value), 0.0)
            clauses.append((Occur.Must, narrowed))
    clauses.append((Occur.Should, Query.const_score_query(terms.term("past", "0"), CURRENT)))
    return Query.boolean_query(clauses)


def _everything(wish: Wish) -> Query:
    """Return what fits where no word is sought: all of a filter, else nothing."""
    return Query.const_score_query(Query.all_query(), 1.0) if wish.filters else Query.empty_query()


@dataclass(frozen=True, slots=True)
class _Terms:
    """Makes the smallest queries."""

    schema: Schema

    def term(self, field: str, value: str) -> Query:
        return Query.term_query(self.schema, field, value, index_option="basic")

    def begins(self, field: str, value: str) -> Query:
        return self.near(field, value, 0, begins=True)

    def near(self, field: str, value: str, distance: int, *, begins: bool) -> Query:
        return Query.fuzzy_term_query(self.schema, field, value, distance=distance, prefix=begins)

    def starts(self, field: str, word: str) -> Query:
        """Return what has a word that begins so; most beginnings are terms."""
        return self.term("startword", word) if len(word) <= BEGINNING else self.begins(field, word)


def _ways(terms: _Terms, wish: Wish) -> Iterator[Query]:
    """Yield each way in which a thing may fit, with what it is worth."""
    asked = wish.asked
    yield _worth(CODE, [terms.term("code", asked.code), terms.term("iri", asked.text)])
    if not asked.words:
        return
    yield from _by_name(terms, wish)
    if wish.depth < FORMS:
        return
    strong, last = asked.strong, asked.words[-1]
    forms = {word: list(_forms(terms, word, begins=word == last)) for word in strong}
    yield _worth(STEMS, [_all(_any(forms[word]) for word in strong)])
    alt = [terms.term("altword", word) for word in asked.words[:-1]]
    yield _worth(ALTERNATIVE + 4, [terms.term("alt", asked.name[:_LONGEST_NAME])])
    yield _worth(ALTERNATIVE, [_all([*alt, terms.begins("altword", last)])])
    if wish.depth < EVERYWHERE:
        return
    for word in strong:
        forms[word] += _elsewhere(terms, word, begins=word == last)
    yield _worth(ANYWHERE, [_all(_any(forms[word]) for word in strong)])
    if wish.depth >= FORGIVING:
        yield from _misspelled(terms, strong, forms)


def _by_name(terms: _Terms, wish: Wish) -> Iterator[Query]:
    """Yield the ways to fit a name, those in the reader's languages worth a little more."""
    name, words = wish.asked.name[:_LONGEST_NAME], wish.asked.words
    tags = list(dict.fromkeys((*_known(wish.languages), *LANGUAGES)))
    short = len(name) <= BEGINNING
    begins = terms.starts("word", words[-1])
    for bonus, tag in enumerate(reversed(tags)):
        yield _worth(NAME + bonus, [terms.term(f"name_{tag}", name)])
        start = terms.term(f"start_{tag}", name) if short else terms.begins(f"name_{tag}", name)
        yield _worth(PREFIX + bonus, [start])
        if rest := [terms.term(f"word_{tag}", word) for word in words[:-1]]:
            yield _worth(WORDS + bonus, [_all([*rest, begins])])
    if len(words) == 1:
        yield _worth(WORDS, [begins])


def _known(languages: Sequence[str]) -> Iterator[str]:
    return (tag for tag in languages if tag in LANGUAGES)


def _forms(terms: _Terms, word: str, *, begins: bool) -> Iterator[Query]:
    """Yield what a name may have in the place of a word: its forms, or a compound of it."""
    dutch = stem(word, "nl")
    yield terms.term("stem_nl", dutch)
    yield terms.term("stem_en", stem(word, "en"))
    yield terms.term("part", dutch)
    if begins:
        yield terms.starts("word", word)
    if 2 * _LEAST_PART <= len(word) <= _LONGEST_WORD:
        for cut in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
            for link in _LINKS:
                tail = word[cut + len(link) :]
                if word.startswith(link, cut) and len(tail) >= _LEAST_PART:
                    yield _all([terms.term("word", word[:cut]), terms.term("word", tail)])


def _elsewhere(terms: _Terms, word: str, *, begins: bool) -> Iterator[Query]:
    """Yield where else a word may stand: in another name, a notation or a description."""
    yield terms.term("altword", word)
    if begins and len(word) > _SHORTEST:
        yield from (terms.begins(field, word) for field in ("text_nl", "text_en"))
    yield terms.begins("code", word) if len(word) > _SHORTEST else terms.term("code", word)
    yield terms.term("text_nl", stem(word, "nl"))
    yield terms.term("text_en", stem(word, "en"))


def _misspelled(
    terms: _Terms, words: Sequence[str], forms: Mapping[str, Sequence[Query]]
) -> Iterator[Query]:
    """Yield the ways to fit with errors: one before two, names before texts, words before parts.

    A transposition counts as one error. Only the last word may be a beginning with errors.
    """
    fuzzy = {word: forgiven(word) for word in words if len(word) <= _LONGEST_WORD}
    texts = ("text_nl", "text_en")
    steps = ((1, ("word",), False), (1, texts, False), (2, ("word", *texts), False), (2, (), True))
    added: dict[str, list[Query]] = {word: [] for word in words}
    for number, (distance, fields, begins) in enumerate(steps):
        for word in (word for word, most in fuzzy.items() if most):
            errors = min(distance, fuzzy[word])
            added[word] += [terms.near(name, word, errors, begins=False) for name in fields]
            if begins and word == words[-1]:
                added[word].append(terms.near("word", word, errors, begins=True))
        fits = _all(_any([*forms[word], *added[word]]) for word in words)
        yield _worth(SPELLING - number, [fits])


def _worth(score: float, queries: Sequence[Query]) -> Query:
    return Query.const_score_query(_any(queries), score)


def _any(queries: Sequence[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _all(queries: Iterable[Query]) -> Query:
    parts = list(queries)
    if len(parts) == 1:
        return parts[0]
    return Query.boolean_query([(Occur.Must, query) for query in parts])
