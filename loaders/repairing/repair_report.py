"""Tell what was repaired and left out: in a report with examples, and in warnings.

Step on the line: the tallies of all registries → ``reports/repairs.csv``. What was left out is
counted there and never shown.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from loaders.checking.quarantine import to_safe_cell
from loaders.reading.definitions import Definition
from loaders.repairing.tally import Tally

COLUMNS = ("registry", "what", "rule", "count", "file", "where", "before", "after")
REPAIRS = "reports/repairs.csv"

Entry = Mapping[str, Any]


def write_repairs(path: Path, entries: Sequence[Entry]) -> dict[str, int]:
    """Write the report of all registries and return how much was done.

    Shape:
        One line an example of a repair, with the count of its rule; one line a rule of what
        was dropped, and one a predicate that no slot takes. UTF-8 with a byte order mark.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for entry in entries:
            for line in _lines(entry):
                writer.writerow([to_safe_cell(str(cell)) for cell in line])
    kinds = ("repaired", "dropped", "unmapped")
    return {kind: sum(sum(entry.get(kind, {}).values()) for entry in entries) for kind in kinds}


def find_idle(definition: Definition, tally: Tally) -> tuple[str, ...]:
    """Return the rules of a definition that did nothing: misspelt, or not needed any more."""
    repairs = [repair.label for repair in definition.repairs]
    drops = definition.drops.labels if definition.drops else ()
    idle = [f"repairs: {label}" for label in repairs if not tally.repaired[label]]
    return (*idle, *(f"drop: {label}" for label in drops if not tally.dropped[label]))


def _lines(entry: Entry) -> Iterator[tuple[object, ...]]:
    name = entry["name"]
    for example in entry.get("repair_examples", ()):
        rule = example["rule"]
        count = entry["repaired"][rule]
        shown = (example[key] for key in ("file", "where", "before", "after"))
        yield (name, "repaired", rule, count, *shown)
    for kind in ("dropped", "unmapped"):
        for rule, count in entry.get(kind, {}).items():
            yield name, kind, rule, count, "", "", "", ""
