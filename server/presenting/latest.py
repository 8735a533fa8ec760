"""Say what changed last, from what the build wrote of the generation.

Step on the line: between the manifest and the home page, in a front. Pure; a generation without
changes, or made by an older version, says only when it was made.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ontology.iris import PROVENANCE
from server.links import document_path

MOST = 8
"""Registries that the home page names."""


def latest_changes(manifest: Mapping[str, Any], since: int, base: str) -> dict[str, Any]:
    """Return when a generation was published and which registries changed in it.

    Shape:
        ``published`` (ISO 8601, empty if unknown), ``first`` (there is nothing before it),
        ``registries``: ``title`` by language, ``href``, ``added``, ``changed``, ``removed``,
        the most changed first; ``more`` registries that changed too.

    Args:
        manifest: What the build said of the generation.
        since: When it was published, as Unix time; 0 if that is not known.
        base: The base of the data directory.
    """
    moment = datetime.fromtimestamp(since, UTC).isoformat() if since else manifest.get("made", "")
    changes = manifest.get("changes") or {}
    graphs = changes.get("graphs") or {}
    entries = {entry["name"]: entry for entry in manifest.get("registries", ())}
    named = {name: graphs[name] for name in graphs if name in entries and name != PROVENANCE}
    rows = [_row(entries[name], counts, base) for name, counts in named.items()]
    rows = [row for row in rows if row["added"] + row["changed"] + row["removed"]]
    rows.sort(key=lambda row: (-(row["added"] + row["changed"] + row["removed"]), row["href"]))
    return {
        "published": moment,
        "first": not changes.get("since"),
        "registries": rows[:MOST],
        "more": max(len(rows) - MOST, 0),
    }


def _row(entry: Mapping[str, Any], counts: Mapping[str, int], base: str) -> dict[str, Any]:
    return {
        "title": entry.get("title") or {"nl": entry["name"]},
        "href": document_path(base, entry["graph"]),
        "added": counts.get("subjects_added", 0),
        "changed": counts.get("subjects_changed", 0),
        "removed": counts.get("subjects_removed", 0),
    }
