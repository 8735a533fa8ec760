"""Find what differs between two dumps of one graph, in bounded memory.

Step on the line: beside writing; reads dumps, never a store. Lines are compared as they were
emitted, in buckets by subject, so that all that is said of a thing lies together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from loaders.emitting.dumps import read_dump

BUCKET_LINES = 100_000
"""Lines of one side that are compared at once: some 15 MB."""

_BLOCK = 2 * 1024 * 1024

GENID = "/.well-known/genid/"
_PREDICATE = r"^<[^>]*> <([^>]*)>"
_NODE = r"> <([^<>\" ]*/\.well-known/genid/[^<>\" ]*)> <[^<>\" ]*> \.$"
_DEPTH = 8

_SUBJECTS = {
    "subject": pl.String,
    "added": pl.UInt32,
    "removed": pl.UInt32,
    "change": pl.String,
}
_NODES = {"node": pl.String, "part_of": pl.String}


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two states of a graph.

    Shape:
        ``pieces`` are Arrow files with ``subject``, ``added`` (else removed) and ``line``, all
        of one subject together. ``subjects`` has a row for each: ``change`` is added, changed
        or removed; ``part_of`` is the thing that a node without a name of its own belongs to,
        else the subject itself. ``survivors`` are lines that stay and may say in other digits
        what a removed line said.
    """

    graph: str
    pieces: tuple[Path, ...]
    subjects: pl.DataFrame
    survivors: tuple[str, ...]

    @property
    def added(self) -> int:
        """Return how many lines are new."""
        return int(self.subjects["added"].sum())

    @property
    def removed(self) -> int:
        """Return how many lines are gone."""
        return int(self.subjects["removed"].sum())

    def count(self, change: str) -> int:
        """Return how many subjects are added, changed or removed."""
        return self.subjects.filter(pl.col("change") == change).height


@dataclass(frozen=True, slots=True)
class _Bucket:
    """What differs between the lines of some subjects."""

    lines: pl.DataFrame
    subjects: pl.DataFrame
    nodes: pl.DataFrame
    survivors: list[str]


def compare_dumps(
    graph: str, old: Path | None, new: Path | None, lines: int, folder: Path
) -> Difference:
    """Return what differs between two dumps of a graph.

    Args:
        graph: The IRI of the graph.
        old: The dump before; None if there was no such graph.
        new: The dump now; None if there is no such graph any more.
        lines: How many lines the longer one has, about.
        folder: Where pieces may lie; it is made.

    Raises:
        OSError: A dump is absent or damaged, or the disk refused.
    """
    folder.mkdir(parents=True)
    count = 1 + lines // BUCKET_LINES
    before = _split(old, folder / "old", count)
    after = _split(new, folder / "new", count)
    pieces, subjects, nodes = [], [pl.DataFrame(schema=_SUBJECTS)], [pl.DataFrame(schema=_NODES)]
    survivors: list[str] = []
    for number, (first, second) in enumerate(zip(before, after, strict=True)):
        bucket = _compare(first, second)
        subjects.append(bucket.subjects)
        nodes.append(bucket.nodes)
        survivors += bucket.survivors
        if bucket.lines.height:
            pieces.append(folder / f"{number:05}.arrow")
            bucket.lines.write_ipc(pieces[-1])
    joined = _part_of(pl.concat(subjects), pl.concat(nodes))
    return Difference(graph, tuple(pieces), joined, tuple(survivors))


def read_differences(difference: Difference) -> Iterator[pl.DataFrame]:
    """Yield the lines that differ, all of one subject together."""
    for piece in difference.pieces:
        yield pl.read_ipc(piece)


def to_predicate() -> pl.Expr:
    """Return an expression for the predicate of ``line``."""
    return pl.col("line").str.extract(_PREDICATE)


def _split(dump: Path | None, folder: Path, count: int) -> Iterator[pl.DataFrame]:
    """Yield the lines of a dump in buckets by subject."""
    if count == 1:
        blocks = [to_frame(block) for block in read_dump(dump, _BLOCK)] if dump else []
        yield pl.concat([to_frame(b""), *blocks])
        return
    folder.mkdir()
    paths = [folder / f"{number:05}.nq" for number in range(count)]
    for path in paths:
        path.touch()
    for block in read_dump(dump, _BLOCK) if dump else ():
        frame = to_frame(block).with_columns(bucket=pl.col("subject").hash(0) % count)
        for (number,), part in frame.partition_by("bucket", as_dict=True).items():
            with paths[int(number)].open("ab") as file:
                file.write(part["line"].str.join("\n").item().encode() + b"\n")
    for path in paths:
        yield to_frame(path.read_bytes())
        path.unlink()


def to_frame(block: bytes) -> pl.DataFrame:
    """Return the lines of a block with their subjects."""
    if not block:
        return pl.DataFrame(schema={"line": pl.String, "subject": pl.String})
    text = block.removesuffix(b"\n").decode()
    lines = pl.Series("line", [text]).str.split("\n").explode().to_frame()
    first = pl.col("line").str.splitn("> ", 2).struct.field("field_0")
    return lines.with_columns(subject=first.str.strip_prefix("<"))


def _compare(old: pl.DataFrame, new: pl.DataFrame) -> _Bucket:
    gone = old.join(new, on="line", how="anti").unique()
    come = new.join(old, on="line", how="anti").unique()
    marked = (
        gone.with_columns(added=pl.lit(value=False)),
        come.with_columns(added=pl.lit(value=True)),
    )
    lines = pl.concat(marked).select("subject", "added", "line").sort("subject", "added", "line")
    counts = lines.group_by("subject").agg(
        added=pl.col("added").sum().cast(pl.UInt32),
        removed=(~pl.col("added")).sum().cast(pl.UInt32),
    )
    return _Bucket(lines, _judge(counts, old, new), _nodes(old, new), _survivors(gone, new))


def _judge(counts: pl.DataFrame, old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Return the subjects with what became of them."""
    there = old.select("subject").join(counts, on="subject", how="semi").unique()
    here = new.select("subject").join(counts, on="subject", how="semi").unique()
    there, here = (
        there.with_columns(before=pl.lit(value=True)),
        here.with_columns(after=pl.lit(value=True)),
    )
    known = counts.join(there, on="subject", how="left").join(here, on="subject", how="left")
    added, removed = pl.col("before").is_null(), pl.col("after").is_null()
    change = pl.when(added).then(pl.lit("added")).when(removed).then(pl.lit("removed"))
    return known.with_columns(change=change.otherwise(pl.lit("changed"))).select(list(_SUBJECTS))


def _nodes(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Return the nodes without a name of their own, and of what they are said."""
    lines = pl.concat([old, new]).filter(pl.col("line").str.contains(GENID, literal=True))
    found = lines.select(node=pl.col("line").str.extract(_NODE), part_of="subject")
    return found.drop_nulls().unique()


def _survivors(gone: pl.DataFrame, new: pl.DataFrame) -> list[str]:
    """Return the lines with a typed value beside which another typed value is removed."""
    typed = pl.col("line").str.contains('"^^<', literal=True)
    wanted = gone.filter(typed).select("subject", predicate=to_predicate()).unique()
    if not wanted.height:
        return []
    asked = new.filter(typed).join(wanted, on="subject", how="semi")
    asked = asked.with_columns(predicate=to_predicate())
    return asked.join(wanted, on=["subject", "predicate"], how="semi")["line"].to_list()


def _part_of(subjects: pl.DataFrame, nodes: pl.DataFrame) -> pl.DataFrame:
    """Return the subjects, sorted, with the named thing that each belongs to."""
    owners = dict(nodes.sort("node", "part_of", descending=True).iter_rows())
    parts = [_owner(subject, owners) for subject in subjects["subject"]]
    return subjects.with_columns(pl.Series("part_of", parts, dtype=pl.String)).sort("subject")


def _owner(subject: str, owners: dict[str, str]) -> str:
    thing = subject
    for _ in range(_DEPTH):
        if GENID not in thing or thing not in owners:
            break
        thing = owners[thing]
    return thing
