"""Run a copy of this checkout the way a reader would: its make targets, its command, its server."""

import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

CHECKOUT = Path(__file__).parent.parent
PATIENCE = 120
"""Seconds after which a server that is not ready counts as broken."""

LONGEST = 600
"""Seconds that a block of commands may take, for other tests may run beside it."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the checkout with an environment that is ready, as after ``make setup``."""

    path: Path

    def environment(self, **settings: str) -> dict[str, str]:
        """Return the variables for a command in the copy, without settings of the caller."""
        kept = {name: value for name, value in os.environ.items() if not is_setting(name)}
        path = f"{self.path / '.venv' / 'bin'}{os.pathsep}{kept['PATH']}"
        return {**kept, "PATH": path, **settings}

    def run(
        self, command: str, *, folder: Path | None = None, **settings: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command line in a folder, by default the copy, and return what it wrote."""
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            cwd=folder or self.path,
            env=self.environment(**settings),
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )


def is_setting(name: str) -> bool:
    """Return whether a variable would change what make or begrip does."""
    plain = {"PORT", "HOST", "BASE_IRI", "DATA", "REGISTRIES", "VENV"}
    return name in plain or name.startswith(("BEGRIP_", "MAKE", "MFLAGS", "COV_", "PYTEST"))


def tracked_files() -> list[str]:
    """Return the files that a clone would have, with those not yet committed."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    found = subprocess.run(listing, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    names = set(found.stdout.split("\0")) - {""}
    return sorted(name for name in names if (CHECKOUT / name).is_file())


def copy_checkout(target: Path) -> Copy:
    """Return a copy that uses the packages of the running interpreter."""
    for name in tracked_files():
        destination = target / name
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CHECKOUT / name, destination)
    programs = target / ".venv" / "bin"
    programs.mkdir(parents=True)
    for program in ("python", "begrip"):
        module = " -m begrip" if program == "begrip" else ""
        shim = programs / program
        shim.write_text(
            f"#!/bin/sh\nPYTHONPATH={shlex.quote(str(target))} "
            f'exec {shlex.quote(sys.executable)}{module} "$@"\n'
        )
        shim.chmod(0o755)
    for stamp in ("runtime.stamp", "develop.stamp"):
        (programs.parent / stamp).touch()
    return Copy(target)


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def serving(copy: Copy, command: str, *, port: int, log: Path) -> Iterator[str]:
    """Start a server with a command, wait until it is ready, end it with its whole group."""
    address = f"http://127.0.0.1:{port}"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            shlex.split(command),
            cwd=copy.path,
            env=copy.environment(PORT=str(port), BEGRIP_PORT=str(port)),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as process,
    ):
        try:
            await_ready(address, process, log)
            yield address
        finally:
            end(process)


def await_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the server says that it is ready."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            if httpx.get(f"{address}/health/ready", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError(f"no server at {address}:\n{log.read_text(errors='replace')}")


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask the group to stop, and make it."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(timeout=20)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
        else:
            return
