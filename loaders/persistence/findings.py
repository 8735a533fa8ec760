"""Collect what breaks a rule: how much, and some of it.

Step on the line: between the checks and their report.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from loaders.persistence.rules import Rule

SHOWN = 100
"""Faults against one rule that are told one by one."""


@dataclass(frozen=True, slots=True)
class IriFault:
    """One IRI that breaks a rule: what is wrong and what would be right, also by language."""

    iri: str
    found: str
    right: str
    texts: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one rule.

    Args:
        rule: The rule.
        checked: How many IRIs were held to it.
        count: How many break it.
        faults: Some of those.
    """

    rule: Rule
    checked: int
    count: int
    faults: tuple[IriFault, ...]

    @property
    def is_broken(self) -> bool:
        """Return whether anything breaks the rule, and it is more than advice."""
        return bool(self.count) and not self.rule.advice

    def to_json(self) -> dict[str, Any]:
        """Return what a report holds."""
        return {
            "rule": self.rule.key,
            "number": self.rule.number,
            "advice": self.rule.advice,
            "asks": dict(self.rule.asks),
            "checked": self.checked,
            "count": self.count,
            "faults": [asdict(fault) for fault in self.faults],
        }


def to_finding(rule: Rule, checked: int, faults: Iterable[IriFault]) -> Finding:
    """Return what came of a rule; all faults are counted, some are kept."""
    kept: list[IriFault] = []
    count = 0
    for fault in faults:
        count += 1
        if len(kept) < SHOWN:
            kept.append(fault)
    return Finding(rule, checked, count, tuple(kept))
