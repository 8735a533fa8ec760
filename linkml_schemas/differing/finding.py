"""Find the two versions that are to be compared: a file, a folder, a release, a git revision.

Step on the line: from the words of the command to files that
:func:`linkml_schemas.modelling.reading.read_model` reads. A revision is unpacked into a folder
that is removed again; nothing is checked out.
"""

import io
import json
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from linkml_schemas.differing.steps import read_version
from linkml_schemas.source import SCHEMA_FILE

RELEASES = Path(__file__).parent.parent / "releases"
"""The released versions of our own schema."""

RECORD = "release.json"
LATEST = "latest"

_YAML = (".yaml", ".yml")
_GIT_PATHS = (":(glob)**/*.y*ml",)


class NotFound(LookupError):  # noqa: N818  it says what is not found
    """Say that there is no such version, and what there is."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where versions are looked for.

    Args:
        schema: The file of the working tree: what is compared by default, and the one whose
            path and repository a revision is asked for.
        releases: The folder with a folder for each released version.
    """

    schema: Path = SCHEMA_FILE
    releases: Path = RELEASES


@dataclass(frozen=True, slots=True)
class Version:
    """A version that was found: what people call it, and its file."""

    label: str
    file: Path


@contextmanager
def found_version(words: str | None, places: Places) -> Iterator[Version]:
    """Give the version that some words mean, for as long as it is needed.

    Args:
        words: A file, a folder, ``latest`` or the number of a release, a git revision or
            ``REVISION:path``; None for the working tree.
        places: Where to look.

    Raises:
        NotFound: Nothing is called so.
    """
    if words is None:
        yield Version(places.schema.name, places.schema)
        return
    found = _on_disk(words, places)
    if found:
        yield found
        return
    with _unpacked(words, places) as version:
        yield version


def default_before(places: Places) -> str:
    """Return what is compared with by default: the last release, else the last commit."""
    return LATEST if released(places.releases) else "HEAD"


def released(folder: Path) -> dict[str, Path]:
    """Return the folders of released versions by their number, the oldest first."""
    records = folder.glob(f"*/{RECORD}") if folder.is_dir() else ()
    names = [path.parent.name for path in records if read_version(path.parent.name)]
    ordered = sorted(names, key=lambda name: read_version(name) or (0, 0, 0))
    return {name: folder / name for name in ordered}


def _on_disk(words: str, places: Places) -> Version | None:
    path = Path(words)
    if path.is_file():
        return Version(path.name, path)
    if path.is_dir():
        return Version(path.resolve().name, schema_of(path))
    versions = released(places.releases)
    name = _latest(versions) if words == LATEST else words
    if name in versions:
        return Version(name, schema_of(versions[name]))
    return None


def _latest(versions: dict[str, Path]) -> str:
    """Return the newest version that was not withdrawn, else the newest; empty if none is."""
    standing = [name for name, folder in versions.items() if not _is_withdrawn(folder)]
    return (standing or list(versions) or [""])[-1]


def _is_withdrawn(folder: Path) -> bool:
    stages: list[dict[str, Any]] = _record(folder).get("status") or [{}]
    return stages[-1].get("status") == "withdrawn"


def _record(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / RECORD).read_bytes())
    except ValueError as error:
        raise NotFound(f"{folder / RECORD}: no record of a release: {error}") from error
    return found


def schema_of(folder: Path) -> Path:
    """Return the schema file of a folder: the one that its record names, or that none imports.

    Raises:
        NotFound: There is none, or more than one.
    """
    if (folder / RECORD).is_file():
        entry = folder / str(_record(folder).get("entry", ""))
        if entry.is_file():
            return entry
    inner = folder / "source"
    files = _schemas(inner if inner.is_dir() else folder)
    imported = {name for data in files.values() for name in data.get("imports") or ()}
    roots = [path for path in files if path.stem not in imported]
    if len(roots) == 1:
        return roots[0]
    named = ", ".join(path.name for path in roots) or "none"
    raise NotFound(f"{folder}: one schema that no other imports is expected, found {named}")


def _schemas(folder: Path) -> dict[Path, dict[str, Any]]:
    """Return the files of a folder that are a LinkML schema, with what they hold."""
    found = {}
    for path in sorted(folder.iterdir()):
        if path.suffix in _YAML:
            data = _load(path)
            if isinstance(data, dict) and "id" in data and "name" in data:
                found[path] = data
    return found


def _load(path: Path) -> Any:
    try:
        return yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return None


@contextmanager
def _unpacked(words: str, places: Places) -> Iterator[Version]:
    revision, colon, path = words.partition(":")
    folder = places.schema.resolve().parent
    top = _git(folder, "rev-parse", "--show-toplevel")
    commit = _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if not top or not commit or revision.startswith("-"):
        raise NotFound(_nothing(words, places))
    root = Path(top.decode().strip())
    name = path if colon else places.schema.resolve().relative_to(root.resolve()).as_posix()
    sha = commit.decode().strip()
    archive = _git(root, "archive", "--format=tar", sha, "--", *_GIT_PATHS) or b""
    with TemporaryDirectory(prefix="begrip-schema-") as target:
        if archive:
            with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
                packed.extractall(target, filter="data")
        file = Path(target).resolve() / name
        if not file.exists():
            raise NotFound(f"revision {revision} has no {name}; name the file: {revision}:path")
        label = f"{revision}:{path}" if colon else revision
        yield Version(f"{label} {sha[:10]}", schema_of(file) if file.is_dir() else file)


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git answers; None if it refuses or is not there."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, check=False
        )
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None


def _nothing(words: str, places: Places) -> str:
    versions = ", ".join(released(places.releases)) or "none"
    return (
        f"no file, folder, released version or git revision {words!r}; "
        f"released in {places.releases}: {versions}"
    )
