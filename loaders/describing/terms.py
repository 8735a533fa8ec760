"""Keep the triples of one graph as numbers, so that counting them again costs little.

Step on the line: a finished dump → a small table, linked from generation to generation as long
as the dump stays the same. A term is the hash of its text; predicates keep their text.

Source:
    RDF 1.1 N-Quads, section 7 (grammar).
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import polars as pl

from loaders.describing.runs import count_parts, within, write_sorted
from loaders.emitting.dumps import read_dump

LAYOUT = 2
"""Raised when the same dump would make another table."""

MADE_BY = f"{LAYOUT} polars {pl.__version__}"
"""Hashes are the same within one version of polars only."""

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
AUTHORITY = r"^<([A-Za-z][A-Za-z0-9+.-]*:(?://[^/?#>]*)?)"
"""Scheme and host of an IRI in angle brackets, without the slash after it."""

TERMS = {
    "s": pl.UInt64,
    "p": pl.Categorical,
    "o": pl.UInt64,
    "named": pl.Boolean,
    "authority": pl.Categorical,
}
"""Subject, predicate and object; whether the subject has a name of its own; scheme and host of
an object that is an IRI, null for a literal."""

_BLOCK = 8 * 1024 * 1024
_ODD = tuple(
    pl.lit(odd, dtype=pl.UInt64)
    for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
)
_SPACES = {"authority": pl.String, "first": pl.String, "last": pl.String}


@dataclass(slots=True)
class GraphTerms:
    """What is known of one graph when its table is written.

    Shape:
        ``rows`` of the table; ``classes`` are the IRIs that are classes here; ``spaces`` has the
        first and the last of the named subjects of each authority.
    """

    rows: int = 0
    classes: set[str] = field(default_factory=set)
    spaces: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_SPACES))


def read_terms(dump: Path, graph: str, base: str, table: Path) -> GraphTerms:
    """Write the triples of a dump as a table of numbers.

    Args:
        dump: The dump.
        graph: The IRI of its graph.
        base: The base of the data directory, below which nodes without a name have theirs.
        table: Where the table is written.

    Raises:
        OSError: The dump is absent or damaged, or the disk refused.
    """
    terms = GraphTerms()
    empty = pl.DataFrame(schema=TERMS)
    try:
        write_sorted(chain([empty], _read_blocks(dump, graph, base, terms)), "s", table)
    except pl.exceptions.PolarsError as error:
        raise OSError(f"{table}: {error}") from error
    return terms


def _read_blocks(dump: Path, graph: str, base: str, terms: GraphTerms) -> Iterator[pl.DataFrame]:
    """Yield the triples of a dump as numbers, and add to what is known of the graph."""
    for block in read_dump(dump, _BLOCK):
        texts = _split(block, graph)
        named = ~pl.col("s").str.starts_with(f"<{base}/.well-known/genid/")
        texts = texts.with_columns(named=named)
        spaces = _to_spaces(texts.filter("named").select("s").unique())
        terms.spaces = _join(terms.spaces, spaces)
        terms.classes.update(_classes(texts))
        terms.rows += texts.height
        yield _to_numbers(texts)


def mix(first: str, predicate: str, last: str) -> pl.Expr:
    """Return one number for two hashes and the predicate between them.

    Shape:
        The same number for the same three, as long as tables with those predicates are in memory.
    """
    middle = pl.col(predicate).to_physical().cast(pl.UInt64) * _ODD[1]
    return (pl.col(first) * _ODD[0] ^ middle) * _ODD[2] ^ pl.col(last)


def hash_iris(iris: list[str]) -> dict[int, str]:
    """Return IRIs by the numbers that stand for them."""
    texts = pl.Series([f"<{iri}>" for iri in iris], dtype=pl.String)
    return dict(zip(texts.hash(0).to_list(), iris, strict=True))


def read_parts(tables: Sequence[Path], rows: int) -> Iterator[pl.DataFrame]:
    """Yield the triples of tables in parts; all triples of a subject are in one of them.

    Shape:
        Triples, each once in a graph, with the columns of ``TERMS``; ``triple``, one number for
        the triple as a whole, the same in every table of a part; ``graph``, the position of its
        table.

    Args:
        tables: The tables.
        rows: How many triples they have together.

    Raises:
        OSError: A table cannot be read.
    """
    number = count_parts(rows)
    triple = mix("s", "p", "o")
    graph = pl.col("graph").cast(pl.Enum([str(path) for path in tables])).to_physical()
    read = pl.scan_parquet(list(tables), include_file_paths="graph", glob=False)
    for part in range(number):
        found = read.filter(within("s", part, number)).with_columns(graph, triple=triple)
        try:
            yield _keep_once(found.collect())
        except pl.exceptions.PolarsError as error:
            raise OSError(f"{tables[0].parent}: {error}") from error


def take_checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _keep_once(part: pl.DataFrame) -> pl.DataFrame:
    """Return triples, each once in a graph; to look for others costs less than to drop them."""
    if part["triple"].n_unique() == part.height:
        return part
    return part.unique(["triple", "graph"], keep="any")


def _split(block: bytes, graph: str) -> pl.DataFrame:
    """Return lines of N-Quads as the texts of subject, predicate and object."""
    lines = pl.read_lines(block, name="line")
    inner = pl.col("line").str.strip_suffix(f" <{graph}> .")
    fields = inner.str.splitn(" ", 3).struct.rename_fields(["s", "p", "o"])
    return lines.select(fields.alias("terms")).unnest("terms")


def _to_numbers(texts: pl.DataFrame) -> pl.DataFrame:
    is_iri = pl.col("o").str.starts_with("<") & ~pl.col("o").str.starts_with("<<")
    return texts.select(
        s=pl.col("s").hash(0),
        p=pl.col("p").cast(pl.Categorical),
        o=pl.col("o").hash(0),
        named=pl.col("named"),
        authority=pl.when(is_iri).then(pl.col("o").str.extract(AUTHORITY)).cast(pl.Categorical),
    )


def _classes(texts: pl.DataFrame) -> Iterator[str]:
    typed = texts.filter(pl.col("p") == RDF_TYPE)["o"].unique()
    return (text[1:-1] for text in typed if text.startswith("<") and text[1:2] != "<")


def _to_spaces(texts: pl.DataFrame) -> pl.DataFrame:
    iris = pl.col("s").str.strip_prefix("<").str.strip_suffix(">")
    return (
        texts.select(authority=pl.col("s").str.extract(AUTHORITY), iri=iris)
        .group_by("authority")
        .agg(first=pl.col("iri").min(), last=pl.col("iri").max())
    )


def _join(spaces: pl.DataFrame, more: pl.DataFrame) -> pl.DataFrame:
    """Return the first and the last IRI of each authority in two tables."""
    return (
        pl.concat([spaces, more.drop_nulls()])
        .group_by("authority")
        .agg(pl.col("first").min(), pl.col("last").max())
        .sort("authority")
    )
