"""Print the answer to a save: what changed in words, and what is wrong.

Step on the line: from an answer to the terminal.
"""

from datetime import datetime

from rich.console import Console
from rich.text import Text

from linkml_schemas.checking.terminal import print_counts, print_faults
from linkml_schemas.differing.telling import tell, tell_heading, tell_summary
from linkml_schemas.differing.values import Difference
from linkml_schemas.watching.workbench import Answer

STYLES = {"breaking": "bold red", "additive": "green", "editorial": "cyan"}

MOST_CHANGES = 12
MOST_FAULTS = 5


def print_answer(console: Console, answer: Answer, moment: datetime) -> None:
    """Print what changed, what is wrong and how long it took to find out."""
    console.print(Text(f"\n{moment:%H:%M:%S}  save {answer.number}", style="bold"))
    if not answer.is_readable:
        shown = f"; save {answer.good_number} is shown" if answer.good_number else ""
        said = (
            "The file is gone; this waits for it" if answer.is_gone else "This cannot be read yet"
        )
        console.print(Text(f"{said}{shown}.", style="bold red"))
    if answer.since_save is not None:
        _print_changes(console, answer.since_save)
    worst = [fault for fault in answer.report.faults if fault.level != "hint"]
    print_faults(console, worst, most=MOST_FAULTS)
    print_counts(console, answer.report)
    if answer.since_baseline is not None and answer.since_baseline.changes:
        console.print(Text(f"{tell_heading(answer.since_baseline, 'en')}:"), soft_wrap=True)
        for sentence in tell_summary(answer.since_baseline, "en"):
            console.print(Text(f"  {sentence}"), soft_wrap=True)
    console.print(Text(f"answered in {answer.seconds * 1000:.0f} ms", style="dim"))


def _print_changes(console: Console, found: Difference) -> None:
    if not found.changes:
        console.print(Text("No element differs from the save before.", style="dim"))
    for change in found.changes[:MOST_CHANGES]:
        told = tell(change, "en")
        line = Text(f"{change.verdict:<10}", STYLES.get(change.verdict, ""))
        line.append(told.headline)
        line.append(f": {told.why}" if told.why else "", "dim")
        console.print(line, soft_wrap=True)
    if len(found.changes) > MOST_CHANGES:
        rest = len(found.changes) - MOST_CHANGES
        console.print(Text(f"and {rest} changes more; begrip schema diff lists them"))
