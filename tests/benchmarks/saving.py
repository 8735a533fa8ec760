"""Measure `begrip schema watch`: the time from a save to its answer."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.running import CHECKOUT

LONGEST = 120
"""Seconds after which a watch is taken for dead."""

EDITED = "What the property 7 is."


@dataclass
class Watch:
    """A watch that runs, and the file in which it answers."""

    schema: Path
    answers: Path

    def seconds(self, number: int) -> float:
        """Save an edited description; return the seconds until the faults are written."""
        text = self.schema.read_text(encoding="utf-8")
        assert EDITED in text
        before = self.answers.stat().st_mtime_ns
        begun = time.perf_counter()
        self._save(text.replace(EDITED, f"What it became, edit {number}.", 1))
        self._await(before)
        spent = time.perf_counter() - begun
        time.sleep(0.3)
        before = self.answers.stat().st_mtime_ns
        self._save(text)
        self._await(before)
        time.sleep(0.3)
        return spent

    def _save(self, text: str) -> None:
        self.schema.write_text(text, encoding="utf-8", newline="\n")

    def _await(self, before: int) -> None:
        end = time.monotonic() + LONGEST
        while self.answers.stat().st_mtime_ns == before:
            if time.monotonic() > end:
                raise TimeoutError("the watch does not answer")
            time.sleep(0.005)


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
        process.terminate()
        process.wait(LONGEST)
