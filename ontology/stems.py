"""Bring the forms of a word together: *gemeenten* and *gemeente*, *standards* and *standard*.

Step on the line: beside :mod:`ontology.words`, for what a build indexes and what a reader types.

Source:
    The Snowball stemmer for English, as tantivy has it. Its one for Dutch takes prefixes away
    and makes one of *gemeenten* and *menen*; here only endings go, by the spelling of plurals.
"""

from functools import cache, lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

LANGUAGES = ("nl", "en")
"""The languages of which the forms of words are known."""

_DUTCH = "nl"
_LEAST, _LONG = 3, 6
_VOWELS = frozenset("aeiou")
_DOUBLED_VOWELS = ("aa", "ee", "oo", "uu")
_VOICED = {"v": "f", "z": "s"}
_BEFORE_S = frozenset("bcdfgklmnprt")
_WITH_S = ("ies", "des", "ges")
_IRREGULAR = {"catalogi": "catalogus", "datacatalogi": "datacatalogus"}
"""Roots of plurals that no rule leads to their singular."""


@cache
def _english() -> TextAnalyzer:
    builder = TextAnalyzerBuilder(Tokenizer.whitespace())
    return builder.filter(Filter.stemmer("english")).build()


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word.

    Args:
        word: One word.
        language: ``nl`` or ``en``.

    >>> stem("datastewards", "nl"), stem("adressen", "nl"), stem("standards", "en")
    ('datasteward', 'adres', 'standard')
    """
    if language == _DUTCH:
        return _to_root(word)
    found = _english().analyze(word)
    return found[0] if found else word


def stem_words(words: str, language: str) -> str:
    """Return the stems of words with spaces between them.

    >>> stem_words("huizen en steden", "nl")
    'huis en sted'
    """
    return " ".join([stem(word, language) for word in words.split()])


def _to_root(word: str) -> str:
    """Return a Dutch word without its endings, spelled as a closed syllable with one vowel."""
    if not word.isalpha():
        return word
    root, before = word, ""
    while root != before:
        root, before = _shorten(root), root
    if len(root) > _LEAST and root[-1] == root[-2] and root[-1] not in _VOWELS:
        root = root[:-1]
    root = root[:-1] + _VOICED.get(root[-1], root[-1])
    if len(root) > _LEAST and root[-1] not in _VOWELS and root[-3:-1] in _DOUBLED_VOWELS:
        root = root[:-2] + root[-1]
    return _IRREGULAR.get(root, root)


def _shorten(word: str) -> str:
    """Return a word without one ending, the same if it has none."""
    for ending, instead in (("heden", "heid"), ("en", ""), ("e", "")):
        root = word.removesuffix(ending)
        if root != word and len(root) >= _LEAST and root[-1] not in "aou":
            return root + instead
    plural = word.endswith(_WITH_S) or (word.endswith("s") and word[-2:-1] in _BEFORE_S)
    if plural and len(word) > _LEAST + 1 and (word[-2] != "n" or len(word) >= _LONG):
        return word[:-1]
    return word
