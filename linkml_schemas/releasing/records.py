"""Read frozen versions, and hold them to their checksums.

Step on the line: from a folder of releases to whoever asks: the command, the build and the
server. Plain files only; nothing here imports linkml.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from linkml_schemas.releasing.statuses import Stage
from linkml_schemas.releasing.versions import Version, VersionError, parse_version
from linkml_schemas.source import SCHEMA_FILE

RELEASES = Path(__file__).parent.parent / "releases"
"""The versions of our own schema."""

RECORD = "release.json"
CHANGES = "CHANGES.json"

Texts = Mapping[str, str]


class ReleaseError(ValueError):
    """Say what is wrong with a frozen version, and where."""


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard that a release is a version of: a vocabulary or an application profile.

    Args:
        iri: Its IRI, without a version and without a final ``#`` or ``/``.
        kind: Code of the standards register: ``Vocabularium`` or ``Applicatieprofiel``.
        file: The artefact that describes it.
        titles: Its titles by language.
        descriptions: What it is, by language.
    """

    iri: str
    kind: str
    file: str
    titles: Texts
    descriptions: Texts

    def version_iri(self, version: Version) -> str:
        """Return the IRI of a version of it.

        Source:
            Flemish and Belgian URI standard, rules 7 and 8 (basis, then version).
        """
        return f"{self.iri}/{version}"


@dataclass(frozen=True)
class Release:
    """One frozen version.

    Args:
        folder: Where its files are.
        record: What ``release.json`` says.
        version: Its number.
        prior: The version before it, None for the first.
        standards: What it is a version of.
        stages: The statuses it had, the last one counts.
    """

    folder: Path
    record: Mapping[str, Any]
    version: Version
    prior: Version | None
    standards: tuple[Standard, ...]
    stages: tuple[Stage, ...]

    @property
    def date(self) -> str:
        """Return the day on which it was released, ISO 8601."""
        return str(self.record["date"])

    @property
    def status(self) -> Stage:
        """Return the status it has now."""
        return self.stages[-1]

    @property
    def files(self) -> Mapping[str, str]:
        """Return the SHA-256 of each frozen file by its name in the folder."""
        found: Mapping[str, str] = self.record["files"]
        return found

    @property
    def schema_file(self) -> Path:
        """Return the LinkML file that imports all others."""
        return self.folder / str(self.record["entry"])

    @cached_property
    def licence(self) -> str:
        """Return the address of the licence that its schema names, empty if it names none."""
        text = (self.folder / str(self.record["entry"])).read_text(encoding="utf-8")
        found = re.search(r"^license: *[\"']?(https?://[^\s\"']+)", text, re.MULTILINE)
        return found[1] if found else ""

    def read(self, name: str) -> bytes:
        """Return a frozen file.

        Raises:
            KeyError: The release has no such file.
        """
        if name not in self.files:
            raise KeyError(name)
        return (self.folder / name).read_bytes()

    def read_changes(self) -> dict[str, Any]:
        """Return what it changed, as ``CHANGES.json`` says."""
        found: dict[str, Any] = json.loads(self.read(CHANGES))
        return found


def releases_of(schema: Path) -> Path:
    """Return where the versions of a schema are: our own, else ``releases`` beside its file."""
    return RELEASES if schema.resolve() == SCHEMA_FILE.resolve() else schema.parent / "releases"


def read_releases(folder: Path = RELEASES) -> tuple[Release, ...]:
    """Return every release in a folder, the oldest version first.

    Raises:
        ReleaseError: A release cannot be read.
    """
    records = sorted(folder.glob(f"*/{RECORD}")) if folder.is_dir() else []
    visible = [path for path in records if not path.parent.name.startswith(".")]
    return tuple(sorted(map(_read, visible), key=lambda release: release.version))


def _read(path: Path) -> Release:
    try:
        record = json.loads(path.read_bytes())
        return to_release(path.parent, record)
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise ReleaseError(f"{path}: no record of a release: {error!r}") from error


def to_release(folder: Path, record: Mapping[str, Any]) -> Release:
    """Return the release that a record says.

    Raises:
        VersionError: A version is none.
        KeyError: Something is missing.
    """
    version = parse_version(record["version"])
    if folder.name != str(version):
        raise VersionError(f"the folder {folder.name} holds version {version}")
    prior = parse_version(record["prior"]) if record["prior"] else None
    standards = tuple(Standard(**each) for each in record["standards"])
    stages = tuple(Stage(**each) for each in record["status"])
    if not stages:
        raise ValueError("it has no status")
    return Release(folder, record, version, prior, standards, stages)


def to_digest(record: Mapping[str, Any]) -> str:
    """Return the digest of what a record freezes: all but its status and the digest itself."""
    frozen = {key: value for key, value in record.items() if key not in {"status", "digest"}}
    text = json.dumps(frozen, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def find_alterations(release: Release) -> list[str]:
    """Return a sentence for everything in a release that is not as it was frozen."""
    found = []
    if release.record.get("digest") != to_digest(release.record):
        found.append(f"{release.version}/{RECORD}: what it says of the release was changed")
    for name, checksum in release.files.items():
        path = release.folder / name
        if not path.is_file():
            found.append(f"{release.version}/{name}: the file is gone")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != checksum:
            found.append(f"{release.version}/{name}: the file was changed")
    there = {path for path in release.folder.rglob("*") if path.is_file()}
    known = {release.folder / name for name in (*release.files, RECORD)}
    for path in sorted(there - known):
        name = path.relative_to(release.folder).as_posix()
        found.append(f"{release.version}/{name}: the file was added")
    return found


def serialize_record(record: Mapping[str, Any]) -> bytes:
    """Return a record as it is kept."""
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def latest(releases: Sequence[Release]) -> Release | None:
    """Return the newest version that was not withdrawn, else the newest; None if none exists."""
    standing = [each for each in releases if each.status.status != "withdrawn"] or releases
    return standing[-1] if standing else None
