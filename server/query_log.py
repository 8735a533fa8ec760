"""Count how queries end and how long they take, and log them without who asked.

Step on the line: a view says which query it answers; what counts the answers of a front hands
the outcome here. A text may name a person, so it is logged only of a query that was slow, and
the address of a client never.
"""

import hashlib
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

import structlog

from server.settings import Settings
from server.tally import BUCKETS, MICROSECONDS, QUERY_DURATION_SUMS, QUERY_DURATIONS, Row, place

LOG = structlog.get_logger("query")

ASKED = "begrip.query"
"""Where in the environment of a request stands which query it asks."""

LONGEST = 10_000
"""Characters of a slow query that are logged."""

_BOUNDS = (*map(str, BUCKETS), "+Inf")
_OUTCOMES = {
    "query-deadline": "deadline",
    "query-memory": "memory",
    "query-crashed": "crashed",
    "answer-too-large": "too-large",
    "too-many-rows": "too-large",
    "too-many-slow-queries": "busy",
    "too-many-queries": "busy",
    "overloaded": "busy",
    "not-ready": "busy",
    "server-fault": "fault",
    "check-deadline": "deadline",
    "check-memory": "memory",
    "check-crashed": "crashed",
    "too-many-checks": "busy",
    "too-many-client-checks": "busy",
    "profile-broken": "fault",
}


@dataclass(slots=True)
class AskedQuery:
    """A query that is being answered.

    Args:
        text: The query.
        generation: The id of the generation that was served when it came.
        settings: Say what is logged.
        form: SELECT, ASK, CONSTRUCT or DESCRIBE; empty while that is not known.
    """

    text: str
    generation: str
    settings: Settings
    form: str = ""

    def note(self, row: Row, status: str, size: int, seconds: float, problem: str) -> None:
        """Count and log how it ended.

        Args:
            row: Where this process counts.
            status: Three digits.
            size: Bytes of the answer.
            seconds: Time until the answer was whole.
            problem: The name of the problem it ended in, empty if it did in none.
        """
        outcome = to_outcome(status, problem)
        places = _places(outcome, bisect_left(BUCKETS, seconds))
        row.add_alone(places, (1, round(seconds * MICROSECONDS)))
        limit = self.settings.slow_log
        slow = 0 < limit <= seconds
        if not (slow or self.settings.query_log):
            return
        facts = {
            "outcome": outcome,
            "problem": problem or None,
            "status": int(status),
            "form": self.form,
            "seconds": round(seconds, 6),
            "bytes": size,
            "hash": hash_of(self.text),
            "generation": self.generation,
        }
        if self.settings.query_log:
            LOG.info("query", **facts)
        if slow:
            LOG.warning("slow query", **facts, query=self.text[:LONGEST])


@lru_cache(maxsize=1024)
def _places(outcome: str, bucket: int) -> tuple[int, ...]:
    """Return the cells in which a query is counted; only the loop of a front writes them."""
    return (
        place(QUERY_DURATIONS.name, (outcome, _BOUNDS[bucket])),
        place(QUERY_DURATION_SUMS.name, (outcome,)),
    )


def to_outcome(status: str, problem: str) -> str:
    """Return how a query ended, in a word.

    >>> to_outcome("200", ""), to_outcome("504", "query-deadline"), to_outcome("400", "bad-query")
    ('answered', 'deadline', 'refused')
    """
    if problem:
        return _OUTCOMES.get(problem, "refused")
    return "confirmed" if status == "304" else "answered"


def hash_of(text: str) -> str:
    """Return sixteen digits by which the same text is known again.

    >>> hash_of("ASK {}")
    '819ea91ed5f12b38'
    """
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
