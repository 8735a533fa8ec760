"""Write what a check found for people: each fault with its line, and counts by rule.

Step on the line: from reports to a terminal, through rich; without colours where there is none.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from rich.console import Console
from rich.text import Text

from linkml_schemas.checking.check import Report
from linkml_schemas.checking.formats import owner_of, relative
from linkml_schemas.modelling.faults import Fault, Level

STYLES: dict[Level, str] = {"error": "bold red", "warning": "yellow", "hint": "cyan"}

WIDEST = 160
"""Characters of a source line that are shown."""


def print_report(console: Console, report: Report, *, most: int, quiet: bool = False) -> None:
    """Print the faults of one schema and how many there are of each rule.

    Args:
        console: Where to print to.
        report: What was found.
        most: How many faults of one rule are shown; 0 for all.
        quiet: Whether only the counts are printed.
    """
    if not quiet:
        print_faults(console, report.faults, most=most)
    print_counts(console, report)


def print_faults(console: Console, faults: Iterable[Fault], *, most: int) -> None:
    """Print each fault with its source line and a caret below the place."""
    shown: Counter[str] = Counter()
    lines = lru_cache(maxsize=64)(_lines)
    for fault in faults:
        shown[fault.rule] += 1
        if most and shown[fault.rule] > most:
            continue
        console.print(to_text(fault, lines(fault.place.file)), soft_wrap=True)
    hidden = {rule: count - most for rule, count in shown.items() if most and count > most}
    if hidden:
        said = ", ".join(f"{count} more of {rule}" for rule, count in sorted(hidden.items()))
        console.print(Text(f"not shown: {said}; --all shows them", style="dim"), soft_wrap=True)


def to_text(fault: Fault, lines: Sequence[str]) -> Text:
    """Return place, level, message, source line with caret, and remedy."""
    place, style = fault.place, STYLES[fault.level]
    text = Text()
    text.append(f"{relative(place.file)}:{place.line}:{place.column}", "bold")
    text.append(": ")
    text.append(fault.level, style)
    text.append(f" [{fault.rule}] ")
    text.append(owner_of(fault), "bold")
    text.append(fault.message)
    if 0 < place.line <= len(lines):
        number = f"{place.line:>5} | "
        source = lines[place.line - 1].replace("\t", " ")[:WIDEST]
        text.append(f"\n{number}{source}", "dim")
        if place.column <= len(source) + 1:
            text.append("\n" + " " * (len(number) + place.column - 1))
            text.append("^", style)
    if fault.remedy:
        text.append("\n        ")
        text.append(fault.remedy, "green")
    return text


def print_counts(console: Console, report: Report) -> None:
    """Print how many faults there are, by level and rule."""
    name = relative(report.path)
    suppressed = f", {len(report.suppressed)} suppressed" if report.suppressed else ""
    if not report.faults:
        console.print(Text(f"{name}: nothing is wrong{suppressed}", style="green"))
        return
    counted = ", ".join(_plural(count, level) for level, count in report.counts().items())
    console.print(Text(f"{name}: {counted}{suppressed}", style="bold"), soft_wrap=True)
    by_rule = Counter((fault.level, fault.rule) for fault in report.faults)
    for (level, rule), count in sorted(by_rule.items(), key=_order):
        line = Text(f"  {count:>6}  ")
        line.append(f"{level:<8}", STYLES[level])
        line.append(rule)
        console.print(line)


def _order(item: tuple[tuple[Level, str], int]) -> tuple[int, int, str]:
    (level, rule), count = item
    return list(STYLES).index(level), -count, rule


def _plural(count: int, level: str) -> str:
    return f"{count} {level}{'' if count == 1 else 's'}"


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    except OSError:
        return []
