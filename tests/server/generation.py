"""A small generation on disk, as a build publishes one."""

import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, serialize

from tests.server.small_graph import BASE, small_store

GRAPH = f"{BASE}/id/graaf/getallen"
NUMBERS = 4000


def numbers(count: int = NUMBERS, mark: str = "") -> bytes:
    """Return N-Quads of so many things with a value each, a cycle of links among them."""
    lines = []
    for number in range(count // 2):
        thing = f"<{BASE}/id/getal/{number}>"
        following = f"<{BASE}/id/getal/{(number + 1) % (count // 2)}>"
        lines.append(f'{thing} <{BASE}/ns/getal#waarde> "getal {number}{mark}"@nl <{GRAPH}> .\n')
        lines.append(f"{thing} <{BASE}/ns/getal#volgende> {following} <{GRAPH}> .\n")
    return "".join(lines).encode()


def write_generation(data: Path, *, count: int = NUMBERS, mark: str = "", base: str = BASE) -> str:
    """Write a generation, publish it, and return its id."""
    registries = {
        graph.replace(BASE, base): quads.replace(BASE.encode(), base.encode())
        for graph, quads in (small_registries() | {GRAPH: numbers(count, mark)}).items()
    }
    return write_registries(data, registries, base)


def write_registries(data: Path, registries: Mapping[str, bytes], base: str = BASE) -> str:
    """Write a generation of named graphs, given as N-Quads, publish it, and return its id."""
    digest = hashlib.sha256(b"".join(registries.values())).hexdigest()[:16]
    path = data / "generations" / digest
    (path / "dumps").mkdir(parents=True)
    store = Store(str(path / "store"))
    entries, triples = [], []
    for number, (graph, quads) in enumerate(registries.items()):
        name = graph.rpartition("/")[2]
        if (path / "dumps" / f"{name}.nq.gz").exists():
            name = f"{name}-{number}"
        dump = path / "dumps" / f"{name}.nq.gz"
        dump.write_bytes(gzip.compress(quads))
        entries.append({"name": name, "graph": graph, "dump": {"path": f"dumps/{name}.nq.gz"}})
        triples.append(quads.replace(f" <{graph}> .\n".encode(), b" .\n"))
    store.bulk_load(b"".join(registries.values()), RdfFormat.N_QUADS, lenient=True)
    store.bulk_load(b"".join(triples), RdfFormat.N_TRIPLES, lenient=True)
    count = sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))
    store.flush()
    counts = {
        "triples": count,
        "quads": len(store) - count,
        "graphs": len(registries),
        "promises": 0,
        "classes": {},
    }
    manifest = {
        "id": digest,
        "made": "2026-11-23T00:00:00Z",
        "base": base,
        "registries": entries,
        "counts": counts,
    }
    (path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    publish(data, digest)
    return digest


def publish(data: Path, generation_id: str) -> None:
    """Point ``current`` at a generation, in one step."""
    link = data / ".current"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("generations") / generation_id)
    link.replace(data / "current")


def small_registries() -> dict[str, bytes]:
    """Return the small graph of the other tests, as N-Quads per named graph."""
    store = small_store()
    graphs = sorted(graph.value for graph in store.named_graphs())
    return {
        graph: serialize(
            store.quads_for_pattern(None, None, None, NamedNode(graph)), format=RdfFormat.N_QUADS
        )
        for graph in graphs
    }
