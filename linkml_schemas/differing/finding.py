"""Find the two versions that are to be compared: a file, a folder, a release, a git revision.

Step on the line: from the words of the command to files that
:func:`linkml_schemas.modelling.reading.read_model` reads. A revision is unpacked into a folder
that is removed again; nothing is checked out.
"""

import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from linkml_schemas.differing.revisions import ask_git, choose_folder, path_within
from linkml_schemas.modelling.faults import Fault
from linkml_schemas.releasing.records import (
    Release,
    ReleaseError,
    latest,
    read_releases,
    releases_of,
)
from linkml_schemas.source import SCHEMA_FILE

LATEST = "latest"

_YAML = (".yaml", ".yml")
_SCHEMAS, _ONTOLOGIES = ":(glob)**/*.y*ml", ":(glob)**/ontology.ttl"


class NotFound(LookupError):  # noqa: N818  it says what is not found
    """Say that there is no such version, and what there is."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where versions are looked for.

    Args:
        schema: The file whose releases are looked at, and whose path and repository a revision
            is asked for.
        folder: The folder with a folder for each released version, if it is another than that
            of the schema.
    """

    schema: Path = SCHEMA_FILE
    folder: Path | None = None

    @property
    def releases(self) -> Path:
        """Return the folder with a folder for each released version."""
        return self.folder or releases_of(self.schema)

    @property
    def is_ours(self) -> bool:
        """Return whether nobody named a schema of their own."""
        return self.schema.resolve() == SCHEMA_FILE.resolve()


@dataclass(frozen=True, slots=True)
class Version:
    """A version that was found: what people call it, and its file.

    Args:
        label: What people call it.
        file: The file of the schema.
        revision: The revision of git of which it was unpacked, empty if it was there already.
        root: The folder that a revision was unpacked into.
    """

    label: str
    file: Path
    revision: str = ""
    root: Path = Path()

    def told(self, fault: Fault) -> Fault:
        """Return a fault at the place that people know: that in the revision, if it is of one."""
        file = fault.place.file
        if not self.revision or not file.is_relative_to(self.root):
            return fault
        known = Path(f"{self.revision}:{file.relative_to(self.root).as_posix()}")
        return replace(fault, place=replace(fault.place, file=known))


def to_places(schema: Path | None, releases: Path | None, words: tuple[str | None, ...]) -> Places:
    """Return where to look for versions: by the schema that is named, else by the shipped one.

    Args:
        schema: The schema of ``--schema``.
        releases: The folder of ``--releases``.
        words: What is compared, the version after first; a file or folder among it names the
            schema where nothing else does.

    Raises:
        NotFound: A folder holds no schema, or more than one.
    """
    named = next((Path(each) for each in words if each and Path(each).exists()), None)
    if schema is None and named is not None:
        schema = schema_of(named) if named.is_dir() else named
    return Places(schema or SCHEMA_FILE, releases)


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


def released(folder: Path) -> dict[str, Release]:
    """Return the released versions by their number, the oldest first.

    Raises:
        NotFound: A release cannot be read.
    """
    try:
        return {str(each.version): each for each in read_releases(folder)}
    except ReleaseError as error:
        raise NotFound(str(error)) from error


def _on_disk(words: str, places: Places) -> Version | None:
    path = Path(words)
    if path.is_file():
        return Version(path.name, path)
    if path.is_dir():
        return Version(path.resolve().name, schema_of(path))
    versions = released(places.releases)
    found = latest(tuple(versions.values())) if words == LATEST else versions.get(words)
    return Version(str(found.version), found.schema_file) if found else None


def schema_of(folder: Path, label: str = "") -> Path:
    """Return the schema file of a folder: the one that none of the others imports.

    Shape:
        In the folder of a release it lies in ``source``.

    Args:
        folder: The folder.
        label: What people call it, if it is not known by its path.

    Raises:
        NotFound: There is none, or more than one.
    """
    inner = folder / "source"
    files = _schemas(inner if inner.is_dir() else folder)
    imported = {name for data in files.values() for name in data.get("imports") or ()}
    roots = [path for path in files if path.stem not in imported]
    if len(roots) == 1:
        return roots[0]
    named = ", ".join(path.name for path in roots) or "none"
    raise NotFound(
        f"{label or folder}: one schema that no other imports is expected, found {named}"
    )


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
    folder = choose_folder(
        places.schema.resolve().parent, any_repository=bool(colon) and places.is_ours
    )
    top = ask_git(folder, "rev-parse", "--show-toplevel")
    commit = ask_git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if not top or not commit or revision.startswith("-"):
        raise NotFound(_nothing(words, places))
    root = Path(top.decode().strip()).resolve()
    meant = path if colon else str(places.schema.resolve())
    name = path_within(root, folder, meant)
    if name is None:
        raise NotFound(f"{meant} is outside the repository {root}")
    sha = commit.decode().strip()
    archive = _archive(root, sha, _SCHEMAS, _ONTOLOGIES) or _archive(root, sha, _SCHEMAS)
    with TemporaryDirectory(prefix="begrip-schema-") as target:
        if archive:
            with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
                packed.extractall(target, filter="data")
        unpacked = Path(target).resolve()
        file = unpacked / name
        if not file.exists():
            remedy = "it has another path there" if colon else "name the file"
            raise NotFound(
                f"revision {revision} of {root} has no {name}; {remedy}: {revision}:path"
            )
        label = f"{revision}:{path}" if colon else revision
        if file.is_dir():
            file = schema_of(file, f"{revision}:{name}")
        yield Version(f"{label} {sha[:10]}", file, revision, unpacked)


def _archive(root: Path, sha: str, *paths: str) -> bytes:
    """Return the files of a revision; none at all where one of the patterns has none."""
    return ask_git(root, "archive", "--format=tar", sha, "--", *paths) or b""


def _nothing(words: str, places: Places) -> str:
    versions = ", ".join(released(places.releases)) or "none"
    return (
        f"no file, folder, released version or git revision {words!r}; "
        f"released in {places.releases}: {versions}"
    )
