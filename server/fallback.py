"""Find something to serve when what is published is missing or damaged.

Step on the line: asked by the keeper and by its succession; nothing is written here.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from server.generations import Generation, GenerationError, read_current, read_generation

_MOVES = frozenset({"publish", "rollback", "recover"})
"""Events of the log that say what was served."""


def served_before(data: Path) -> Iterator[str]:
    """Yield the generations that the log says were served and that are there, the last first."""
    try:
        lines = (data / "publications.log").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    seen: set[str] = set()
    for line in reversed(lines.splitlines()):
        try:
            event = json.loads(line)
            name, kind = str(event["id"]), event["event"]
        except (ValueError, KeyError, TypeError):
            continue
        whole = kind in _MOVES and name not in seen and "/" not in name
        if whole and (data / "generations" / name / "manifest.json").is_file():
            seen.add(name)
            yield name


def choose_servable(data: Path) -> tuple[Generation, str]:
    """Return the published generation, or the last one that can be read; and why not the former.

    Raises:
        GenerationError: None can be read; the reason is that of the published one.
    """
    wanted = read_current(data)
    reason = f"nothing is published in {data}: build first, with begrip build"
    try:
        if wanted is not None:
            return read_generation(data, wanted), ""
    except GenerationError as error:
        reason = str(error)
    for name in served_before(data):
        try:
            return read_generation(data, name), reason
        except GenerationError:
            continue
    raise GenerationError(reason)
