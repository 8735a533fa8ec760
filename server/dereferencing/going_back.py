"""Tell whether it is known yet what a rollback took back.

Step on the line: beside ``remains``, within a worker. The pointer is swapped first, for going
back must be quick, and what that took back is written after; in the moment between, what is not
described may be unknown or gone, and nobody can say which.
"""

import json
import time
from pathlib import Path
from typing import Any

HEAD = "withdrawn/head.json"
LONGEST = 300.0
"""Seconds that writing may take; what is not written by then has failed."""

_MOVES = {"publish", "rollback", "recover"}


def is_behind(folder: Path) -> bool:
    """Return whether the generation served was gone back to, and what that took is not written.

    Args:
        folder: The generation, in its data directory.
    """
    data = folder.absolute().parent.parent
    try:
        pointer = data / "current"
        pointed, since = pointer.readlink(), pointer.lstat().st_mtime
    except OSError:
        return False
    if pointed.name != folder.name or not 0 <= time.time() - since < LONGEST:
        return False
    move = _last_move(data / "publications.log")
    if not move or (move["event"] == "publish" and move.get("id") == folder.name):
        return False
    if move.get("id") != folder.name:  # swapped, and not logged yet
        return True
    try:
        head: Any = json.loads((data / HEAD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return True
    return bool(head != {"generation": move["id"], "at": move.get("at")})


def _last_move(log: Path) -> dict[str, Any]:
    """Return the last line that says what was served from then on, empty if there is none."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    for line in reversed(lines):
        try:
            item = json.loads(line)
        except ValueError:
            continue
        if isinstance(item, dict) and item.get("event") in _MOVES:
            return item
    return {}
