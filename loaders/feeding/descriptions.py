"""Gather all that is said of things: from dumps for many, from the store for few.

Step on the line: dumps of a generation → the lines of each thing, with those of its nameless
nodes, all of one thing together. Memory does not grow with the graph.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyoxigraph as ox

from loaders.differing.differences import GENID, to_frame
from loaders.emitting.dumps import read_dump
from loaders.feeding.owners import Owners

FEW = 5_000
"""Things up to which the store is asked instead of reading the dumps."""

_BLOCK = 4 * 1024 * 1024
_NODE = r" <([^<>\" ]*/\.well-known/genid/[^<>\" ]*)>$"
_NAMELESS = pl.col("subject").str.contains(GENID, literal=True)
SCHEMA = {"thing": pl.String, "line": pl.String}
PIECE = {"graph": pl.String, **SCHEMA}

PIECE_LINES = 100_000
"""Lines that are put together at once: some 20 MB."""


@dataclass(frozen=True, slots=True)
class Source:
    """The dump of one graph, with the name of the graph."""

    name: str
    graph: str
    dump: Path
    quads: int


def describe_few(store: ox.Store, graph: str | None, things: Sequence[str]) -> pl.DataFrame:
    """Return the lines of some things, each a triple without its full stop.

    Args:
        store: The store of the generation.
        graph: The graph that speaks; None for the default graph, which has each triple once.
        things: IRIs.
    """
    place = ox.NamedNode(graph) if graph else ox.DefaultGraph()
    rows = [(thing, line) for thing in sorted(things) for line in _closure(store, place, thing)]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _closure(store: ox.Store, place: ox.NamedNode | ox.DefaultGraph, thing: str) -> list[str]:
    waiting, lines = [ox.NamedNode(thing)], list[str]()
    seen = set(waiting)
    while waiting:
        for quad in store.quads_for_pattern(waiting.pop(), None, None, place):
            lines.append(str(quad.triple))
            node = quad.object
            if isinstance(node, ox.NamedNode) and GENID in node.value and node not in seen:
                waiting.append(node)
                seen.add(node)
    return sorted(lines)


def describe_many(
    sources: Sequence[Source], things: pl.DataFrame | None, folder: Path
) -> Iterator[pl.DataFrame]:
    """Yield the lines of many things by graph, each a triple without its full stop.

    Shape:
        ``graph``, ``thing``, ``line``; all of one thing in one piece, sorted by thing and line.

    Args:
        sources: The dumps of the graphs that speak.
        things: A column ``thing``; None for all that are described.
        folder: Where pieces may lie; it is made.
    """
    folder.mkdir(parents=True)
    pieces = _Pieces(folder, 1 + sum(source.quads for source in sources) // PIECE_LINES)
    owners, nameless = Owners(), list[Path]()
    for source in sources:
        for frame in _read(source):
            told = frame.filter(_NAMELESS)
            if told.height:
                nameless.append(folder / f"nodes-{len(nameless)}.arrow")
                told.write_ipc(nameless[-1])
            linked = frame.filter(pl.col("line").str.contains(GENID, literal=True))
            if linked.height:
                links = linked.select("subject", node=pl.col("line").str.extract(_NODE))
                owners.add(links.drop_nulls(), told["subject"])
            named = frame.filter(~_NAMELESS) if told.height else frame
            pieces.add(_only(named.rename({"subject": "thing"}), things))
    owners.settle()
    for path in nameless:
        pieces.add(_only(owners.assign(pl.read_ipc(path)), things))
        path.unlink()
    for piece in pieces.read():
        yield piece.sort("thing", "line")


class _Pieces:
    """Lines that are put together by their thing: in memory if they are few, else on disk."""

    def __init__(self, folder: Path, count: int) -> None:
        self._paths = [folder / f"{number:05}" for number in range(count)]
        self._frames = [pl.DataFrame(schema=PIECE)]

    def add(self, frame: pl.DataFrame) -> None:
        """Take lines with the graph and the thing that they are of."""
        if len(self._paths) == 1:
            self._frames.append(frame.select(list(PIECE)))
            return
        marked = frame.with_columns(piece=pl.col("thing").hash(0) % len(self._paths))
        for (number,), part in marked.partition_by("piece", as_dict=True).items():
            text = part.select(pl.concat_str(list(PIECE), separator=" ").str.join("\n")).item()
            with self._paths[int(number)].open("ab") as file:
                file.write(text.encode() + b"\n")

    def read(self) -> Iterator[pl.DataFrame]:
        """Yield the pieces; what lies on the disk goes."""
        if len(self._paths) == 1:
            yield pl.concat(self._frames)
            return
        for path in self._paths:
            if path.exists():
                yield _read_piece(path)
                path.unlink()


def _read_piece(path: Path) -> pl.DataFrame:
    text = path.read_bytes().removesuffix(b"\n").decode()
    lines = pl.Series("all", [text]).str.split("\n").explode().to_frame()
    parts = pl.col("all").str.splitn(" ", 3).struct
    return lines.select(parts.field(f"field_{at}").alias(name) for at, name in enumerate(PIECE))


def _only(frame: pl.DataFrame, things: pl.DataFrame | None) -> pl.DataFrame:
    return frame if things is None else frame.join(things, on="thing", how="semi")


def _read(source: Source) -> Iterator[pl.DataFrame]:
    """Yield the triples of a dump with their subjects."""
    for block in read_dump(source.dump, _BLOCK):
        line = pl.col("line").str.strip_suffix(f" <{source.graph}> .")
        yield to_frame(block).with_columns(line, graph=pl.lit(source.name))
