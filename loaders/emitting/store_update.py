"""Make the store of a generation from the one before it, if little changed.

Step on the line: beside the bulk load of :mod:`loaders.emitting.store`, and never another result: a
copy by hard links and one atomic update, counted afterwards.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl
import pyoxigraph as ox

from loaders.differing.differences import Difference, read_differences

LAYOUT = 1
"""Raised when the same dumps would make another store: then no older store is a base."""

CHANGED_SHARE = 0.1
"""Share of the quads that may have changed since the last bulk load."""

UPDATES = 20
"""How often a store is updated before it is loaded anew, which forgets texts that are gone."""

_THREADS = 2


class StoreDamageError(Exception):
    """The store that an update began with is not what was written."""


@dataclass(frozen=True, slots=True)
class Delta:
    """Quads that leave and enter a store, in the form that the store keeps them in."""

    gone: frozenset[ox.Quad]
    come: frozenset[ox.Quad]


def describe_store(store: Path, *, updates: int, changed: int, known: Mapping[str, str]) -> Any:
    """Return what the manifest says of a store that is closed.

    Args:
        store: Its folder.
        updates: How often it was updated since it was loaded.
        changed: How many lines that changed.
        known: Checksums of files that it may share with the store before.
    """
    tables = _tables(store)
    with ThreadPoolExecutor(_THREADS) as pool:
        found = pool.map(lambda path: known.get(path.name) or _checksum(path), tables)
        files = {path.name: digest for path, digest in zip(tables, found, strict=True)}
    return {
        "engine": version("pyoxigraph"),
        "layout": LAYOUT,
        "updates": updates,
        "changed": changed,
        "files": files,
    }


def may_update(manifest: Mapping[str, Any], changed: int) -> bool:
    """Tell whether an update is worth it, and begins with a store that this program made.

    Args:
        manifest: That of the generation before.
        changed: How many lines differ from it.
    """
    said = manifest.get("store", {})
    ours = (said.get("engine"), said.get("layout")) == (version("pyoxigraph"), LAYOUT)
    if not ours or said["updates"] >= UPDATES:
        return False
    return bool(said["changed"] + changed <= manifest["counts"]["quads"] * CHANGED_SHARE)


def update_store(
    before: Path, target: Path, differences: Sequence[Difference], manifest: Mapping[str, Any]
) -> tuple[ox.Store, int]:
    """Make a store from the one before it.

    Returns:
        The store, and how many triples its default graph must have.

    Args:
        before: The folder of the store before, which is only read.
        target: The folder of the new store.
        differences: What differs in each graph.
        manifest: That of the generation before.

    Raises:
        StoreDamageError: The store before is damaged; ``target`` is of no use.
        OSError: The disk refused.
    """
    _require_whole(before, manifest["store"]["files"])
    try:
        ox.Store.read_only(str(before)).backup(str(target))
        store = ox.Store(str(target))
    except (OSError, ValueError, RuntimeError) as error:  # the last is the engine's for corruption
        raise StoreDamageError(str(error)) from error
    delta = to_delta(differences)
    default = _default_delta(store, delta)
    expected = manifest["counts"]["triples"] - len(default.gone) + len(default.come)
    if text := to_update(_join(delta, default)):
        store.update(text)
    for difference in differences:
        graph = ox.NamedNode(difference.graph)
        if next(store.quads_for_pattern(None, None, None, graph), None) is None:
            store.remove_graph(graph)
    store.flush()
    return store, expected


def to_delta(differences: Sequence[Difference]) -> Delta:
    """Return what leaves and enters the named graphs.

    Shape:
        Two lines may be one quad to the store, such as ``"7"`` and ``"007"`` of an integer.
        What another line still says does not leave.
    """
    empty = pl.DataFrame(schema={"line": pl.String, "added": pl.Boolean})
    frames = (frame for item in differences for frame in read_differences(item))
    lines = pl.concat([empty, *(frame.select("line", "added") for frame in frames)])
    come = _canonical(lines.filter(pl.col("added"))["line"])
    gone = _canonical(lines.filter(~pl.col("added"))["line"])
    stay = _canonical(line for item in differences for line in item.survivors)
    return Delta(gone - stay - come, come)


def to_update(delta: Delta) -> str:
    """Return the SPARQL update of a delta, empty if there is nothing to do."""
    parts = (("DELETE", _blocks(delta.gone)), ("INSERT", _blocks(delta.come)))
    return " ;\n".join(f"{word} DATA {{\n{blocks}}}" for word, blocks in parts if blocks)


def _blocks(quads: Iterable[ox.Quad]) -> str:
    graphs: dict[Any, list[ox.Triple]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name, []).append(quad.triple)
    blocks = []
    for graph, triples in graphs.items():
        text = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
        named = isinstance(graph, ox.NamedNode)
        blocks.append(f"GRAPH {graph} {{\n{text}}}\n" if named else text)
    return "".join(blocks)


def _canonical(lines: Iterable[str]) -> frozenset[ox.Quad]:
    """Return the quads of lines as a store gives them back."""
    store = ox.Store()
    store.bulk_load("".join(f"{line}\n" for line in lines).encode(), ox.RdfFormat.N_QUADS)
    return frozenset(store)


def _default_delta(store: ox.Store, delta: Delta) -> Delta:
    """Return what leaves and enters the default graph, which holds every triple once.

    Args:
        store: The store before the update.
        delta: What leaves and enters the named graphs.
    """
    come = {quad.triple for quad in delta.come}
    gone = {quad.triple for quad in delta.gone} - come
    lost = [triple for triple in gone if not _is_said(store, triple, delta.gone)]
    fresh = [ox.Quad(*triple) for triple in come]
    return Delta(
        frozenset(ox.Quad(*triple) for triple in lost),
        frozenset(quad for quad in fresh if quad not in store),
    )


def _is_said(store: ox.Store, triple: ox.Triple, gone: frozenset[ox.Quad]) -> bool:
    """Tell whether a named graph still says a triple after quads are gone."""
    found = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    return any(isinstance(quad.graph_name, ox.NamedNode) and quad not in gone for quad in found)


def _join(first: Delta, second: Delta) -> Delta:
    return Delta(first.gone | second.gone, first.come | second.come)


def _require_whole(store: Path, files: Mapping[str, str]) -> None:
    """Stop if the tables of a store are not those that were written.

    Raises:
        StoreDamageError: A table is absent, is another one, or is damaged.
    """
    try:
        tables = {path.name: path for path in _tables(store)}
    except OSError as error:
        raise StoreDamageError(f"{store}: {error.strerror}") from error
    if tables.keys() != files.keys():
        raise StoreDamageError(f"{store}: has not the tables that were written")
    for name, path in tables.items():
        try:
            if _checksum(path) != files[name]:
                raise StoreDamageError(f"{path}: is not what was written")
        except OSError as error:
            raise StoreDamageError(f"{path}: {error.strerror}") from error


def _tables(store: Path) -> list[Path]:
    """Return the files of a store that never change once they are written."""
    return sorted(Path(item.path) for item in os.scandir(store) if item.name.endswith(".sst"))


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
