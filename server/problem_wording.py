"""Hold the words of one kind of problem.

Step on the line: under ``problem_texts``.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemTexts:
    """The texts of one kind of problem, by language.

    Shape:
        ``titles`` name the problem; ``advice`` is what would be right, true of every
        occurrence.
    """

    titles: Mapping[str, str]
    advice: Mapping[str, str]
