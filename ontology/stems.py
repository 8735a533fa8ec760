"""Bring the forms of a word together: *gemeenten* and *gemeente*, *standards* and *standard*.

Step on the line: beside :mod:`ontology.words`, for what a build indexes and what a reader types.

Source:
    Snowball stemmers for Dutch and English, as tantivy has them.
"""

from functools import cache, lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

STEMMERS = {"nl": "dutch", "en": "english"}
"""The stemmer of a language by its tag."""


@cache
def stemmer(language: str) -> TextAnalyzer:
    """Return what makes stems of words with spaces between them.

    Args:
        language: ``nl`` or ``en``.
    """
    builder = TextAnalyzerBuilder(Tokenizer.whitespace())
    return builder.filter(Filter.stemmer(STEMMERS[language])).build()


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word.

    Args:
        word: One word.
        language: ``nl`` or ``en``.

    >>> stem("datastewards", "nl"), stem("standards", "en")
    ('datasteward', 'standard')
    """
    found = stemmer(language).analyze(word)
    return found[0] if found else word
