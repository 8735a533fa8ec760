"""Ask git in which repository and where in it a file is that a revision is to give.

Step on the line: beneath :mod:`linkml_schemas.differing.finding`.
"""

import os
import subprocess
from pathlib import Path

_TOP = ("rev-parse", "--show-toplevel")


def ask_git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git answers; None if it refuses or is not there."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, check=False
        )
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None


def choose_folder(beside: Path, *, any_repository: bool) -> Path:
    """Return the folder from which git is asked, which is in the repository that is meant.

    Args:
        beside: The folder of the schema. The current one is chosen instead if it is in the same
            repository, for paths are seen from there then, as git has it.
        any_repository: Whether the current one may be in another repository.
    """
    current = Path.cwd()
    top = ask_git(current, *_TOP)
    is_meant = top is not None and (any_repository or top == ask_git(beside, *_TOP))
    return current if is_meant else beside


def path_within(root: Path, folder: Path, path: str) -> str | None:
    """Return a path as seen from the top of a repository; None if it lies outside.

    Shape:
        As git has it, a path is seen from the top, and one with ``./`` or ``../`` from the
        folder.
    """
    is_relative = path.split("/")[0] in (".", "..")
    start = folder.resolve() if is_relative else root
    found = Path(os.path.normpath(start / path))
    return found.relative_to(root).as_posix() if found.is_relative_to(root) else None
