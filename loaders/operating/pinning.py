"""Hold a data directory still while it is copied, without stopping anyone who works in it.

Step on the line: before a backup. Generations never change, so a second name for each of their
files keeps them as they are, whatever a build publishes or removes meanwhile.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loaders.errors import DiskError, GenerationError
from loaders.generations.data_directory import DataDirectory

PINNED = ".backup-"
"""How the folder of second names begins; the number of the process follows."""

ATTEMPTS = 20
_NOT_DATA = {"lock", "failed"}


@contextmanager
def pinned(data: DataDirectory) -> Iterator[Path]:
    """Give a folder that holds the data directory as it is at one moment.

    Shape:
        Files are hard links, for nobody writes into them: they are replaced. Logs, which grow,
        are copies up to their last whole line.

    Raises:
        GenerationError: Nothing is published.
        DiskError: The file system knows no hard links, or things change too fast.
    """
    if data.current_id() is None:
        raise GenerationError(f"nothing is published in {data.path}: there is nothing to keep")
    remove_left(data.path, PINNED)
    folder = data.path / f"{PINNED}{os.getpid()}"
    try:
        for _ in range(ATTEMPTS):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            if _pin(data, folder):
                break
        else:
            raise DiskError(f"{data.path} changes faster than it can be kept; try again")
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_left(parent: Path, prefix: str) -> None:
    """Remove what processes that are gone have left under such names."""
    for path in parent.glob(f"{prefix}*"):
        pid = path.name.removeprefix(prefix)
        if pid.isdigit() and not Path("/proc", pid).exists():
            shutil.rmtree(path, ignore_errors=True)


def _pin(data: DataDirectory, folder: Path) -> bool:
    """Return whether everything was there from the first look to the last.

    The lock is not taken, for a build that finds it taken ends; what a build takes away
    meanwhile is seen.
    """
    served = data.current_id()
    whole = all(_pin_one(path, folder / path.name, served) for path in _entries(data.path))
    (folder / "current").symlink_to(Path("generations") / str(served))
    return whole and served is not None and data.current_id() == served


def _entries(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.iterdir())
        if not path.name.startswith(".") and path.name not in _NOT_DATA and not path.is_symlink()
    ]


def _pin_one(path: Path, target: Path, served: str | None) -> bool:
    if not path.is_dir():
        if ".log" not in path.name:
            os.link(path, target)
            return True
        text = path.read_bytes()
        target.write_bytes(text[: text.rfind(b"\n") + 1])
        return True
    if path.name != "generations":
        return _link_tree(path, target)
    target.mkdir()
    for generation in _entries(path):
        if not (generation / "manifest.json").is_file():
            continue
        if not _link_tree(generation, target / generation.name):
            shutil.rmtree(target / generation.name, ignore_errors=True)
            if generation.name == served:
                return False
    return True


def _link_tree(source: Path, target: Path) -> bool:
    """Return whether a second name was given to every file, and none went away meanwhile."""
    try:
        before = _files(source)
        for path in before:
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            os.link(source / path, target / path, follow_symlinks=False)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise DiskError(f"{source}: {error.strerror}; copy the data with rsync -aH") from error
    return _files(source) == before


def _files(folder: Path) -> list[Path]:
    """Return the files below a folder; what is hidden is still being written."""
    names = sorted(p.relative_to(folder) for p in folder.rglob("*") if not p.is_dir())
    return [name for name in names if not any(part.startswith(".") for part in name.parts)]
