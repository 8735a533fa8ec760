"""Find the published generation and open it, in memory or on disk.

Step on the line: the first of serving. The build published a directory; nothing in it is
written here.
"""

import gzip
import json
import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, Store

BYTES_PER_TRIPLE = 950
"""Memory that a triple takes: in the default graph, in a named one beside it, and alone."""


LAYOUT = 1
"""The highest number of a layout that is understood here; a newer Begrip may write a higher one."""


class GenerationError(Exception):
    """Say why a generation cannot be served."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One published generation.

    Args:
        id: Its id, which is the name of its directory.
        path: Its directory.
        manifest: What the build said of it.
    """

    id: str
    path: Path
    manifest: Mapping[str, Any]

    @property
    def base(self) -> str:
        """Return the base of our IRIs."""
        return str(self.manifest["base"])

    @property
    def triples(self) -> int:
        """Return how many triples the default graph holds."""
        return int(self.manifest["counts"]["triples"])

    @property
    def quads(self) -> int:
        """Return how many quads the named graphs hold."""
        return int(self.manifest["counts"]["quads"])


def read_current(data: Path) -> str | None:
    """Return the id of the published generation, None if nothing is published."""
    try:
        return (data / "current").readlink().name
    except OSError:
        return None


def published_at(data: Path, generation_id: str) -> int:
    """Return when a generation became the published one, as Unix time; 0 if it is not now."""
    current = data / "current"
    try:
        moment = int(current.lstat().st_mtime)
    except OSError:
        return 0
    return moment if read_current(data) == generation_id else 0


def read_generation(data: Path, generation_id: str) -> Generation:
    """Return a generation.

    Raises:
        GenerationError: It is not there, or its manifest is damaged.
    """
    path = data / "generations" / generation_id
    try:
        manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
        generation = Generation(generation_id, path, manifest)
        complete = bool(generation.base) and generation.triples >= 0 and generation.quads >= 0
        complete = complete and all(item["dump"]["path"] for item in manifest["registries"])
    except FileNotFoundError as error:
        raise GenerationError(f"generation {generation_id} is not in {data}") from error
    except (OSError, ValueError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise GenerationError(f"{path}/manifest.json is damaged: {error!r}") from error
    layout = manifest.get("layout", 1)
    if not isinstance(layout, int) or layout > LAYOUT:
        raise GenerationError(
            f"generation {generation_id} has layout {layout!r}, and this Begrip knows "
            f"{LAYOUT} at most: serve it with the newer version, or go back with begrip rollback"
        )
    if not complete or manifest.get("id") != generation_id:
        raise GenerationError(f"{path}/manifest.json is damaged: it is not of {generation_id}")
    return generation


def require_current(data: Path) -> Generation:
    """Return the published generation.

    Raises:
        GenerationError: Nothing is published in the data directory, or it is damaged.
    """
    generation_id = read_current(data)
    if generation_id is None:
        raise GenerationError(f"nothing is published in {data}: build first, with begrip build")
    return read_generation(data, generation_id)


def choose_store(generation: Generation, setting: str, *, workers: int, memory: int) -> str:
    """Return whether workers hold a generation in memory or read it from disk.

    Shape:
        ``auto`` is memory when two such generations, each un-shared by half of the workers,
        take no more than half of the machine.

    Args:
        generation: What is to be served.
        setting: ``auto``, ``memory`` or ``disk``.
        workers: Processes that answer from it.
        memory: Bytes that the machine, or the group of processes, has.
    """
    if setting != "auto":
        return setting
    needed = generation.triples * BYTES_PER_TRIPLE * 2 * (1 + workers / 2)
    return "memory" if needed <= memory / 2 else "disk"


def machine_memory() -> int:
    """Return the bytes of memory that this machine, or this control group, has."""
    physical = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limits = [physical]
    files = [Path("/sys/fs/cgroup/memory/memory.limit_in_bytes")]
    files += [folder / "memory.max" for folder in control_groups()]
    for path in files:
        try:
            text = path.read_text(encoding="ascii").strip()
        except OSError:
            continue
        if text.isdigit():
            limits.append(int(text))
    return min(limits)


def control_groups(
    told: Path = Path("/proc/self/cgroup"), mounted: Path = Path("/sys/fs/cgroup")
) -> list[Path]:
    """Return the folders of this process's control group and of all above it.

    Shape:
        In a container its own group is the root; a unit of systemd is below slices, each of
        which may have a limit.

    Args:
        told: What the kernel says of this process.
        mounted: Where control groups of version 2 are mounted.
    """
    try:
        lines = told.read_text(encoding="utf-8").splitlines()
    except OSError:
        return [mounted]
    own = next((line[3:] for line in lines if line.startswith("0::/")), "/")
    group = mounted / own.lstrip("/")
    return [group, *(parent for parent in group.parents if parent.is_relative_to(mounted))]


def load_into_memory(generation: Generation, *, named: bool = True) -> Store:
    """Return a store in memory with every triple in the default graph, beside named ones or not.

    Raises:
        GenerationError: A dump is missing or damaged, or holds another number of quads than
            the manifest says.
    """
    store = Store()
    for registry in generation.manifest["registries"]:
        path = generation.path / registry["dump"]["path"]
        try:
            quads = gzip.decompress(path.read_bytes())
            if named:
                store.load(quads, RdfFormat.N_QUADS, lenient=True)
            store.load(strip_graph(quads, registry["graph"]), RdfFormat.N_TRIPLES, lenient=True)
        except (OSError, EOFError, SyntaxError, ValueError, KeyError, zlib.error) as error:
            raise GenerationError(f"{path} is damaged: {error}") from error
    expected = generation.triples + (generation.quads if named else 0)
    if len(store) != expected:
        raise GenerationError(
            f"the dumps of generation {generation.id} hold {len(store)} statements, "
            f"its manifest says {expected}"
        )
    return store


def strip_graph(quads: bytes, graph: str) -> bytes:
    r"""Return N-Quads of one graph as N-Triples.

    A line feed within a literal is escaped, so the end of a line is the end of a statement.

    >>> strip_graph(b'<a:a> <a:b> "c" <a:g> .\n', "a:g")
    b'<a:a> <a:b> "c" .\n'
    """
    return quads.replace(f" <{graph}> .\n".encode(), b" .\n")


def open_on_disk(generation: Generation) -> Store:
    """Return the generation's store on disk, read-only.

    Raises:
        GenerationError: The store is missing or damaged.
    """
    path = generation.path / "store"
    if not path.is_dir():
        raise GenerationError(f"{path} is missing")
    try:
        return Store.read_only(str(path))
    except (OSError, RuntimeError) as error:  # the engine's word for corruption is the latter
        raise GenerationError(f"{path} cannot be opened: {error}") from error


def check_on_disk(generation: Generation) -> None:
    """Prove in a child that the store on disk opens, and leave no thread of the engine here.

    Raises:
        GenerationError: It does not open.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            open_on_disk(generation)
            status = 0
        except GenerationError as error:
            os.write(writing, str(error).encode())
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        failure = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    if failure or status:
        raise GenerationError(failure or f"opening {generation.path} ended with status {status}")
