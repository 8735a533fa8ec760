"""Give a small generation of the tests its search index, as a build does."""

import json
import tempfile
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store, serialize

from linkml_schemas.plan import read_plan_at
from loaders.indexing.search_index import write_search
from loaders.progress import silent
from server.dataset import Dataset
from server.generations import load_into_memory, require_current
from server.search.index import open_index
from tests.server.generation import write_registries


def write_index(folder: Path) -> None:
    """Index what the dumps of a generation say."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    entries = [
        {**entry, "dump": {"sha256": "", **entry["dump"]}} for entry in manifest["registries"]
    ]
    base = manifest["base"]
    write_search(folder, entries, None, read_plan_at(base), base, silent)


def to_registries(store: Store) -> dict[str, bytes]:
    """Return the named graphs of a store as N-Quads."""
    names = sorted(graph.value for graph in store.named_graphs())
    return {
        name: serialize(
            store.quads_for_pattern(None, None, None, NamedNode(name)), format=RdfFormat.N_QUADS
        )
        for name in names
    }


def open_dataset(data: Path, links: Path) -> Dataset:
    """Return the published generation of a data directory with its index, in this process."""
    generation = require_current(data)
    store = load_into_memory(generation)
    known = Dataset(store, generation.base, generation.id, generation.manifest, generation.path)
    return replace(known, index=open_index(generation.path, links))


def indexed(store: Store, folder: Path, base: str) -> Dataset:
    """Return a dataset of a store's named graphs, published in a folder, with its index."""
    name = write_registries(folder, to_registries(store), base)
    write_index(folder / "generations" / name)
    return open_dataset(folder, Path(tempfile.mkdtemp(dir=folder)))
