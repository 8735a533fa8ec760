"""Run what is measured: programs with their time and memory, servers with theirs."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.running import is_setting

LOOK_EVERY = 0.05
_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICK = os.sysconf("SC_CLK_TCK")


class RunError(RuntimeError):
    """Say which program failed and what it wrote."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a program took.

    Shape:
        ``seconds`` of the clock and of the processors; ``peak`` is the largest sum of the
        resident bytes of the program and all that it started.
    """

    seconds: float
    cpu: float
    peak: int


def run(command: Sequence[str], log: Path, **settings: str) -> Run:
    """Run a program to its end.

    Raises:
        RunError: It ended with another code than 0.
    """
    before = os.times()
    began = time.perf_counter()
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env=environment(**settings)
        )
        with _watching(process.pid) as peak:
            code = process.wait()
    seconds, after = time.perf_counter() - began, os.times()
    if code:
        raise RunError(f"{' '.join(command)} ended with {code}:\n{log.read_text()[-2000:]}")
    cpu = after.children_user + after.children_system
    return Run(seconds, cpu - before.children_user - before.children_system, peak[0])


def environment(**settings: str) -> dict[str, str]:
    """Return the variables for a program, without settings of the caller."""
    kept = {name: value for name, value in os.environ.items() if not is_setting(name)}
    return {**kept, **settings}


@contextmanager
def started(command: Sequence[str], log: Path, **settings: str) -> Iterator[int]:
    """Start a server in a group of its own, yield its process id, and end the whole group."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment(**settings),
            start_new_session=True,
        )
    try:
        yield process.pid
    finally:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, number)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
                break


@contextmanager
def _watching(pid: int) -> Iterator[list[int]]:
    peak, ended = [0], threading.Event()

    def look() -> None:
        while not ended.wait(LOOK_EVERY):
            peak[0] = max(peak[0], resident(pid))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        ended.set()
        thread.join()


def resident(pid: int) -> int:
    """Return the resident bytes of a process and its descendants; shared pages count each time."""
    total = 0
    for one in family(pid):
        with suppress(OSError, IndexError):
            total += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * _PAGE
    return total


def proportional(pid: int) -> Mapping[str, int]:
    """Return the proportional bytes of a process and its descendants, by process name.

    A page that several processes share counts for its share in each, so that the sum is what
    they take together.
    """
    found: dict[str, int] = {}
    for one in family(pid):
        with suppress(OSError):
            text = Path(f"/proc/{one}/smaps_rollup").read_text()
            name = Path(f"/proc/{one}/comm").read_text().strip()
            size = next(line for line in text.splitlines() if line.startswith("Pss:"))
            found[name] = found.get(name, 0) + int(size.split()[1]) * 1024
    return found


def processor_time(pid: int) -> float:
    """Return the seconds of processor that a process and its living descendants have used."""
    total = 0
    for one in family(pid):
        with suppress(OSError, IndexError):
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
    return total / _TICK


def family(pid: int) -> list[int]:
    """Return a process and its descendants."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            with suppress(OSError, IndexError, ValueError):
                parent = (path / "stat").read_text().rpartition(")")[2].split()[1]
                children.setdefault(int(parent), []).append(int(path.name))
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += children.get(one, ())
    return found
