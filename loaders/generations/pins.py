"""Keep the generations that somebody was promised, with the reason.

Step on the line: beside publishing; read by retention, which removes no pinned generation.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from loaders.errors import DiskError, GenerationError
from loaders.generations.data_directory import DataDirectory
from loaders.generations.durability import write_durably

PINS = "pins.json"


@dataclass(frozen=True, slots=True)
class Pin:
    """Why a generation stays, and since when."""

    at: str
    because: str


def read_pins(data: DataDirectory) -> Mapping[str, Pin]:
    """Return the pins by generation.

    Raises:
        DiskError: The file is damaged, so that nobody knows what was promised.
    """
    path = data.path / PINS
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {name: Pin(item["at"], item["because"]) for name, item in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DiskError(
            f"{path} is damaged: {error}; no generation is removed until it is mended: it must "
            'hold {"ID": {"at": "…", "because": "…"}}, or be removed if nothing was pinned'
        ) from error


def pin(data: DataDirectory, generation_id: str, because: str) -> None:
    """Let a generation stay until it is unpinned.

    Raises:
        DiskError: The pins are damaged.
        OSError: The disk refused.
    """
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    _write(data, {**read_pins(data), generation_id: Pin(at, because)})


def unpin(data: DataDirectory, generation_id: str) -> None:
    """Let retention decide about a generation again.

    Raises:
        GenerationError: It is not pinned.
        DiskError: The pins are damaged.
        OSError: The disk refused.
    """
    pins = dict(read_pins(data))
    if generation_id not in pins:
        known = ", ".join(pins) or "none"
        raise GenerationError(f"generation {generation_id} is not pinned; pinned: {known}")
    del pins[generation_id]
    _write(data, pins)


def _write(data: DataDirectory, pins: Mapping[str, Pin]) -> None:
    text = json.dumps({name: asdict(item) for name, item in pins.items()}, ensure_ascii=False)
    write_durably(data.path / PINS, text + "\n")
