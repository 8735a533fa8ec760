"""Make the manifest's entry of each graph.

Step on the line: what was read and emitted → what the manifest and the provenance say of it.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from linkml_schemas.plan import Schema
from loaders.checking.candidates import Candidate
from loaders.checking.read_registry import ReadRegistry
from loaders.checking.resolution import Resolution
from loaders.inputs import SystemGraph
from loaders.reading.definitions import Definition
from loaders.reading.sources import Source
from ontology.iris import PROVENANCE, mint_graph
from ontology.namespaces import rebase

Entry = dict[str, Any]

OWN_LICENCE = "http://publications.europa.eu/resource/authority/licence/EUPL_1_2"


def now() -> str:
    """Return this moment as xsd:dateTime, in whole seconds of UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def registry_entry(
    candidate: Candidate, resolution: Resolution, schema: Schema, base: str
) -> Entry:
    """Return the entry of a registry, its quads and dump still to be filled in.

    Shape:
        That of the snapshot if the snapshot takes part, with the reason if it was refused.
    """
    definition, snapshot = candidate.definition, candidate.snapshot
    if candidate.state != "read" and snapshot is not None:
        return {
            **snapshot.entry,
            "from_snapshot": candidate.state == "fallback",
            "reason": candidate.reason,
        }
    read, before = candidate.rows
    refused = before + len(resolution.refused)
    class_name = definition.class_name
    return {
        "name": definition.name,
        "title": dict(definition.title),
        "description": dict(definition.description),
        "graph": mint_graph(base, definition.name),
        "class": class_name,
        "class_iri": schema.record_class(class_name).iri if class_name else None,
        "format": definition.format,
        "source": _sources(definition),
        **_files(candidate),
        "publisher": rebase(definition.publisher, base),
        "licence": rebase(definition.licence, base),
        "licence_note": dict(definition.licence_note),
        "attribution": definition.attribution,
        "source_page": rebase(definition.source_page, base),
        "access": definition.access,
        "remark": dict(definition.remark),
        "example": definition.example,
        "rows": {"read": read, "accepted": read - refused, "refused": refused},
        "quads": 0,
        "loaded": now(),
        "schema_version": schema.version,
        "from_snapshot": False,
        "reason": "",
        "dump": {},
    }


def system_entry(graph: SystemGraph, read: ReadRegistry, base: str) -> Entry:
    """Return the entry of a graph that is built from the program's own files."""
    source = _source(graph.source)
    return _own_entry(graph.name, graph.title, graph.description, source, read.read, base)


def provenance_entry(entries: Sequence[Entry], base: str) -> Entry:
    """Return the entry of the graph that says where all graphs come from."""
    text = json.dumps(entries, sort_keys=True, ensure_ascii=False)
    own = Source("manifest.json", content=text.encode())
    return _own_entry(
        PROVENANCE,
        {"nl": "Herkomst", "en": "Provenance"},
        {
            "nl": "Waar elke graaf vandaan komt: bron, controlegetal, moment en aantal rijen.",
            "en": "Where each graph comes from: source, checksum, moment and number of rows.",
        },
        _source(own),
        len(entries) + 1,
        base,
    )


def _own_entry(
    name: str,
    title: Mapping[str, str],
    description: Mapping[str, str],
    source: Entry,
    read: int,
    base: str,
) -> Entry:
    return {
        "name": name,
        "title": dict(title),
        "description": dict(description),
        "graph": mint_graph(base, name),
        "class": None,
        "class_iri": None,
        "format": "turtle",
        "source": source,
        "publisher": None,
        "licence": OWN_LICENCE,
        "licence_note": {},
        "attribution": "",
        "source_page": "",
        "access": "PUBLIC",
        "remark": {},
        "example": False,
        "rows": {"read": read, "accepted": read, "refused": 0},
        "quads": 0,
        "loaded": now(),
        "from_snapshot": False,
        "reason": "",
        "dump": {},
    }


def _sources(definition: Definition) -> Entry:
    """Return the name of the source, the digest of its files, and their bytes."""
    sources = [file.source for file in definition.files()]
    if len(sources) == 1:
        return _source(sources[0])
    told = [{"name": source.name, "sha256": source.checksum()} for source in sources]
    digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    return {"name": definition.source, "sha256": digest, "bytes": definition.size()}


def _files(candidate: Candidate) -> Entry:
    """Return how the reading of each file went, and what was done to it on purpose."""
    if candidate.read is None:
        return {}
    files = [asdict(file) for file in candidate.read.files]
    return {"files": files, **candidate.read.tally.to_entry()}


def _source(source: Source) -> Entry:
    return {"name": source.name, "sha256": source.checksum(), "bytes": source.size()}
