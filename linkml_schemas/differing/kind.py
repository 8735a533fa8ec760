"""Hold what one kind of change is: its verdicts, and its words in Dutch and English.

Step on the line: beneath the tables of kinds that :mod:`linkml_schemas.differing.kinds` joins.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["breaking", "additive", "editorial"]

_VERDICTS: Mapping[str, Verdict] = {"B": "breaking", "A": "additive", "E": "editorial"}

LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of change means to whom, and how it is said.

    Shape:
        ``says`` follows the name of the element (``became required``), ``why`` is a sentence;
        both by language.
    """

    verdict: Verdict
    publishing: Verdict
    consuming: Verdict
    says: Mapping[str, str]
    why: Mapping[str, str]


def to_kind(letters: str, nl: tuple[str, str], en: tuple[str, str]) -> Kind:
    """Return a kind.

    Args:
        letters: ``B``, ``A`` or ``E``, for the verdict, for who publishes, for who reads.
        nl: What is said and why, in Dutch.
        en: The same in English.
    """
    verdict, publishing, consuming = (_VERDICTS[letter] for letter in letters)
    says, why = zip(nl, en, strict=True)
    return Kind(
        verdict,
        publishing,
        consuming,
        dict(zip(LANGUAGES, says, strict=True)),
        dict(zip(LANGUAGES, why, strict=True)),
    )
