"""Read and append to the log of publications: what was served from when, and what was removed.

Step on the line: beneath publishing. One JSON object a line; a torn line is passed over.
"""

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

MOVES = ("publish", "rollback", "recover")
"""Events that say what is served; the others say what was removed: prune, gone."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of ``publications.log``."""

    at: str
    event: str
    id: str
    before: str | None

    @property
    def is_rollback(self) -> bool:
        """Tell whether this event went back to an older generation."""
        return self.event == "rollback"

    @property
    def is_move(self) -> bool:
        """Tell whether another generation was served from this event on."""
        return self.event in MOVES


def read_journal(path: Path) -> tuple[Event, ...]:
    """Return what the log holds, oldest first; a torn line is left out."""
    if not path.is_file():
        return ()
    events = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            item = json.loads(line)
            events.append(Event(item["at"], item["event"], item["id"], item["from"]))
        except (ValueError, KeyError, TypeError):
            continue
    return tuple(events)


def append_event(path: Path, event: str, generation_id: str, before: str | None) -> None:
    """Append to the log what happened now.

    Raises:
        OSError: The disk refused.
    """
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    line = json.dumps({"at": now, "event": event, "id": generation_id, "from": before})
    torn = path.is_file() and path.stat().st_size and not path.read_bytes().endswith(b"\n")
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n" if torn else f"{line}\n")
        file.flush()
        os.fsync(file.fileno())
