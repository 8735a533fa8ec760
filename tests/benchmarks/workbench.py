"""Measure the workbench for standards teams beside LinkML's own commands: `make bench-schemas`.

Each command is a process of its own, as a person would run it; rounds take turns, and the least
time of each counts, for other work on the machine only ever adds to it.
"""

import difflib
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from tests.benchmarks.large_schema import write_large_schema
from tests.benchmarks.processes import Run, run
from tests.benchmarks.saving import watching

ROUNDS = 3
WATCH = "begrip schema watch, from save to answer"
BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Command:
    """One command that is measured.

    Shape:
        ``arguments`` follow the program; ``{schema}`` and ``{out}`` stand in them for the file
        and for a folder of its own. What it prints is kept in the folder as ``printed``.
    """

    name: str
    program: str
    arguments: tuple[str, ...]


OURS = (
    Command(
        "begrip schema generate", "begrip",
        ("schema", "generate", "--schema", "{schema}", "--output", "{out}"),
    ),
    Command(
        "begrip schema generate --only shapes", "begrip",
        ("schema", "generate", "--schema", "{schema}", "--output", "{out}", "--only", "shapes"),
    ),
    Command("begrip schema check", "begrip", ("schema", "check", "{schema}")),
)  # fmt: skip
"""What the workbench does; other tools of it add their lines."""

THEIRS = (
    Command("linkml-lint", "linkml-lint", ("--ignore-warnings", "{schema}")),
    Command("gen-shacl", "gen-shacl", ("{schema}",)),
    Command("gen-owl", "gen-owl", ("{schema}",)),
    Command("gen-jsonld-context", "gen-jsonld-context", ("{schema}",)),
    Command("gen-json-schema", "gen-json-schema", ("{schema}",)),
    Command("gen-doc", "gen-doc", ("--directory", "{out}", "{schema}")),
)
"""LinkML's own commands for the same."""


def measure(commands: Sequence[Command], schema: Path, folder: Path) -> dict[str, Run]:
    """Return the best of each command over some rounds that take turns: least CPU, then clock."""
    best: dict[str, Run] = {}
    for _ in range(ROUNDS):
        for each in commands:
            out = folder / each.name.replace(" ", "_")
            out.mkdir(exist_ok=True)
            printed = out / "printed"
            printed.unlink(missing_ok=True)
            arguments = [part.format(schema=schema, out=out) for part in each.arguments]
            took = run([str(BIN / each.program), *arguments], printed)
            best[each.name] = min(took, best.get(each.name, took), key=_effort)
    return best


def count_changed(commands: Sequence[Command], schema: Path, folder: Path) -> dict[str, int]:
    """Return how many lines of text differ after one description is edited."""
    text = schema.read_text(encoding="utf-8")
    edited = folder / "edited" / schema.name
    edited.parent.mkdir()
    edited.write_text(
        text.replace("What the property 7 is.", "What it became.", 1), encoding="utf-8"
    )
    changed = {}
    for each in commands:
        before = _read(folder / each.name.replace(" ", "_"))
        measured = folder / "again" / each.name.replace(" ", "_")
        measured.mkdir(parents=True)
        arguments = [part.format(schema=edited, out=measured) for part in each.arguments]
        run([str(BIN / each.program), *arguments], measured / "printed")
        after = _read(measured)
        changed[each.name] = sum(
            _differing(before.get(name, []), after.get(name, [])) for name in {*before, *after}
        )
    return changed


def report(folder: Path, say: Callable[[str], None] = click.echo) -> None:
    """Measure everything and say it as a table in Markdown."""
    schema = write_large_schema(folder / "large.yaml")
    commands = (*OURS, *THEIRS)
    best = measure(commands, schema, folder)
    changed = count_changed(commands, schema, folder)
    for line in _to_lines(commands, best, changed):
        say(line)
    say(f"| {WATCH} | {measure_saves(folder):.2f} | | |")


def measure_saves(folder: Path) -> float:
    """Return the least seconds from a save to the answer of the watch, over some rounds."""
    watched = folder / "watched"
    watched.mkdir()
    with watching(write_large_schema(watched / "large.yaml")) as watch:
        return min(watch.seconds(number) for number in range(ROUNDS))


def _to_lines(
    commands: Sequence[Command], best: dict[str, Run], changed: dict[str, int]
) -> Iterator[str]:
    yield "| command | seconds | of the processor | lines that an edited description changes |"
    yield "|---|---:|---:|---:|"
    for each in commands:
        took = best[each.name]
        yield f"| {each.name} | {took.seconds:.2f} | {took.cpu:.2f} | {changed[each.name]:,} |"
    together = [best[each.name] for each in THEIRS]
    seconds, cpu = sum(one.seconds for one in together), sum(one.cpu for one in together)
    yield f"| LinkML's commands together | {seconds:.2f} | {cpu:.2f} | |"


def _effort(took: Run) -> tuple[float, float]:
    return took.cpu, took.seconds


def _read(folder: Path) -> dict[str, list[str]]:
    """Return the lines of the texts in a folder; what begrip prints is where it wrote."""
    ours = folder.name.startswith("begrip")
    return {
        path.name: path.read_text(encoding="utf-8").splitlines()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".xlsx" and not (ours and path.name == "printed")
    }


def _differing(old: list[str], new: list[str]) -> int:
    if old == new:
        return 0
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    parts = [part for part in matcher.get_opcodes() if part[0] != "equal"]
    return sum(max(last - first, end - start) for _, first, last, start, end in parts)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        report(Path(scratch))
