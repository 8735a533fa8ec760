"""A disk that is small: a tmpfs in a mount namespace of its own, where the machine allows one.

Root mounts in a new mount namespace, anyone else in a new user namespace as well. The mount is
reached from outside by way of /proc, so the commands under test run as they always do.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PAGE = 4096
_SCRIPT = """
mount -t tmpfs -o size=64m,mode=777 none "$1" || exit 1
echo ready
while read -r size; do mount -o "remount,size=$size" none "$1" && echo done || echo refused; done
"""


@dataclass(frozen=True, slots=True)
class SmallDisk:
    """A file system of which the size can be changed."""

    path: Path
    process: "subprocess.Popen[str]"

    def leave(self, free: int) -> None:
        """Make the disk so large that this many bytes are free, to a page."""
        found = os.statvfs(self.path)
        used = (found.f_blocks - found.f_bfree) * found.f_frsize
        self.resize(used + max(free, PAGE))

    def resize(self, size: int) -> None:
        """Give the disk another size in bytes."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{size}\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "done\n"

    def free(self) -> int:
        """Return the bytes that are free."""
        found = os.statvfs(self.path)
        return found.f_bfree * found.f_frsize

    def fill(self) -> Path:
        """Fill what is free with one file, to the last page, and return it."""
        ballast = self.path / "ballast"
        with ballast.open("ab", buffering=0) as file:
            for size in (1 << 20, PAGE):
                try:
                    while file.write(bytes(size)) == size:
                        pass
                except OSError:
                    continue
        return ballast


def _ways() -> tuple[list[str], ...]:
    plain, mapped = ["unshare", "-m"], ["unshare", "-Urm"]
    return (plain, mapped) if os.geteuid() == 0 else (mapped,)


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk | None]:
    """Mount a disk of 64 MiB on a folder; None where the machine allows no namespaces."""
    folder.mkdir()
    for way in _ways() if shutil.which("unshare") else ():
        with subprocess.Popen(
            [*way, "sh", "-c", _SCRIPT, "sh", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            assert process.stdout is not None
            try:
                if process.stdout.readline() == "ready\n":
                    root = Path(f"/proc/{process.pid}/root")
                    yield SmallDisk(root / folder.relative_to("/"), process)
                    return
            finally:
                process.kill()
    yield None
