"""Take the last description of things that go from the generation that held them.

Step on the line: before a removal is published; the old store is read, never written.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from loaders.generations.damage import STORE_DAMAGE
from loaders.progress import Progress, Report
from loaders.promising.tombstones import is_foreign

_NAMELESS = "/.well-known/genid/"
LARGEST = 2_000
"""Statements that are remembered of one thing at most."""


def last_descriptions(
    folder: Path, base: str, iris: Sequence[str], report: Report
) -> Iterator[tuple[str, str]]:
    """Yield each IRI, relative to the base if it is ours, with its description in N-Quads.

    Shape:
        What the named graphs say of it and, through nodes without a name, what those hold;
        sorted. Empty if the store of that generation is damaged there, which is said once.
    """
    lost = 0
    store, problem = _open(folder / "store")
    for iri in iris:
        text = ""
        try:
            text = _describe(store, base, iri) if store else ""
        except STORE_DAMAGE as error:
            problem = str(error)
        lost += not text
        yield iri, text
    if problem:
        text = f"the store of generation {folder.name} is damaged, so {lost} last descriptions"
        report(Progress("warning", f"{text} are lost: {problem}"))


def _open(path: Path) -> tuple[ox.Store | None, str]:
    """Return a store, or why it cannot be read."""
    try:
        return ox.Store.read_only(str(path)), ""
    except STORE_DAMAGE as error:
        return None, str(error)


def _describe(store: ox.Store, base: str, iri: str) -> str:
    lines = ox.serialize(_closure(store, base, iri), format=ox.RdfFormat.N_QUADS) or b""
    return "".join(sorted(lines.decode().splitlines(keepends=True)))


def _closure(store: ox.Store, base: str, iri: str) -> list[ox.Quad]:
    nameless = base + _NAMELESS
    waiting = [ox.NamedNode(iri if is_foreign(iri) else base + iri)]
    seen, found = set(waiting), list[ox.Quad]()
    while waiting and len(found) < LARGEST:
        for quad in store.quads_for_pattern(waiting.pop(), None, None, None):
            if isinstance(quad.graph_name, ox.DefaultGraph):
                continue
            found.append(quad)
            node = quad.object
            if isinstance(node, ox.NamedNode) and node.value.startswith(nameless):
                waiting += [] if node in seen else [node]
                seen.add(node)
    return found
