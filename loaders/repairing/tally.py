"""Count what is done to a source on purpose: repairs, drops, and what no slot takes.

Step on the line: filled while a source is read, told in the manifest and in
``reports/repairs.csv``. What is dropped is counted and never shown.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

EXAMPLES = 5
"""Examples that are kept of each repair."""


@dataclass(frozen=True, slots=True)
class Example:
    """One repair: where it was, and the text before and after.

    Shape:
        ``where`` is the line of a row, or the subject of a statement.
    """

    rule: str
    file: str
    where: str
    before: str
    after: str


@dataclass(slots=True)
class Tally:
    """Counts by rule, with some examples of repairs.

    Shape:
        ``unmapped`` counts by predicate the statements that no slot of the class takes.
    """

    repaired: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    unmapped: Counter[str] = field(default_factory=Counter)
    examples: list[Example] = field(default_factory=list)

    def repair(self, example: Example, times: int = 1) -> None:
        """Count a repair, and keep it as an example if there are few yet."""
        if self.repaired[example.rule] < EXAMPLES:
            self.examples.append(example)
        self.repaired[example.rule] += times

    def add(self, other: "Tally") -> None:
        """Add the counts of another tally and, while there are few, its examples."""
        for example in other.examples:
            if sum(item.rule == example.rule for item in self.examples) < EXAMPLES:
                self.examples.append(example)
        self.repaired += other.repaired
        self.dropped += other.dropped
        self.unmapped += other.unmapped

    def to_entry(self) -> dict[str, Any]:
        """Return what the manifest says of it."""
        return {
            "repaired": _sorted(self.repaired),
            "dropped": _sorted(self.dropped),
            "unmapped": _sorted(self.unmapped),
            "repair_examples": [asdict(example) for example in self.examples],
        }


def _sorted(counts: Counter[str]) -> Mapping[str, int]:
    return {rule: counts[rule] for rule in sorted(counts)}
