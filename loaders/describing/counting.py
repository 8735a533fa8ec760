"""Count triples, subjects, objects, predicates, classes and links in tables of terms.

Step on the line: between the tables of the graphs and ``statistics.json``. Polars expressions;
no Python runs per triple.

Source:
    Vocabulary of Interlinked Datasets (VoID), section 4; the counts that void-generator makes.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import polars as pl

from loaders.describing.terms import RDF_TYPE

LINKED = 500
"""Pairs of predicate and authority that are told one by one, those with most triples first."""

Counts = dict[str, Any]


def count_terms(terms: pl.DataFrame, classes: Mapping[int, str]) -> Counts:
    """Return what a set of triples counts.

    Shape:
        ``triples``, ``subjects``, ``objects``, ``entities`` (subjects with a name of their own),
        ``predicates`` and ``classes``, as ``docs/generation.md`` says.

    Args:
        terms: Triples as numbers, each once.
        classes: The IRIs of classes, by the number that stands for them.
    """
    return {
        "triples": terms.height,
        "subjects": terms["s"].n_unique(),
        "objects": terms["o"].n_unique(),
        "entities": terms.filter("named")["s"].n_unique(),
        "predicates": _predicates(terms),
        "classes": _classes(terms, classes),
    }


def count_links(terms: pl.DataFrame, base: str) -> Counts:
    """Return how many triples lead to things of others that nothing is said of here.

    Shape:
        ``links``: ``predicate``, ``target`` (scheme, host and a slash) and ``triples`` of the
        ``LINKED`` largest pairs; ``further``: how many ``pairs`` and ``triples`` are beyond.
    """
    subjects = terms.select(o="s").unique()
    foreign = pl.col("authority").cast(pl.String).str.contains("^https?://")
    ours = pl.col("authority") == _authority(base)
    leaving = terms.filter(foreign & ~ours & (pl.col("p") != RDF_TYPE))
    pairs = leaving.join(subjects, on="o", how="anti").group_by("p", "authority").len()
    pairs = pairs.with_columns(pl.col("p", "authority").cast(pl.String))
    pairs = pairs.sort("len", "p", "authority", descending=[True, False, False])
    told, beyond = pairs.head(LINKED), pairs.slice(LINKED)
    links = [
        {"predicate": predicate[1:-1], "target": f"{authority}/", "triples": triples}
        for predicate, authority, triples in told.iter_rows()
    ]
    further = {"pairs": beyond.height, "triples": int(beyond["len"].sum())}
    return {"links": links, "further": further}


def count_overlaps(tables: Mapping[str, pl.DataFrame]) -> dict[str, dict[str, int]]:
    """Return how many triples each two graphs share, for those that share any.

    Shape:
        ``{graph: {other: triples}}``, both ways round.

    Args:
        tables: The triples of each graph, each once.
    """
    names = list(tables)
    numbered = [
        table.select("triple", graph=pl.lit(number, dtype=pl.UInt32))
        for number, table in enumerate(tables.values())
    ]
    shared = pl.concat(numbered).filter(pl.col("triple").is_duplicated())
    together = shared.group_by("triple").agg(pl.col("graph").sort()).group_by("graph").len()
    overlaps: dict[str, dict[str, int]] = {}
    for graphs, count in together.iter_rows():
        for first, second in combinations(graphs, 2):
            for one, other in ((first, second), (second, first)):
                counts = overlaps.setdefault(names[one], {})
                counts[names[other]] = counts.get(names[other], 0) + count
    return {name: dict(sorted(overlaps[name].items())) for name in sorted(overlaps)}


def merge_terms(tables: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return the triples of graphs, each once."""
    return pl.concat(tables).unique("triple")


def _predicates(terms: pl.DataFrame) -> Counts:
    counted = terms.group_by("p").agg(*_three()).with_columns(pl.col("p").cast(pl.String))
    return {p[1:-1]: _named(rest) for p, *rest in counted.sort("p").iter_rows()}


def _classes(terms: pl.DataFrame, classes: Mapping[int, str]) -> Counts:
    """Return the things of each class, and what is said of them."""
    typed = terms.filter(pl.col("p") == RDF_TYPE).select("s", c="o")
    typed = typed.filter(pl.col("c").is_in(list(classes)))
    entities = dict(typed.group_by("c").len().iter_rows())
    said = terms.select("s", "p", "o").join(typed, on="s")
    counted = said.group_by("c", "p").agg(*_three()).with_columns(pl.col("p").cast(pl.String))
    predicates: dict[int, Counts] = {number: {} for number in entities}
    for number, predicate, *rest in counted.sort("p").iter_rows():
        predicates[number][predicate[1:-1]] = _named(rest)
    for number, predicate, target, triples in _between(said, typed):
        counts = predicates[number][predicate[1:-1]].setdefault("classes", {})
        counts[classes[target]] = triples
    ordered = sorted(entities, key=lambda number: classes[number])
    return {
        classes[number]: {"entities": entities[number], "predicates": predicates[number]}
        for number in ordered
    }


def _between(said: pl.DataFrame, typed: pl.DataFrame) -> list[tuple[int, str, int, int]]:
    """Return how often a predicate leads from things of a class to things of another."""
    targets = typed.select(o="s", target="c")
    found = said.join(targets, on="o").group_by("c", "p", "target").len()
    return found.with_columns(pl.col("p").cast(pl.String)).sort("p", "target").rows()


def _three() -> tuple[pl.Expr, ...]:
    subjects, objects = pl.col("s").n_unique(), pl.col("o").n_unique()
    return pl.len().alias("triples"), subjects.alias("subjects"), objects.alias("objects")


def _named(counts: Sequence[int]) -> Counts:
    return dict(zip(("triples", "subjects", "objects"), counts, strict=True))


def _authority(base: str) -> str:
    scheme, _, rest = base.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"
