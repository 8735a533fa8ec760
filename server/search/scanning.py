"""Find things by looking through some names, where a generation has no index.

Step on the line: beside :mod:`server.search.index`. A generation of an older version is served all
the same; what is not looked at is not found, and the answer says that there is no index.
"""

from collections.abc import Iterator
from itertools import islice

from pyoxigraph import Literal, NamedNode, Store

from linkml_schemas.kinds import path_key, to_kind
from linkml_schemas.plan import read_plan_at
from ontology.words import to_words
from server.labels import Labels
from server.search.asked import Asked
from server.search.index import Hits, Thing
from server.search.queries import Wish
from server.terms import DEFAULT, LABELS, TYPE

SCANNED = 20_000
"""Names that are looked at."""

_WHOLE, _BEGINS, _HAS = 0, 1, 2


def scan(store: Store, base: str, wish: Wish, *, limit: int, offset: int = 0) -> Hits:
    """Return how many things have names that fit, and some of them, the best first.

    Args:
        store: A generation's store.
        base: The base of our IRIs.
        wish: What is to be found; of its filters, only the kind is heard.
        limit: How many things.
        offset: How many better ones are passed over.
    """
    if not wish.asked.words:
        return Hits(0, [])
    fitting: dict[str, tuple[int, int, str, str]] = {}
    for iri, name in islice(_names(store), SCANNED):
        how = _how(name.value, wish.asked)
        if how is not None:
            hit = how, len(name.value), name.value, name.language or ""
            fitting[iri] = min(hit, fitting.get(iri, hit))
    ordered = sorted(fitting, key=lambda iri: (fitting[iri], iri))
    labels = Labels(store, base, tuple(wish.languages))
    things = [_to_thing(labels, iri, *fitting[iri][2:]) for iri in ordered]
    kind = wish.filters.get("kind")
    wanted = [thing for thing in things if kind in {None, thing["kind"]}]
    return Hits(len(wanted), wanted[offset : offset + limit])


def _names(store: Store) -> Iterator[tuple[str, Literal]]:
    for predicate in LABELS:
        for quad in store.quads_for_pattern(None, predicate, None, DEFAULT):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield quad.subject.value, quad.object


def _how(name: str, asked: Asked) -> int | None:
    """Return how well a name fits, None if it does not."""
    words = to_words(name)
    joined = " ".join(words)
    if joined == asked.name:
        return _WHOLE
    if joined.startswith(asked.name):
        return _BEGINS
    fits = all(any(each.startswith(word) for each in words) for word in asked.strong)
    return _HAS if fits else None


def _to_thing(labels: Labels, iri: str, name: str, language: str) -> Thing:
    """Return a thing as the index would give it, with the name by which it was found."""
    found = labels.store.quads_for_pattern(NamedNode(iri), TYPE, None, DEFAULT)
    types = {quad.object.value for quad in found if isinstance(quad.object, NamedNode)}
    kind = to_kind(read_plan_at(labels.base), path_key(labels.base, iri), types)
    own = labels.name(iri)
    return {
        "iri": iri,
        "labels": [[own.language, own.value]],
        "alternatives": [[language, name]] if name != own.value else [],
        "kind": kind,
    }
