"""Count triples, subjects, objects, predicates, classes and links in tables of terms.

Step on the line: between the tables of the graphs and ``statistics.json``. Polars expressions;
no Python runs per triple. Triples come in parts; all those of a subject are in the same part, so
what is counted per subject adds up. What is counted per object is set aside and read in parts of
objects. A subject is of a kind, which is the set of its classes: one number.

Source:
    Vocabulary of Interlinked Datasets (VoID), section 4; the counts that void-generator makes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import polars as pl

from loaders.describing.runs import Runs, count_parts
from loaders.describing.terms import RDF_TYPE, mix

LINKED = 500
"""Pairs of predicate and authority that are told one by one, those with most triples first."""

Counts = dict[str, Any]

_KIND = {"kind": pl.UInt64}
_SUBJECTS = {"s": pl.UInt64, **_KIND}
_OBJECTS = {
    "o": pl.UInt64,
    "p": pl.Categorical,
    **_KIND,
    "authority": pl.Categorical,
    "triples": pl.UInt32,
}
_NONE = pl.lit(0, dtype=pl.UInt64)
"""The kind of subjects without a class."""


@dataclass(slots=True)
class _Sums:
    """Small tables, one for each part, that are added up in the end."""

    objects: int = 0
    frames: defaultdict[str, list[pl.DataFrame]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, frame: pl.DataFrame) -> None:
        self.frames[name].append(frame)

    def total(self, name: str, *keys: str) -> pl.DataFrame:
        """Return the sums of a table by what they are counted for."""
        return _sum(pl.concat(self.frames[name]), *keys)


def count_terms(
    parts: Iterable[pl.DataFrame],
    classes: Mapping[int, str],
    folder: Path,
    base: str | None = None,
) -> Counts:
    """Return what a set of triples counts.

    Shape:
        ``triples``, ``subjects``, ``objects``, ``entities`` (subjects with a name of their own),
        ``predicates`` and ``classes``, as ``docs/generation.md`` says; with a base also ``links``
        and ``further``.

    Args:
        parts: Triples as numbers, each once, all those of a subject in the same part.
        classes: The IRIs of classes, by the number that stands for them.
        folder: An empty folder for what memory should not hold.
        base: The base of the data directory, if links to others are counted.
    """
    sums = _Sums()
    subjects = Runs(folder / "subjects", "s", pl.DataFrame(schema=_SUBJECTS))
    objects = Runs(folder / "objects", "o", pl.DataFrame(schema=_OBJECTS))
    sums.add("kinds", pl.DataFrame(schema={**_KIND, "c": pl.UInt64}))
    wanted = pl.Series(list(classes), dtype=pl.UInt64)
    for part in parts:
        _add_subjects(sums, part, wanted, subjects, objects)
    kinds = pl.concat(sums.frames["kinds"]).unique()
    number = count_parts(objects.rows)
    for turn in range(number):
        _add_objects(sums, objects.read(turn, number), subjects.read(turn, number), kinds, base)
    things, named = sums.total("things", "kind", "named"), pl.col("named")
    counts = {
        "triples": int(sums.total("said", "kind", "p")["triples"].sum()),
        "subjects": int(things["things"].sum()),
        "objects": sums.objects,
        "entities": int(things.filter(named)["things"].sum()),
        "predicates": _predicates(sums),
        "classes": _classes(sums, kinds, classes),
    }
    return {**counts, **_links(sums)} if base is not None else counts


def count_shared(frame: pl.DataFrame) -> pl.DataFrame:
    """Return how many triples are in several graphs.

    Shape:
        ``graph``: the numbers of the graphs in order; ``triples``.

    Args:
        frame: Triples with the number of their graph, each once in a graph.
    """
    shared = frame.select("triple", "graph").filter(pl.col("triple").is_duplicated())
    together = shared.group_by("triple").agg(pl.col("graph").sort())
    return together.group_by("graph").agg(triples=pl.len())


def to_overlaps(shared: Iterable[pl.DataFrame], names: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return how many triples each two graphs share, for those that share any.

    Shape:
        ``{graph: {other: triples}}``, both ways round.

    Args:
        shared: What :func:`count_shared` says of each part.
        names: The graphs, by their numbers.
    """
    overlaps: dict[str, dict[str, int]] = {}
    for graphs, count in (row for frame in shared for row in frame.iter_rows()):
        for first, second in combinations(graphs, 2):
            for one, other in ((first, second), (second, first)):
                counts = overlaps.setdefault(names[one], {})
                counts[names[other]] = counts.get(names[other], 0) + count
    return {name: dict(sorted(overlaps[name].items())) for name in sorted(overlaps)}


def _add_subjects(
    sums: _Sums, part: pl.DataFrame, classes: pl.Series, subjects: Runs, objects: Runs
) -> None:
    """Count what is counted per subject, and set aside what is counted per object."""
    is_class = (pl.col("p") == RDF_TYPE) & pl.col("o").is_in(classes.implode())
    typed = part.filter(is_class).select("s", c="o")
    kinds = typed.group_by("s").agg(kind=pl.col("c").bitwise_xor())
    sums.add("kinds", typed.join(kinds.unique("kind"), on="s").select("kind", "c"))
    said = part.select("s", "p", "o", "named", "authority").join(kinds, on="s", how="left")
    said = said.with_columns(pl.col("kind").fill_null(_NONE))
    things = said.group_by("s").agg(pl.col("kind", "named").first())
    subjects.add(things.select("s", "kind"))
    sums.add("things", things.group_by("kind", "named").agg(things=pl.len()))
    counted = pl.len().alias("triples"), pl.col("s").n_unique().alias("subjects")
    sums.add("said", said.group_by("kind", "p").agg(*counted))
    objects.add(_group_objects(said.with_columns(triples=pl.lit(1, dtype=pl.UInt32))))


def _add_objects(
    sums: _Sums,
    objects: pl.DataFrame,
    subjects: pl.DataFrame,
    kinds: pl.DataFrame,
    base: str | None,
) -> None:
    """Count what is counted per object, for objects and for subjects with the same hashes."""
    found = _group_objects(objects)
    sums.objects += found["o"].n_unique()
    once = pl.col("o").n_unique()
    sums.add("objects of predicates", found.group_by("p").agg(objects=once))
    typed = found.filter(pl.col("kind") != _NONE)
    classed = typed.select("o", "p", "kind").join(kinds, on="kind")
    sums.add("objects of classes", classed.group_by("c", "p").agg(objects=once))
    iris = pl.col("authority").is_not_null()
    targets = subjects.filter(pl.col("kind") != _NONE).select(o="s", target="kind")
    between = typed.filter(iris).join(targets, on="o")
    sums.add("between", _sum(between.select("kind", "p", "target", "triples")))
    if base is not None:
        foreign = pl.col("authority").cast(pl.String).str.contains("^https?://")
        ours = pl.col("authority") == _authority(base)
        leaving = found.filter(iris).filter(foreign & ~ours & (pl.col("p") != RDF_TYPE))
        leaving = leaving.join(subjects.select(o="s"), on="o", how="anti")
        sums.add("leaving", _sum(leaving.select("p", "authority", "triples")))


def _group_objects(said: pl.DataFrame) -> pl.DataFrame:
    """Return how often each object stands after a predicate for subjects of a kind."""
    grouped = said.group_by(mix("o", "p", "kind").alias("alike")).agg(
        pl.col("o", "p", "kind", "authority").first(), pl.col("triples").sum()
    )
    return grouped.drop("alike").cast({"triples": pl.UInt32})


def _sum(frame: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """Return sums by keys; without keys, those of ``triples`` by all else."""
    keys = keys or tuple(name for name in frame.columns if name != "triples")
    return frame.group_by(keys).agg(pl.all().sum())


def _predicates(sums: _Sums) -> Counts:
    said = sums.total("said", "kind", "p").drop("kind")
    counted = _sum(said, "p").join(sums.total("objects of predicates", "p"), on="p")
    rows = counted.select(pl.col("p").cast(pl.String), "triples", "subjects", "objects").sort("p")
    return {p[1:-1]: _named(rest) for p, *rest in rows.iter_rows()}


def _classes(sums: _Sums, kinds: pl.DataFrame, classes: Mapping[int, str]) -> Counts:
    """Return the things of each class, and what is said of them."""
    text = pl.col("p").cast(pl.String)
    things = sums.total("things", "kind", "named").join(kinds, on="kind")
    entities = dict(_sum(things.select("c", "things"), "c").iter_rows())
    said = sums.total("said", "kind", "p").join(kinds, on="kind").drop("kind")
    counted = _sum(said, "c", "p").join(sums.total("objects of classes", "c", "p"), on=["c", "p"])
    counted = counted.select("c", text, "triples", "subjects", "objects")
    predicates: dict[int, Counts] = {number: {} for number in entities}
    for number, predicate, *rest in counted.sort("p").iter_rows():
        predicates[number][predicate[1:-1]] = _named(rest)
    between = sums.total("between", "kind", "p", "target").join(kinds, on="kind").drop("kind")
    between = between.join(kinds.select(target="kind", d="c"), on="target").drop("target")
    between = _sum(between, "c", "p", "d").select("c", text, "d", "triples")
    for number, predicate, target, triples in sorted(
        between.iter_rows(), key=lambda row: (row[1], classes[row[2]])
    ):
        counts = predicates[number][predicate[1:-1]].setdefault("classes", {})
        counts[classes[target]] = triples
    ordered = sorted(entities, key=lambda number: classes[number])
    return {
        classes[number]: {"entities": entities[number], "predicates": predicates[number]}
        for number in ordered
    }


def _links(sums: _Sums) -> Counts:
    """Return how many triples lead to things of others that nothing is said of here.

    Shape:
        ``links``: ``predicate``, ``target`` (scheme, host and a slash) and ``triples`` of the
        ``LINKED`` largest pairs; ``further``: how many ``pairs`` and ``triples`` are beyond.
    """
    pairs = sums.total("leaving", "p", "authority")
    pairs = pairs.with_columns(pl.col("p", "authority").cast(pl.String))
    pairs = pairs.sort("triples", "p", "authority", descending=[True, False, False])
    told, beyond = pairs.head(LINKED), pairs.slice(LINKED)
    links = [
        {"predicate": predicate[1:-1], "target": f"{authority}/", "triples": triples}
        for predicate, authority, triples in told.iter_rows()
    ]
    further = {"pairs": beyond.height, "triples": int(beyond["triples"].sum())}
    return {"links": links, "further": further}


def _named(counts: Sequence[int]) -> Counts:
    return dict(zip(("triples", "subjects", "objects"), counts, strict=True))


def _authority(base: str) -> str:
    scheme, _, rest = base.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"
