"""Name things and properties in a difference, in the reader's language.

Step on the line: beneath ``begrip diff``. A name that the difference itself brings comes first,
then those of the store of the generation before, looked up one by one.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import polars as pl
import pyoxigraph as ox

from loaders.differing.differences import Difference, read_differences, to_predicate
from loaders.generations.damage import STORE_DAMAGE
from ontology.namespaces import PREFIXES, prefixes_at, shrink

LABELS = tuple(
    ox.NamedNode(PREFIXES[prefix] + name)
    for prefix, name in (
        ("skos", "prefLabel"),
        ("rdfs", "label"),
        ("dct", "title"),
        ("foaf", "name"),
        ("schema", "name"),
    )
)
"""Predicates that name things, the best one first."""

_FALLBACK = ("nl", "en", "")


class Labels:
    """Names by IRI.

    Args:
        store: The folder of a store to look in; None if there is none.
        base: The base of the data directory, for short names.
        language: The language that is tried first.
    """

    def __init__(self, store: Path | None, base: str, language: str) -> None:
        self._store = _open(store)
        self._prefixes = prefixes_at(base)
        self._order = list(dict.fromkeys((language, *_FALLBACK)))
        self._fresh: Mapping[str, list[ox.Literal]] = {}

    def learn(self, differences: Iterable[Difference], iris: frozenset[str]) -> None:
        """Keep the names that differences bring for some IRIs."""
        fresh: dict[str, list[ox.Literal]] = {}
        for quad in _added_labels(differences, iris):
            if isinstance(quad.object, ox.Literal) and isinstance(quad.subject, ox.NamedNode):
                fresh.setdefault(quad.subject.value, []).append(quad.object)
        self._fresh = fresh

    def find(self, iri: str) -> str:
        """Return the name of a thing, empty if it has none."""
        found = {text.language: text for text in self._stored(iri)}
        found |= {text.language: text for text in self._fresh.get(iri, ())}
        return min(found.values(), key=self._rank).value if found else ""

    def name(self, iri: str) -> str:
        """Return the name of a thing, or else its IRI as short as it can be."""
        return self.find(iri) or shrink(iri, self._prefixes) or iri

    def _stored(self, iri: str) -> list[ox.Literal]:
        if self._store is None:
            return []
        subject = ox.NamedNode(iri)
        for predicate in LABELS:
            quads = self._store.quads_for_pattern(subject, predicate, None, ox.DefaultGraph())
            if found := [quad.object for quad in quads if isinstance(quad.object, ox.Literal)]:
                return found
        return []

    def _rank(self, text: ox.Literal) -> tuple[int, str, str]:
        language = text.language or ""
        place = self._order.index(language) if language in self._order else len(self._order)
        return place, language, text.value


def _open(store: Path | None) -> ox.Store | None:
    """Return a store to read; None if it is absent or damaged, for a name is no more than that."""
    try:
        return ox.Store.read_only(str(store)) if store and store.is_dir() else None
    except STORE_DAMAGE:
        return None


def _added_labels(differences: Iterable[Difference], iris: frozenset[str]) -> Iterator[ox.Quad]:
    wanted = pl.Series([predicate.value for predicate in LABELS]).implode()
    asked = pl.Series(sorted(iris), dtype=pl.String).implode()
    for difference in differences:
        for frame in read_differences(difference):
            named = frame.filter(pl.col("added") & pl.col("subject").is_in(asked))
            named = named.filter(to_predicate().is_in(wanted))
            for line in named["line"]:
                yield from ox.parse(f"{line}\n".encode(), ox.RdfFormat.N_QUADS)
