"""Say whether a data directory is whole, without asking the program that wrote it."""

import fcntl
import gzip
import hashlib
import json
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import zstandard


def find_litter(data: Path) -> list[str]:
    """Return what no finished command leaves behind."""
    hidden = [path for path in data.rglob(".*") if path.name != ".gitkeep"]
    unfinished = list(data.rglob("*.new"))
    return sorted(str(path.relative_to(data)) for path in {*hidden, *unfinished})


def served_id(data: Path) -> str | None:
    """Return what the pointer names."""
    pointer = data / "current"
    return pointer.readlink().name if pointer.is_symlink() else None


def read_whole(data: Path, generation_id: str) -> dict[str, str]:
    """Return the checksum of each graph of a generation, after reading all of it.

    Shape:
        The quads of every dump by the name of its graph. What is not as its manifest says fails.
    """
    folder = data / "generations" / generation_id
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["id"] == generation_id
    found, quads = {}, 0
    for entry in manifest["registries"]:
        packed = (folder / entry["dump"]["path"]).read_bytes()
        assert hashlib.sha256(packed).hexdigest() == entry["dump"]["sha256"], entry["name"]
        content = gzip.decompress(packed)
        quads += content.count(b"\n")
        found[entry["name"]] = hashlib.sha256(content).hexdigest()
    store = ox.Store.read_only(str(folder / "store"))
    triples = sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    assert triples == manifest["counts"]["triples"]
    assert len(store) - triples == manifest["counts"]["quads"]
    assert quads >= manifest["counts"]["quads"]
    return found


def is_told(data: Path) -> bool:
    """Tell whether who follows the feed of the whole graph holds what is served, no more."""
    head = json.loads((data / "feed" / "head.json").read_text())
    versions: dict[str, str] = {}
    latest: dict[str, str] = {}
    told: dict[str, set[ox.Triple]] = {}
    for number in range(1, head["parts"] + 1):
        folder = data / "feed" / "parts" / f"{number:06}"
        said = json.loads((folder / "index.json").read_text())["streams"].get("_alles")
        packed = (folder / "_alles.zst").read_bytes() if said else b""
        assert not said or hashlib.sha256(packed).hexdigest() == said["sha256"]
        for _, offset, length, _ in said["pages"] if said else ():
            text = zstandard.decompress(packed[offset : offset + length])
            for quad in ox.parse(text, ox.RdfFormat.N_QUADS):
                if isinstance(quad.graph_name, ox.NamedNode):
                    told.setdefault(quad.graph_name.value, set()).add(quad.triple)
                elif quad.predicate.value == "http://purl.org/dc/terms/isVersionOf":
                    versions[quad.subject.value] = quad.object.value
        latest |= {thing: version for version, thing in versions.items()}
    held = {triple for version in latest.values() for triple in told.get(version, ())}
    served = data / "generations" / str(served_id(data))
    store = ox.Store.read_only(str(served / "store"))
    graph = {q.triple for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    return head["generation"] == served.name and held == graph


def read_log(data: Path) -> list[tuple[str, str, str | None]]:
    """Return event, id and the one before of each line; every line but a torn last one is whole."""
    path = data / "publications.log"
    lines = path.read_bytes().split(b"\n") if path.exists() else []
    events = [json.loads(line) for line in lines[:-1]]
    return [(event["event"], event["id"], event["from"]) for event in events]


def is_consistent(data: Path) -> bool:
    """Tell whether each move of the log begins where the one before it ended."""
    moves = [item for item in read_log(data) if item[0] in {"publish", "rollback", "recover"}]
    follows = all(then[2] == now[1] for now, then in pairwise(moves))
    return follows and (moves[-1][1] if moves else None) == served_id(data)


def is_free(data: Path) -> bool:
    """Tell whether nobody holds the lock."""
    with (data / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
