"""Build and serve the same graph twice: ours, and the engine's own server on disk.

The baseline gets what our dumps hold, as triples, so that its default graph is ours.
"""

import gzip
import json
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.benchmarks.processes import Run, run, started
from tests.running import free_port

BASE = "https://catalogue.example.org"
"""The base of the graph that is measured; queries have the placeholder for it."""

PATIENCE = 180
_BLOCK = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A running SPARQL endpoint.

    Shape:
        ``start`` is the seconds from its start to its first answer.
    """

    name: str
    port: int
    path: str
    pid: int
    start: float = field(default=0.0)


def begrip() -> list[str]:
    """Return the command line of this checkout's program."""
    return [sys.executable, "-m", "begrip"]


def oxigraph() -> str:
    """Return the path of the baseline's program.

    Raises:
        FileNotFoundError: It is not installed.
    """
    beside = Path(sys.executable).with_name("oxigraph")
    found = str(beside) if beside.is_file() else shutil.which("oxigraph")
    if found is None:
        raise FileNotFoundError("no program oxigraph; `make bench` installs it")
    return found


def build(registries: Path, data: Path, log: Path) -> Run:
    """Build and publish a generation of some registries."""
    settings = {
        "BEGRIP_DATA": str(data),
        "BEGRIP_REGISTRIES": str(registries),
        "BEGRIP_BASE_IRI": BASE,
    }
    return run([*begrip(), "build"], log, **settings)


def manifest(data: Path) -> dict[str, Any]:
    """Return the manifest of the generation that a data directory publishes."""
    text = (data / "current" / "manifest.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def write_quads(data: Path, target: Path, *, named: bool) -> int:
    """Write the triples of a generation to one file of N-Quads; return the number of lines.

    Args:
        data: The data directory with the generation.
        target: The file.
        named: Whether to write each also as a quad of its graph.
    """
    lines = 0
    with target.open("wb") as file:
        for entry in manifest(data)["registries"]:
            graph = f" <{entry['graph']}> .\n".encode()
            for quads in _blocks(data / "current" / entry["dump"]["path"]):
                triples = quads.replace(graph, b" .\n")
                file.write(triples)
                if named:
                    file.write(quads)
                lines += triples.count(b"\n")
    return lines


def _blocks(path: Path) -> Iterator[bytes]:
    rest = b""
    with gzip.open(path, "rb") as file:
        while block := file.read(_BLOCK):
            whole, newline, rest_of_block = block.rpartition(b"\n")
            yield rest + whole + newline
            rest = rest_of_block
    if rest:
        yield rest


def load_baseline(triples: Path, store: Path, log: Path) -> tuple[Run, Run]:
    """Load a file into a new store of the baseline and compact it."""
    location = ["--location", str(store)]
    loaded = run([oxigraph(), "load", *location, "--file", str(triples)], log)
    return loaded, run([oxigraph(), "optimize", *location], log)


@contextmanager
def serve_ours(data: Path, log: Path, **settings: str) -> Iterator[Endpoint]:
    """Serve a data directory with our server."""
    port = free_port()
    wanted = {"BEGRIP_DATA": str(data), "BEGRIP_PORT": str(port), **settings}
    with _serving("begrip", [*begrip(), "serve"], "/sparql", port, log, wanted) as endpoint:
        yield endpoint


@contextmanager
def serve_baseline(store: Path, log: Path) -> Iterator[Endpoint]:
    """Serve a store on disk with the engine's own server."""
    port = free_port()
    command = [oxigraph(), "serve-read-only", "--location", str(store)]
    command += ["--bind", f"127.0.0.1:{port}"]
    with _serving("oxigraph", command, "/query", port, log, {}) as endpoint:
        yield endpoint


@contextmanager
def _serving(
    name: str, command: list[str], path: str, port: int, log: Path, settings: dict[str, str]
) -> Iterator[Endpoint]:
    began = time.perf_counter()
    with started(command, log, **settings) as pid:
        _await(port, f"{path}?query=ASK%7B%7D", log)
        yield Endpoint(name, port, path, pid, time.perf_counter() - began)


def _await(port: int, target: str, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", target)
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.02)
        finally:
            connection.close()
    raise TimeoutError(f"no answer from port {port}:\n{log.read_text(errors='replace')[-2000:]}")
