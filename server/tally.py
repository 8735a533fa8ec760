"""Count what happens in every process, in memory that outlives each of them.

Step on the line: made by the keeper before it forks, like the board. Each process writes its
own row, so that there is nothing to lock between processes; a row is handed to the process
that takes the place of a dead one, so that no counter ever goes back. Any front can add up all
rows.
"""

import mmap
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, product
from math import prod

from server.board import PARTS
from server.problems import PROBLEMS
from server.slots import End

ROUTES = (
    "home", "id", "doc", "ns", "lijst", "sparql", "api", "well-known", "static", "health",
    "metrics", "other",
)  # fmt: skip
"""Kinds of addresses; the first segment of the path, or ``other``."""

METHODS = ("GET", "HEAD", "POST", "QUERY", "OPTIONS", "other")
STATUSES = (
    "200", "204", "301", "302", "303", "304", "308", "400", "403", "404", "405", "406", "410",
    "412", "413", "414", "415", "416", "422", "429", "431", "499", "500", "501", "503", "504",
    "other",
)  # fmt: skip
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds of the histogram, in seconds; beyond the last is one more bucket."""

MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Family:
    """Cells of a row that belong together: one for each combination of label values.

    Args:
        name: What Prometheus calls it, without ``_total``.
        sentence: What it counts.
        labels: The permitted values of each label; what is not permitted counts as the last.
        kind: ``counter`` goes up for ever; ``gauge`` begins anew with each process.
    """

    name: str
    sentence: str
    labels: Mapping[str, Sequence[str]] = field(default_factory=dict)
    kind: str = "counter"

    @property
    def size(self) -> int:
        """Return how many cells it has."""
        return prod(len(values) for values in self.labels.values())

    def index(self, *values: str) -> int:
        """Return which of its cells has these label values."""
        index = 0
        for value, known in zip(values, self.labels.values(), strict=True):
            place = known.index(value) if value in known else len(known) - 1
            index = index * len(known) + place
        return index

    def combinations(self) -> Iterator[tuple[str, ...]]:
        """Yield the label values of its cells in their order."""
        yield from product(*self.labels.values())


REQUESTS = Family(
    "begrip_requests", "Requests answered, by kind of address, method and status.",
    {"route": ROUTES, "method": METHODS, "status": STATUSES},
)  # fmt: skip
DURATIONS = Family(
    "begrip_request_duration_seconds", "Time until an answer was whole, by kind of address.",
    {"route": ROUTES, "le": (*map(str, BUCKETS), "+Inf")},
)  # fmt: skip
OUTCOMES = (
    "answered", "confirmed", "deadline", "memory", "crashed", "too-large", "busy", "fault",
    "refused",
)  # fmt: skip
"""How a query can end; ``refused`` before it ran."""

QUERY_DURATIONS = Family(
    "begrip_query_duration_seconds", "Time until a query was answered, by how it ended.",
    {"outcome": OUTCOMES, "le": (*map(str, BUCKETS), "+Inf")},
)  # fmt: skip
QUERY_DURATION_SUMS = Family(
    "begrip_query_duration_microseconds", "Sum of the same times.", {"outcome": OUTCOMES}
)
DURATION_SUMS = Family(
    "begrip_request_duration_microseconds", "Sum of the same times.", {"route": ROUTES}
)
BYTES = Family("begrip_answer_bytes", "Bytes of the bodies of answers.", {"route": ROUTES})
KEPT = Family(
    "begrip_kept_answers", "Answers that were kept: sent again, or confirmed with 304.",
    {"result": ("sent", "confirmed")},
)  # fmt: skip
PROBLEM_COUNTS = Family(
    "begrip_problems", "Requests that ended in a problem, by its name.",
    {"problem": tuple(problem.slug for problem in PROBLEMS)},
)  # fmt: skip
WAITING = Family("begrip_requests_waiting", "Requests that wait for a worker.", kind="gauge")
WORKER_ENDS = Family(
    "begrip_worker_ends", "Workers that ended, by reason; each was replaced.",
    {"reason": tuple(end.name.lower() for end in End if end is not End.NONE)},
)  # fmt: skip
CHILD_ENDS = Family(
    "begrip_process_ends", "Fronts and holders that ended unasked; each was replaced.",
    {"process": ("front", "holder")},
)  # fmt: skip
SWITCHES = Family("begrip_generation_switches", "Times that another generation was taken over.")
REFUSALS = Family("begrip_generation_refusals", "Published generations that could not be served.")
SERVED_SINCE = Family(
    "begrip_generation_served_since_seconds", "When this generation was taken over, as Unix time.",
    kind="gauge",
)  # fmt: skip

FAMILIES = (
    REQUESTS, DURATIONS, DURATION_SUMS, QUERY_DURATIONS, QUERY_DURATION_SUMS, BYTES, KEPT,
    PROBLEM_COUNTS, WAITING, WORKER_ENDS, CHILD_ENDS, SWITCHES, REFUSALS, SERVED_SINCE,
)  # fmt: skip
"""Every family, in the order of the cells."""

_STARTS = tuple(accumulate((family.size for family in FAMILIES), initial=1))
_OFFSETS = {family.name: start for family, start in zip(FAMILIES, _STARTS, strict=False)}
_FAMILIES = {family.name: family for family in FAMILIES}
ROW = _STARTS[-1]
"""Cells of a row; the first one holds the process that has it."""


@lru_cache(maxsize=4096)
def place(name: str, values: tuple[str, ...]) -> int:
    """Return which cell of a row a family has for these label values."""
    return _OFFSETS[name] + _FAMILIES[name].index(*values)


class Row:
    """The cells that one process writes.

    Args:
        cells: Unsigned numbers of eight bytes, each written at once.
    """

    def __init__(self, cells: "memoryview[int]") -> None:
        self._cells = cells
        self._lock = threading.Lock()

    @property
    def pid(self) -> int:
        """Return the process that has the row, 0 if none has had it."""
        return self._cells[0]

    def occupy(self, pid: int) -> None:
        """Give the row to a process: gauges begin anew, counters go on."""
        self._cells[0] = pid
        for family in FAMILIES:
            if family.kind == "gauge":
                self.put(family, 0)

    def add(self, family: Family, *values: str, amount: int = 1) -> None:
        """Count; threads of one process may do so at once."""
        cell = place(family.name, values) if values else _OFFSETS[family.name]
        with self._lock:
            self._cells[cell] += amount

    def add_alone(self, places: Sequence[int], amounts: Sequence[int]) -> None:
        """Count in cells that only one thread of this process writes.

        Args:
            places: Cells, as :func:`place` gives them.
            amounts: What is added to each.
        """
        cells = self._cells
        for cell, amount in zip(places, amounts, strict=True):
            cells[cell] += amount

    @contextmanager
    def meanwhile(self, family: Family) -> Iterator[None]:
        """Count one more in a gauge while something lasts."""
        self.add(family)
        try:
            yield
        finally:
            self.add(family, amount=-1)

    def put(self, family: Family, amount: int) -> None:
        """Set a gauge that has no labels."""
        self._cells[_OFFSETS[family.name]] = amount

    def read(self, family: Family) -> list[int]:
        """Return the cells of a family."""
        start = _OFFSETS[family.name]
        return self._cells[start : start + family.size].tolist()


class Tally:
    """The rows of all processes: fronts, then parts of the board, then the keeper.

    Args:
        fronts: How many fronts there are.
    """

    def __init__(self, fronts: int) -> None:
        count = fronts + PARTS + 1
        cells = memoryview(mmap.mmap(-1, count * ROW * 8)).cast("Q")
        self.rows = [Row(cells[n * ROW : (n + 1) * ROW]) for n in range(count)]
        self.fronts = self.rows[:fronts]
        self.parts = self.rows[fronts:-1]
        self.keeper = self.rows[-1]

    def total(self, family: Family) -> list[int]:
        """Return the cells of a family, added up over all rows."""
        return [sum(cells) for cells in zip(*(row.read(family) for row in self.rows), strict=True)]
