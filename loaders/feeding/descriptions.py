"""Gather all that is said of things: from dumps for many, from the store for few.

Step on the line: dumps of a generation → the lines of each thing, with those of its nameless
nodes, all of one thing together. Memory does not grow with the graph.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyoxigraph as ox

from loaders.differing.differences import BUCKET_LINES, GENID, to_frame
from loaders.emitting.dumps import read_dump
from loaders.feeding.owners import Owners

FEW = 5_000
"""Things up to which the store is asked instead of reading the dumps."""

_BLOCK = 4 * 1024 * 1024
_NODE = r" <([^<>\" ]*/\.well-known/genid/[^<>\" ]*)>$"
SCHEMA = {"thing": pl.String, "line": pl.String}


@dataclass(frozen=True, slots=True)
class Source:
    """The dump of one graph."""

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
    rows = [(thing, line) for thing in things for line in _closure(store, place, thing)]
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
    """Yield the lines of many things, each a triple without its full stop, once.

    Args:
        sources: The dumps of the graphs that speak.
        things: A column ``thing``; None for all that are described.
        folder: Where pieces may lie; it is made.
    """
    owners = _find_owners(sources)
    count = 1 + sum(source.quads for source in sources) // BUCKET_LINES
    frames = _owned(sources, owners, things)
    if count == 1:
        yield _settle(pl.concat([pl.DataFrame(schema=SCHEMA), *frames]))
        return
    folder.mkdir(parents=True)
    paths = [folder / f"{number:05}" for number in range(count)]
    for path in paths:
        path.touch()
    for frame in frames:
        marked = frame.with_columns(bucket=pl.col("thing").hash(0) % count)
        for (number,), part in marked.partition_by("bucket", as_dict=True).items():
            text = part.select(pl.concat_str("thing", "line", separator=" ").str.join("\n")).item()
            with paths[int(number)].open("ab") as file:
                file.write(text.encode() + b"\n")
    for path in paths:
        yield _settle(_read_bucket(path))
        path.unlink()


def _read_bucket(path: Path) -> pl.DataFrame:
    text = path.read_bytes().removesuffix(b"\n").decode()
    if not text:
        return pl.DataFrame(schema=SCHEMA)
    lines = pl.Series("all", [text]).str.split("\n").explode().to_frame()
    parts = pl.col("all").str.splitn(" ", 2).struct
    return lines.select(thing=parts.field("field_0"), line=parts.field("field_1"))


def _settle(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.unique().sort("thing", "line")


def _read(source: Source) -> Iterator[pl.DataFrame]:
    """Yield the triples of a dump with their subjects."""
    for block in read_dump(source.dump, _BLOCK):
        line = pl.col("line").str.strip_suffix(f" <{source.graph}> .")
        yield to_frame(block).with_columns(line=line)


def _find_owners(sources: Sequence[Source]) -> Owners:
    """Return of which thing each nameless node is part."""
    owners = Owners()
    for source in sources:
        for frame in _read(source):
            told = frame.filter(pl.col("line").str.contains(GENID, literal=True))
            links = told.select("subject", node=pl.col("line").str.extract(_NODE)).drop_nulls()
            nodes = told.filter(pl.col("subject").str.contains(GENID, literal=True))
            owners.add(links, nodes["subject"])
    owners.settle()
    return owners


def _owned(
    sources: Sequence[Source], owners: Owners, things: pl.DataFrame | None
) -> Iterator[pl.DataFrame]:
    for source in sources:
        for frame in _read(source):
            found = owners.assign(frame).select(list(SCHEMA))
            yield found if things is None else found.join(things, on="thing", how="semi")
