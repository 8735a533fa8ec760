"""Keep the promise that a published IRI stays, and stays the same kind of thing.

Step on the line: between a finished graph and its publication. Promised is every IRI under
the base that the graph describes, but for nodes that have no name of their own.
"""

import gzip
import io
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from loaders.promising.tombstones import read_removed

PROMISES = "promises.txt.gz"
FOREIGN = "foreign.txt.gz"
SCHEMA = {"iri": pl.String, "kind": pl.String}
_GENID = "/.well-known/genid/"
_KINDS = "|"
"""Between the classes of an IRI that several registries describe."""


@dataclass(frozen=True, slots=True)
class Before:
    """What generations promised together.

    Shape:
        ``kept`` must stay: ``iri``, ``kind`` and ``holder``, the place in ``folders`` of the
        generation that described the IRI last. ``foreign`` is the same of IRIs of others,
        which are no promise. ``removed`` was described once and went; it says in which folder
        each of those is remembered.
    """

    folders: tuple[Path, ...]
    kept: pl.DataFrame
    foreign: pl.DataFrame
    removed: dict[str, int]


def to_promises(base: str, subjects: pl.DataFrame) -> pl.DataFrame:
    """Return the promised IRIs among subjects, relative to the base, sorted, each once.

    Args:
        base: The base of the data directory.
        subjects: ``iri`` and ``kind``: the name of the class that describes it, or nothing.

    >>> frame = pl.DataFrame({"iri": ["https://a.example/id/rol/cdo", "urn:x"], "kind": "Role"})
    >>> to_promises("https://a.example", frame).rows()
    [('/id/rol/cdo', 'Role')]
    """
    ours = pl.col("iri").str.starts_with(f"{base}/")
    hidden = pl.col("iri").str.starts_with(f"{base}{_GENID}")
    relative = pl.col("iri").str.slice(len(base))
    return _each_once(subjects.filter(ours & ~hidden).select(relative, "kind"))


def to_foreign(base: str, subjects: pl.DataFrame) -> pl.DataFrame:
    """Return the IRIs of others among subjects, whole, sorted, each once.

    >>> frame = pl.DataFrame({"iri": ["https://a.example/id/rol/cdo", "urn:x"], "kind": "Role"})
    >>> to_foreign("https://a.example", frame).rows()
    [('urn:x', 'Role')]
    """
    ours = pl.col("iri").str.starts_with(f"{base}/")
    return _each_once(subjects.filter(~ours).select("iri", "kind"))


def _each_once(subjects: pl.DataFrame) -> pl.DataFrame:
    promised = subjects.unique()
    several = pl.col("iri").is_duplicated()
    kinds = pl.col("kind").filter(pl.col("kind") != "").sort().str.join(_KINDS)
    joined = promised.filter(several).group_by("iri").agg(kinds)
    parts = [promised.filter(~several), joined.with_columns(pl.col("kind").fill_null(""))]
    return pl.concat(part.cast(pl.Schema(SCHEMA)) for part in parts).sort("iri")


def write_promises(folder: Path, kept: pl.DataFrame, foreign: pl.DataFrame | None = None) -> None:
    """Write what a generation promises: an IRI a line, a tab, and its kind.

    Args:
        folder: The folder of the generation.
        kept: What it promises.
        foreign: What it says of things of others, in the same form; no file if there is none.
    """
    _write(folder / PROMISES, kept)
    if foreign is not None and len(foreign):
        _write(folder / FOREIGN, foreign)


def _write(path: Path, described: pl.DataFrame) -> None:
    text = described.select("iri", "kind").write_csv(
        include_header=False, separator="\t", quote_style="never"
    )
    path.write_bytes(gzip.compress(text.encode(), compresslevel=6, mtime=0))


def read_promises(folder: Path) -> pl.DataFrame:
    """Return what a generation promises.

    Raises:
        OSError: The file is absent or damaged.
    """
    return _read(folder / PROMISES)


def read_foreign(folder: Path) -> pl.DataFrame:
    """Return what a generation says of things of others; nothing if an older program made it.

    Raises:
        OSError: The file is damaged.
    """
    path = folder / FOREIGN
    return _read(path) if path.is_file() else pl.DataFrame(schema=SCHEMA)


def _read(path: Path) -> pl.DataFrame:
    try:
        text = gzip.decompress(path.read_bytes())
        lines = pl.read_csv(
            io.BytesIO(text),
            has_header=False,
            separator="\n",
            quote_char=None,
            new_columns=["line"],
            schema={"line": pl.String},
        )
    except pl.exceptions.NoDataError:
        return pl.DataFrame(schema=SCHEMA)
    except (EOFError, UnicodeError, zlib.error, pl.exceptions.PolarsError) as error:
        raise OSError(f"{path}: is damaged: {error}") from error
    parts = pl.col("line").str.split_exact("\t", 1)
    named = lines.select(parts.struct.rename_fields(["iri", "kind"]).alias("parts"))
    return named.unnest("parts").with_columns(pl.col("kind").fill_null(""))


def join_promises(folders: Sequence[Path], withdrawn: Path | None = None) -> Before:
    """Return what generations promise together.

    Shape:
        What the last generation that names an IRI says of it holds: going back to a
        generation takes no promise away, and makes again those that it holds.

    Args:
        folders: The generations in the order in which they were served.
        withdrawn: Where a rollback remembered what it took back; what generations say
            holds before it. It is the last of the folders of the result.

    Raises:
        OSError: A file is absent or damaged.
    """
    kept = foreign = pl.DataFrame(schema={**SCHEMA, "holder": pl.UInt32})
    removed: dict[str, int] = {}
    if withdrawn is not None:
        removed = dict.fromkeys(read_removed(withdrawn), len(folders))
    for place, folder in enumerate(folders):
        gone = read_removed(folder)
        stays, others = read_promises(folder), read_foreign(folder)
        kept = _overlay(kept, stays, gone, place)
        foreign = _overlay(foreign, others, gone, place)
        removed |= dict.fromkeys(gone, place)
        if removed:
            for iri in named(removed, pl.concat([stays, others])):
                del removed[iri]
    known = (*folders, withdrawn) if withdrawn is not None else tuple(folders)
    return Before(known, kept, foreign, removed)


def named(iris: Iterable[str], described: pl.DataFrame) -> list[str]:
    """Return those of some IRIs that are described."""
    asked = pl.DataFrame({"iri": list(iris)}, schema={"iri": pl.String})
    return asked.join(described, on="iri", how="semi")["iri"].to_list()


def _overlay(
    before: pl.DataFrame, stays: pl.DataFrame, gone: frozenset[str], place: int
) -> pl.DataFrame:
    """Return what is described when one generation more was served."""
    held = stays.with_columns(pl.lit(place, dtype=pl.UInt32).alias("holder"))
    rest = before.join(held, on="iri", how="anti")
    if gone and not rest.is_empty():
        rest = rest.filter(~pl.col("iri").is_in(pl.Series(sorted(gone)).implode()))
    return pl.concat([rest, held])


def changed_kinds(before: pl.DataFrame, now: pl.DataFrame) -> dict[str, tuple[str, str]]:
    """Return the IRIs that would become another kind of thing, with the old and the new one.

    Shape:
        An IRI that keeps one of its classes is the same thing; one that had no class, or has
        none now, is not judged.
    """
    both = before.filter(pl.col("kind") != "").join(
        now.filter(pl.col("kind") != ""), on="iri", how="inner", suffix="_now"
    )
    moved = both.filter(pl.col("kind") != pl.col("kind_now")).sort("iri")
    return {
        iri: (kind, kind_now)
        for iri, kind, kind_now in moved.select("iri", "kind", "kind_now").iter_rows()
        if not set(kind.split(_KINDS)) & set(kind_now.split(_KINDS))
    }
