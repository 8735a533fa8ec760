"""Say which limits are in force, and what happens to what goes beyond one.

Step on the line: pure; ``explanations`` shows it at /api/limits.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.limit_problems import TooManyOperators, TooManyPatterns, TooManyQueries, TooManyRows
from server.limit_texts import LIMIT_MEANINGS
from server.problems import (
    PROBLEM_PATH,
    AnswerTooLarge,
    Overloaded,
    QueryDeadline,
    QueryMemory,
    QueryTooDeep,
    QueryTooLarge,
    RequestProblem,
    TooManySlow,
)
from server.settings import SETTINGS, Settings
from server.validating.problems import (
    CheckDeadline,
    CheckMemory,
    DataTooLarge,
    TooManyChecks,
    TooManyClientChecks,
)
from server.validating.texts import CHECK_LIMIT_MEANINGS

LIMITS: tuple[tuple[str, type[RequestProblem]], ...] = (
    ("QUERY_DEADLINE", QueryDeadline),
    ("QUERY_MEMORY", QueryMemory),
    ("QUERY_SIZE", QueryTooLarge),
    ("QUERY_DEPTH", QueryTooDeep),
    ("QUERY_OPERATORS", TooManyOperators),
    ("QUERY_PATTERNS", TooManyPatterns),
    ("QUERY_ROWS", TooManyRows),
    ("ANSWER_LIMIT", AnswerTooLarge),
    ("SLOW_QUERIES", TooManySlow),
    ("CLIENT_QUERIES", TooManyQueries),
    ("QUEUE", Overloaded),
    ("QUEUE_WAIT", Overloaded),
    ("CHECK_SIZE", DataTooLarge),
    ("CHECK_DEADLINE", CheckDeadline),
    ("CHECK_SHAPES_DEADLINE", CheckDeadline),
    ("CHECK_MEMORY", CheckMemory),
    ("CHECKS", TooManyChecks),
    ("CLIENT_CHECKS", TooManyClientChecks),
)
"""Settings that bound a query or a check, each with the problem of what goes beyond it."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit as it is in force.

    Shape:
        ``value`` is in ``unit``, None where there is no bound.
    """

    name: str
    value: float | None
    unit: str
    problem: type[RequestProblem]

    @property
    def meanings(self) -> Mapping[str, str]:
        """Return what it bounds, per language."""
        return LIMIT_MEANINGS.get(self.name) or CHECK_LIMIT_MEANINGS[self.name]

    def to_document(self) -> dict[str, Any]:
        """Return the limit as programs read it."""
        kind = self.problem
        return {
            "name": self.name.lower().replace("_", "-"),
            "setting": f"BEGRIP_{self.name}",
            "value": self.value,
            "unit": self.unit,
            "meaning": dict(self.meanings),
            "problem": PROBLEM_PATH + kind.slug,
            "status": int(kind.status),
            "retry_after": kind.retry_after,
            "advice": dict(kind("").advice),
        }


def limits_in_force(settings: Settings) -> list[Limit]:
    """Return every limit with its value.

    >>> from server.settings import Settings
    >>> limits_in_force(Settings.from_mapping({"BEGRIP_QUERY_ROWS": "0"}))[6].value is None
    True
    """
    units = {item.name: item.unit for item in SETTINGS}
    values = settings.to_mapping()
    found = []
    for name, problem in LIMITS:
        value = float(values[f"BEGRIP_{name}"])
        number = int(value) if value.is_integer() else value
        found.append(Limit(name, number or None, units[name], problem))
    return found
