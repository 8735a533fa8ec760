"""Run the command line in a process of its own, and kill it."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from begrip import main
from tests.running import CHECKOUT

BASE = "https://data.example.org/begrip"
PATIENCE = 120

DEFINITION = """\
name: {name}
title: {{nl: Register, en: Registry}}
description: {{nl: Een register., en: A registry.}}
source: {name}.csv
format: csv
class: {kind}
publisher: https://data.vlaanderen.be/id/organisatie/OVO002949
licence: http://creativecommons.org/publicdomain/zero/1.0/
access: PUBLIC
"""


def write_registries(folder: Path, *, bodies: int, mark: str = "") -> None:
    """Write three registries; the mark changes the labels of one of them."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = {
        "organen-a": [f"a{n},Orgaan {n} {mark},https://e.org/a" for n in range(bodies)],
        "organen-b": [f"b{n},Raad {n},https://e.org/b" for n in range(200)],
        "organen-c": [f"c{n},Forum {n},https://e.org/c" for n in range(200)],
    }
    for name, lines in rows.items():
        (folder / f"{name}.yaml").write_text(DEFINITION.format(name=name, kind="Body"))
        text = "\n".join(["id,label_nl,source", *lines, ""])
        (folder / f"{name}.csv").write_text(text)


@dataclass(frozen=True, slots=True)
class Site:
    """A data directory and the registries that are built in it."""

    data: Path
    registries: Path

    def command(self, *arguments: str) -> list[str]:
        """Return the command line of a command here."""
        return [sys.executable, "-m", "begrip", *arguments]

    def environment(self, **more: str) -> dict[str, str]:
        """Return the settings of this site."""
        return {
            **os.environ,
            "PYTHONPATH": str(CHECKOUT),
            "BEGRIP_DATA": str(self.data),
            "BEGRIP_REGISTRIES": str(self.registries),
            "BEGRIP_BASE_IRI": BASE,
            **more,
        }

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            self.command(*arguments),
            cwd=CHECKOUT,
            env=self.environment(**more),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def build(self) -> str:
        """Build in this process, which need not start, and return the id; fail if it fails."""
        done = CliRunner().invoke(
            main, ["build", "--json"], env=self.environment(), catch_exceptions=False
        )
        assert done.exit_code == 0, done.output
        return str(json.loads(done.stdout)["id"])

    def start(self, *arguments: str, **more: str) -> "subprocess.Popen[bytes]":
        """Start a command in a group of its own."""
        return subprocess.Popen(
            self.command(*arguments),
            cwd=CHECKOUT,
            env=self.environment(**more),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def copy_to(self, folder: Path) -> "Site":
        """Return a copy of the data directory and its registries."""
        shutil.copytree(self.data, folder / "var", symlinks=True)
        shutil.copytree(self.registries, folder / "registries")
        return Site(folder / "var", folder / "registries")


def kill_group(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process with all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(20)


def kill_after(process: "subprocess.Popen[bytes]", seconds: float) -> None:
    """Kill a process after so many seconds, unless it ends before."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    kill_group(process)


def kill_at(site: Site, moment: str, *command: str, **more: str) -> None:
    """Run a command that is killed at a moment of its work; see :mod:`tests.survival.moments`."""
    process = _begin(site, "kill", moment, *command, **more)
    assert process.wait(PATIENCE) == -signal.SIGKILL, f"{command} passed by: {moment}"


@contextmanager
def held_at(
    site: Site, moment: str, *command: str, output: int = subprocess.DEVNULL, **more: str
) -> "Iterator[subprocess.Popen[bytes]]":
    """Run a command that is held at a moment of its work, and goes on after the block.

    Args:
        site: Where it works.
        moment: By its name in :mod:`tests.survival.moments`.
        command: The command.
        output: Where it writes, as ``subprocess`` takes it.
        more: More variables of its environment.
    """
    process = _begin(site, "hold", moment, *command, output=output, **more)
    _, status = os.waitpid(process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status), f"{command} passed by: {moment}"
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):  # the block may have killed it
            os.killpg(process.pid, signal.SIGCONT)


def _begin(
    site: Site,
    end: str,
    moment: str,
    *command: str,
    output: int = subprocess.DEVNULL,
    **more: str,
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.survival.moments", end, moment, *command],
        cwd=CHECKOUT,
        env=site.environment(**more),
        stdout=output,
        stderr=output,
        start_new_session=True,
    )
