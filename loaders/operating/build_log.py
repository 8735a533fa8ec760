"""Keep what became of each build: one JSON object a line in ``builds.log``.

Step on the line: around a build, for whoever looks after it. The log is bounded, and a log
that cannot be written costs a warning and never a build.
"""

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from loaders.build import Built
from loaders.errors import LoaderError
from loaders.generations.data_directory import DataDirectory
from loaders.progress import Progress, Report

BUILDS_LOG, OLDER = "builds.log", "builds.log.1"
LARGEST = 1024 * 1024
"""Bytes after which the log is put aside as the older one, which is dropped then."""

_LONGEST_REASON = 2000


@dataclass(slots=True)
class BuildRecord:
    """One build while it works.

    Args:
        data: The data directory.
        report: Who hears how far it is; this record listens first.
    """

    data: DataDirectory
    report: Report
    began: float = field(default_factory=time.monotonic)
    steps: dict[str, float] = field(default_factory=dict)
    built: Built | None = None
    _stage: str = "prepare"
    _since: float = field(default_factory=time.monotonic)

    def hear(self, progress: Progress) -> None:
        """Take the time of each step, and pass the message on."""
        if progress.stage not in {self._stage, "warning"}:
            self._end_step()
            self._stage = progress.stage
        self.report(progress)

    def write(self, error: BaseException | None) -> None:
        """Add the line of this build to the log."""
        self._end_step()
        try:
            if self.data.path.is_dir():
                line = json.dumps(self._to_line(error), ensure_ascii=False)
                append(self.data.path, f"{line}\n")
        except (OSError, LoaderError) as refused:
            text = f"{self.data.path / BUILDS_LOG} cannot be written: {refused}"
            self.report(Progress("warning", text))

    def _end_step(self) -> None:
        moment = time.monotonic()
        self.steps[self._stage] = self.steps.get(self._stage, 0.0) + moment - self._since
        self._since = moment

    def _to_line(self, error: BaseException | None) -> dict[str, Any]:
        line: dict[str, Any] = {
            "at": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            "result": "failed",
            "id": None,
            "exit_code": 1,
            "seconds": round(time.monotonic() - self.began, 3),
            "steps": {name: round(seconds, 3) for name, seconds in self.steps.items()},
            "rows": {"read": 0, "accepted": 0, "refused": 0},
            "registries": [],
            "reason": None,
        }
        if self.built is not None:
            manifest = self.data.read_manifest(self.built.id)
            line |= {
                "result": "published" if self.built.published else "unchanged",
                "id": self.built.id,
                "exit_code": self.built.exit_code,
                "reason": "; ".join(self.built.refused.values())[:_LONGEST_REASON] or None,
                **_counts(manifest),
            }
        elif isinstance(error, KeyboardInterrupt):
            line |= {"result": "interrupted", "exit_code": 130}
        elif error is not None:
            code = error.exit_code if isinstance(error, LoaderError) else 1
            reason = str(error) if isinstance(error, LoaderError) else repr(error)
            line |= {"exit_code": code, "reason": reason[:_LONGEST_REASON]}
        return line


@contextmanager
def logged(path: Path, report: Report) -> Iterator[BuildRecord]:
    """Write one line about the build within, whatever becomes of it.

    Shape:
        The build reports to ``hear`` of what is given, and its outcome is put in ``built``.

    Args:
        path: The data directory.
        report: Who hears how far the build is.
    """
    record = BuildRecord(DataDirectory(path), report)
    try:
        yield record
    except BaseException as error:
        record.write(error)
        raise
    record.write(None)


def append(folder: Path, line: str) -> None:
    """Add a line to the log of a folder; put the log aside first if it is full.

    Raises:
        OSError: The disk refused.
    """
    path = folder / BUILDS_LOG
    if path.exists() and path.stat().st_size + len(line) > LARGEST:
        path.replace(folder / OLDER)
    torn = path.exists() and path.stat().st_size and not _ends_a_line(path)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        os.write(descriptor, (f"\n{line}" if torn else line).encode())
    finally:
        os.close(descriptor)


def read_builds(folder: Path) -> list[dict[str, Any]]:
    """Return the lines of the log, oldest first; what is no line of ours is left out.

    Raises:
        OSError: The log cannot be read.
    """
    found: list[dict[str, Any]] = []
    for name in (OLDER, BUILDS_LOG):
        path = folder / name
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        for line in text.split("\n"):
            try:
                item = json.loads(line)
            except ValueError:
                continue
            if isinstance(item, dict) and {"at", "result", "exit_code"} <= set(item):
                found.append(item)
    return found


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _counts(manifest: Mapping[str, Any]) -> dict[str, Any]:
    registries = [
        {"name": entry["name"], **entry["rows"], "from_snapshot": entry["from_snapshot"]}
        for entry in manifest["registries"]
        if "rows" in entry
    ]
    kinds = ("read", "accepted", "refused")
    rows = {kind: sum(int(item.get(kind, 0)) for item in registries) for kind in kinds}
    return {"rows": rows, "registries": registries}
