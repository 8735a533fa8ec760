"""Measure the workbench for schemas beside LinkML's own commands, in turn, in one run.

``python -m tests.benchmarks.workbench --rounds 5`` prints a table. Each measurement is a function
that yields seconds; another tool of the workbench adds its own to ``MEASUREMENTS``.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import click

from tests.benchmarks.edits import to_lines
from tests.benchmarks.wide_schema import CLASSES, ENUMS, SLOTS, write_wide_schema
from tests.running import CHECKOUT

BIN = Path(sys.executable).parent
LONGEST = 120

OURS: Mapping[str, tuple[str, ...]] = {
    "begrip schema check --fast": ("begrip", "schema", "check", "--fast", "--quiet", "{schema}"),
    "begrip schema generate": (
        "begrip", "schema", "generate", "--schema", "{schema}", "--output", "{out}",
    ),
    "begrip schema generate --only shapes": (
        "begrip", "schema", "generate", "--schema", "{schema}", "--output", "{out}",
        "--only", "shapes",
    ),
}  # fmt: skip
"""Our commands, each as a process of its own."""

THEIRS: Mapping[str, tuple[str, ...]] = {
    "linkml-lint": ("linkml-lint", "--ignore-warnings", "{schema}"),
    "gen-shacl": ("gen-shacl", "{schema}"),
    "gen-json-schema": ("gen-json-schema", "{schema}"),
    "gen-owl": ("gen-owl", "{schema}"),
    "gen-jsonld-context": ("gen-jsonld-context", "{schema}"),
    "gen-doc": ("gen-doc", "--directory", "{out}", "{schema}"),
}
"""LinkML's commands for the same schema."""

WATCH = "begrip schema watch: from save to answer"


@dataclass
class Watch:
    """A watch that runs, and the file in which it answers."""

    schema: Path
    answers: Path

    def seconds(self, number: int) -> float:
        """Save an edited description; return the seconds until the faults are written."""
        text = self.schema.read_text(encoding="utf-8")
        edited = text.replace(
            "What is meant by thing 7.", f"What is meant by thing 7, edit {number}."
        )
        before = self.answers.stat().st_mtime_ns
        begun = time.perf_counter()
        self.schema.write_text(edited, encoding="utf-8", newline="\n")
        self._await(before)
        spent = time.perf_counter() - begun
        before = self.answers.stat().st_mtime_ns
        self.schema.write_text(text, encoding="utf-8", newline="\n")
        self._await(before)
        return spent

    def _await(self, before: int) -> None:
        end = time.monotonic() + LONGEST
        while self.answers.stat().st_mtime_ns == before:
            if time.monotonic() > end:
                raise TimeoutError("the watch does not answer")
            time.sleep(0.005)
        time.sleep(0.3)


@contextmanager
def watching(schema: Path) -> Iterator[Watch]:
    """Run a watch for as long as it is measured."""
    answers = schema.with_name("answers.json")
    process = subprocess.Popen(
        [sys.executable, "-m", "begrip", "schema", "watch", str(schema), "--port", "0",
         "--annotations", str(answers)],
        cwd=CHECKOUT, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        end = time.monotonic() + LONGEST
        while not answers.is_file():
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError("the watch did not begin")
            time.sleep(0.05)
        time.sleep(1)
        yield Watch(schema, answers)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(LONGEST)


def command_seconds(command: tuple[str, ...], schema: Path) -> float:
    """Run a command to its end; return the seconds it took, whatever it found."""
    # Each begins without files, as the first time: a second run of ours would write nothing.
    out = schema.parent / "made"
    shutil.rmtree(out, ignore_errors=True)
    words = [word.format(schema=schema, out=out) for word in command]
    begun = time.perf_counter()
    subprocess.run(
        [str(BIN / words[0]), *words[1:]], cwd=schema.parent, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, check=False, timeout=LONGEST,
    )  # fmt: skip
    return time.perf_counter() - begun


def measure(folder: Path, rounds: int) -> dict[str, list[float]]:
    """Return seconds by what was measured, all in turn in each round."""
    schema = write_wide_schema(folder)
    (folder / "watched").mkdir()
    watched = write_wide_schema(folder / "watched")
    found: dict[str, list[float]] = {}
    with watching(watched) as watch:
        for number in range(rounds):
            found.setdefault(WATCH, []).append(watch.seconds(number))
            for name, command in {**OURS, **THEIRS}.items():
                found.setdefault(name, []).append(command_seconds(command, schema))
    return found


def to_table(found: Mapping[str, list[float]]) -> str:
    """Return the figures as Markdown: the median and the least of all rounds, in seconds."""
    lines = ["| what | median s | least s |", "|---|---:|---:|"]
    lines += [
        f"| {name} | {median(seconds):.2f} | {min(seconds):.2f} |"
        for name, seconds in found.items()
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure and print the table, with how busy the machine was."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with TemporaryDirectory() as folder:
        found = measure(Path(folder), rounds)
        edits = list(to_lines(write_wide_schema(Path(folder)), Path(folder) / "edits"))
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    click.echo(
        f"{CLASSES} classes, {SLOTS} slots, {ENUMS} enumerations; {rounds} rounds; load {load}"
    )
    click.echo(to_table(found))
    for line in ("", *edits):
        click.echo(line)


if __name__ == "__main__":
    main()
