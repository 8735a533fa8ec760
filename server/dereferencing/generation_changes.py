"""Say what a generation changed, registry by registry, for its page.

Step on the line: beside ``generation_documents``, within a worker. The counts are those that the
build wrote in the manifest of that generation; one that was pruned has them no more.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ontology.iris import PROVENANCE
from server.dereferencing.generation_documents import generation_iri, generation_of
from server.links import base_path, document_path

_COUNTS = {
    "things_added": "subjects_added",
    "things_changed": "subjects_changed",
    "things_removed": "subjects_removed",
    "added": "added",
    "removed": "removed",
}
"""Counts of a row, and what the manifest calls them."""


def generation_changes(folder: Path | None, base: str, iri: str) -> dict[str, Any] | None:
    """Return what a generation changed, None if an IRI names none or that is not known.

    Shape:
        ``since``: ``id`` and ``href`` of the generation that it is compared with; ``id`` of its
        own; ``rows``, those with most changed things first: ``name``, ``title`` per language,
        ``href`` (empty for a registry that went), ``stream``, and things and statements by
        ``things_added``, ``things_changed``, ``things_removed``, ``added`` and ``removed``.

    Args:
        folder: The generation that is served.
        base: The base of our IRIs.
        iri: The canonical IRI of a thing.
    """
    generation = generation_of(base, iri)
    if generation is None or folder is None:
        return None
    manifest = _manifest(folder.parent / generation / "manifest.json")
    changes = manifest.get("changes") or {}
    if not changes.get("since"):
        return None
    entries = {entry["name"]: entry for entry in manifest.get("registries", ())}
    rows = [
        _row(base, name, counts, entries.get(name))
        for name, counts in changes.get("graphs", {}).items()
        if name != PROVENANCE
    ]
    rows.sort(key=lambda row: (-sum(row[key] for key in _COUNTS), row["name"]))
    since = changes["since"]
    href = document_path(base, generation_iri(base, since))
    return {"id": generation, "since": {"id": since, "href": href}, "rows": rows}


def _row(
    base: str, name: str, counts: Mapping[str, int], entry: Mapping[str, Any] | None
) -> dict[str, Any]:
    return {
        "name": name,
        "title": dict((entry or {}).get("title") or {"nl": name}),
        "href": document_path(base, entry["graph"]) if entry else "",
        "stream": f"{base_path(base)}/ldes/{name}",
        **{key: counts.get(told, 0) for key, told in _COUNTS.items()},
    }


@lru_cache(maxsize=16)
def _manifest(path: Path) -> Mapping[str, Any]:
    """Return the manifest of a generation, which never changes; nothing if it was pruned."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
