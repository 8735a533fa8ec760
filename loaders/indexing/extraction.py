"""Take from the dumps what can be sought or filtered by: names, codes, texts, classes, statuses.

Step on the line: finished dumps → rows by the hash of their subject, read part by part. Polars
expressions; no Python runs per triple.

Source:
    RDF 1.1 N-Quads, section 7 (grammar).
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from loaders.describing.runs import Runs, count_parts
from loaders.emitting.dumps import read_dump
from ontology.namespaces import expand
from ontology.words import SPELT

LABEL, ALTERNATIVE, CODE, TEXT = "label", "alternative", "code", "text"
TYPE, SCHEME, STATUS, PUBLISHER, PAST, NODE = (
    "type", "scheme", "status", "publisher", "past", "node",
)  # fmt: skip
SINCE, UNTIL, LAST = "since", "until", "last"
"""The first day of a period, the first day after it, and the last day of one."""

_CURIES: Mapping[str, tuple[str, ...]] = {
    LABEL: (
        "skos:prefLabel", "dct:title", "rdfs:label", "foaf:name", "schema:name", "vcard:fn",
        "eli:title",
    ),
    ALTERNATIVE: ("skos:altLabel", "schema:alternateName", "skos:hiddenLabel"),
    CODE: ("skos:notation", "dct:identifier", "eli:id_local"),
    TEXT: (
        "skos:definition", "dct:description", "rdfs:comment", "schema:description",
        "skos:scopeNote", "dcat:keyword",
    ),
    TYPE: ("rdf:type",),
    SCHEME: ("skos:inScheme",),
    STATUS: ("adms:status", "regorg:orgStatus"),
    PUBLISHER: ("dct:publisher",),
    PAST: ("owl:deprecated", "dct:isReplacedBy"),
    SINCE: ("dcat:startDate",),
    UNTIL: ("dcat:endDate",),
    LAST: ("schema:dissolutionDate",),
    NODE: ("regorg:registration", "adms:identifier", "dct:temporal", "org:memberDuring"),
}  # fmt: skip
FIELDS: Mapping[str, str] = {
    f"<{expand(curie)}>": field for field, curies in _CURIES.items() for curie in curies
}
"""What is taken of a thing, by the predicate that says it, the best first."""

ROWS = {
    "key": pl.UInt64,
    "s": pl.String,
    "field": pl.String,
    "order": pl.UInt8,
    "lang": pl.String,
    "value": pl.String,
    "words": pl.String,
}
"""A statement: hash and text of its subject in angle brackets, what it says, how good a place that
is, language, value, and the folded words of a text with spaces between them."""

LONGEST = 10_000
"""Characters of one text that are sought in."""

PART = 120_000
"""Statements that are in memory at once, about: they hold texts."""

_AFTER_OWN = pl.lit(100, dtype=pl.UInt8)
"""What a thing says itself comes before what the nodes say that belong to it."""

_LIFTED = (CODE, SINCE, UNTIL)
"""What is said of a node without a name, and meant of the thing that it belongs to."""

_BLOCK = 8 * 1024 * 1024
_ESCAPES = {
    "\\\\": "\\", '\\"': '"', "\\n": "\n", "\\r": "\r", "\\t": "\t", "\\b": "\b", "\\f": "\f",
}  # fmt: skip
_LITERAL = r'(?s)^"(.*)"(?:@([A-Za-z0-9-]+)|\^\^<[^>]*>)?$'
_TEXTS = (LABEL, ALTERNATIVE, TEXT)
_ORDER = {predicate: number for number, predicate in enumerate(FIELDS)}


def extract(dumps: Sequence[tuple[Path, str]], base: str, folder: Path) -> Runs:
    """Return what the dumps say that can be sought by.

    Shape:
        Statements about things with a name of their own, by the hash of the subject.

    Args:
        dumps: Each dump with the IRI of its graph.
        base: The base of the data directory, below which nodes without a name have theirs.
        folder: Where rows may lie that memory should not hold.

    Raises:
        OSError: A dump is absent or damaged, or the disk refused.
    """
    empty = pl.DataFrame(schema=ROWS)
    rows = Runs(folder / "said", "key", empty, PART)
    nodes = Runs(folder / "nodes", "node", _to_nodes(empty), PART)
    codes = Runs(folder / "codes", "key", empty, PART)
    genid = f"<{base}/.well-known/genid/"
    for dump, graph in dumps:
        for block in read_dump(dump, _BLOCK):
            found = to_rows(block, graph)
            nameless = pl.col("s").str.starts_with(genid)
            nodes.add(_to_nodes(found.filter(pl.col("field") == NODE)))
            codes.add(found.filter(nameless & pl.col("field").is_in(_LIFTED)))
            rows.add(found.filter(~nameless & (pl.col("field") != NODE)))
    for found in _lifted(nodes, codes):
        rows.add(found)
    return rows


def to_rows(block: bytes, graph: str) -> pl.DataFrame:
    """Return the statements in lines of N-Quads that can be sought by."""
    lines = pl.read_lines(block, name="line")
    wanted = [f"> {predicate} " for predicate in FIELDS]
    inner = pl.col("line").str.strip_suffix(f" <{graph}> .")
    fields = inner.str.splitn(" ", 3).struct.rename_fields(["s", "p", "o"])
    taken = lines.filter(pl.col("line").str.contains_any(wanted))
    said = taken.select(fields.alias("terms")).unnest("terms")
    said = said.filter(pl.col("p").is_in(list(FIELDS)) & ~pl.col("s").str.starts_with("<<"))
    is_iri = pl.col("o").str.starts_with("<")
    parts = [_read_iris(said.filter(is_iri)), _read_literals(said.filter(~is_iri))]
    return pl.concat(parts).select(
        pl.col("s").hash(0).alias("key"),
        "s",
        pl.col("p").replace_strict(FIELDS, return_dtype=pl.String).alias("field"),
        pl.col("p").replace_strict(_ORDER, return_dtype=pl.UInt8).alias("order"),
        "lang",
        "value",
        "words",
    )


def fold_words(text: pl.Expr) -> pl.Expr:
    """Return an expression for the folded words of a text, with one space between them.

    Shape:
        The words that :func:`ontology.words.to_words` finds.
    """
    folded = text.str.normalize("NFKD").str.to_lowercase().str.normalize("NFKD")
    bare = folded.str.replace_all(r"\p{M}", "").str.replace_many(dict(SPELT))
    return bare.str.extract_all(r"[\p{L}\p{N}]+").list.join(" ")


def _read_iris(said: pl.DataFrame) -> pl.DataFrame:
    """Return statements about IRIs, without brackets around them."""
    nothing = pl.lit("")
    value = pl.col("o").str.strip_prefix("<").str.strip_suffix(">")
    return said.select("s", "p", value=value, lang=nothing, words=nothing)


def _read_literals(said: pl.DataFrame) -> pl.DataFrame:
    """Return statements about literals, with the words of what is a text."""
    lang = pl.col("o").str.extract(_LITERAL, 2).str.to_lowercase().fill_null("")
    terms = said.select("s", "p", lang=lang, literal=pl.col("o").str.extract(_LITERAL, 1))
    literal = pl.col("literal")
    plain = pl.when(literal.str.contains("\\", literal=True))
    value = plain.then(literal.str.replace_many(_ESCAPES)).otherwise(literal)
    odd = terms["literal"].str.contains(r"\\[uU]")
    if odd.any():
        spelt = literal.map_elements(_unescape, return_dtype=pl.String)
        value = pl.when(odd).then(spelt).otherwise(value)
    texts = [iri for iri, name in FIELDS.items() if name in _TEXTS]
    words = fold_words(pl.col("value").str.head(LONGEST))
    return terms.with_columns(value=value.fill_null("")).select(
        "s",
        "p",
        "value",
        "lang",
        words=pl.when(pl.col("p").is_in(texts)).then(words).otherwise(pl.lit("")),
    )


def _unescape(text: str) -> str:
    r"""Return the text that escapes stand for.

    >>> _unescape(r"caf\u00E9 \\u")
    'café \\u'
    """
    pieces, position = [], 0
    while (found := text.find("\\", position)) >= 0:
        pieces.append(text[position:found])
        mark = text[found : found + 2]
        length = {"\\u": 4, "\\U": 8}.get(mark, 0)
        digits = text[found + 2 : found + 2 + length]
        pieces.append(chr(int(digits, 16)) if length else _ESCAPES.get(mark, mark))
        position = found + 2 + length
    return "".join([*pieces, text[position:]])


def _to_nodes(rows: pl.DataFrame) -> pl.DataFrame:
    """Return which thing a node without a name belongs to, by the hash of the node."""
    node = pl.concat_str(pl.lit("<"), "value", pl.lit(">")).hash(0)
    return rows.select(node=node, owner=pl.col("key"), thing=pl.col("s"))


def _lifted(nodes: Runs, codes: Runs) -> Iterator[pl.DataFrame]:
    """Yield the codes and periods of nodes without a name as those of what they belong to."""
    parts = count_parts(max(nodes.rows, codes.rows), PART)
    for part in range(parts):
        found = codes.read(part, parts).join(
            nodes.read(part, parts), left_on="key", right_on="node", how="inner"
        )
        columns: dict[str, Any] = {"key": pl.col("owner"), "s": pl.col("thing")}
        rest = {name: pl.col(name) for name in ROWS if name not in columns}
        rest["order"] = pl.col("order") + _AFTER_OWN
        yield found.select(**columns, **rest).select(list(ROWS))
