"""Say what may stand for a word: its forms, the parts of a compound, other spellings.

Step on the line: beneath :mod:`server.search.queries`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from string import ascii_lowercase

from tantivy import Query

from ontology import stems
from ontology.stems import stem
from server.search.asked import LONG, forgiven
from server.search.clauses import BEGINNING, Terms, all_of, any_of
from server.search.index import SearchIndex

_LONGEST_WORD, _LEAST_PART, _SHORTEST, _LEAST_ENDING, _LEAST_OTHER = 40, 4, 2, 6, 7
_LINKS = ("", "s", "en", "e")


def inflected(terms: Terms, word: str) -> Iterator[Query]:
    """Yield the forms of a word that a name may have."""
    yield from (terms.term(f"stem_{tag}", stem(word, tag)) for tag in stems.LANGUAGES)


def forms(terms: Terms, word: str, *, begins: bool) -> Iterator[Query]:
    """Yield what a name may have in the place of a word: its forms, or a compound of it."""
    yield from inflected(terms, word)
    yield terms.term("part", stem(word, "nl"))
    if begins:
        yield terms.starts("word", word)
    if _LEAST_ENDING <= len(word) <= BEGINNING:
        yield terms.term("ending", word)
    for first, second in halves_of(word):
        if is_part(terms.index, first) and is_part(terms.index, second):
            yield all_of([_part(terms, first), _part(terms, second)])


def elsewhere(terms: Terms, word: str, *, begins: bool) -> Iterator[Query]:
    """Yield where else a word may stand: in another name, a notation or a description."""
    yield terms.term("altword", word)
    if begins and len(word) > _SHORTEST:
        yield from (terms.begins(field, word) for field in ("text_nl", "text_en"))
    yield terms.begins("code", word) if len(word) > _SHORTEST else terms.term("code", word)
    yield from (terms.term(f"text_{tag}", stem(word, tag)) for tag in stems.LANGUAGES)
    for halves in halves_of(word):
        if all(_is_said(terms.index, half) for half in halves):
            said = [
                [_part(terms, half), terms.term("text_nl", stem(half, "nl"))] for half in halves
            ]
            yield all_of(any_of(either) for either in said)


def unknown_words(index: SearchIndex, words: Sequence[str]) -> frozenset[str]:
    """Return the words that may be spelled otherwise: nothing is called or said so.

    Shape:
        The last word is known too if it begins one.
    """
    return frozenset(
        word
        for number, word in enumerate(words, 1)
        if forgiven(word) and not _is_known(index, word, begins=number == len(words))
    )


def misspelled(
    terms: Terms,
    words: Sequence[str],
    found: Mapping[str, Sequence[Query]],
    unknown: Collection[str],
) -> Iterator[Mapping[str, Sequence[Query]]]:
    """Yield what may stand for each word, with more errors each time.

    Shape:
        One error before two, names before texts, words before beginnings. A short word may
        only have a letter too many or too few, or two that changed places: with another
        letter it is another word. Only the last word may be a beginning with errors.
    """
    added = {word: list(found[word]) for word in words}
    wrong = [word for word in words if word in unknown and len(word) <= _LONGEST_WORD]
    texts = ("text_nl", "text_en")
    steps = ((1, ("word",), False), (1, texts, False), (2, ("word", *texts), False), (2, (), True))
    for number, (distance, fields, begins) in enumerate(steps):
        for word in wrong:
            if not number:
                added[word] += _misspelled_compounds(terms, word)
            if len(word) >= LONG:
                added[word] += [terms.near(name, word, distance, begins=False) for name in fields]
                if begins and word == words[-1]:
                    added[word].append(terms.near("word", word, distance, begins=True))
            elif not number:
                added[word] += [terms.term("word", other) for other in _variants(terms.index, word)]
        yield {word: list(queries) for word, queries in added.items()}


def is_part(index: SearchIndex, word: str) -> bool:
    """Tell whether a name has a form of a word, or a compound of it."""
    root = stem(word, "nl")
    return index.has("stem_nl", root) or index.has("part", root)


def _is_said(index: SearchIndex, word: str) -> bool:
    return is_part(index, word) or index.has("text_nl", stem(word, "nl"))


def _is_known(index: SearchIndex, word: str, *, begins: bool) -> bool:
    known = index.has("word", word) or (begins and index.has("startword", word))
    known = known or is_part(index, word) or index.has("ending", word)
    return known or any(index.has(f"text_{tag}", stem(word, tag)) for tag in stems.LANGUAGES)


def _part(terms: Terms, word: str) -> Query:
    root = stem(word, "nl")
    return any_of([terms.term("stem_nl", root), terms.term("part", root)])


def halves_of(word: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to take a word for two, without what links them."""
    if len(word) > _LONGEST_WORD:
        return
    for cut in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
        for link in _LINKS:
            tail = word[cut + len(link) :]
            if word.startswith(link, cut) and len(tail) >= _LEAST_PART:
                yield word[:cut], tail


def _misspelled_compounds(terms: Terms, word: str) -> Iterator[Query]:
    """Yield compounds of which one half is known and the other has an error."""
    for halves in halves_of(word):
        for known, wrong in (halves, halves[::-1]):
            if is_part(terms.index, known) and (others := _variants(terms.index, wrong, 0)):
                near = [_part(terms, other) for other in others]
                yield all_of([_part(terms, known), any_of(near)])


def _variants(index: SearchIndex, word: str, first: int = 1) -> list[str]:
    """Return the words of names that are one error away, at or after a place."""
    cuts = range(first, len(word) + 1)
    more = {word[:at] + letter + word[at:] for at in cuts for letter in ascii_lowercase}
    less = {word[:at] + word[at + 1 :] for at in cuts[:-1]}
    swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    found = more | less | swapped
    if len(word) >= _LEAST_OTHER:
        found |= {
            word[:at] + letter + word[at + 1 :] for at in cuts[:-1] for letter in ascii_lowercase
        }
    return sorted(other for other in found - {word} if index.has("word", other))
