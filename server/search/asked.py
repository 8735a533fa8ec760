"""Read what somebody typed into the words that are sought.

Step on the line: the first of a search. Pure; no text of a stranger goes further as it is.
"""

from dataclasses import dataclass

from ontology.words import STOP_WORDS, to_code, to_words

LONGEST = 500
"""Characters that one may type."""

MOST_WORDS = 12
"""Words that are sought; what is typed beyond is left out, and the answer says so."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is sought.

    Shape:
        ``words`` are folded, each once; ``name`` is all of them as they were typed, which a
        name may be or begin with; ``code`` is the same without what stands between.

    Args:
        text: What was typed.
        words: The words that are sought.
        name: What was typed, folded.
        code: What a notation would be.
        left_out: Words that were typed beyond those that are sought.
    """

    text: str
    words: tuple[str, ...]
    name: str
    code: str
    left_out: int = 0

    @property
    def strong(self) -> tuple[str, ...]:
        """Return the words that say something; all if none does."""
        return tuple(word for word in self.words if word not in STOP_WORDS) or self.words


def parse_asked(text: str) -> Asked:
    """Return what is sought by a text.

    >>> parse_asked(" Data-Stewárd ").name
    'data steward'
    """
    typed = to_words(text[:LONGEST])
    different = list(dict.fromkeys(typed))
    words = tuple(different[:MOST_WORDS])
    return Asked(
        text=text.strip(),
        words=words,
        name=" ".join(typed[:MOST_WORDS]),
        code=to_code(text[:LONGEST]),
        left_out=len(different) - len(words),
    )


LONG = 8
"""Letters from which on a word may have two errors."""


def forgiven(word: str) -> int:
    """Return how many typing errors a word may have.

    A code has none: with another digit it is another code.

    >>> [forgiven(word) for word in ("wet", "decret", "organistaie", "ovo002949")]
    [0, 1, 2, 0]
    """
    if len(word) < 4 or any(c.isdigit() for c in word):
        return 0
    return 1 if len(word) < LONG else 2
