"""Gather what is said of each thing, and order things by how likely they are meant.

Step on the line: rows of statements → one value per thing, ready for the index.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from zlib import crc32

import polars as pl

from linkml_schemas.kinds import COVERING, TERM_KINDS, is_past, path_key, to_kind
from linkml_schemas.plan import Schema
from loaders.indexing.extraction import (
    ALTERNATIVE,
    CODE,
    LABEL,
    LAST,
    PAST,
    PUBLISHER,
    SCHEME,
    SINCE,
    STATUS,
    TEXT,
    TYPE,
    UNTIL,
)

Text = tuple[str, str, str]
"""Language, text, and its folded words with spaces between them."""

_FACETS = {SCHEME: "schemes", STATUS: "statuses", PUBLISHER: "publishers"}
_LONG, _HEAVY = 0xFF, 0xFFFFFF


@dataclass(slots=True)
class Thing:
    """A thing that can be sought.

    Shape:
        ``labels`` has one name for each language, ``alternatives`` all others; ``since`` and
        ``until`` are the first day on which it holds and the first on which it no longer does,
        empty if that is not said; ``repeat`` whether another of the same name ended later;
        ``weight`` is how many statements point at it.
    """

    iri: str
    labels: list[Text] = field(default_factory=list)
    alternatives: list[Text] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    schemes: list[str] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)
    kind: str = ""
    past: bool = False
    since: str = ""
    until: str = ""
    repeat: bool = False
    weight: int = 0

    @property
    def is_term(self) -> bool:
        """Tell whether it serves to speak of other things, or to find them."""
        return self.kind in TERM_KINDS

    @property
    def rank(self) -> int:
        """Return a number below 2^63; of things that fit a query alike, the lowest comes first.

        Shape:
            What is current before what is past, a short name before a long one, what is pointed at
            much before what is not; the IRI decides in the end. What has ended by a date is
            told from what holds when somebody seeks, not here.
        """
        name = self.labels[0][1] if self.labels else self.iri
        order = int(self.past) << 8 | min(len(name), _LONG)
        order = order << 24 | (_HEAVY - min(self.weight, _HEAVY))
        return order << 30 | crc32(self.iri.encode()) >> 2


def to_things(
    rows: pl.DataFrame,
    weights: pl.DataFrame,
    schema: Schema,
    base: str,
    repeats: Collection[int] = frozenset(),
) -> Iterator[Thing]:
    """Yield the things that have a name or a code.

    Args:
        rows: Statements; all those of a subject are among them.
        weights: ``key``, the hash of a thing, and ``weight``.
        schema: The compiled plan at the base.
        base: The base of the data directory.
        repeats: The hashes of things that repeat another, as :func:`repeated_keys` finds them.
    """
    columns = ["s", "field", "key", "lang", "value", "words"]
    said = rows.join(weights, on="key", how="left").sort("s", "field", "order", "lang", "value")
    once = said.unique(["s", "field", "lang", "value"], keep="first", maintain_order=True)
    kinds = _Kinds(schema, base)
    for subject, found in groupby(once.select(*columns, "weight").iter_rows(), key=itemgetter(0)):
        thing = Thing(subject[1:-1])
        for _, name, key, lang, value, words, weight in found:
            _say(thing, name, (lang, value, words))
            thing.weight = weight or 0
            thing.repeat = key in repeats
        if not COVERING.isdisjoint(thing.types):
            thing.since = thing.until = ""
        if thing.labels or thing.codes or thing.alternatives:
            thing.kind = kinds.of(thing)
            thing.labels.sort(key=lambda text: _LANGUAGES.get(text[0].partition("-")[0], 9))
            yield thing


@dataclass(slots=True)
class _Kinds:
    """Knows of what kind things are; most have a path and types as others have."""

    schema: Schema
    base: str
    known: dict[tuple[str, frozenset[str]], str] = field(default_factory=dict)

    def of(self, thing: Thing) -> str:
        space = thing.iri.rpartition("/")[0]
        alike = space, frozenset(thing.types)
        if alike not in self.known:
            key = path_key(self.base, thing.iri)
            self.known[alike] = to_kind(self.schema, key, thing.types)
        return self.known[alike]


_DAY = len("2026-01-01")

_LANGUAGES = {"nl": 0, "": 1, "en": 2}
"""Which name counts for the order of things, where there are several."""


def _say(thing: Thing, name: str, text: Text) -> None:
    """Add one statement to a thing."""
    lang, value, _ = text
    if name == LABEL:
        named = any(label[0] == lang for label in thing.labels)
        (thing.alternatives if named else thing.labels).append(text)
    elif name == ALTERNATIVE:
        thing.alternatives.append(text)
    elif name == CODE:
        thing.codes.append(value)
    elif name == TEXT:
        thing.texts.append(text)
    elif name == TYPE:
        thing.types.add(value)
    elif name == PAST:
        thing.past = thing.past or value not in {"false", "0"}
    elif name == SINCE:
        thing.since = min(thing.since or value[:_DAY], value[:_DAY])
    elif name in {UNTIL, LAST}:
        thing.until = max(thing.until, _day_after(value) if name == LAST else value[:_DAY])
    elif name in _FACETS:
        getattr(thing, _FACETS[name]).append(value)
        thing.past = thing.past or (name == STATUS and is_past(value))


def _day_after(text: str) -> str:
    """Return the day after a date; what is none as it is, for it says that there is an end.

    >>> _day_after("2018-12-31")
    '2019-01-01'
    """
    try:
        return (date.fromisoformat(text[:_DAY]) + timedelta(1)).isoformat()
    except (ValueError, OverflowError):
        return text[:_DAY]


def repeated_keys(rows: Iterator[pl.DataFrame]) -> frozenset[int]:
    """Return the hashes of things that ended before another of their name in their scheme did.

    Shape:
        A list that describes a thing anew for each period has many of one name; the last says
        most.
    """
    found = [_ended(frame) for frame in rows]
    if not found:
        return frozenset()
    ended = pl.concat(found).sort("until", "key", descending=True)
    last = ended.unique("name", keep="first", maintain_order=True)
    return frozenset(ended.join(last, on="key", how="anti")["key"].to_list())


def _ended(frame: pl.DataFrame) -> pl.DataFrame:
    """Return ``key``, ``until`` and the hash of name and scheme of what has an end."""

    def values(name: str, column: str, kept: str) -> pl.DataFrame:
        said = frame.filter(pl.col("field") == name)
        return said.group_by("key").agg(pl.col(column).min().alias(kept))

    ends = values(UNTIL, "value", "until")
    schemes, names = values(SCHEME, "value", "scheme"), values(LABEL, "words", "words")
    whole = ends.join(schemes, on="key").join(names, on="key")
    return whole.select("key", "until", name=pl.struct("scheme", "words").hash(0))


def known_words(rows: Iterator[pl.DataFrame], least: int) -> set[str]:
    """Return the different words of letters, of at least so many, in names and texts."""
    found: set[str] = set()
    for frame in rows:
        words = frame.select(pl.col("words").str.split(" ").explode().unique())["words"]
        long = (words.str.len_chars() >= least) & words.str.contains(r"^\p{L}+$")
        found.update(words.filter(long).to_list())
    return found
