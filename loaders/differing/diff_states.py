"""Choose which two states are compared: generations, or one and what a build would make.

Step on the line: between the command and :mod:`loaders.differing.diff_report`.
"""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from loaders.differing.diff_labels import Labels
from loaders.differing.diff_report import State, report_difference
from loaders.differing.preview import Preview, previewing
from loaders.emitting.previous import DumpDamageError, Dumps, to_dumps
from loaders.errors import DiskError, GenerationError
from loaders.generations.data_directory import DataDirectory
from loaders.generations.publication import choose_generation, previous_id
from loaders.progress import Report
from loaders.promising.promises import SCHEMA, read_promises
from loaders.reading.lined_yaml import nearest
from loaders.settings import LoaderSettings


@dataclass(frozen=True, slots=True)
class Asked:
    """What of which difference is wanted.

    Args:
        first: The generation before: an id, its first digits, current or previous; None for
            the one that is served.
        second: The generation after; None for what a build would make now.
        language: The language of names.
        limit: How many things of each kind are shown of a registry.
        registry: The one registry that is shown, None for all.
    """

    first: str | None = None
    second: str | None = None
    language: str = "en"
    limit: int = 20
    registry: str | None = None


def compare_states(
    settings: LoaderSettings, base: str, asked: Asked, report: Report
) -> dict[str, Any]:
    """Return what differs between two states.

    Raises:
        GenerationError: There is no such generation or registry.
        DiskError: A generation is damaged.
        LoaderError: What a build would make cannot be known.
    """
    data = DataDirectory(settings.data)
    data.require_folder()
    old = _state(data, asked.first) if asked.first or data.current_id() else _nothing()
    if asked.second:
        return compare_with(data, old, _state(data, asked.second), asked)
    with previewing(settings, base=base, report=report) as preview:
        return compare_preview(data, old, preview, asked)


def compare_preview(
    data: DataDirectory, old: State, preview: Preview, asked: Asked
) -> dict[str, Any]:
    """Return what differs between a state and what a build would make.

    Shape:
        With ``build`` beside the difference: what it would be called, end with, and refuse.
    """
    difference = compare_with(data, old, _previewed(data, preview), asked)
    build = {
        "id": preview.id,
        "would_publish": preview.published,
        "exit_code": preview.exit_code,
        "refused": dict(preview.refused),
        "problem": preview.problem,
    }
    return {**difference, "build": build}


def served_state(data: DataDirectory) -> State:
    """Return the state that is served; one without anything if nothing is."""
    return _state(data, None) if data.current_id() else _nothing()


def compare_with(data: DataDirectory, old: State, new: State, asked: Asked) -> dict[str, Any]:
    """Return what differs between two states.

    Raises:
        GenerationError: There is no registry of the name that is asked for.
        DiskError: A generation is damaged.
    """
    _require_registry(asked.registry, old, new)
    store = data.generation(old.id) / "store" if old.id else None
    labels = Labels(store, data.read_base() or "", asked.language)
    with _told(data), tempfile.TemporaryDirectory(prefix="begrip-diff-") as folder:
        return report_difference(
            old, new, labels, Path(folder), limit=asked.limit, registry=asked.registry
        )


def _state(data: DataDirectory, text: str | None) -> State:
    """Return a generation as a state.

    Raises:
        GenerationError: There is none such.
        DiskError: It is damaged.
    """
    if text == "previous":
        name = previous_id(data)
    else:
        name = choose_generation(data, None if text == "current" else text)
    manifest = data.read_manifest(name)
    folder = data.generation(name)
    with _told(data):
        promised = read_promises(folder)
    what = "served" if name == data.current_id() else "generation"
    return _to_state(name, what, manifest, to_dumps(folder, manifest), promised)


def _nothing() -> State:
    return State("", "nothing", "", "", Dumps(Path(), {}), pl.DataFrame(schema=SCHEMA))


def _previewed(data: DataDirectory, preview: Preview) -> State:
    """Return what a build would make as a state; what is served if it would make nothing else."""
    if preview.folder is None:
        return served_state(data)
    dumps = to_dumps(preview.folder, preview.manifest)
    return _to_state(preview.id, "build", preview.manifest, dumps, preview.kept)


def _to_state(
    name: str, what: str, manifest: Mapping[str, Any], dumps: Dumps, promised: pl.DataFrame
) -> State:
    return State(name, what, manifest["made"], manifest["schema"]["version"], dumps, promised)


def _require_registry(name: str | None, old: State, new: State) -> None:
    known = [*old.dumps.entries, *new.dumps.entries]
    if name is not None and name not in known:
        raise GenerationError(f"no registry {name!r} in either of the two{nearest(name, known)}")


@contextmanager
def _told(data: DataDirectory) -> Iterator[None]:
    """Turn what a damaged generation raises into an error that says what can be done."""
    try:
        yield
    except (OSError, EOFError, DumpDamageError) as error:
        raise DiskError(
            f"the two cannot be compared: {error}; begrip generations lists what is there in "
            f"{data.path}"
        ) from error
