"""Keep the triples of one graph as numbers, so that counting them again costs little.

Step on the line: a finished dump → a small table, linked from generation to generation as long
as the dump stays the same. A term is the hash of its text; predicates keep their text.

Source:
    RDF 1.1 N-Quads, section 7 (grammar).
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from loaders.describing.runs import Runs, count_parts, within, write_parts
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
_TRIPLE = (
    (pl.col("s") * _ODD[0] ^ pl.col("p").to_physical().cast(pl.UInt64) * _ODD[1]) * _ODD[2]
    ^ pl.col("o")
).alias("triple")
_SPACES = {"authority": pl.String, "first": pl.String, "last": pl.String}


@dataclass(frozen=True, slots=True)
class GraphTerms:
    """What is known of one graph when its table is written.

    Shape:
        ``rows`` triples, each once; ``classes`` are the IRIs that are classes here; ``spaces``
        maps the authority of named subjects to the first and the last of them.
    """

    rows: int
    classes: tuple[str, ...]
    spaces: Mapping[str, tuple[str, str]]


def read_terms(dump: Path, graph: str, base: str, table: Path, folder: Path) -> GraphTerms:
    """Write the triples of a dump as a table of numbers, those of a subject together.

    Args:
        dump: The dump.
        graph: The IRI of its graph.
        base: The base of the data directory, below which nodes without a name have theirs.
        table: Where the table is written.
        folder: An empty folder for what memory should not hold.

    Raises:
        OSError: The dump is absent or damaged, or the disk refused.
    """
    runs = Runs(folder / "terms", "s", pl.DataFrame(schema=TERMS))
    spaces = pl.DataFrame(schema=_SPACES)
    classes: set[str] = set()
    try:
        for block in read_dump(dump, _BLOCK):
            texts = _split(block, graph)
            named = ~pl.col("s").str.starts_with(f"<{base}/.well-known/genid/")
            texts = texts.with_columns(named=named)
            spaces = _join(spaces, _to_spaces(texts.filter("named").select("s").unique()))
            classes.update(_classes(texts))
            runs.add(_to_numbers(texts))
        rows = _write_table(runs, table)
    except pl.exceptions.PolarsError as error:
        raise OSError(f"{table}: {error}") from error
    first_and_last = {authority: (first, last) for authority, first, last in spaces.iter_rows()}
    return GraphTerms(rows, tuple(sorted(classes)), first_and_last)


def hash_iris(iris: list[str]) -> dict[int, str]:
    """Return IRIs by the numbers that stand for them."""
    texts = pl.Series([f"<{iri}>" for iri in iris], dtype=pl.String)
    return dict(zip(texts.hash(0).to_list(), iris, strict=True))


def read_parts(tables: Sequence[Path], rows: int) -> Iterator[pl.DataFrame]:
    """Yield the triples of tables in parts; all triples of a subject are in one of them.

    Shape:
        The columns of ``TERMS``; ``triple``, one number for the triple as a whole, the same in
        every table of a part; ``graph``, the position of its table.

    Args:
        tables: The tables.
        rows: How many triples they have together.

    Raises:
        OSError: A table cannot be read.
    """
    number = count_parts(rows)
    graph = pl.col("graph").cast(pl.Enum([str(path) for path in tables])).to_physical()
    read = pl.scan_parquet(list(tables), include_file_paths="graph")
    for part in range(number):
        found = read.filter(within("s", part, number)).with_columns(_TRIPLE, graph)
        try:
            yield found.collect()
        except pl.exceptions.PolarsError as error:
            raise OSError(f"{tables[0].parent}: {error}") from error


def take_checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_table(runs: Runs, table: Path) -> int:
    """Write triples, each once and those of a subject together; return how many there are."""
    rows = 0

    def parts() -> Iterator[pl.DataFrame]:
        nonlocal rows
        for part in runs.parts():
            once = part.with_columns(_TRIPLE).unique("triple").drop("triple").sort("s")
            rows += once.height
            yield once

    write_parts(parts(), pl.DataFrame(schema=TERMS).schema, table)
    return rows


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
