"""Keep the triples of one graph as numbers, so that counting them again costs little.

Step on the line: a finished dump → a small table, linked from generation to generation as long
as the dump stays the same. A term is the hash of its text; predicates keep their text.

Source:
    RDF 1.1 N-Quads, section 7 (grammar).
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from loaders.emitting.dumps import read_dump

LAYOUT = 1
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
    "triple": pl.UInt64,
}
"""Subject, predicate and object; whether the subject has a name of its own; scheme and host of
an object that is an IRI, null for a literal; and the triple as a whole."""

_BLOCK = 8 * 1024 * 1024
_ODD = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
_SPACES = {"authority": pl.String, "first": pl.String, "last": pl.String}


@dataclass(frozen=True, slots=True)
class GraphTerms:
    """The triples of one graph, each once.

    Shape:
        ``frame`` has the columns of ``TERMS``; ``classes`` are the IRIs that are classes here;
        ``spaces`` maps the authority of named subjects to the first and the last of them.
    """

    frame: pl.DataFrame
    classes: tuple[str, ...]
    spaces: Mapping[str, tuple[str, str]]


def read_terms(dump: Path, graph: str, base: str) -> GraphTerms:
    """Return the triples of a dump as numbers.

    Args:
        dump: The dump.
        graph: The IRI of its graph.
        base: The base of the data directory, below which nodes without a name have theirs.

    Raises:
        OSError: The dump is absent or damaged.
    """
    parts = [pl.DataFrame(schema=TERMS)]
    spaces = [pl.DataFrame(schema=_SPACES)]
    classes: set[str] = set()
    for block in read_dump(dump, _BLOCK):
        texts = _split(block, graph)
        named = ~pl.col("s").str.starts_with(f"<{base}/.well-known/genid/")
        texts = texts.with_columns(named=named)
        spaces.append(_to_spaces(texts.filter("named").select("s").unique()))
        classes.update(_classes(texts))
        parts.append(_to_numbers(texts))
    frame = pl.concat(parts).unique("triple", keep="any", maintain_order=True)
    return GraphTerms(frame, tuple(sorted(classes)), _join(pl.concat(spaces)))


def hash_iris(iris: list[str]) -> dict[int, str]:
    """Return IRIs by the numbers that stand for them."""
    texts = pl.Series([f"<{iri}>" for iri in iris], dtype=pl.String)
    return dict(zip(texts.hash(0).to_list(), iris, strict=True))


def write_table(frame: pl.DataFrame, path: Path) -> str:
    """Write a table of terms and return its SHA-256.

    Raises:
        OSError: The disk refused.
    """
    try:
        frame.drop("triple").write_parquet(path, compression="zstd", compression_level=1)
    except pl.exceptions.PolarsError as error:
        raise OSError(f"{path}: {error}") from error
    return _checksum(path)


def read_table(path: Path, checksum: str) -> pl.DataFrame | None:
    """Return a table of terms, None if it is not there or not what was written."""
    try:
        if _checksum(path) != checksum:
            return None
        return _with_triple(pl.read_parquet(path))
    except (OSError, pl.exceptions.PolarsError):
        return None


def _split(block: bytes, graph: str) -> pl.DataFrame:
    """Return lines of N-Quads as the texts of subject, predicate and object."""
    lines = pl.read_lines(block, name="line")
    inner = pl.col("line").str.strip_suffix(f" <{graph}> .")
    fields = inner.str.splitn(" ", 3).struct.rename_fields(["s", "p", "o"])
    return lines.select(fields.alias("terms")).unnest("terms")


def _to_numbers(texts: pl.DataFrame) -> pl.DataFrame:
    is_iri = pl.col("o").str.starts_with("<") & ~pl.col("o").str.starts_with("<<")
    return _with_triple(
        texts.select(
            s=pl.col("s").hash(0),
            p=pl.col("p").cast(pl.Categorical),
            o=pl.col("o").hash(0),
            named=pl.col("named"),
            authority=pl.when(is_iri).then(pl.col("o").str.extract(AUTHORITY)).cast(pl.Categorical),
        )
    )


def _with_triple(frame: pl.DataFrame) -> pl.DataFrame:
    """Return terms with one number for the triple, the same in every table."""
    predicate = pl.col("p").cast(pl.String).hash(0)
    first, second, third = (pl.lit(odd, dtype=pl.UInt64) for odd in _ODD)
    mixed = (pl.col("s") * first) ^ (predicate * second)
    return frame.with_columns(triple=(mixed * third) ^ pl.col("o"))


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


def _join(spaces: pl.DataFrame) -> dict[str, tuple[str, str]]:
    joined = (
        spaces.drop_nulls()
        .group_by("authority")
        .agg(pl.col("first").min(), pl.col("last").max())
        .sort("authority")
    )
    return {authority: (first, last) for authority, first, last in joined.iter_rows()}


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
