"""Say whether a data directory is whole, without asking the program that wrote it."""

import fcntl
import gzip
import hashlib
import json
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox


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
