"""Fill the store of a generation: every named graph, and the default graph with all of it.

Step on the line: lines of N-Triples → Oxigraph on disk. Bytes are loaded in blocks by two
threads; loading lets go of the interpreter, so reading and emitting go on meanwhile.

Source:
    Bulk loading is atomic per block; the store as a whole becomes visible when the
    generation is published.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Semaphore
from types import TracebackType

import pyoxigraph as ox

from loaders.emitting.heap import give_heap_back, keep_heap_small

THREADS = 2
BLOCK = 8 * 1024 * 1024
"""Bytes loaded at once: small registries travel together, large ones in pieces."""


class StoreWriter:
    """A store that is being filled; use it in a ``with`` statement.

    Args:
        path: Where the store will be; it must not exist.
    """

    def __init__(self, path: Path) -> None:
        keep_heap_small()
        self.store = ox.Store(path)
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="store")
        self._places = Semaphore(THREADS + 1)
        self._futures: list[Future[None]] = []
        self._triples: list[bytes] = []
        self._size = 0

    def add(self, lines: bytes, quads: bytes) -> None:
        """Add triples to the default graph and, as quads, to their named graph.

        Raises:
            OSError: The disk refused an earlier block.
            SyntaxError: An earlier block was no N-Triples, which is a fault of the emitter.
        """
        for piece in (*_pieces(lines), *_pieces(quads)):
            self._triples.append(piece)
            self._size += len(piece)
            if self._size >= BLOCK:
                self._flush()

    @contextmanager
    def compacting(self) -> Iterator[None]:
        """Wait for every block, then compact the store while the body runs.

        Compaction takes one processor and lets go of the interpreter. The store may be read
        meanwhile: what it holds stays the same.

        Raises:
            OSError: The disk refused.
        """
        self._flush()
        for future in self._futures:
            future.result()
        self._futures.clear()
        give_heap_back()
        compacted = self._pool.submit(self._compact)
        yield
        compacted.result()

    def close(self) -> None:
        """Let go of the store; what it needs on the disk is there."""
        if hasattr(self, "store"):
            del self.store

    def __enter__(self) -> "StoreWriter":
        """Return the writer itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the threads and let go of the store."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self.close()

    def _flush(self) -> None:
        if not self._triples:
            return
        block, self._triples, self._size = b"".join(self._triples), [], 0
        for future in [item for item in self._futures if item.done()]:
            future.result()
            self._futures.remove(future)
        self._places.acquire()
        self._futures.append(self._pool.submit(self._load, block))

    def _compact(self) -> None:
        self.store.optimize()
        self.store.flush()

    def _load(self, block: bytes) -> None:
        try:
            self.store.bulk_load(block, ox.RdfFormat.N_QUADS)
        finally:
            self._places.release()


def _pieces(lines: bytes) -> Iterator[bytes]:
    """Yield whole lines of about a block at most."""
    start = 0
    while start < len(lines):
        end = lines.find(b"\n", min(start + BLOCK, len(lines) - 1)) + 1 or len(lines)
        yield lines[start:end]
        start = end


def to_quads(graph: str, lines: bytes) -> bytes:
    r"""Return lines of N-Triples as N-Quads of a graph.

    >>> to_quads("https://begrip.example/id/graaf/a", b"<s:s> <p:p> <o:o> .\n")
    b'<s:s> <p:p> <o:o> <https://begrip.example/id/graaf/a> .\n'
    """
    return lines.replace(b" .\n", f" <{graph}> .\n".encode())


def to_triples(graph: str, quads: bytes) -> bytes:
    """Return lines of N-Quads, all of one graph, as N-Triples."""
    return quads.replace(f" <{graph}> .\n".encode(), b" .\n")


def count_quads(store: ox.Store, graph: str | None = None) -> int:
    """Return the number of triples in a named graph, or in the default graph."""
    pattern = f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
    solutions = store.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    return int(next(_rows(solutions))[0].value)


def count_classes(store: ox.Store) -> dict[str, int]:
    """Return the number of things of each class in the default graph."""
    solutions = store.query(
        "SELECT ?class (COUNT(*) AS ?n) WHERE { ?thing a ?class } GROUP BY ?class ORDER BY ?class"
    )
    return {solution[0].value: int(solution[1].value) for solution in _rows(solutions)}


def _rows(solutions: object) -> Iterator[ox.QuerySolution]:
    assert isinstance(solutions, ox.QuerySolutions)
    yield from solutions
