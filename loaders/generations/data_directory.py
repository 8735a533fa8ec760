"""Know the data directory: generations, the pointer to the one that is served, the log.

Step on the line: beneath everything that publishes or looks at what was published. Imports
nothing heavy, since a start that has nothing to build passes here only.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.errors import BaseError, DiskError, GenerationError, LayoutError
from loaders.generations.durability import write_durably
from loaders.generations.journal import Event, append_event, read_journal
from loaders.settings import require_base

LAYOUT = 1
"""How a data directory is laid out; it goes up when an older program would misread a newer one."""


@dataclass(frozen=True, slots=True)
class DataDirectory:
    """The data directory and where each thing in it lies."""

    path: Path

    @property
    def generations(self) -> Path:
        """Return the folder of the generations."""
        return self.path / "generations"

    @property
    def current(self) -> Path:
        """Return the pointer to the generation that is served."""
        return self.path / "current"

    def generation(self, generation_id: str) -> Path:
        """Return the folder of a generation."""
        return self.generations / generation_id

    @property
    def withdrawn(self) -> Path:
        """Return the folder of what a rollback took back."""
        return self.path / "withdrawn"

    def snapshot(self, registry: str) -> Path:
        """Return the folder of a registry's last accepted snapshot."""
        return self.path / "registries" / registry

    def current_id(self) -> str | None:
        """Return the id of the generation that is served, None if there is none."""
        name = self.pointed_id()
        return name if name and (self.generation(name) / "manifest.json").is_file() else None

    def pointed_id(self) -> str | None:
        """Return the id that the pointer names, whether there is such a generation or not."""
        try:
            return self.current.readlink().name or None
        except OSError:
            return None

    def last_id(self) -> str | None:
        """Return what is served, or was served last if the pointer is gone."""
        there = set(self.ids())
        logged = (event.id for event in reversed(self.events()) if event.id in there)
        return self.current_id() or next(logged, None)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the generations that are there, oldest first."""
        if not self.generations.is_dir():
            return ()
        made = {name: self._made(name) for name in self._there()}
        whole = {name: text for name, text in made.items() if text is not None}
        return tuple(sorted(whole, key=lambda name: (whole[name], name)))

    def damaged_ids(self) -> tuple[str, ...]:
        """Return the ids of the generations whose manifest is gone or cannot be read."""
        if not self.generations.is_dir():
            return ()
        return tuple(sorted(name for name in self._there() if self._made(name) is None))

    def _there(self) -> list[str]:
        return [
            path.name
            for path in self.generations.iterdir()
            if not path.name.startswith(".") and path.is_dir()
        ]

    def _made(self, generation_id: str) -> str | None:
        try:
            return str(self.read_manifest(generation_id)["made"])
        except (GenerationError, DiskError):
            return None

    def require_folder(self) -> None:
        """Stop if what lies where the data directory should be is none that is known here.

        Raises:
            DiskError: It is a file.
            LayoutError: A newer Begrip laid it out.
        """
        if self.path.exists() and not self.path.is_dir():
            raise DiskError(f"{self.path} is a file; give a folder with --data or BEGRIP_DATA")
        path = self.path / "base.json"
        try:
            recorded = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return
        if isinstance(recorded, dict):
            require_layout(path, recorded)

    def read_manifest(self, generation_id: str) -> Mapping[str, Any]:
        """Return the manifest of a generation.

        Raises:
            GenerationError: There is no such generation.
            DiskError: Its manifest is damaged.
            LayoutError: A newer Begrip made it.
        """
        path = self.generation(generation_id) / "manifest.json"
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise GenerationError(f"no generation {generation_id} in {self.path}") from error
        except (OSError, ValueError) as error:
            raise self._damaged(path, str(error)) from error
        if not isinstance(manifest, dict) or "made" not in manifest:
            raise self._damaged(path, "it lacks 'made'")
        require_layout(path, manifest)
        return manifest

    def _damaged(self, path: Path, problem: str) -> DiskError:
        served = path.parent.name == self.current_id()
        remedy = "go back with begrip rollback ID, or " if served else ""
        return DiskError(
            f"{path} is damaged: {problem}; {remedy}remove {path.parent} and build again"
        )

    def read_base(self) -> str | None:
        """Return the base that the first build recorded, None before it.

        Shape:
            If the record is gone or damaged, the base that all generations have.

        Raises:
            BaseError: It is damaged, and the generations do not tell it.
            LayoutError: A newer Begrip laid the directory out.
        """
        self.require_folder()
        path = self.path / "base.json"
        damage: Exception | None = None
        try:
            return require_base(str(json.loads(path.read_text(encoding="utf-8"))["base"]))
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError, BaseError) as error:
            damage = error
        told = {self.read_manifest(name).get("base") for name in self.ids()} - {None}
        if len(told) == 1:
            return str(told.pop())
        if damage or told:
            text = 'is damaged or missing; it must hold {"base": "https://…"}'
            raise BaseError(f"{path} {text}") from damage
        return None

    def require_base(self, base: str | None) -> str:
        """Return the base of this directory, the given one if it has none yet.

        Raises:
            BaseError: None is known, or the directory has another one.
        """
        recorded = self.read_base()
        if recorded is None and base is None:
            raise BaseError(
                "a first build needs a base: give --base or BEGRIP_BASE_IRI, "
                "such as http://127.0.0.1:8000"
            )
        if recorded is not None and base not in {None, recorded}:
            raise BaseError(
                f"{self.path} belongs to base {recorded}; a published IRI never changes, "
                f"so base {base} needs a data directory of its own"
            )
        return recorded or str(base)

    def record_base(self, base: str) -> None:
        """Record the base of this directory, once, and how it is laid out from now on."""
        path = self.path / "base.json"
        text = json.dumps({"base": self.read_base() or base, "layout": LAYOUT}) + "\n"
        if not path.is_file() or path.read_bytes() != text.encode():
            write_durably(path, text)

    def events(self) -> tuple[Event, ...]:
        """Return what was served from when, oldest first; a torn last line is left out."""
        return tuple(event for event in read_journal(self._journal) if event.is_move)

    def gone_ids(self) -> tuple[str, ...]:
        """Return the generations that were served and went without the log's saying so."""
        known: dict[str, None] = {}
        for event in read_journal(self._journal):
            if event.is_move:
                known[event.id] = None
            else:
                known.pop(event.id, None)
        return tuple(name for name in known if not self.generation(name).exists())

    def log(self, event: str, generation_id: str, before: str | None) -> None:
        """Append to the log what happened now.

        Raises:
            OSError: The disk refused.
        """
        append_event(self._journal, event, generation_id, before)

    @property
    def _journal(self) -> Path:
        return self.path / "publications.log"


def require_layout(path: Path, recorded: Mapping[str, Any]) -> None:
    """Stop if a file of the data directory was written by a newer program than this.

    Raises:
        LayoutError: Its layout has a higher number; one without a number is of the first.
    """
    layout = recorded.get("layout", 1)
    if not isinstance(layout, int) or layout > LAYOUT:
        raise LayoutError(
            f"{path} has layout {layout!r}, and this Begrip knows {LAYOUT} at most: start the "
            "newer version again, or give another data directory with --data or BEGRIP_DATA"
        )
