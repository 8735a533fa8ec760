"""Export a generation, or one of its graphs, in any format of the store.

Step on the line: beside serving; reads a published generation, streams, changes nothing.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from loaders.emitting.dumps import read_dump
from loaders.emitting.store import to_triples
from loaders.errors import GenerationError
from loaders.generations.data_directory import DataDirectory
from loaders.reading.lined_yaml import nearest
from ontology.namespaces import prefixes_at

EXPORT_FORMATS = {
    "nq": ox.RdfFormat.N_QUADS,
    "nt": ox.RdfFormat.N_TRIPLES,
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "n3": ox.RdfFormat.N3,
}
"""Formats by the extension that their files have."""


def export_graphs(
    data: DataDirectory,
    generation_id: str,
    output: IO[bytes],
    *,
    format_name: str,
    graph: str | None = None,
) -> None:
    """Write a generation to a file.

    Shape:
        ``nq``, ``trig`` and ``jsonld`` keep the named graphs; the others hold each triple
        once. One graph alone has no graph names.

    Args:
        data: The data directory.
        generation_id: Which generation.
        output: Where the bytes go.
        format_name: A key of ``EXPORT_FORMATS``.
        graph: Name of a registry or the IRI of its graph; None for all.

    Raises:
        GenerationError: There is no such graph in the generation.
        OSError: The output refuses, or the generation is damaged.
    """
    folder = data.generation(generation_id)
    manifest = data.read_manifest(generation_id)
    chosen = _choose(manifest["registries"], graph)
    rdf_format = EXPORT_FORMATS[format_name]
    if format_name == "nq" or (format_name == "nt" and graph):
        for entry in chosen:
            for quads in read_dump(folder / entry["dump"]["path"]):
                output.write(to_triples(entry["graph"], quads) if graph else quads)
        return
    if rdf_format.supports_datasets and graph is None:
        paths = [folder / entry["dump"]["path"] for entry in chosen]
        ox.serialize(_quads(paths), output, rdf_format, prefixes=prefixes_at(manifest["base"]))
        return
    store = _open(folder / "store")
    source = ox.NamedNode(chosen[0]["graph"]) if graph else ox.DefaultGraph()
    prefixes = prefixes_at(manifest["base"])
    store.dump(output, rdf_format, from_graph=source, prefixes=prefixes)


def _open(path: Path) -> ox.Store:
    try:
        return ox.Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise OSError(f"{path} is damaged: {error}; see begrip generations verify") from error


def _choose(entries: list[dict[str, Any]], graph: str | None) -> list[dict[str, Any]]:
    chosen = [entry for entry in entries if graph in {None, entry["name"], entry["graph"]}]
    if not chosen:
        names = [str(entry["name"]) for entry in entries]
        raise GenerationError(f"no graph {graph!r} in this generation{nearest(graph or '', names)}")
    return chosen


def _quads(paths: list[Path]) -> Iterator[ox.Quad]:
    for path in paths:
        for block in read_dump(path):
            yield from ox.parse(block, ox.RdfFormat.N_QUADS)
