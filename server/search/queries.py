"""Say what is sought in the words of the index.

Step on the line: what was asked → a query object. The query language of the index is never used:
whatever is typed is a term and nothing else.

A thing counts for the best way in which it fits, one number for each way; of things that fit
alike, the index gives short names first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tantivy import Occur, Query

from ontology import stems
from ontology.stems import stem
from server.search.asked import Asked
from server.search.clauses import BEGINNING, Terms, all_of, any_of, worth
from server.search.forms import elsewhere, forms, inflected, misspelled
from server.search.index import SearchIndex

LANGUAGES = ("nl", "en", "fr", "de", "xx")
"""The languages in which a name is sought apart; the last stands for all others."""

FACETS = ("kind", "scheme", "status", "publisher")
"""By what a search can be narrowed."""

CODE, NAME, SAME, HEAD, PHRASE, WORDS, OTHER_NAME, PREFIX, BEGUN, INFLECTED, STEMS, OTHERS = (
    300.0, 260.0, 195.0, 200.0, 190.0, 175.0, 155.0, 150.0, 140.0, 135.0, 130.0, 120.0,
)  # fmt: skip
"""What the ways to fit are worth: a notation as it is, a name as it is, a name in other forms, how
a name begins in whole words, a part of a name as it was typed, words of a name, another name as it
is, how a name begins in the middle of a word, words of which the last is begun, forms of words,
forms and parts of words, and how another name begins."""

GROUP, ANYWHERE, SPELLING, SHARE = 60.0, 40.0, 20.0, 12.0
"""The same for a word that says of what kind a thing is, for whatever is said, for what is spelled
otherwise, and for each word where not all are found."""

CURRENT = 50.0
"""What is of now gains so much: what is past comes after it, unless it is named exactly."""

BEHIND = {"term": -70.0, "repeat": -110.0}
"""What things lose that serve to speak of others, and those that only repeat another."""

NAMES, FORMS, EVERYWHERE, FORGIVING, FEWER = range(5)
"""How far is looked: names as they are typed; their forms and parts, and other names; notations,
kinds and descriptions; beside these what is spelled otherwise, or what has only some words. Each is
more than the one before, and worth less."""

LEAST = {NAMES: INFLECTED + CURRENT, FORMS: GROUP + CURRENT, EVERYWHERE: ANYWHERE}
"""What a thing is worth at least that nothing further off could come before."""

_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be found.

    Args:
        asked: The words.
        languages: The reader's languages, best first.
        filters: Values by facet.
        depth: How far is looked.
        unknown: Words that may be spelled otherwise, for the index has none that are so.
    """

    asked: Asked
    languages: Sequence[str]
    filters: Mapping[str, str]
    depth: int = EVERYWHERE
    unknown: frozenset[str] = frozenset()


def today() -> date:
    """Return the day by which it is told what has ended."""
    return datetime.now(UTC).date()


def to_query(index: SearchIndex, wish: Wish, *, without: str = "") -> Query:
    """Return the query for a wish.

    Args:
        index: What will be asked.
        wish: What is to be found.
        without: A facet by which it is not narrowed, to see what else there is.
    """
    terms = Terms(index)
    ways = list(_ways(terms, wish)) if wish.asked.words or wish.asked.code else []
    fits = Query.disjunction_max_query(ways) if ways else _everything(wish)
    clauses = [(Occur.Must, fits)]
    for facet, value in wish.filters.items():
        if facet != without:
            narrowed = Query.const_score_query(terms.term(facet, value), 0.0)
            clauses.append((Occur.Must, narrowed))
    clauses += [(Occur.Should, query) for query in _standing(terms)]
    return Query.boolean_query(clauses)


def _standing(terms: Terms) -> Iterator[Query]:
    """Yield what things gain that hold today, and what those lose that are seldom meant."""
    yield Query.const_score_query(terms.term("past", "0"), CURRENT)
    yield Query.const_score_query(terms.after("until", int(f"{today():%Y%m%d}")), CURRENT)
    for why, loss in BEHIND.items():
        yield Query.const_score_query(terms.term("behind", why), loss)


def _everything(wish: Wish) -> Query:
    """Return what fits where no word is sought: all of a filter, else nothing."""
    return Query.const_score_query(Query.all_query(), 1.0) if wish.filters else Query.empty_query()


def _ways(terms: Terms, wish: Wish) -> Iterator[Query]:
    """Yield each way in which a thing may fit, with what it is worth."""
    asked = wish.asked
    iris = [terms.term("iri", iri) for iri in _iris(asked.text)]
    yield worth(CODE, [terms.term("code", asked.code), *iris])
    if not asked.words:
        return
    yield from _by_name(terms, wish)
    if wish.depth < FORMS:
        return
    strong, last = asked.strong, asked.words[-1]
    found = {word: list(forms(terms, word, begins=word == last)) for word in strong}
    roots = (any_of(list(inflected(terms, word))) for word in strong)
    yield worth(INFLECTED, [all_of(roots)])
    yield worth(STEMS, [all_of(any_of(found[word]) for word in strong)])
    alt = [terms.term("altword", word) for word in asked.words[:-1]]
    yield worth(OTHERS, [all_of([*alt, terms.begins("altword", last)])])
    if wish.depth < EVERYWHERE:
        return
    kinds = {
        word: [terms.term("group", stem(word, tag)) for tag in stems.LANGUAGES] for word in strong
    }
    yield worth(GROUP, [all_of(any_of([*found[word], *kinds[word]]) for word in strong)])
    for word in strong:
        found[word] += [*kinds[word], *elsewhere(terms, word, begins=word == last)]
    yield worth(ANYWHERE, [all_of(any_of(found[word]) for word in strong)])
    if wish.depth == FORGIVING:
        for number, each in enumerate(misspelled(terms, strong, found, wish.unknown)):
            yield worth(SPELLING - number, [all_of(any_of(each[word]) for word in strong)])
    if wish.depth == FEWER:
        shares = [(Occur.Should, worth(SHARE, found[word])) for word in strong]
        yield Query.boolean_query(shares)


def _by_name(terms: Terms, wish: Wish) -> Iterator[Query]:
    """Yield the ways to fit a name, those in the reader's languages worth a little more."""
    name, words = wish.asked.name[:_LONGEST_NAME], wish.asked.words
    tags = list(dict.fromkeys((*_known(wish.languages), *LANGUAGES)))
    short = len(name) <= BEGINNING
    begins = terms.starts("word", words[-1])
    typed = wish.asked.name.split()
    for bonus, tag in enumerate(reversed(tags)):
        yield worth(NAME + bonus, [terms.term(f"name_{tag}", name)])
        yield worth(HEAD + bonus, [terms.term(f"head_{tag}", name)])
        yield worth(PHRASE + bonus, [terms.phrase(f"word_{tag}", typed)])
        start = terms.term(f"start_{tag}", name) if short else terms.begins(f"name_{tag}", name)
        yield worth(PREFIX + bonus, [start])
        if rest := [terms.term(f"word_{tag}", word) for word in words[:-1]]:
            last = terms.term(f"word_{tag}", words[-1])
            yield worth(WORDS + bonus, [all_of([*rest, last])])
            yield worth(BEGUN + bonus, [all_of([*rest, begins])])
    for tag in stems.LANGUAGES:
        same = " ".join(stem(word, tag) for word in typed)
        yield worth(SAME, [terms.term(f"same_{tag}", same)])
    yield worth(OTHER_NAME, [terms.term("alt", name)])
    if len(words) == 1:
        yield worth(WORDS, [terms.term("word", words[0])])
        yield worth(BEGUN, [begins])


def _iris(text: str) -> Iterator[str]:
    """Yield what was typed, and the same by the other way to the web if it is an address."""
    yield text
    scheme, found, rest = text.partition("://")
    if found and scheme in {"http", "https"}:
        yield f"{'http' if scheme == 'https' else 'https'}://{rest}"


def _known(languages: Sequence[str]) -> Iterator[str]:
    return (tag for tag in languages if tag in LANGUAGES)
