"""Collect what a release freezes: sources, artefacts that say their version, what changed.

Step on the line: between a schema that may be released and the folder that is written.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from linkml_schemas.releasing.changes import render_changes_json
from linkml_schemas.releasing.headers import (
    OTHERS,
    find_headers,
    stamp_json_schema,
    stamp_shapes,
    stamp_standard,
)
from linkml_schemas.releasing.records import CHANGES, Standard, to_digest
from linkml_schemas.releasing.rendering import render_changes_markdown
from linkml_schemas.releasing.versions import Version

SOURCE = "source"
ARTEFACTS = "artefacts"


@dataclass(frozen=True, slots=True)
class Identity:
    """What a release is called and follows.

    Args:
        schema: Name of the schema.
        iri: Its ``id``.
        titles: Its titles by language.
        version: The number.
        prior: The version before it, None for the first.
        day: The day of the release, ISO 8601.
    """

    schema: str
    iri: str
    titles: Mapping[str, str]
    version: Version
    prior: Version | None
    day: str


def read_sources(entry: Path, files: Iterable[Path]) -> tuple[str, dict[str, bytes]]:
    """Return the name of the schema file in a release, and each source by its name there.

    Shape:
        Files keep their places to each other, so that the frozen schema still finds what it
        imports.
    """
    paths = {path.resolve() for path in (entry, *files)}
    root = Path(os.path.commonpath([path.parent for path in paths]))
    names = {path: f"{SOURCE}/{path.relative_to(root).as_posix()}" for path in paths}
    found = {names[path]: path.read_bytes() for path in sorted(paths)}
    return names[entry.resolve()], found


def to_standards(identity: Identity, entry: str, artefacts: Mapping[str, bytes]) -> list[Standard]:
    """Return what a release is a version of; the schema itself where no artefact says it."""
    named = {f"{ARTEFACTS}/{name}": content for name, content in artefacts.items()}
    found = [header.standard for header in find_headers(named)]
    if found:
        return found
    return [Standard(identity.iri.rstrip("#/"), OTHERS, entry, identity.titles, {})]


def stamp(
    identity: Identity, standards: Iterable[Standard], artefacts: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return artefacts that say which version they are, by their names in a release."""
    found: dict[str, bytes] = {}
    listed = list(standards)
    for name, content in artefacts.items():
        path, stamped = f"{ARTEFACTS}/{name}", content
        if name == "shapes.ttl":
            stamped = stamp_shapes(stamped, identity.version)
        elif name == "schema.json":
            stamped = stamp_json_schema(stamped, listed[0], identity.version)
        for standard in listed:
            if standard.file == path:
                stamped = stamp_standard(
                    stamped, standard, identity.version, identity.prior, identity.day
                )
        found[path] = stamped
    return found


def collect(
    identity: Identity,
    entry: str,
    sources: Mapping[str, bytes],
    artefacts: Mapping[str, bytes],
    changes: Mapping[str, Any],
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return every frozen file by name, and the record of the release but for its status."""
    standards = to_standards(identity, entry, artefacts)
    files = {
        **sources,
        **stamp(identity, standards, artefacts),
        CHANGES: render_changes_json(changes),
        "CHANGES.md": render_changes_markdown(changes, "en").encode(),
    }
    record: dict[str, Any] = {
        "format": 1,
        "schema": identity.schema,
        "version": str(identity.version),
        "date": identity.day,
        "prior": str(identity.prior) if identity.prior else None,
        "step": changes["step"],
        "entry": entry,
        "standards": [asdict(standard) for standard in standards],
        "files": {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)},
    }
    record["digest"] = to_digest(record)
    return files, record
