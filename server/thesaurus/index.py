"""Read a concept scheme once, so that every view of it is a slice of what is in memory.

Step on the line: within a worker; pattern access only. A holder that keeps a graph in memory
reads large schemes before it forks, and its workers share what it read.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode, Store

from server.labels import Text, rank, shorten
from server.terms import DEFAULT
from server.thesaurus import terms
from server.thesaurus.alphabet import Alphabet, to_alphabet, to_key
from server.thesaurus.entries import Entry, ReadConcept, read_concept
from server.thesaurus.tree import Tree, to_tree
from server.thesaurus.usage import Pairs, outside

KEPT_SCHEMES, KEPT_ALPHABETS = 128, 256
"""Schemes and alphabets that a process keeps; the bound on its memory ends it before they do."""


@dataclass(frozen=True, slots=True, eq=False)
class SchemeIndex:
    """A scheme as its views need it.

    Shape:
        ``entries`` in the order of their IRIs, ``positions`` by IRI. ``languages`` counts the
        preferred and the alternative labels of each language; ``unnamed`` counts the concepts
        without a label of any language. ``dated`` are the positions of those that say when they
        were made or changed, the last first. ``outside`` is what points at the scheme, as
        :func:`server.thesaurus.usage.outside` finds it.
    """

    scheme: str
    base: str
    entries: tuple[Entry, ...]
    positions: Mapping[str, int]
    tree: Tree
    languages: Mapping[str, tuple[int, int]]
    unnamed: int
    deprecated: int
    dated: tuple[int, ...]
    outside: Pairs

    def name(self, position: int, wanted: Sequence[str]) -> Text:
        """Return the preferred label of a concept for a reader."""
        entry = self.entries[position]
        for language, text in entry.names:
            if language == wanted[0]:
                return Text(text, language)
        best = min(entry.names, key=lambda pair: (rank(pair[0], wanted), pair[1]), default=None)
        return Text(best[1], best[0]) if best else Text(shorten(entry.iri, self.base))

    def sort(self, positions: Iterable[int], wanted: Sequence[str]) -> list[int]:
        """Return concepts in the order that they give themselves, then by name."""
        order = ranks(self, tuple(wanted))
        return sorted(positions, key=lambda place: (self.entries[place].position, order[place]))


PREPARED: dict[tuple[str, str], SchemeIndex] = {}
"""Indexes by base and scheme that the holder of this process read before it forked."""


def read_scheme(store: Store, base: str, scheme: str) -> SchemeIndex:
    """Return the index of a scheme; kept, for a generation never changes."""
    return PREPARED.get((base, scheme)) or _kept_index(store, base, scheme)


def build_index(store: Store, base: str, scheme: str) -> SchemeIndex:
    """Return the index of a scheme, read anew."""
    tops = _tops(store, scheme)
    found = (
        read_concept(store, iri) for iri in sorted(tops | _subjects(store, terms.IN_SCHEME, scheme))
    )
    read = [item for item in found if item is not None]
    entries = tuple(item.entry for item in read)
    positions = {entry.iri: place for place, entry in enumerate(entries)}
    tree = to_tree(len(entries), _links(read, positions), _places(tops, positions))
    preferred = Counter(tag for entry in entries for tag in {tag for tag, _ in entry.names})
    alternative = Counter(tag for entry in entries for tag, _ in entry.others)
    tags = sorted(preferred.keys() | alternative.keys())
    return SchemeIndex(
        scheme=scheme,
        base=base,
        entries=entries,
        positions=positions,
        tree=tree,
        languages={tag: (preferred[tag], alternative[tag]) for tag in tags},
        unnamed=sum(not entry.names for entry in entries),
        deprecated=sum(entry.deprecated for entry in entries),
        dated=_dated(entries),
        outside=outside(store, scheme),
    )


def _dated(entries: Sequence[Entry]) -> tuple[int, ...]:
    dated = (place for place, entry in enumerate(entries) if entry.changed)
    return tuple(sorted(dated, key=lambda place: entries[place].changed, reverse=True))


_kept_index = lru_cache(maxsize=KEPT_SCHEMES)(build_index)


@lru_cache(maxsize=KEPT_ALPHABETS)
def read_alphabet(index: SchemeIndex, wanted: tuple[str, ...]) -> Alphabet:
    """Return the labels of a scheme in order.

    Shape:
        The preferred label of every concept once, in the best language there is for the
        reader; further labels in the reader's first language, or in none.
    """
    return to_alphabet(_names(index, wanted))


@lru_cache(maxsize=KEPT_ALPHABETS)
def ranks(index: SchemeIndex, wanted: tuple[str, ...]) -> tuple[int, ...]:
    """Return the place of every concept in the order of their names."""
    keys = [
        (to_key(text := index.name(place, wanted).value), text, place)
        for place in range(len(index.entries))
    ]
    order = [0] * len(keys)
    for turn, (_, _, place) in enumerate(sorted(keys)):
        order[place] = turn
    return tuple(order)


def _names(index: SchemeIndex, wanted: tuple[str, ...]) -> Iterator[tuple[str, int, bool]]:
    readable = {wanted[0], ""}
    for place, entry in enumerate(index.entries):
        name = index.name(place, wanted)
        yield name.value, place, False
        for language, text in (*entry.names, *entry.others):
            if _primary(language) in readable and text != name.value:
                yield text, place, True


def _primary(language: str) -> str:
    return language.lower().partition("-")[0]


def _tops(store: Store, scheme: str) -> set[str]:
    node = NamedNode(scheme)
    said = store.quads_for_pattern(node, terms.HAS_TOP, None, DEFAULT)
    tops = {quad.object.value for quad in said if isinstance(quad.object, NamedNode)}
    return tops | _subjects(store, terms.TOP_OF, scheme)


def _subjects(store: Store, predicate: NamedNode, target: str) -> set[str]:
    quads = store.quads_for_pattern(None, predicate, NamedNode(target), DEFAULT)
    return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}


def _links(read: Iterable[ReadConcept], positions: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of a concept and a broader one, whichever of the two says so."""
    for place, item in enumerate(read):
        for broader in _places(item.broader, positions):
            yield place, broader
        for narrower in _places(item.narrower, positions):
            yield narrower, place


def _places(iris: Iterable[str], positions: Mapping[str, int]) -> list[int]:
    return [positions[iri] for iri in iris if iri in positions]
