"""Publish generations: hold the lock, swap the pointer, keep the log, go back.

Step on the line: the last. Everything is published by one rename, so that whoever reads
sees the old generation or the new one and nothing between.
"""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from loaders.errors import DiskError, GenerationError, LockedError
from loaders.generations.data_directory import DataDirectory
from loaders.generations.durability import sync
from loaders.generations.removal import REMOVING, clear_removed

BUILDING = ".building-"
"""How the folder of an unfinished generation begins."""

UNFINISHED = (
    f"generations/{BUILDING}*",
    "registries/*/*.new",
    "withdrawn/.*new",
    "feed/.*.new",
    "feed/parts/.new-*",
    ".*.new",
    ".current*",
)
"""What a command that is interrupted may leave; nobody reads it, and the next one removes it."""


@contextmanager
def locked(data: DataDirectory) -> Iterator[None]:
    """Hold the data directory against other builds.

    Raises:
        LockedError: Another process holds it.
        DiskError: The directory cannot be made or written.
    """
    import fcntl

    data.require_folder()
    try:
        data.generations.mkdir(parents=True, exist_ok=True)
        file = (data.path / "lock").open("a")
    except OSError as error:
        raise DiskError(f"{error.filename or data.path}: {error.strerror}") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in {errno.EAGAIN, errno.EACCES}:
                raise DiskError(
                    f"{data.path}: cannot be locked: {error.strerror}; builds need a file system "
                    "with locks (flock), such as that of a local disk"
                ) from error
            raise LockedError(
                f"another build works in {data.path}, or a rollback or prune; "
                "wait until it is done and try again"
            ) from error
        yield


def clean(data: DataDirectory) -> None:
    """Remove what an interrupted build left, and log a swap that it had no time to log."""
    for path in tuple(_unfinished(data)):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    clear_removed(data)
    served, events = data.current_id(), data.events()
    last = events[-1].id if events else None
    if served is not None and served != last:
        data.log("recover", served, last)


def _unfinished(data: DataDirectory) -> Iterator[Path]:
    return (path for pattern in UNFINISHED for path in data.path.glob(pattern))


def tidy(data: DataDirectory) -> None:
    """Clean if an interrupted command left something, and if no other command works now."""
    unfinished = any(_unfinished(data)) or any(data.generations.glob(f"{REMOVING}*"))
    events = data.events()
    if unfinished or not events or events[-1].id != data.current_id():
        with suppress(LockedError, DiskError, OSError), locked(data):
            clean(data)


def publish(data: DataDirectory, generation_id: str) -> str:
    """Point ``current`` at a generation, by one rename, and log it.

    Returns:
        Why it could not be logged, empty if it was; the next build logs it then.

    Raises:
        OSError: The pointer could not be swapped; what was served is still served.
    """
    return _swap(data, generation_id, "publish")


def roll_back(data: DataDirectory, generation_id: str | None) -> tuple[str, str]:
    """Point ``current`` at an older generation.

    Args:
        data: The data directory.
        generation_id: The generation to go to, or its first digits; None for the one that
            was served before this one.

    Returns:
        The ids of the generation that was served and of the one that is.

    Raises:
        GenerationError: There is none such, none before, or it is the one that is served.
        DiskError: It is served, but the log could not say so.
    """
    with locked(data):
        clean(data)
        served = data.current_id()
        target = choose_generation(data, generation_id) if generation_id else previous_id(data)
        if target == served:
            raise GenerationError(f"generation {target} is the one that is served")
        if problem := _swap(data, target, "rollback"):
            raise DiskError(f"{target} is served; {problem}")
        return served or "", target


def choose_generation(data: DataDirectory, text: str | None) -> str:
    """Return the id of a generation named by its first digits, the current one if None.

    Raises:
        GenerationError: None or several begin so.
    """
    served = data.current_id()
    if text is None:
        if served is None:
            raise GenerationError(f"nothing was built in {data.path} yet; run begrip build")
        return served
    fitting = [name for name in data.ids() if name.startswith(text)]
    damaged = [name for name in data.damaged_ids() if name.startswith(text)]
    if damaged and not fitting:
        raise GenerationError(f"generation {damaged[0]} is damaged: remove it")
    if len(fitting) != 1:
        known = ", ".join(data.ids()) or "none"
        which = "no generation begins" if not fitting else "several generations begin"
        raise GenerationError(f"{which} with {text!r}; there are: {known}")
    return fitting[0]


def previous_id(data: DataDirectory) -> str:
    """Return what was served before the generation that is served now.

    Raises:
        GenerationError: There is none, or it is gone.
    """
    served, there = data.current_id(), set(data.ids())
    for event in reversed(data.events()):
        if event.id == served and event.before and event.before in there:
            return event.before
    raise GenerationError("there is no earlier generation to go back to")


def _swap(data: DataDirectory, generation_id: str, event: str) -> str:
    before = data.current_id()
    if data.current.is_dir() and not data.current.is_symlink():
        raise DiskError(f"{data.current} is a folder, where a pointer must be; move it away")
    fresh = data.path / ".current"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(Path("generations") / generation_id, target_is_directory=True)
    fresh.replace(data.current)
    try:
        sync(data.path)
        data.log(event, generation_id, before)
    except OSError as error:
        return f"{data.path / 'publications.log'} could not be written: {error.strerror}"
    return ""
