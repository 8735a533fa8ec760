"""Run a command that is killed, or held still, at a moment of its own work.

Who watches from outside may look too late on a machine that is busy. So the command looks
itself, whenever it is about to touch a file of its data directory: ``python -m
tests.survival.moments kill "the store" build`` runs ``begrip build`` so.
"""

import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

GENERATION = "SURVIVAL_GENERATION"
"""The variable that names the generation which some moments are about."""

_ENDS = MappingProxyType({"kill": signal.SIGKILL, "hold": signal.SIGSTOP})


def building(data: Path) -> list[Path]:
    """Return the folders of unfinished generations."""
    return list((data / "generations").glob(".building-*"))


def _seen(pattern: str) -> Callable[[Path], bool]:
    return lambda data: any(data.glob(pattern))


def _served(data: Path) -> str:
    pointer = data / "current"
    return pointer.readlink().name if pointer.is_symlink() else ""


def _named(data: Path) -> Path:
    return data / "generations" / os.environ[GENERATION]


def _snapshots(data: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in data.glob("registries/*/snapshot.json")}


STAGES: Mapping[str, Callable[[Path], bool]] = MappingProxyType(
    {
        "the folder of the build": lambda data: bool(building(data)),
        "rows that were read": _seen("generations/.building-*/work/*/*"),
        "a dump": _seen("generations/.building-*/dumps/*"),
        "the store": _seen("generations/.building-*/store/*.sst"),
        "the manifest": _seen("generations/.building-*/manifest.json"),
        "the checksums": _seen("generations/.building-*/checksums.txt"),
    }
)
"""While a generation is written."""

PUBLISHING: Mapping[str, Callable[[Path], bool]] = MappingProxyType(
    {
        "renamed": lambda data: _named(data).exists(),
        "swapped": lambda data: _served(data) == os.environ[GENERATION],
        "feed": _seen("feed/parts/.new-*"),
    }
)
"""While a generation that is whole is published."""

OTHERS: Mapping[str, Callable[[Path], bool]] = MappingProxyType(
    {
        "gone": lambda data: not _named(data).exists(),
        "remembered": _seen("withdrawn/.new"),
    }
)
"""While one is removed, or what a rollback took back is written."""


def changed_snapshots(data: Path) -> Callable[[Path], bool]:
    """Return what tells whether a snapshot is another than now."""
    before = _snapshots(data)
    return lambda data: _snapshots(data) != before


class Watch:
    """Look at each event of the interpreter that touches the data directory; end at the moment.

    Args:
        data: The data directory.
        happened: Whether the moment has come.
        number: The signal that this process then sends to its group.
    """

    def __init__(self, data: Path, happened: Callable[[Path], bool], number: int) -> None:
        self._data, self._happened, self._number = data, happened, number
        self._looking = False

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take an event; what is looked at for it is no event."""
        if self._looking or not (event == "open" or event.startswith("os.")):
            return
        paths = (str(item) for item in arguments[:2] if isinstance(item, str | Path))
        if not any(path.startswith(str(self._data)) for path in paths):
            return
        self._looking = True
        if self._held():
            os.killpg(os.getpgrp(), self._number)
            return  # it goes on after it was held, and looks no more
        self._looking = False

    def _held(self) -> bool:
        """Tell whether it happened; what vanishes while it is looked for did not."""
        try:
            return self._happened(self._data)
        except OSError:
            return False


def main() -> None:
    """Run a command of the command line as the arguments say."""
    end, moment, *command = sys.argv[1:]
    data = Path(os.environ["BEGRIP_DATA"])
    moments = {**STAGES, **PUBLISHING, **OTHERS}
    happened = changed_snapshots(data) if moment == "snapshots" else moments[moment]
    from begrip import main as run

    sys.addaudithook(Watch(data, happened, _ENDS[end]).hear)
    run(command)


if __name__ == "__main__":
    main()
